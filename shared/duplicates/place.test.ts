import { expect, it } from 'vitest';
import { placed } from './place.ts';

const kunming = '530102';

// In one test: the table of names is made once, at the first address.
it('省、市、县怎样写都认得，从住址的开头去掉', () => {
  const written: Record<string, string> = {
    中华人民共和国云南省昆明市五华区人民路: '5301 人民路',
    中国云南昆明五华区人民路: '5301 人民路',
    广东省广州市天河区人民路: '4401 人民路',
    广东广州天河区人民路: '4401 人民路',
    内蒙古自治区呼和浩特市新城区人民路: '1501 人民路',
    内蒙古锡林郭勒盟多伦县人民路: '152531 人民路',
    内蒙古锡林郭勒多伦县人民路: '152531 人民路',
    新疆维吾尔自治区喀什地区疏附县人民路: '653121 人民路',
    新疆喀什疏附县人民路: '653121 人民路',
    广西南宁市青秀区人民路: '4501 人民路',
    云南省大理白族自治州宾川县人民路: '532924 人民路',
    大理州宾川县人民路: '532924 人民路',
    大理宾川县人民路: '532924 人民路',
    北京市东城区人民路: '11 人民路',
    北京人民路: '5301 北京人民路',
    云南省青岛市人民路: '5301 青岛市人民路',
    大理州人民路: '5329 人民路',
  };
  for (const [address, expected] of Object.entries(written)) {
    const { area, rest } = placed(address, kunming);
    expect(`${area} ${rest}`, address).toBe(expected);
  }
  expect(placed('大理州建设路8号', '532924')).toEqual({ area: '532924', rest: '建设路8号' });
});

it('只写到省、只写到市的，算在那个省、那个市；就是家所在的，算在家所在的县', () => {
  expect(placed('四川省人民路12号', kunming)).toEqual({ area: '51', rest: '人民路12号' });
  expect(placed('山东省青岛市南京路3号', kunming)).toEqual({ area: '3702', rest: '南京路3号' });
  expect(placed('云南省建设路8号', '532924')).toEqual({ area: '532924', rest: '建设路8号' });
});

it('许多市都有的区，没写市的，是家所在的市的', () => {
  expect(placed('鼓楼区中山路5号', '320302').area).toBe('3203');
  expect(placed('鼓楼区中山路5号', '320102').area).toBe('3201');
  expect(placed('鼓楼区中山路5号', '320412').area).toBe('3201');
});

it('家在区划表里没有的地方，按写的那个代码算', () => {
  expect(placed('人民路12号', '990101')).toEqual({ area: '990101', rest: '人民路12号' });
});
