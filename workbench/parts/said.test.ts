import { expect, it } from 'vitest';
import { fenIn, linesIn, maybe, namesIn, plainly } from './said.ts';

const fields = (of: Record<string, string>): FormData => {
  const data = new FormData();
  for (const [name, value] of Object.entries(of)) data.append(name, value);
  return data;
};

it('takes yuan as they are written, and says which box is no amount', () => {
  expect(fenIn(fields({ amount: ' 1,450.5 元' }), 'amount', '金额')).toBe(145_050);
  expect(() => fenIn(fields({ amount: '两千' }), 'amount', '金额')).toThrow('金额“两千”不是金额');
});

it('leaves out what nobody filled in', () => {
  expect(maybe(fields({ note: '  ' }), 'note')).toEqual({});
  expect(maybe(fields({ note: ' 米 ' }), 'note')).toEqual({ note: '米' });
});

it('reads names beside each other, and lines below each other', () => {
  expect(namesIn(fields({ visitors: '何 静、 段志远，' }), 'visitors')).toEqual(['何静', '段志远']);
  expect(() => namesIn(fields({ visitors: '何 静 段 志' }), 'visitors')).toThrow('写成“何静、段志”');
  expect(linesIn('介绍就业\n\n 学费 \n')).toEqual(['介绍就业', '学费']);
});

it('says what the API says without the words of programs', () => {
  expect(plainly('延期的，须写明延到哪个月（dueMonth）')).toBe('延期的，须写明延到哪个月');
  expect(plainly('低保标准（700.00 元），现为“（李）”')).toBe('低保标准（700.00 元），现为“（李）”');
});
