import { describe, expect, test, vi } from 'vitest';
import type { Form } from '../../../shared/form/form.ts';
import { idNumberOf } from '../../../test/support/household.ts';
import { partsOf } from '../../../test/support/ooxml.ts';
import { dossierForm } from '../print/dossier-form.ts';
import { penPlaces } from '../print/face.ts';
import { ledgerSheet } from '../print/ledger-sheet.ts';
import { officerCard } from '../print/officer-card.ts';
import type { Cell, Sheet } from '../print/sheet.ts';
import { readPdfText } from '../print/testing/pdf-text.ts';
import { faces, printedAt, printer, stringsOf, withoutSpace } from '../print/testing/printing.ts';
import { long, ordinary, viewsOf } from '../print/testing/views.ts';
import { workerCard } from '../print/worker-card.ts';
import { fullForm, householdOf, named } from '../testing/household.ts';
import { wordOf } from './sheet.ts';
import { bodyOf, wordText } from './testing/word-text.ts';

const kinds = ['dossierForm', 'officerCard', 'workerCard', 'ledgerSheet'] as const;
type Views = Pick<typeof ordinary, (typeof kinds)[number]>;
const sheets = { dossierForm, officerCard, workerCard, ledgerSheet } as const;

const sheetOf = (views: Views, kind: keyof Views): Sheet => (sheets[kind] as (view: unknown) => Sheet)(views[kind]);
const pdfOf = (views: Views, kind: keyof Views) =>
  (printer[kind] as (view: unknown, at: Date) => Promise<Uint8Array>)(views[kind], printedAt);

const textOfCell = (cell: Cell): string =>
  cell.kind === 'ticks' ? cell.options.map(({ label }) => label).join('') : cell.text;

/** What a PDF says, each page's head of a table that goes on from the page before left out. */
function pdfText(pdf: Uint8Array, { grids }: Sheet): string {
  const heads = grids
    .map(({ repeated }) => withoutSpace(repeated.flatMap(({ cells }) => cells.map(textOfCell)).join('')))
    .filter((head) => head !== '');
  const shown = readPdfText(pdf).filter(({ text, y }) => y < 791.89 && !text.endsWith('（续）'));
  const pages = [...new Set(shown.map(({ page }) => page))];
  return pages
    .map((page) => withoutSpace(shown.flatMap((each) => (each.page === page ? [each.text] : [])).join('')))
    .map((text, index) => {
      const head = index === 0 ? undefined : heads.find((each) => text.startsWith(each));
      return head === undefined ? text : text.slice(head.length);
    })
    .join('');
}

/** The boxes of the PDF are drawn, and the tick in one is a character; in Word either is a character. */
const asPdf = (text: string): string => text.replaceAll('☑', '✓').replaceAll('□', '');

const tenMembers: Form['members'] = Array.from({ length: 10 }, (_, n) => {
  const birthDate = `${1996 + n}-0${1 + (n % 9)}-1${n % 10}`;
  return {
    ...{ name: `王家${'一二三四五六七八九十'[n]}`, relation: '女儿', sex: '女' as const, health: '良好' },
    ...{ idNumber: idNumberOf(birthDate, 20 + 74 * n), birthDate, medicalInsurance: true },
  };
});
const markup = '<b>&amp;"\'</b>]]><!--{{x}}';

describe('Word 与 PDF 的内容一字不差', () => {
  const households: [string, () => Promise<Views>][] = [
    ['平常的一户', async () => ordinary],
    [
      '十口人的一户',
      async () =>
        viewsOf(
          await householdOf({
            form: { ...fullForm, household: { ...fullForm.household, householdSize: 11 }, members: tenMembers },
          }),
        ),
    ],
    [
      '写了尖括号的一户',
      async () =>
        viewsOf(
          await householdOf({
            form: { ...fullForm, worker: { ...fullForm.worker, homeAddress: markup }, remarks: markup },
            plan: { measures: [markup], remarks: markup },
          }),
        ),
    ],
    ['名字里有生僻字的一户', async () => viewsOf(await householdOf({ form: named('王𠮷䶮英') }))],
  ];
  test.each(households.flatMap(([title, views]) => kinds.map((kind) => [title, kind, views] as const)))(
    '%s：%s',
    async (_, kind, views) => {
      const made = await views();
      const sheet = sheetOf(made, kind);
      expect(asPdf(wordText(await wordOf(sheet, printedAt)))).toBe(pdfText(await pdfOf(made, kind), sheet));
    },
  );
});

/** In no font here: 𪛐 of Extension B. */
const unknown = '\u{2A6D0}';

