import writeWorkbook from 'write-excel-file/node';

/** A text as it stands, a number that can be added up, or an amount in fen, which is shown in yuan. */
export type Cell = string | number | { fen: number };

/** One sheet: a line above, headings, and rows of the same width below. */
export interface Sheet {
  name: string;
  /** Over the whole width, above the headings: what this is, and who took it when and why. */
  above: string;
  headings: readonly string[];
  /** How many characters wide each column is. */
  widths: readonly number[];
  rows: readonly (readonly Cell[])[];
}

/**
 * A workbook (.xlsx). Every text has the format of text, so that a number of eighteen digits stays as it is and nothing is
 * a formula, whatever it begins with, also when it is typed into again.
 */
export async function workbookOf(...sheets: readonly Sheet[]): Promise<Uint8Array> {
  const written = sheets.map(({ name, above, headings, widths, rows }) => ({
    data: [
      [{ ...textCell(above), columnSpan: headings.length, wrap: true, height: 48, textColor: '#b00020' }],
      headings.map((each) => ({ ...textCell(each), fontWeight: 'bold' as const, backgroundColor: '#eeeeee' })),
      ...rows.map((row) => row.map(cellOf)),
    ],
    sheet: name,
    columns: widths.map((width) => ({ width })),
    stickyRowsCount: 2,
  }));
  return writeWorkbook(written).toBuffer();
}

const textCell = (text: string) => ({ value: text, type: String, format: '@' });

function cellOf(cell: Cell) {
  if (typeof cell === 'string') return cell === '' ? null : textCell(cell);
  return typeof cell === 'number'
    ? { value: cell, type: Number, format: '0' }
    : { value: cell.fen / 100, type: Number, format: '#,##0.00' };
}
