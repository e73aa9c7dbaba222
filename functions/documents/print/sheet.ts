import type { Heading, TickOption } from './views.ts';

/** A document as data, between its view and its pages: text, tables and the place for the seal. Lengths are points. */
export interface Sheet extends Heading {
  title: string;
  /** Under the title, e.g. （困难职工存）. */
  copy: string;
  sizes: { body: number; label: number; small: number };
  grids: readonly Grid[];
  /** Beside the seal: who signs with a pen, e.g. 困难职工（签收）; '' for nobody. */
  signedBy: string;
  /** Who seals: 发卡工会 or 建档工会. */
  sealedBy: string;
}

/** A table. Columns are relative widths; rows that are `repeated` stand again at the top of every further page. */
export interface Grid {
  columns: readonly number[];
  repeated: readonly Row[];
  rows: readonly Row[];
}

export interface Row {
  cells: readonly Cell[];
  minHeight: number;
  /** Never the last on its page. */
  keepWithNext: boolean;
}

export type Cell = LabelCell | ValueCell | TickCell;

interface Placed {
  /** How many columns it takes. */
  span: number;
  /** One box with the cell above. */
  joinAbove: boolean;
}

export interface LabelCell extends Placed {
  kind: 'label';
  /** A line feed breaks where a reader would. */
  text: string;
  /** A section's heading: left, stronger. */
  section: boolean;
}

export interface ValueCell extends Placed {
  kind: 'value';
  /** The Chinese label of the field, by which a fault in the text is named. */
  field: string;
  text: string;
  /** Set at the lower right of the box: signature and date. */
  closing: string;
  align: 'left' | 'center';
  anchor: 'middle' | 'top';
  /** null for the sheet's body size. */
  size: number | null;
  strong: boolean;
}

export interface TickCell extends Placed {
  kind: 'ticks';
  field: string;
  options: readonly TickOption[];
  /** Options beside one another. */
  abreast: number;
  numbered: boolean;
}

export function label(text: string, placed: Partial<LabelCell> = {}): LabelCell {
  return { kind: 'label', text, section: false, span: 1, joinAbove: false, ...placed };
}

export function value(field: string, text: string, style: Partial<Omit<ValueCell, 'kind'>> = {}): ValueCell {
  const plain = text.replace(/\r\n?/g, '\n').replaceAll('\t', ' ');
  return {
    kind: 'value',
    field,
    text: plain,
    closing: '',
    align: 'left',
    anchor: 'middle',
    size: null,
    strong: false,
    span: 1,
    joinAbove: false,
    ...style,
  };
}

export function ticks(field: string, options: readonly TickOption[], style: Partial<TickCell> = {}): TickCell {
  return { kind: 'ticks', field, options, abreast: 1, numbered: true, span: 1, joinAbove: false, ...style };
}

export function row(cells: readonly Cell[], style: Partial<Omit<Row, 'cells'>> = {}): Row {
  return { cells, minHeight: 0, keepWithNext: false, ...style };
}

/** A section's heading over the columns below it: never the last on its page. */
export function sectionRow(text: string, span: number): Row {
  return row([label(text, { section: true, span })], { keepWithNext: true });
}

/** What is printed behind a box: number, wording, and what was noted. */
export function tickText({ options, numbered }: TickCell, index: number): string {
  const option = options[index] as TickOption;
  return `${numbered ? `${index + 1}. ` : ''}${option.label}${option.note === '' ? '' : `：${option.note}`}`;
}

/** Every text of a sheet with the label of its place, in reading order. */
export function* textsOf(sheet: Sheet): Generator<{ field: string; text: string }> {
  yield { field: '工会名称', text: sheet.union };
  yield { field: '标题', text: sheet.title + sheet.copy };
  yield { field: '编号', text: sheet.documentNumber };
  for (const { repeated, rows } of sheet.grids) {
    for (const { cells } of [...repeated, ...rows]) for (const cell of cells) yield* textsOfCell(cell);
  }
  yield { field: '签章', text: sheet.signedBy + sheet.sealedBy + sheet.issuedOn };
}

function* textsOfCell(cell: Cell): Generator<{ field: string; text: string }> {
  if (cell.kind === 'label') yield { field: cell.text.replaceAll('\n', ''), text: cell.text };
  else if (cell.kind === 'value') yield { field: cell.field, text: cell.text + cell.closing };
  else for (const index of cell.options.keys()) yield { field: cell.field, text: tickText(cell, index) };
}
