import { type CellLines, heightOf, type Line, layoutCell, type WidthOf } from './cell-layout.ts';
import type { Cell, Grid, Row, Sheet } from './sheet.ts';

/** A cell whose text is set in lines, at its place from the table's left edge. */
export interface SetCell {
  cell: Cell;
  x: number;
  width: number;
  lines: CellLines;
}

/** A row with its height; `keepWithNext` as in the sheet. */
export interface SetRow {
  cells: readonly SetCell[];
  height: number;
  keepWithNext: boolean;
}

/** Space between a cell's border and its text. */
export function paddingOf(sizes: Sheet['sizes']): { x: number; y: number } {
  return { x: sizes.body * 0.42, y: sizes.body * 0.26 };
}

/** Sets a table's rows in columns over `width` points. */
export function setRows(
  grid: Grid,
  rows: readonly Row[],
  width: number,
  sizes: Sheet['sizes'],
  widthOf: WidthOf,
): SetRow[] {
  const unit = width / grid.columns.reduce((total, column) => total + column, 0);
  const padding = paddingOf(sizes);
  return rows.map((row) => {
    let column = 0;
    let x = 0;
    const cells = row.cells.map((cell): SetCell => {
      const taken = grid.columns.slice(column, column + cell.span);
      const cellWidth = unit * taken.reduce((total, each) => total + each, 0);
      const set = { cell, x, width: cellWidth, lines: layoutCell(cell, cellWidth - 2 * padding.x, sizes, widthOf) };
      column += cell.span;
      x += cellWidth;
      return set;
    });
    return { cells, height: Math.max(row.minHeight, contentHeight(cells, padding.y)), keepWithNext: row.keepWithNext };
  });
}

/** Rows that must stay on one page, together. */
export function groupRows(rows: readonly SetRow[]): SetRow[][] {
  const groups: SetRow[][] = [];
  let open: SetRow[] = [];
  for (const row of rows) {
    open.push(row);
    if (row.keepWithNext) continue;
    groups.push(open);
    open = [];
  }
  if (open.length > 0) groups.push(open);
  return groups;
}

/**
 * Cuts a row that no page can hold: what fits in `available` points, and the rest. At least one line of each cell
 * always goes, so that cutting ends.
 */
export function cutRow(row: SetRow, available: number, sizes: Sheet['sizes']): [SetRow, SetRow] {
  const padding = paddingOf(sizes);
  const parts = row.cells.map((set) => cutLines([...set.lines.head, ...set.lines.tail], available - 2 * padding.y));
  const part = (which: 0 | 1): SetRow => {
    const cells = row.cells.map((set, index) => ({
      ...set,
      lines: { head: (parts[index] as [Line[], Line[]])[which], tail: [] },
    }));
    return { cells, height: contentHeight(cells, padding.y), keepWithNext: false };
  };
  return [part(0), part(1)];
}

function cutLines(lines: readonly Line[], available: number): [Line[], Line[]] {
  let fitting = Math.min(1, lines.length);
  while (fitting < lines.length && heightOf(lines.slice(0, fitting + 1)) <= available) fitting++;
  return [lines.slice(0, fitting), lines.slice(fitting)];
}

function contentHeight(cells: readonly SetCell[], padding: number): number {
  return Math.max(...cells.map(({ lines }) => heightOf(lines.head) + heightOf(lines.tail))) + 2 * padding;
}
