import {
  AlignmentType,
  BorderStyle,
  type FileChild,
  type ITableCellOptions,
  type Paragraph,
  type ParagraphChild,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  VerticalAlignTable,
  VerticalMergeType,
  WidthType,
} from 'docx';
import { dateInShanghai } from '../../../shared/calendar/dates.ts';
import { dateInWords } from '../../../shared/pages/dates.ts';
import {
  atLeast,
  fangsong,
  gap,
  lines,
  noBorders,
  paragraph,
  rightTab,
  rule,
  run,
  sealHeight,
  sealLines,
  textWidth,
  twips,
  wordFile,
} from '../../../shared/word/parts.ts';
import { type Cell, type Grid, type Row, type Sheet, type TickCell, tickText, type ValueCell } from '../print/sheet.ts';

const unionRed = 'B3261E';
const labelShade = 'F5F2ED';
const sectionShade = 'E8E2D8';
const line = { style: BorderStyle.SINGLE, size: 4, color: rule };
const outline = { style: BorderStyle.SINGLE, size: 10, color: rule };
/** Where a pen signs. */
const penPlace = '　'.repeat(8);

/**
 * A sheet as Word: what the PDF of it says, in its order, in tables that can be edited. A character that no font of the
 * prints has stands as it is: whoever opens the file has other fonts.
 *
 * @param printedAt the instant; its day in Asia/Shanghai is shown
 */
export function wordOf(sheet: Sheet, printedAt: Date): Promise<Uint8Array> {
  const { title, copy, union, documentNumber } = sheet;
  const tables = sheet.grids.filter(({ repeated, rows }) => repeated.length + rows.length > 0);
  return wordFile(
    [
      ...headOf(sheet, dateInWords(dateInShanghai(printedAt))),
      ...tables.flatMap((grid): FileChild[] => {
        // As in the PDF: the seal does not stand on a page of its own, but with the last row at least.
        const isLast = grid === tables.at(-1);
        return [tableOf(grid, sheet, isLast), gap({ keepNext: isLast })];
      }),
      footOf(sheet),
      gap(),
    ],
    { title: `${title}${copy}`, union, documentNumber },
    printedAt,
  );
}

function headOf({ union, title, copy, documentNumber, sizes }: Sheet, printedOn: string): Paragraph[] {
  const centered = { alignment: AlignmentType.CENTER };
  const red = { style: BorderStyle.DOUBLE, size: 6, color: unionRed, space: 4 };
  return [
    paragraph([run(union, 14)], centered),
    paragraph([run(title, 22, { bold: true })], { ...centered, ...(copy === '' ? { border: { bottom: red } } : {}) }),
    ...(copy === '' ? [] : [paragraph([run(copy, 14)], { ...centered, border: { bottom: red } })]),
    paragraph([run(`编号：${documentNumber}`, sizes.label), run(`\t打印日期：${printedOn}`, sizes.label)], {
      tabStops: [rightTab],
      spacing: { before: 100, after: 60 },
    }),
  ];
}

