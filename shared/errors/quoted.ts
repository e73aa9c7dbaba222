const LONGEST_QUOTE = 20;
/** The number of a card or a person: what stands in a wrong box is named without it. */
const longNumber = /\p{Nd}(?:[\s-]?\p{Nd}){14,}[\s-]?[XxＸｘ]?/gu;

/** A wrong value as a sentence names it: a text in quotation marks, cut short, and what is no plain value by its kind. */
export function quoted(value: unknown): string {
  if (typeof value === 'string') {
    const characters = [...value.toWellFormed().replace(/\p{C}/gu, '�').replace(longNumber, '（号码）')];
    return `“${characters.slice(0, LONGEST_QUOTE).join('')}${characters.length > LONGEST_QUOTE ? '……' : ''}”`;
  }
  if (value === null) return 'null';
  if (Array.isArray(value)) return `有 ${value.length} 项的数组`;
  return typeof value === 'object' ? '一个对象' : String(value).replace(longNumber, '（号码）');
}
