import { expect, it } from 'vitest';
import { newId } from './ids.ts';
import { isMarginPlace } from './margins.ts';

const county = '530000/530100/530102';
const id = newId();

it('边缘名单里的位置：本工会和以下的一个工会，接着一份档案；别的一概不是', () => {
  expect(isMarginPlace(`${county}#${id}`, county)).toBe(true);
  expect(isMarginPlace(`${county}/U0001#${id}`, county)).toBe(true);
  for (const wrong of [
    // 别的工会，以本工会的代码开头的也是。
    ...[`530000/530100/530103#${id}`, `530000/530100#${id}`, `${county}-2#${id}`],
    // 前面、后面多出来的，档案的编号不对的。
    ...[`${county}/？ ${county}#${id}`, `${county}#${id} `, `${county}#${id}#${id}`, `${county}#${id.slice(1)}`],
    ...[`${county}/#`, county, ''],
  ]) {
    expect(isMarginPlace(wrong, county), wrong).toBe(false);
  }
});
