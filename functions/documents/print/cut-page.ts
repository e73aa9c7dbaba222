import type PDFDocument from 'pdfkit';
import { leading } from './cell-layout.ts';
import { drawCells, rule } from './cells.ts';
import { type Faces, penNote } from './face.ts';
import { breakEvenly, breakLines } from './line-breaking.ts';
import { ink, penFor } from './pen.ts';
import type { Sheet } from './sheet.ts';
import { setRows } from './table.ts';

/** Points. Half of an A4 page, and what is kept free of it on each side. */
const half = 841.89 / 2;
const margin = { side: 36, end: 24 };
const titleSize = 14;
/** A union's seal is 42 mm across. */
const sealHeight = 119;

/**
 * Two small sheets on one A4 page, one above the other, with a line along which they are cut apart.
 * @returns false, and draws nothing, when either does not fit into its half
 */
export function drawCutPage(
  doc: InstanceType<typeof PDFDocument>,
  faces: Faces,
  sheets: readonly [Sheet, Sheet],
  printedOn: string,
): boolean {
  const pen = penFor(doc, faces);
  const { widthOf, write } = pen;
  const width = 595.28 - 2 * margin.side;
  const left = margin.side;
  const set = sheets.map((sheet) => ({
    sheet,
    rows: sheet.grids.flatMap((grid) => setRows(grid, grid.rows, width, sheet.sizes, widthOf)),
    note: penNote(faces, sheet, (text) => breakLines(text, width, (piece) => widthOf(piece, sheet.sizes.small))),
  }));
  const heights = set.map(({ sheet, rows, note }) => {
    const lines = titleSize * leading + (1 + note.length) * sheet.sizes.small * leading;
    return lines + rows.reduce((total, { height }) => total + height, 0) + sealHeight;
  });
  // The seal's room reaches to the edge: what is stamped there needs no margin.
  if (heights.some((height) => height > half - margin.end)) return false;

  doc.addPage({ size: 'A4', margin: 0 });
  for (const [index, each] of set.entries()) drawHalf(each, index * half + margin.end);
  doc.lineWidth(0.7).strokeColor(rule).dash(4, { space: 3 }).moveTo(0, half).lineTo(595.28, half).stroke().undash();
  const cut = '沿虚线裁开';
  doc.rect(297.64 - widthOf(cut, 9) / 2 - 6, half - 8, widthOf(cut, 9) + 12, 16).fill('#fff');
  doc.fillColor(ink);
  write(cut, 297.64 - widthOf(cut, 9) / 2, half - (9 * leading) / 2, 9);
  return true;

  function drawHalf({ sheet, rows, note }: (typeof set)[number], top: number): void {
    const { small } = sheet.sizes;
    doc.strokeColor(rule).fillColor(ink);
    const title = sheet.title + sheet.copy;
    write(title, left + (width - widthOf(title, titleSize)) / 2, top, titleSize, true);
    let y = top + titleSize * leading;
    write(`编号：${sheet.documentNumber}`, left, y, small);
    const printed = `打印日期：${printedOn}`;
    write(printed, left + width - widthOf(printed, small), y, small);
    y += small * leading;
    const frameTop = y;
    for (const row of rows) {
      drawCells(doc, pen, sheet.sizes, row, left, y);
      y += row.height;
    }
    doc
      .lineWidth(1.2)
      .strokeColor(rule)
      .rect(left, frameTop, width, y - frameTop)
      .stroke();
    for (const line of note) {
      write(line, left, y, small);
      y += small * leading;
    }
    y += 26;
    write(`${sheet.signedBy}：`, left + 4, y, small);
    const penLeft = left + 4 + widthOf(`${sheet.signedBy}：`, small);
    doc.lineWidth(0.7).strokeColor(rule);
    doc
      .moveTo(penLeft, y + small * leading)
      .lineTo(penLeft + 96, y + small * leading)
      .stroke();
    const seal = left + width * 0.5;
    const union = breakEvenly(sheet.union, width / 2, (piece) => widthOf(piece, small));
    for (const text of [`${sheet.sealedBy}（盖章）`, ...union, sheet.issuedOn]) {
      write(text, seal + (width / 2 - widthOf(text, small)) / 2, y, small);
      y += small * leading + 3;
    }
  }
}
