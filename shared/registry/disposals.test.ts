import { expect, it } from 'vitest';
import { isDisposalPlace } from './disposals.ts';
import { newId } from './ids.ts';

const id = newId();

it('等着处置的各一步里的位置：这一步、一个日期、一份档案；别的一概不是', () => {
  expect(isDisposalPlace(`listed#2027-01-05#${id}`, 'listed')).toBe(true);
  for (const wrong of [
    // 别的一步的，前面、后面多出来的，日期、编号不对的。
    ...[`confirmed#2027-01-05#${id}`, `listed#2027-01-05#${id} `, `listed# listed#2027-01-05#${id}`],
    ...[`listed#2027-1-5#${id}`, `listed#2027-01-05#${id.slice(1)}`, `listed#${id}`, 'listed#', ''],
  ]) {
    expect(isDisposalPlace(wrong, 'listed'), wrong).toBe(false);
  }
});
