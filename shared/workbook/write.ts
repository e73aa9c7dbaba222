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
  /** So many columns stand on every page again where a sheet is printed several pages wide; the first one, if nothing is said. */
  repeated?: number;
}

/**
 * A workbook (.xlsx). Every text has the format of text, so that a number of eighteen digits stays as it is and nothing is
 * a formula, whatever it begins with, also when it is typed into again.
 */
export async function workbookOf(...sheets: readonly Sheet[]): Promise<Uint8Array> {
  const written = sheets.map((sheet) => ({
    data: [saidAbove(sheet), ...linesOf(sheet)],
    sheet: sheet.name,
    columns: sheet.widths.map((width) => ({ width })),
    stickyRowsCount: 2,
  }));
  return forPaper(await writeWorkbook(written, { fontFamily: '宋体', fontSize: 11 }).toBuffer(), sheets);
}

/** Headings and rows. Whatever stands in a column of numbers stands at the right, as they do. */
function linesOf({ headings, rows, widths }: Sheet) {
  const isOfNumbers = headings.map((_, at) => rows.some((row) => typeof row[at] !== 'string'));
  const heightOfRow = (row: readonly Cell[]) =>
    heightOf(row.map((cell, column) => [typeof cell === 'string' ? cell : '', widths[column] ?? 10]));
  const at = (column: number) => (isOfNumbers[column] ? { align: 'right' as const } : {});
  return [
    headings.map((each, column) => ({ ...textCell(each), ...at(column), ...heading, height: heightOfRow(headings) })),
    ...rows.map((row) => {
      const height = heightOfRow(row);
      return row.map((cell, column) => (cell === '' ? null : { ...cellOf(cell), ...at(column), height }));
    }),
  ];
}
const heading = { fontWeight: 'bold', backgroundColor: '#eeeeee' } as const;

/** Not cut in two: as wide as one page, and beside the columns that stand on each page again. */
function saidAbove(sheet: Sheet) {
  const { above, widths, repeated = 1 } = sheet;
  const from = pagesWide(sheet) > 1 ? repeated : 0;
  const beyond = widths.findIndex((_, at) => sumOf(widths.slice(0, at + 1)) > LEAST_ACROSS);
  const span = Math.max(1, (beyond === -1 ? widths.length : beyond) - from);
  const height = heightOf([[above, sumOf(widths.slice(from, from + span))]]) + LINE;
  return [
    ...Array.from({ length: from }, () => null),
    { ...textCell(above), columnSpan: span, height, textColor: '#b00020' },
  ];
}

/** Points. */
const LINE = 16;

/** As high as the longest of some texts, each in a column of so many characters: not every program finds out by itself. */
function heightOf(cells: readonly (readonly [text: string, width: number])[]): number {
  const linesIn = (text: string, width: number) =>
    text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(roomFor(line) / Math.max(1, width - 1))), 0);
  return LINE * Math.max(1, ...cells.map(([text, width]) => linesIn(text, width)));
}

/** In characters of the Latin script: one of the Chinese takes the room of two. */
const roomFor = (text: string): number => [...text].reduce((sum, each) => sum + (each < '\u0100' ? 1 : 2), 0);

/** Of more characters in a row a sheet is printed across, and of more again on several pages beside each other. */
const MOST_UPRIGHT = 110;
const MOST_ACROSS = 160;
/** So many stand on one of several pages at least, however wide the columns are by which they are parted. */
const LEAST_ACROSS = 138;

const sumOf = (widths: readonly number[]): number => widths.reduce((sum, width) => sum + width, 0);

/** How many pages wide a sheet is printed, so that its letters stay as large as they are written. */
const pagesWide = ({ widths, repeated = 1 }: Sheet): number => {
  const again = sumOf(widths.slice(0, repeated));
  return sumOf(widths) <= MOST_ACROSS ? 1 : Math.ceil((sumOf(widths) - again) / (MOST_ACROSS - again));
};

/** The earliest that a zip can say: the same rows are the same file. */
const NO_TIME = new Date(1980, 0, 2);

/**
 * Printed, a sheet is as wide as the paper, or as several pages beside each other, which follow each other; its line above,
 * headings and first columns stand on each. The package has no word for it.
 */
function forPaper(book: Uint8Array, sheets: readonly Sheet[]): Uint8Array {
  const parts = unzipSync(book);
  const change = (name: string, to: (part: string) => string) => {
    parts[name] = strToU8(to(strFromU8(parts[name] as Uint8Array)));
  };
  for (const [n, sheet] of sheets.entries()) {
    const orientation = sumOf(sheet.widths) > MOST_UPRIGHT ? 'landscape' : 'portrait';
    const margins = '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>';
    const setup = `<pageSetup paperSize="9" pageOrder="overThenDown" orientation="${orientation}" fitToWidth="${pagesWide(sheet)}" fitToHeight="0"/>`;
    const foot = '<headerFooter><oddFooter>&amp;C第 &amp;P 页　共 &amp;N 页</oddFooter></headerFooter>';
    change(`xl/worksheets/sheet${n + 1}.xml`, (part) =>
      part
        .replace(/<worksheet [^>]*>/, (begin) => `${begin}<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`)
        .replace('</worksheet>', `${margins}${setup}${foot}</worksheet>`),
    );
  }
  change('xl/workbook.xml', (part) =>
    // The package leaves its place empty; two of them are no workbook.
    part.replace('<definedNames/>', `<definedNames>${sheets.map(titlesOf).join('')}</definedNames>`),
  );
  return zipSync(parts, { mtime: NO_TIME });
}

/**
 * What is printed again on each page: the line above and the headings, so that a sheet of paper found by itself says who
 * took it and why; and the first columns where more than one page is wide.
 */
function titlesOf(sheet: Sheet, n: number): string {
  const { name, repeated = 1 } = sheet;
  const columns = pagesWide(sheet) > 1 ? `'${name}'!$A:$${String.fromCharCode(64 + repeated)},` : '';
  return `<definedName name="_xlnm.Print_Titles" localSheetId="${n}">${columns}'${name}'!$1:$2</definedName>`;
}

const textCell = (text: string) => ({
  value: text,
  type: String,
  format: '@',
  wrap: true,
  alignVertical: 'top' as const,
});

function cellOf(cell: Cell) {
  if (typeof cell === 'string') return textCell(cell);
  const top = { type: Number, alignVertical: 'top' as const };
  return typeof cell === 'number'
    ? { ...top, value: cell, format: '0' }
    : { ...top, value: cell.fen / 100, format: '#,##0.00' };
}
