import PDFDocument from 'pdfkit';
import { describe, expect, test } from 'vitest';
import { fullForm, householdOf, named } from '../testing/household.ts';
import { consentSheet } from './consent-sheet.ts';
import { dossierForm } from './dossier-form.ts';
import { penPlaces } from './face.ts';
import { ledgerSheet } from './ledger-sheet.ts';
import { officerCard } from './officer-card.ts';
import { penFor } from './pen.ts';
import type { Printer } from './printer.ts';
import type { Sheet } from './sheet.ts';
import { plainText, readPdfText } from './testing/pdf-text.ts';
import { boxesOf, faces, overlaps, printedAt, printer, stringsOf, withoutSpace } from './testing/printing.ts';
import { long, ordinary, viewsOf } from './testing/views.ts';
import { workerCard } from './worker-card.ts';

/** The certificate is one page, of words that are the system's own (functions/documents/disposal-view.ts). */
type Kind = Exclude<keyof Printer, 'bothCards' | 'disposalCertificate' | 'together'>;
const kinds: Kind[] = ['officerCard', 'workerCard', 'dossierForm', 'ledgerSheet', 'consentSheet'];
const sheets = { officerCard, workerCard, dossierForm, ledgerSheet, consentSheet };

function print(kind: Kind, view: (typeof ordinary)[Kind], at = printedAt): Promise<Uint8Array> {
  return (printer[kind] as (view: unknown, printedAt: Date) => Promise<Uint8Array>)(view, at);
}

/** In no font here: 𪛐 of Extension B. */
const unknown = '\u{2A6D0}';

describe('姓名里的生僻字', () => {
  test.each(['䶮', '㛃', '𬭩', '𠮷'])('%s 照原样印出', async (character) => {
    const { workerCard: view } = viewsOf(await householdOf({ form: named(`王${character}英`) }));
    const pdf = await printer.workerCard(view, printedAt);
    expect(plainText(pdf)).toContain(`职工姓名王${character}英性别`);
    expect(plainText(pdf)).not.toContain('手写');
  });

  test('哪一种字库都没有的，印一个方框，页上说是哪一栏、哪个字，请用笔写上', async () => {
    const worker = { ...fullForm.worker, name: `李${unknown}`, homeAddress: `${unknown}祥街\u{2A6D1}号` };
    const { officerCard: view } = viewsOf(await householdOf({ form: { ...fullForm, worker } }));
    const text = plainText(await printer.officerCard(view, printedAt));
    expect(text).toContain('职工姓名李性别');
    expect(text).toContain('方框处的字字库里没有，请照身份证手写：职工姓名（U+2A6D0）、家庭住址（U+2A6D0、U+2A6D1）。');
  });

  test.each(kinds)('%s：无论缺字出现在哪一栏，都说得出来', (kind) => {
    const sheet = sheets[kind] as (view: unknown) => Sheet;
    for (const { path, replacedBy } of stringsOf(ordinary[kind])) {
      expect(penPlaces(faces, sheet(replacedBy(unknown))), path).toContainEqual(expect.stringContaining('U+2A6D0'));
    }
    expect(penPlaces(faces, sheet(ordinary[kind]))).toEqual([]);
  });

  test('方框不叠别的字，再小也有四毫米见方', async () => {
    const name = `王${unknown}英`;
    const members = fullForm.members.map((member) => ({ ...member, name: `${name}${member.relation}` }));
    const { dossierForm: view } = viewsOf(await householdOf({ form: { ...named(name), members } }));
    expect(overlaps(boxesOf(readPdfText(await printer.dossierForm(view, printedAt))))).toEqual([]);
    expect(penFor(new PDFDocument({ font: '' }), faces).widthOf(unknown, 9)).toBeGreaterThan(4 * 2.83);
  });
});

describe('再长的内容也放得下', () => {
  test.each(kinds)('%s：一个字都不少', async (kind) => {
    const text = plainText(await print(kind, long[kind]));
    for (const { path, text: filled } of stringsOf(long[kind])) {
      expect(text, path).toContain(withoutSpace(filled));
    }
  });

  test.each(kinds)('%s：不出纸边，不压页脚，字不叠字', async (kind) => {
    const boxes = boxesOf(readPdfText(await print(kind, long[kind])));
    for (const { shown, left, right, top, bottom } of boxes) {
      expect(left, shown.text).toBeGreaterThanOrEqual(50);
      expect(right, shown.text).toBeLessThanOrEqual(595.28 - 45.9);
      expect(top, shown.text).toBeGreaterThanOrEqual(40);
      expect(bottom, shown.text).toBeLessThanOrEqual(841.89 - 18);
      if (bottom > 791.89) expect(shown.text).toMatch(/^编号：|^第 \d/);
    }
    expect(overlaps(boxes)).toEqual([]);
  });

  test('跨页切开的长文前后相接', async () => {
    const measures = Array.from({ length: 20 }, (_, n) => `第${n}条措施；`.repeat(25));
    const { dossierForm: view } = viewsOf(await householdOf({ plan: { measures } }));
    const pdf = await printer.dossierForm(view, printedAt);
    expect(plainText(pdf)).toContain(measures.join(''));
    const pages = readPdfText(pdf).filter(({ text }) => text.includes('条措施；'));
    expect(new Set(pages.map(({ page }) => page)).size).toBeGreaterThan(1);
  });
});

describe('每份文件', () => {
  test.each(kinds)('%s：每页有编号和页码，首页有打印日期和工会名称，末页有盖章处', async (kind) => {
    const texts = readPdfText(await print(kind, long[kind]));
    const pages = Math.max(...texts.map(({ page }) => page));
    expect(pages).toBeGreaterThan(1);
    for (let page = 1; page <= pages; page++) {
      const onPage = texts.filter((each) => each.page === page).map(({ text }) => withoutSpace(text));
      expect(onPage).toContain(`第${page}页共${pages}页`);
      expect(onPage).toContain(`编号：${long[kind].documentNumber}`);
    }
    const first = texts.filter(({ page }) => page === 1).map(({ text }) => withoutSpace(text));
    expect(first).toContain('打印日期：2026年11月23日');
    expect(first.join('')).toContain(long[kind].union);
    const last = texts.filter(({ page }) => page === pages).map(({ text }) => text);
    expect(last.join('')).toContain('（盖章）');
  });

  test('打印日期是北京时间的日期', async () => {
    const justAfterMidnight = new Date('2026-11-23T16:30:00Z');
    expect(plainText(await printer.workerCard(ordinary.workerCard, justAfterMidnight))).toContain(
      '打印日期：2026年11月24日',
    );
  });

  test.each(kinds)('%s：内容和时刻相同，文件逐字节相同，可以核对是否被改过', async (kind) => {
    const first = await print(kind, ordinary[kind]);
    await print('dossierForm', long.dossierForm);
    expect(Buffer.from(await print(kind, ordinary[kind])).equals(first)).toBe(true);
  });

  test.each(kinds)('%s：文件属性写明中文和标题，不带姓名', async (kind) => {
    const pdf = Buffer.from(await print(kind, ordinary[kind]));
    for (const property of ['/Lang (zh-CN)', '(D:20261123020000Z)', '>困难职工', `>${ordinary[kind].union}<`]) {
      expect(pdf.includes(property), property).toBe(true);
    }
    const { name } = fullForm.worker;
    for (const encoded of [Buffer.from(name, 'utf8'), Buffer.from(name, 'utf16le').swap16()]) {
      expect(pdf.includes(encoded)).toBe(false);
    }
  });
});
