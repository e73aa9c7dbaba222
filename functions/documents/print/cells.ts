import type PDFDocument from 'pdfkit';
import { heightOf, type Line, leading } from './cell-layout.ts';
import { ink, type Pen } from './pen.ts';
import type { Sheet } from './sheet.ts';
import { paddingOf, type SetCell, type SetRow } from './table.ts';

export const rule = '#4a4a4a';
const labelShade = '#f5f2ed';
const sectionShade = '#e8e2d8';
const innerBorder = 0.5;

/** Draws a row that is set in lines, its cells with their borders, from its upper left corner. */
export function drawCells(
  doc: InstanceType<typeof PDFDocument>,
  { write }: Pen,
  sizes: Sheet['sizes'],
  row: SetRow,
  left: number,
  y: number,
): void {
  const padding = paddingOf(sizes);
  for (const set of row.cells) drawCell(set, row.height);

  function drawCell({ cell, x, width: cellWidth, lines }: SetCell, height: number): void {
    const cellLeft = left + x;
    if (cell.kind === 'label') {
      doc.rect(cellLeft, y, cellWidth, height).fill(cell.section ? sectionShade : labelShade);
      doc.fillColor(ink);
    }
    doc.lineWidth(innerBorder).strokeColor(rule);
    doc
      .moveTo(cellLeft, y)
      .lineTo(cellLeft, y + height)
      .stroke();
    if (!cell.joinAbove)
      doc
        .moveTo(cellLeft, y)
        .lineTo(cellLeft + cellWidth, y)
        .stroke();
    const headHeight = heightOf(lines.head);
    const tailHeight = heightOf(lines.tail);
    const atTop = tailHeight > 0 || (cell.kind === 'value' && cell.anchor === 'top');
    const headTop = atTop ? y + padding.y : y + (height - headHeight) / 2;
    drawLines(lines.head, cellLeft + padding.x, headTop);
    drawLines(lines.tail, cellLeft + padding.x, y + height - padding.y - tailHeight);
  }

  function drawLines(lines: readonly Line[], x: number, linesTop: number): void {
    let lineTop = linesTop;
    for (const { size, pieces } of lines) {
      for (const { x: offset, text, strong, box } of pieces) {
        if (box !== null) drawBox(x + box.x, lineTop, size, box.ticked);
        write(text, x + offset, lineTop, size, strong);
      }
      lineTop += size * leading;
    }
  }

  /** The box is drawn and the tick is a character of the font, so that a ticked option also reads as one. */
  function drawBox(x: number, lineTop: number, size: number, ticked: boolean): void {
    const side = size * 0.86;
    const boxTop = lineTop + (size * leading - side) / 2;
    doc
      .lineWidth(size * 0.065)
      .strokeColor(ink)
      .rect(x + size * 0.08, boxTop, side, side)
      .stroke();
    if (ticked) write('✓', x + size * 0.08, lineTop, size, true);
  }
}