test('再长的内容，一个字也不少', async () => {
  for (const kind of kinds) {
    const text = wordText(await wordOf(sheetOf(long, kind), printedAt));
    for (const { path, text: filled } of stringsOf(long[kind])) expect(text, path).toContain(withoutSpace(filled));
  }
});

test('PDF 里印成方框的字，Word 里就是那个字：打开它的电脑另有字库', async () => {
  const views = viewsOf(await householdOf({ form: named(`李${unknown}`) }));
  const sheet = officerCard(views.officerCard);
  expect(penPlaces(faces, sheet)).toEqual(['职工姓名（U+2A6D0）']);
  const text = wordText(await wordOf(sheet, printedAt));
  expect(text).toContain(`职工姓名李${unknown}`);
  const drawn = pdfText(await pdfOf(views, 'officerCard'), sheet);
  expect(asPdf(text).replaceAll(unknown, '')).toBe(drawn.replace(/方框处的字.*?。/, ''));
});

test('字体只写名字，不带字库；文件属性里没有一户的任何内容', async () => {
  const parts = partsOf(await wordOf(dossierForm(ordinary.dossierForm), printedAt));
  expect(Object.keys(parts).filter((name) => /\.(ttf|odttf|bin)$/.test(name))).toEqual([]);
  const fonts = new Set(
    [...(parts['word/document.xml'] ?? '').matchAll(/w:eastAsia="([^"]+)"/g)].map(([, font]) => font),
  );
  expect([...fonts].sort()).toEqual(['仿宋', '宋体'].sort());
  const properties = Object.entries(parts).filter(([name]) => name.startsWith('docProps/'));
  expect(properties.length).toBeGreaterThan(0);
  for (const [name, xml] of properties) {
    for (const { text } of stringsOf(ordinary.dossierForm.worker))
      if (text.length > 1) expect(xml, name).not.toContain(text);
  }
  expect(parts['docProps/core.xml']).toContain('<dc:title>困难职工档案表</dc:title>');
});

test('一行的格数与列数相合，上下连成一格的接得上', async () => {
  for (const kind of kinds) {
    const body = bodyOf(await wordOf(sheetOf(long, kind), printedAt));
    for (const [, table = ''] of body.matchAll(/<w:tbl>([\s\S]*?)<\/w:tbl>/g)) {
      const columns = [...table.matchAll(/<w:gridCol /g)].length;
      let above = new Set<number>();
      for (const [, row = ''] of table.matchAll(/<w:tr>([\s\S]*?)<\/w:tr>/g)) {
        const joined = new Set<number>();
        let column = 0;
        for (const [, cell = ''] of row.matchAll(/<w:tc>([\s\S]*?)<\/w:tc>/g)) {
          const merge = /<w:vMerge w:val="(\w+)"/.exec(cell)?.[1];
          if (merge === 'continue') expect(above, kind).toContain(column);
          if (merge !== undefined) joined.add(column);
          column += Number(/<w:gridSpan w:val="(\d+)"/.exec(cell)?.[1] ?? 1);
        }
        expect(column, kind).toBe(columns);
        above = joined;
      }
    }
  }
});

test('签字、盖章的地方不单独占一页：最后一行跟着它走，别的行不跟', async () => {
  for (const kind of kinds) {
    const body = bodyOf(await wordOf(sheetOf(ordinary, kind), printedAt));
    const tables = body.split('</w:tbl>').slice(0, -1);
    // Tables stand next to each other but for a paragraph: it, and the row above it, go with the seal.
    const [beforeSeal = ''] = (tables.at(-1) ?? '').split('<w:tbl>');
    const rows = (tables.at(-2) ?? '').split('<w:tr>').slice(1);
    const keeps = (xml: string) =>
      xml
        .split('<w:p>')
        .slice(1)
        .every((paragraph) => paragraph.includes('<w:keepNext/>'));
    expect(keeps(beforeSeal), kind).toBe(true);
    expect(keeps(rows.at(-1) ?? ''), kind).toBe(true);
    expect(rows.filter(keeps).length, kind).toBeLessThan(rows.length);
  }
});

test('内容和时刻相同，文件逐字节相同，无论何时做的', async () => {
  const made = () => wordOf(dossierForm(ordinary.dossierForm), printedAt);
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2030-01-01T00:00:00Z') });
  const first = await made();
  vi.setSystemTime(new Date('2031-02-03T04:05:06Z'));
  const second = await made();
  vi.useRealTimers();
  expect(Buffer.from(second).equals(first)).toBe(true);
  expect(partsOf(first)['docProps/core.xml']).toContain('2026-11-23T02:00:00.000Z');
});
