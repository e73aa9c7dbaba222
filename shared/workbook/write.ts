import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
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
  return asWideAsPaper(
    await writeWorkbook(written).toBuffer(),
    sheets.map(({ widths }) => widths.reduce((sum, width) => sum + width, 0) > MOST_UPRIGHT),
  );
}

/** Of more characters in a row a sheet is printed across. */
const MOST_UPRIGHT = 110;

/** The earliest that a zip can say: the same rows are the same file. */
const NO_TIME = new Date(1980, 0, 2);

/** Printed, each sheet is as wide as the paper: no column is left for another page. The package has no word for it. */
function asWideAsPaper(book: Uint8Array, across: readonly boolean[]): Uint8Array {
  const parts = unzipSync(book);
  for (const [n, isAcross] of across.entries()) {
    const name = `xl/worksheets/sheet${n + 1}.xml`;
    const orientation = isAcross ? 'landscape' : 'portrait';
    const setup = `<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="${orientation}" fitToWidth="1" fitToHeight="0"/>`;
    const sheet = strFromU8(parts[name] as Uint8Array)
      .replace(/<worksheet [^>]*>/, (begin) => `${begin}<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`)
      .replace('</worksheet>', `${setup}</worksheet>`);
    parts[name] = strToU8(sheet);
  }
  return zipSync(parts, { mtime: NO_TIME });
}

const textCell = (text: string) => ({ value: text, type: String, format: '@' });

function cellOf(cell: Cell) {
  if (typeof cell === 'string') return cell === '' ? null : textCell(cell);
  return typeof cell === 'number'
    ? { value: cell, type: Number, format: '0' }
    : { value: cell.fen / 100, type: Number, format: '#,##0.00' };
}
