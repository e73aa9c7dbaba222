import type PDFDocument from 'pdfkit';
import { leading } from './cell-layout.ts';
import { drawCells, rule } from './cells.ts';
import { type Faces, penNote } from './face.ts';
import { breakEvenly, breakLines } from './line-breaking.ts';
import { ink, penFor } from './pen.ts';
import type { Sheet } from './sheet.ts';
import { cutRow, groupRows, type SetRow, setRows } from './table.ts';

type Document = InstanceType<typeof PDFDocument>;

/** Points. The left margin leaves room for the holes of a binder. */
const margin = { left: 51, right: 46, top: 40, bottom: 50 };
const unionRed = '#b3261e';
const outerBorder = 1.2;
/** A union's seal is 42 mm across. */
const sealHeight = 119;

/** Draws a sheet on as many pages as it takes, behind those that the document has, and numbers them. */
export function drawSheet(doc: Document, faces: Faces, sheet: Sheet, printedOn: string): void {
  const { sizes } = sheet;
  const pen = penFor(doc, faces);
  const { widthOf, write } = pen;
  const left = margin.left;
  const width = 595.28 - margin.left - margin.right;
  const bottom = 841.89 - margin.bottom;
  const runningHeight = sizes.small * leading + 6;
  const note = penNote(faces, sheet, (text) => breakLines(text, width, (piece) => widthOf(piece, sizes.small)));
  let y = 0;
  let top = 0;
  /** Where the tables' outline on this page begins; tables that follow one another share it. */
  let frameTop = 0;

  const pagesBefore = doc.bufferedPageRange().count;
  startPage();
  drawTitle();
  for (const [index, grid] of sheet.grids.entries()) drawGrid(grid, index === sheet.grids.length - 1);
  frame();
  drawSeal();
  numberPages();

  function startPage(): void {
    doc.addPage({ size: 'A4', margin: 0 });
    doc.strokeColor(rule).fillColor(ink);
    y = margin.top;
    if (doc.bufferedPageRange().count > pagesBefore + 1) {
      write(`${sheet.title}${sheet.copy}（续）`, left, y, sizes.small);
      y += runningHeight;
    }
    top = y;
    frameTop = y;
  }

  function drawTitle(): void {
    let below = y;
    const titleSize = 22;
    below = writeCentered(sheet.union, below, 14, false);
    below = writeCentered(sheet.title, below, titleSize, true);
    if (sheet.copy !== '') below = writeCentered(sheet.copy, below, 14, false);
    below += 6;
    doc.lineWidth(1.6).strokeColor(unionRed);
    doc
      .moveTo(left, below)
      .lineTo(left + width, below)
      .stroke();
    doc.lineWidth(0.5);
    doc
      .moveTo(left, below + 3)
      .lineTo(left + width, below + 3)
      .stroke();
    doc.strokeColor(rule);
    below += 9;
    write(`编号：${sheet.documentNumber}`, left, below, sizes.label);
    const printed = `打印日期：${printedOn}`;
    write(printed, left + width - widthOf(printed, sizes.label), below, sizes.label);
    y = below + sizes.label * leading + 4;
    frameTop = y;
  }

  function drawGrid(grid: Sheet['grids'][number], last: boolean): void {
    const repeated = setRows(grid, grid.repeated, width, sizes, widthOf);
    const groups = groupRows(setRows(grid, grid.rows, width, sizes, widthOf));
    const nextPage = () => {
      frame();
      startPage();
      for (const row of repeated) drawRow(row);
    };
    const repeatedHeight = total(repeated);
    const emptyPage = bottom - margin.top - runningHeight - repeatedHeight;
    const first = groups[0] ?? [];
    // A table's head never stands alone at the foot of a page, nor before a row that goes to the next with the seal.
    const firstHeight = total(first) + (last && groups.length === 1 ? footHeight() : 0);
    if (y > top && y + repeatedHeight + Math.min(firstHeight, emptyPage) > bottom) {
      frame();
      startPage();
    }
    for (const row of repeated) drawRow(row);
    for (const [index, group] of groups.entries()) {
      // Room is kept for the seal below the last rows, so that it does not stand on a page of its own.
      const needed = total(group) + (last && index === groups.length - 1 ? footHeight() : 0);
      if (y + Math.min(needed, emptyPage) > bottom && y > top + repeatedHeight) nextPage();
      for (let row of group) {
        // Only what is taller than a page comes here and does not fit; it is cut, but not into slivers.
        if (y + row.height > bottom && bottom - y < emptyPage / 2) nextPage();
        while (y + row.height > bottom) {
          const [fitting, rest] = cutRow(row, bottom - y, sizes);
          drawRow(fitting);
          nextPage();
          row = rest;
        }
        drawRow(row);
      }
    }
  }

  function frame(): void {
    doc.lineWidth(outerBorder).strokeColor(rule);
    doc.rect(left, frameTop, width, y - frameTop).stroke();
  }

  function drawRow(row: SetRow): void {
    drawCells(doc, pen, sizes, row, left, y);
    y += row.height;
  }

  function footHeight(): number {
    return sealHeight + note.length * sizes.small * leading;
  }

  /** The pen's place at the left, the seal's at the right, over the union's name and the date as is the custom. */
  function drawSeal(): void {
    const size = Math.max(sizes.body, 12);
    if (y + footHeight() > bottom) startPage();
    for (const line of note) {
      write(line, left, y + 4, sizes.small);
      y += sizes.small * leading;
    }
    const seal = left + width * 0.5;
    let lineTop = y + 30;
    if (sheet.signedBy !== '') {
      const signer = `${sheet.signedBy}：`;
      write(signer, left + 4, lineTop, size);
      const penLeft = left + 4 + widthOf(signer, size);
      const penY = lineTop + size * leading;
      doc
        .lineWidth(0.7)
        .strokeColor(rule)
        .moveTo(penLeft, penY)
        .lineTo(Math.min(penLeft + 96, seal - 16), penY)
        .stroke();
    }
    for (const text of [
      `${sheet.sealedBy}（盖章）`,
      ...linesOf(sheet.union, size, left + width - seal),
      sheet.issuedOn,
    ]) {
      write(text, seal + (left + width - seal - widthOf(text, size)) / 2, lineTop, size);
      lineTop += size * leading + 3;
    }
    y += sealHeight;
  }

  function numberPages(): void {
    const count = doc.bufferedPageRange().count - pagesBefore;
    for (let page = 0; page < count; page++) {
      doc.switchToPage(pagesBefore + page);
      const footTop = 841.89 - margin.bottom + 12;
      doc.lineWidth(0.5).strokeColor(rule);
      doc
        .moveTo(left, footTop - 4)
        .lineTo(left + width, footTop - 4)
        .stroke();
      doc.fillColor(ink);
      write(`编号：${sheet.documentNumber}`, left, footTop, sizes.small);
      const number = `第 ${page + 1} 页　共 ${count} 页`;
      write(number, left + width - widthOf(number, sizes.small), footTop, sizes.small);
    }
  }

  function linesOf(text: string, size: number, available: number): string[] {
    return breakEvenly(text, available, (piece) => widthOf(piece, size));
  }

  function writeCentered(text: string, firstTop: number, size: number, strong: boolean): number {
    let lineTop = firstTop;
    for (const line of linesOf(text, size, width)) {
      write(line, left + (width - widthOf(line, size)) / 2, lineTop, size, strong);
      lineTop += size * leading;
    }
    return lineTop;
  }
}

function total(rows: readonly SetRow[]): number {
  return rows.reduce((height, row) => height + row.height, 0);
}
