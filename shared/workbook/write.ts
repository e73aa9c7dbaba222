import { strToU8, zipSync } from 'fflate';

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

/** How a cell is shown: each a row of `styles` below. */
const styles = { text: 1, above: 2, heading: 3, number: 4, amount: 5 } as const;

/**
 * A workbook (.xlsx), of the few parts of Office Open XML (ECMA-376) that it takes: a package that can do all of it is a tenth
 * of a function's bundle. Every text has the format of text, so that a number of eighteen digits stays as it is and nothing is
 * a formula, whatever it begins with, also when it is typed into again. The same sheets give the same bytes.
 */
export function workbookOf(...sheets: readonly Sheet[]): Uint8Array {
  const parts = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SPREADSHEET}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${SPREADSHEET}.styles+xml"/>${sheets.map((_, n) => `<Override PartName="/xl/worksheets/sheet${n + 1}.xml" ContentType="${SPREADSHEET}.worksheet+xml"/>`).join('')}</Types>`,
    '_rels/.rels': relationships([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}"><bookViews><workbookView/></bookViews><sheets>${sheets.map(({ name }, n) => `<sheet name="${escaped(name)}" sheetId="${n + 1}" r:id="r${n + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships([
      ...sheets.map((_, n) => ['worksheet', `worksheets/sheet${n + 1}.xml`] as const),
      ['styles', 'styles.xml'],
    ]),
    'xl/styles.xml': STYLES,
    ...Object.fromEntries(sheets.map((sheet, n) => [`xl/worksheets/sheet${n + 1}.xml`, sheetXml(sheet)])),
  };
  const files = Object.entries(parts).map(([name, xml]) => [name, strToU8(`${DECLARATION}${xml}`)]);
  return zipSync(Object.fromEntries(files), { mtime: new Date(2000, 0, 1) });
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

// Formats of numbers that are built in: 1 is 0, 4 is #,##0.00, 49 is text.
const STYLES = `<styleSheet xmlns="${MAIN}"><fonts count="3"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font><font><sz val="11"/><color rgb="FFB00020"/><name val="宋体"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEEEEEE"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6">${[
  'numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
  'numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  'numFmtId="49" fontId="2" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>',
  'numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/>',
  'numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  'numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
]
  .map((each) => `<xf ${each}`)
  .join('')}</cellXfs></styleSheet>`;

function relationships(all: readonly (readonly [type: string, target: string])[]): string {
  const each = all.map(
    ([type, to], n) => `<Relationship Id="r${n + 1}" Type="${RELATIONSHIPS}/${type}" Target="${to}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
}

/** The two rows above stay in view. */
function sheetXml({ above, headings, widths, rows }: Sheet): string {
  const columns = widths.map((width, n) => `<col min="${n + 1}" max="${n + 1}" width="${width}" customWidth="1"/>`);
  const written = [
    `<row r="1" ht="48" customHeight="1">${cellXml('A1', above, styles.above)}</row>`,
    rowXml(2, headings, styles.heading),
    ...rows.map((row, n) => rowXml(n + 3, row)),
  ];
  const last = `${columnName(headings.length)}1`;
  const merged = headings.length > 1 ? `<mergeCells count="1"><mergeCell ref="A1:${last}"/></mergeCells>` : '';
  return `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${columns.length > 0 ? `<cols>${columns.join('')}</cols>` : ''}<sheetData>${written.join('')}</sheetData>${merged}</worksheet>`;
}

function rowXml(number: number, cells: readonly Cell[], style?: number): string {
  const each = cells.map((cell, n) => cellXml(`${columnName(n + 1)}${number}`, cell, style));
  return `<row r="${number}">${each.join('')}</row>`;
}

function cellXml(place: string, cell: Cell, style?: number): string {
  if (cell === '') return '';
  if (typeof cell === 'string') {
    return `<c r="${place}" s="${style ?? styles.text}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
  }
  const [value, shown] = typeof cell === 'number' ? [cell, styles.number] : [cell.fen / 100, styles.amount];
  return `<c r="${place}" s="${shown}"><v>${value}</v></c>`;
}

/** A, B … Z, AA. @param number from 1 */
function columnName(number: number): string {
  const before = number > 26 ? columnName(Math.floor((number - 1) / 26)) : '';
  return before + String.fromCharCode(65 + ((number - 1) % 26));
}

/** What no XML file may hold is left out; a line end of Windows would be read as one of Unix. */
function escaped(text: string): string {
  return (
    text
      .replace(/[^\P{Cc}\t\n\r]|\p{Cs}|[\uFFFE\uFFFF]/gu, '')
      // What looks like an escape of a spreadsheet's own is written as such an escape.
      .replace(/_(?=x[\da-f]{4}_)/gi, '_x005F_')
      .replace(/[<>&"\r]/g, (one) => `&#${one.charCodeAt(0)};`)
  );
}
