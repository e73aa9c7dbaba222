import { breakEvenly, breakLines } from './line-breaking.ts';
import { type Cell, type Sheet, type TickCell, tickText, type ValueCell } from './sheet.ts';

/** Width of a text at a size, in points. */
export type WidthOf = (text: string, size: number) => number;

interface Piece {
  x: number;
  text: string;
  strong: boolean;
  /** The box to tick that stands before the text. */
  box: { x: number; ticked: boolean } | null;
}

/** One line of a cell: its texts, placed from the cell's inner left edge. */
export interface Line {
  size: number;
  pieces: readonly Piece[];
}

/** A cell's lines; `tail` is what stands at the bottom of the box (signature and date). */
export interface CellLines {
  head: readonly Line[];
  tail: readonly Line[];
}

/** Chinese wants half a character's height between the lines. */
export const leading = 1.5;
/** From the left edge of a tick's box to its text, in ems. */
const boxAdvance = 1.35;

export function heightOf(lines: readonly Line[]): number {
  return lines.reduce((height, line) => height + line.size * leading, 0);
}

/** Sets a cell's text in lines of at most `width` points. */
export function layoutCell(cell: Cell, width: number, sizes: Sheet['sizes'], widthOf: WidthOf): CellLines {
  switch (cell.kind) {
    case 'label':
      return {
        head: setLines(
          breakEvenly(cell.text, width, (piece) => widthOf(piece, sizes.label)),
          sizes.label,
          width,
          {
            align: cell.section ? 'left' : 'center',
            strong: cell.section,
            widthOf,
          },
        ),
        tail: [],
      };
    case 'value':
      return layoutValue(cell, width, cell.size ?? sizes.body, widthOf);
    case 'ticks':
      return { head: layoutTicks(cell, width, sizes.body, widthOf), tail: [] };
  }
}

function layoutValue(cell: ValueCell, width: number, size: number, widthOf: WidthOf): CellLines {
  const lines = (text: string) => breakLines(text, width, (piece) => widthOf(piece, size));
  const { align, strong } = cell;
  return {
    head: setLines(lines(cell.text), size, width, { align, strong, widthOf }),
    tail:
      cell.closing === '' ? [] : setLines(lines(cell.closing), size, width, { align: 'right', strong: false, widthOf }),
  };
}

interface Setting {
  align: 'left' | 'center' | 'right';
  strong: boolean;
  widthOf: WidthOf;
}

function setLines(lines: readonly string[], size: number, width: number, setting: Setting): Line[] {
  const share = { left: 0, center: 0.5, right: 1 }[setting.align];
  return lines.map((text) => {
    const x = (width - setting.widthOf(text, size)) * share;
    return { size, pieces: [{ x, text, strong: setting.strong, box: null }] };
  });
}

function layoutTicks(cell: TickCell, width: number, size: number, widthOf: WidthOf): Line[] {
  const column = width / cell.abreast;
  const indent = size * boxAdvance;
  const lines: Line[] = [];
  for (let first = 0; first < cell.options.length; first += cell.abreast) {
    const abreast = cell.options.slice(first, first + cell.abreast).map((option, offset) => ({
      option,
      x: offset * column,
      texts: breakLines(tickText(cell, first + offset), column - indent - size / 2, (piece) => widthOf(piece, size)),
    }));
    const deepest = Math.max(...abreast.map(({ texts }) => texts.length));
    for (let depth = 0; depth < deepest; depth++) {
      const pieces = abreast
        .filter(({ texts }) => depth < texts.length)
        .map(({ option: { ticked }, x, texts }) => ({
          x: x + indent,
          text: texts[depth] as string,
          strong: ticked,
          box: depth === 0 ? { x, ticked } : null,
        }));
      lines.push({ size, pieces });
    }
  }
  return lines;
}
