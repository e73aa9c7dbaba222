import type { AnswerOf } from '../../shared/contract/types.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { momentInWords } from '../../shared/pages/dates.ts';
import { returnUnits } from '../../shared/returns/form.ts';
import { correctionSaid, numberTitle } from '../../shared/returns/said.ts';
import type { App } from '../../shared/services/app.ts';
import { aboveOf } from '../../shared/services/reporting.ts';
import { unions } from '../../shared/services/services.ts';
import type { Cell, Sheet } from '../../shared/workbook/write.ts';
import type { Detail } from './view.ts';

/** What is not shown, for whoever reads the file without the screen beside it. */
const HIDDEN = '＊';

/** A return that was signed, as whoever asks sees it; E1347 of one that is not, E1346 of what there is no such file. */
export async function fileOf(app: App, detail: Detail, kind: string): Promise<AnswerOf<'downloadReturn'>> {
  const last = detail.signed.at(-1);
  if (last === undefined) throw new Problem(1347, { detail: '还没有签报，没有可以下载的。' });
  const name = `${detail.title}上报-${detail.union}${last.number === 0 ? '' : `-补充${last.number}`}`;
  if (kind === 'workbook') {
    const { workbookOf } = await import('../../shared/workbook/write.ts');
    return { name: `${name}.xlsx`, file: inBase64(await workbookOf(...sheetsOf(detail, last))) };
  }
  if (kind !== 'letter') throw new Problem(1346, { detail: '只有工作簿 workbook 和报告 letter。' });
  const above = aboveOf(detail.orgPath);
  const { letterOf, letterWord } = await import('./letter.ts');
  const to = above === undefined ? '中华全国总工会' : await unions(app).name(above);
  return { name: `${name}.docx`, file: inBase64(await letterWord(letterOf(detail, last, to), new Date(last.at))) };
}

const inBase64 = (file: Uint8Array): string => Buffer.from(file).toString('base64');

type Signed = Detail['signed'][number];

function sheetsOf(detail: Detail, last: Signed): Sheet[] {
  const above = `${detail.union} ${detail.title}困难职工建档立卡情况，截至 ${detail.day}。${numberTitle(last.number)}由 ${last.byName} 于 ${momentInWords(last.at)} 签报，摘要 ${last.digest}。${detail.notes.join('')}`;
  return [
    {
      ...{ name: '报表', above, headings: ['项目', '单位', '本期', '上期', '增减'], widths: [40, 8, 18, 18, 18] },
      rows: detail.columns.map(({ title, unit, value, was }) => [
        title,
        returnUnits[unit],
        cellOf(unit, value),
        was === null ? '' : cellOf(unit, was),
        value === null || was === null ? '' : cellOf(unit, value - was),
      ]),
    },
    ...(detail.parts.length === 0 ? [] : [partsSheet(detail, above)]),
    // One below the other: their reasons are sentences, and would make a line three pages wide.
    {
      ...{ name: '签报', above, headings: ['哪一次', '项目', '内容'], widths: [12, 16, 78] },
      rows: detail.signed.flatMap((each) => {
        const said = [
          ['签报人', each.byName],
          ['时间', momentInWords(each.at)],
          ['摘要', each.digest],
          ['为什么补充', each.because ?? ''],
          ['核对出的', each.checks.join('\n')],
          ['为什么照样签报', each.why ?? ''],
          ['更正', each.corrections.map(correctionSaid).join('\n')],
        ] as const;
        return said.filter(([, of]) => of !== '').map((line) => [numberTitle(each.number), ...line]);
      }),
    },
  ];
}

/** Who has signed: what each of them has is its own. */
function partsSheet({ parts }: Detail, above: string): Sheet {
  return {
    ...{ name: '各下级', above, widths: [36, 22, 14, 22, 14, 50] },
    headings: ['工会', '签报', '签报人', '时间', '核对出几条', '还没有签报的县'],
    rows: parts.map(({ union, late, byName, at, checks, waiting }) => [
      union,
      at === null ? `没有签报${late ? '，过了期限' : ''}` : '签报了',
      byName ?? '',
      at === null ? '' : momentInWords(at),
      checks ?? '',
      waiting.join('、'),
    ]),
  };
}

function cellOf(unit: Detail['columns'][number]['unit'], value: number | null): Cell {
  if (value === null) return HIDDEN;
  return unit === 'fen' ? { fen: value } : value;
}
