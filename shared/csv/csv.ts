/**
 * The text of a file as a spreadsheet program saves it: UTF-8 with or without a mark at its beginning, or GB18030
 * (what Excel in China calls plain CSV). Undefined when it is neither, e.g. UTF-16 or a workbook.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return undefined;
}

/** A row of a CSV text, as a spreadsheet numbers it: the first is 1. Cells keep their spaces. */
export interface CsvRow {
  row: number;
  cells: string[];
  /** Why the cells cannot be relied on, each once: what they seem to hold may belong to others. */
  flaws: CsvFlaw[];
}

/**
 * `openQuote`: a quote is still open at the end of the file. `strayQuote`: a quote within a cell that does not begin
 * with one, or text behind the closing one. `lineBreak`: a cell of several lines, which is what a forgotten quote looks
 * like too.
 */
export type CsvFlaw = 'openQuote' | 'strayQuote' | 'lineBreak';

/**
 * The rows of a CSV text (RFC 4180: commas, quotes doubled inside quotes), stricter than the standard: no cell may hold
 * a line break, or one forgotten quote would take the rows behind it into a cell in silence.
 */
export function parseCsv(text: string): CsvRow[] {
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let flaws = new Set<CsvFlaw>();
  let cell = '';
  /** Whether the cell began with a quote, and whether that is closed again. */
  let quote: 'none' | 'open' | 'closed' = 'none';
  const endCell = () => {
    cells.push(cell);
    cell = '';
    quote = 'none';
  };
  const endRow = () => {
    endCell();
    rows.push({ row: rows.length + 1, cells, flaws: [...flaws] });
    cells = [];
    flaws = new Set();
  };
  for (let index = 0; index < text.length; index++) {
    let character = text[index] as string;
    if (character === '\r' && text[index + 1] === '\n') character = text[++index] as string;
    if (quote === 'open') {
      if (character === '\n' || character === '\r') flaws.add('lineBreak');
      if (character !== '"') cell += character;
      else if (text[index + 1] === '"') cell += text[++index];
      else quote = 'closed';
    } else if (character === ',') endCell();
    else if (character === '\n') endRow();
    else if (character === '"' && cell === '' && quote === 'none') quote = 'open';
    else {
      if (character === '\r') flaws.add('lineBreak');
      else if (character === '"' || quote === 'closed') flaws.add('strayQuote');
      cell += character;
    }
  }
  if (quote === 'open') flaws = new Set<CsvFlaw>(['openQuote']);
  if (cell !== '' || quote !== 'none' || cells.length > 0) endRow();
  return rows;
}