/** Each column begins where the ones before it end, so that a cell knows which is above it. */
function tableOf(grid: Grid, { sizes }: Sheet, keepsNext: boolean): Table {
  const unit = textWidth / grid.columns.reduce((all, column) => all + column, 0);
  const widths = grid.columns.map((column) => twips(column * unit));
  const all = [...grid.repeated, ...grid.rows];
  const columnsOf = ({ cells }: Row) =>
    cells.map((_, index) => cells.slice(0, index).reduce((column, { span }) => column + span, 0));
  const joinsAt = (row: Row | undefined, column: number) =>
    row?.cells.some((cell, index) => cell.joinAbove && columnsOf(row)[index] === column) ?? false;
  const rows = all.map((row, at) => {
    const columns = columnsOf(row);
    return new TableRow({
      tableHeader: at < grid.repeated.length,
      cantSplit: true,
      height: atLeast(row.minHeight),
      children: row.cells.map((cell, index) => {
        const column = columns[index] as number;
        const width = widths.slice(column, column + cell.span).reduce((sum, each) => sum + each, 0);
        const merge = cell.joinAbove ? 'continue' : joinsAt(all[at + 1], column) ? 'restart' : undefined;
        return cellOf(cell, sizes, {
          width,
          merge,
          keepNext: row.keepWithNext || (keepsNext && at === all.length - 1),
        });
      }),
    });
  });
  const x = twips(sizes.body * 0.42);
  const y = twips(sizes.body * 0.2);
  return new Table({
    rows,
    columnWidths: widths,
    width: { size: twips(textWidth), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    margins: { left: x, right: x, top: y, bottom: y, marginUnitType: WidthType.DXA },
    borders: {
      ...{ top: outline, bottom: outline, left: outline, right: outline },
      ...{ insideHorizontal: line, insideVertical: line },
    },
  });
}

interface Place {
  /** Twips. */
  width: number;
  merge: 'continue' | 'restart' | undefined;
  keepNext: boolean;
}

function cellOf(cell: Cell, sizes: Sheet['sizes'], { width, merge, keepNext }: Place): TableCell {
  const options = {
    columnSpan: cell.span,
    width: { size: width, type: WidthType.DXA },
    verticalAlign: cell.kind === 'value' && cell.anchor === 'top' ? VerticalAlignTable.TOP : VerticalAlignTable.CENTER,
    ...(merge === undefined ? {} : { verticalMerge: VerticalMergeType[merge === 'continue' ? 'CONTINUE' : 'RESTART'] }),
  } satisfies Partial<ITableCellOptions>;
  if (cell.kind === 'value') return new TableCell({ ...options, children: valueLines(cell, sizes, keepNext) });
  if (cell.kind === 'ticks')
    return new TableCell({ ...options, children: tickLines(cell, sizes.body, { width, keepNext }) });
  const fill = cell.section ? sectionShade : labelShade;
  return new TableCell({
    ...options,
    shading: { type: ShadingType.CLEAR, color: 'auto', fill },
    children: lines(
      cell.text,
      sizes.label,
      { alignment: cell.section ? AlignmentType.LEFT : AlignmentType.CENTER, keepNext },
      { bold: cell.section },
    ),
  });
}

function valueLines({ text, closing, align, size, strong }: ValueCell, sizes: Sheet['sizes'], keepNext: boolean) {
  const set = { bold: strong, font: fangsong };
  const alignment = align === 'center' ? AlignmentType.CENTER : AlignmentType.LEFT;
  return [
    ...lines(text, size ?? sizes.body, { alignment, keepNext }, set),
    ...(closing === '' ? [] : lines(closing, size ?? sizes.body, { alignment: AlignmentType.RIGHT, keepNext }, set)),
  ];
}

/** A box before each; whoever edits puts the one for the other. */
function tickLines(cell: TickCell, size: number, { width, keepNext }: Pick<Place, 'width' | 'keepNext'>): Paragraph[] {
  const { options, abreast } = cell;
  const tabStops = Array.from({ length: abreast - 1 }, (_, n) => ({
    type: TabStopType.LEFT,
    position: Math.round((width / abreast) * (n + 1)),
  }));
  const one = (index: number): ParagraphChild[] => {
    const ticked = options[index]?.ticked ?? false;
    const text = `${index % abreast === 0 ? '' : '\t'}${ticked ? '☑' : '□'} ${tickText(cell, index)}`;
    return [run(text, size, { bold: ticked, font: fangsong })];
  };
  const found: Paragraph[] = [];
  for (let first = 0; first < options.length; first += abreast) {
    const indexes = options.slice(first, first + abreast).map((_, offset) => first + offset);
    found.push(paragraph(indexes.flatMap(one), { tabStops, keepNext }));
  }
  return found;
}

/** The pen's place at the left, the seal's at the right. */
function footOf({ signedBy, sealedBy, union, issuedOn, sizes }: Sheet): Table {
  const size = Math.max(sizes.body, 12);
  const half = { size: twips(textWidth / 2), type: WidthType.DXA };
  const pen = signedBy === '' ? [] : [run(`${signedBy}：`, size), run(penPlace, size, { underline: {} })];
  return new Table({
    width: { size: twips(textWidth), type: WidthType.DXA },
    columnWidths: [half.size, half.size],
    layout: TableLayoutType.FIXED,
    borders: noBorders,
    rows: [
      new TableRow({
        cantSplit: true,
        height: atLeast(sealHeight),
        children: [
          new TableCell({ width: half, verticalAlign: VerticalAlignTable.CENTER, children: [paragraph(pen)] }),
          new TableCell({
            width: half,
            verticalAlign: VerticalAlignTable.CENTER,
            children: sealLines(sealedBy, union, issuedOn, size),
          }),
        ],
      }),
    ],
  });
}
