import {
  AlignmentType,
  ImageRun,
  LineRuleType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { NoticeWords } from '../../../shared/pages/notice-words.ts';
import {
  atLeast,
  fangsong,
  gap,
  lines,
  noBorders,
  paragraph,
  run,
  sealHeight,
  textWidth,
  twips,
  wordFile,
} from '../../../shared/word/parts.ts';
import { qrPicture } from './qr-picture.ts';

/** 三号: what official papers are set in. */
const size = 16;
const indented = {
  indent: { firstLine: twips(2 * size) },
  spacing: { before: 60, after: 60, line: 360, lineRule: LineRuleType.AUTO },
};

/** 公示 as Word, to be put up: what the notice's page says on paper. @param note above all, where nothing of it counts */
export function noticeWord(
  words: NoticeWords,
  { officePhone, page, note }: { officePhone: string; page: string; note: string | undefined },
  at: Date,
): Promise<Uint8Array> {
  const centered = { alignment: AlignmentType.CENTER };
  const set = { font: fangsong };
  return wordFile(
    [
      ...(note === undefined ? [] : [paragraph([run(note, 12)], centered)]),
      paragraph([run(words.title, 26, { bold: true })], { ...centered, spacing: { before: 120, after: 200 } }),
      paragraph([run(words.lead, size, set)], indented),
      table(
        words.rows.map(({ label, value, strong }) => [
          lines(label, size, {}, { bold: true }),
          lines(value, size, {}, { font: fangsong, bold: strong ?? false }),
        ]),
        [0.26, 0.74],
      ),
      paragraph([run(`${words.objecting}${officePhone}。${words.keeping}`, size, set)], indented),
      table(
        [
          [
            [
              paragraph([
                new ImageRun({
                  type: 'png',
                  data: qrPicture(page),
                  transformation: { width: 120, height: 120 },
                  altText: { id: '1', name: 'qr', title: '二维码', description: '本公示的网页' },
                }),
              ]),
              paragraph([run(words.scanning, 10.5)]),
              paragraph([run(words.address, 10.5)]),
            ],
            ['（盖章）', words.union, words.day].flatMap((text) => lines(text, size, centered, set)),
          ],
        ],
        [0.5, 0.5],
        sealHeight,
      ),
      gap(),
    ],
    { title: words.title, union: words.union, documentNumber: '' },
    at,
  );
}

/** Two columns without lines, in shares of the page's width. */
function table(rows: ReturnType<typeof lines>[][], shares: readonly number[], height = 0): Table {
  const widths = shares.map((share) => twips(share * textWidth));
  return new Table({
    width: { size: twips(textWidth), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: noBorders,
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          height: atLeast(height),
          children: cells.map(
            (children, column) =>
              new TableCell({
                width: { size: widths[column] as number, type: WidthType.DXA },
                verticalAlign: VerticalAlignTable.CENTER,
                children,
              }),
          ),
        }),
    ),
  });
}
