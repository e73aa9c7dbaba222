import { expect, test } from 'vitest';
import { householdOf } from '../testing/household.ts';
import { plainText, readPdfText } from './testing/pdf-text.ts';
import { printedAt, printer, stringsOf, withoutSpace } from './testing/printing.ts';
import { ledgerOf, ordinary } from './testing/views.ts';

const text = plainText(await printer.ledgerSheet(ordinary.ledgerSheet, printedAt));

test('台账里有的，表上都有', () => {
  for (const { path, text: filled } of stringsOf(ordinary.ledgerSheet))
    expect(text, path).toContain(withoutSpace(filled));
});

test('金额写元和角分；更正过的注明，为什么更正、为什么用这笔资金都写在下面一行', () => {
  expect(text).toContain('1已更正2026-11-18生活救助');
  expect(text).toContain('20,000.00中央财政');
  expect(text).toContain('更正第1条：少写了一个零；金额说明：两年合并发放');
  expect(text).toContain('县级财政按规定不用于全国级档案，理由：县里会议定的');
  expect(text).toContain('大米2袋（折合160.50）');
  expect(text).toContain('没有发放');
});

test('合计只算算数的：更正后的、确实给了的', () => {
  expect(text).toContain('2026生活救助中央财政120,000.000.00');
  expect(text).not.toContain('2026医疗救助');
  expect(text).toContain('2026送温暖工会经费10.00160.50');
  expect(text).toContain('合计220,000.00160.50');
});

test('没有登记过的，写“无”，不留空表', async () => {
  const empty = plainText(await printer.ledgerSheet(ledgerOf(await householdOf(), [], []), printedAt));
  expect(empty).toContain('帮扶无');
  expect(empty).toContain('走访无');
  expect(empty).not.toContain('合计');
});

test('末一张表只有一行的，表头不单独留在页尾：与它的一行、盖章处同在一页', async () => {
  const { aid: _, ...rest } = ordinary.ledgerSheet;
  const [entry] = ordinary.ledgerSheet.aid;
  const alone: number[] = [];
  // So many entries leave room for the head of what follows, and not for the seal.
  for (const n of [6, 7, 8, 9, 22]) {
    const view = { ...rest, aid: Array(n).fill(entry), visits: rest.visits.slice(0, 1) };
    const texts = readPdfText(await printer.ledgerSheet(view, printedAt));
    const headed = texts.filter(({ text }) => text === '走访的人').map(({ page }) => page);
    const shown = texts.filter(({ text }) => text === '段志远、方玉梅').map(({ page }) => page);
    if (headed.join() !== shown.join()) alone.push(n);
  }
  expect(alone).toEqual([]);
});
