import { expect, it } from 'vitest';
import { countiesCalled } from './called.ts';
import { divisionName } from './divisions.ts';

it.each(['五华区', '昆明市五华区', '云南省五华区', '云南省昆明市五华区', ' 云南省 昆明市 五华区 '])(
  '写“%s”，找得到是哪个县',
  (words) => {
    expect(countiesCalled(words)).toEqual(['530102']);
  },
);

it('同名的几个县都找出来；写上省、市就只剩一个', () => {
  const called = countiesCalled('鼓楼区');
  expect(called.map((code) => divisionName(code))).toEqual(
    expect.arrayContaining(['江苏省南京市鼓楼区', '福建省福州市鼓楼区', '河南省开封市鼓楼区']),
  );
  expect(countiesCalled('福州市鼓楼区')).toEqual(['350102']);
  expect(countiesCalled('江苏省鼓楼区')).toHaveLength(2);
});

it('直辖市的区、省直辖的县级市也找得到', () => {
  expect(countiesCalled('北京市朝阳区')).toEqual(['110105']);
  expect(countiesCalled('仙桃市')).toEqual(['429004']);
});

it.each(['', '五华', '昆明市', '云南省', '五华区护国街道'])('写“%s”的不是一个县，什么也找不到', (words) => {
  expect(countiesCalled(words)).toEqual([]);
});
