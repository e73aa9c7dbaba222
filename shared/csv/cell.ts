/**
 * A cell of a CSV text that this project writes. What a spreadsheet would take for a formula, as a name of a union or of a
 * person may begin, has a tab in front, which makes it a text and is not seen.
 */
export function csvCell(text: string): string {
  const cell = /^[=+\-@＝＋－＠]/.test(text) ? `\t${text}` : text;
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
