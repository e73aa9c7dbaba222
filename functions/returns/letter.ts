import {
  AlignmentType,
  type FileChild,
  LineRuleType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { dateInWords } from '../../shared/pages/dates.ts';
import { returnUnits } from '../../shared/returns/form.ts';
import { changeOf, correctionSaid, figureOf, inWords, numberTitle } from '../../shared/returns/said.ts';
import { fangsong, lines, paragraph, run, sealLines, textWidth, twips, wordFile } from '../../shared/word/parts.ts';
import type { Detail } from './view.ts';

/**
 * The words of the letter with which a union sends its return upwards. Within the province it has no number: what each
 * union has is its own, and the system adds it up; the province's says all of its form.
 */
interface LetterWords {
  title: string;
  /** To whom. */
  to: string;
  union: string;
  /** Paragraphs above the table, and below it. */
  lead: string[];
  rows: string[][];
  after: string[];
  day: string;
}

const HEADINGS = ['项目', '单位', '本期', '上期', '增减'];
/** So many columns are said in words, too. */
const IN_WORDS = 3;

export function letterOf(detail: Detail, last: Detail['signed'][number], to: string): LetterWords {
  const { title, union, day, parts, level } = detail;
  const columns = level === 'provincial' ? detail.columns : [];
  const supplement = last.number === 0 ? '' : `（${numberTitle(last.number)}）`;
  const first = columns
    .slice(0, IN_WORDS)
    .map((each) => `${each.title}${each.value === null ? '不显示' : inWords(each.unit, each.value)}`);
  const late = parts.filter(({ at }) => at === null).map((each) => each.union);
  const corrections = columns.length === 0 ? [] : last.corrections.map((each) => `更正：${correctionSaid(each)}`);
  return {
    title: `关于报送${title}困难职工建档立卡情况的报告${supplement}`,
    ...{ to, union },
    lead: [
      columns.length === 0
        ? `${title}（截至${dateInWords(day)}）困难职工建档立卡情况已经核对、签报，各项的数由系统合计，不随本报告报送。`
        : `现将${title}（截至${dateInWords(day)}）困难职工建档立卡情况报告如下：${first.join('，')}。其余各项见下表。`,
      ...(last.because === null || columns.length === 0 ? [] : [`补充上报的原因：${last.because}`]),
      ...corrections,
    ],
    rows: columns.map(({ title, unit, value, was }) => [
      ...[title, returnUnits[unit], value === null ? '＊' : figureOf(unit, value)],
      ...(was === null ? ['', ''] : [figureOf(unit, was), value === null ? '' : changeOf(unit, value - was)]),
    ]),
    after: [
      ...(late.length === 0 ? [] : [`没有签报、照历史行合进来的：${late.join('、')}。`]),
      ...(last.why === null || columns.length === 0 ? [] : [`核对出的几条的说明：${last.why}`]),
      `签报人：${last.byName}。摘要：${last.digest}。`,
      ...(columns.length === 0 ? [] : detail.notes),
    ],
    day: dateInWords(dateInShanghai(last.at)),
  };
}

/** 三号 and 小四: what official papers are set in, and their tables. */
const size = 16;
const small = 12;
const spacing = { before: 60, after: 60, line: 360, lineRule: LineRuleType.AUTO };
const indented = { indent: { firstLine: twips(2 * size) }, spacing };

/** As Word, to be put on the union's paper and sealed. @param at when it was signed: the same return is the same file */
export function letterWord(words: LetterWords, at: Date): Promise<Uint8Array> {
  const set = { font: fangsong };
  const text = (sentence: string) => paragraph([run(sentence, size, set)], indented);
  const children: FileChild[] = [
    paragraph([run(words.title, 22, { bold: true })], {
      alignment: AlignmentType.CENTER,
      spacing: { before: 120, after: 200 },
    }),
    paragraph([run(`${words.to}：`, size, set)], { spacing }),
    ...words.lead.map(text),
    ...(words.rows.length === 0 ? [] : [table([HEADINGS, ...words.rows])]),
    ...words.after.map(text),
    ...sealLines('签报', words.union, words.day, size),
  ];
  return wordFile(children, { title: words.title, union: words.union, documentNumber: '' }, at);
}

function table(rows: readonly (readonly string[])[]): Table {
  const widths = [0.44, 0.1, 0.16, 0.16, 0.14].map((share) => twips(share * textWidth));
  return new Table({
    width: { size: twips(textWidth), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    rows: rows.map(
      (cells, at) =>
        new TableRow({
          cantSplit: true,
          tableHeader: at === 0,
          children: cells.map(
            (cell, column) =>
              new TableCell({
                width: { size: widths[column] as number, type: WidthType.DXA },
                verticalAlign: VerticalAlignTable.CENTER,
                children: lines(
                  cell,
                  small,
                  { alignment: column < 2 ? AlignmentType.LEFT : AlignmentType.RIGHT },
                  { bold: at === 0 },
                ),
              }),
          ),
        }),
    ),
  });
}
