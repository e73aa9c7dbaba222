import { describe, expect, test } from 'vitest';
import { GlyphMissing } from './glyph-missing.ts';
import type { Printer } from './printer.ts';
import { plainText, readPdfText } from './testing/pdf-text.ts';
import { boxesOf, overlaps, printedAt, printer, stringsOf, withoutSpace } from './testing/printing.ts';
import { formView, longFormView, longOfficerView, longWorkerView, officerView, workerView } from './testing/views.ts';

type Kind = keyof Printer;
const kinds: Kind[] = ['officerCard', 'workerCard', 'dossierForm'];
const ordinary = { officerCard: officerView, workerCard: workerView, dossierForm: formView };
const long = { officerCard: longOfficerView, workerCard: longWorkerView, dossierForm: longFormView };

function print(kind: Kind, view: (typeof ordinary)[Kind], at = printedAt): Promise<Uint8Array> {
  return (printer[kind] as (view: unknown, printedAt: Date) => Promise<Uint8Array>)(view, at);
}

describe('姓名里的生僻字', () => {
  test.each(['䶮', '㛃', '𬭩'])('%s 照原样印出', async (character) => {
    const pdf = await printer.workerCard({ ...workerView, name: `王${character}` }, printedAt);
    expect(plainText(pdf)).toContain(`职工姓名王${character}性别`);
  });

  test('字库没有的字不印成空框：指明是哪一栏的哪个字', async () => {
    const refusal = await printer.workerCard({ ...workerView, name: '李𠮷' }, printedAt).catch((error) => error);
    expect(refusal).toBeInstanceOf(GlyphMissing);
    expect(refusal.code).toBe(1400);
    expect(refusal.missing).toEqual([{ character: '𠮷', codePoint: 'U+20BB7', field: '职工姓名' }]);
    expect(refusal.detail).toBe('“职工姓名”中的“𠮷”（U+20BB7），字库里没有，文件没有打印。');
  });

  test('几处缺字一次说全，不必改一个报一个', async () => {
    const view = { ...officerView, name: '李𠮷', homeAddress: '𠮷祥街1号' };
    const refusal = await printer.officerCard(view, printedAt).catch((error) => error);
    expect(refusal.missing.map(({ field }: { field: string }) => field)).toEqual(['职工姓名', '家庭住址']);
  });

  test('看不见的字符也说得出来', async () => {
    const refusal = await printer.workerCard({ ...workerView, remarks: '每月\u200b一次' }, printedAt).catch((e) => e);
    expect(refusal.detail).toContain('“备注”中的一个看不见的字符（U+200B）');
  });

  test.each(kinds)('%s：无论缺字出现在哪一栏，都不会漏过去', async (kind) => {
    for (const { path, replacedBy } of stringsOf(ordinary[kind])) {
      await expect(print(kind, replacedBy('𠮷')), path).rejects.toBeInstanceOf(GlyphMissing);
    }
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
      if (bottom > 783.89) expect(shown.text).toMatch(/^编号：|^第 \d/);
    }
    expect(overlaps(boxes)).toEqual([]);
  });

  test('跨页切开的长文前后相接', async () => {
    const measures = Array.from({ length: 900 }, (_, index) => `第${index}条措施；`).join('');
    const pdf = await printer.dossierForm({ ...formView, measures: [measures] }, printedAt);
    expect(plainText(pdf)).toContain(measures);
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
      expect(onPage).toContain('编号：530102-2026-000017');
    }
    const first = texts.filter(({ page }) => page === 1).map(({ text }) => withoutSpace(text));
    expect(first).toContain('打印日期：2026年11月23日');
    expect(first.join('')).toContain(long[kind].union);
    const last = texts.filter(({ page }) => page === pages).map(({ text }) => text);
    expect(last.join('')).toContain('（盖章）');
  });

  test('打印日期是北京时间的日期', async () => {
    const justAfterMidnight = new Date('2026-11-23T16:30:00Z');
    expect(plainText(await printer.workerCard(workerView, justAfterMidnight))).toContain('打印日期：2026年11月24日');
  });

  test.each(kinds)('%s：内容和时刻相同，文件逐字节相同，可以核对是否被改过', async (kind) => {
    const first = await print(kind, ordinary[kind]);
    await print('dossierForm', longFormView);
    expect(Buffer.from(await print(kind, ordinary[kind])).equals(first)).toBe(true);
  });

  test.each(kinds)('%s：文件属性写明中文和标题，不带姓名', async (kind) => {
    const pdf = Buffer.from(await print(kind, ordinary[kind]));
    for (const property of ['/Lang (zh-CN)', '(D:20261123020000Z)', '>困难职工', '>昆明市五华区总工会<']) {
      expect(pdf.includes(property), property).toBe(true);
    }
    for (const encoded of [Buffer.from('李秀英', 'utf8'), Buffer.from('李秀英', 'utf16le').swap16()]) {
      expect(pdf.includes(encoded)).toBe(false);
    }
  });
});
