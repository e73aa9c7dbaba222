import { describe, expect, it } from 'vitest';
import { choiceName, choicesOf, ownOfProvince, withOwn } from './choices.ts';

const codesIn = (province: string, group: string) =>
  choicesOf(province)
    .find(({ name }) => name === group)
    ?.divisions.map(({ code }) => code);

describe('places to choose from', () => {
  it('the own of a city stands behind its counties, once, by its code', () => {
    expect(codesIn('530000', '昆明市')?.at(-1)).toBe('530100');
    expect(codesIn('530000', '昆明市')?.filter((code) => code === '530100')).toHaveLength(1);
    expect(codesIn('530000', '大理白族自治州')?.at(-1)).toBe('532900');
  });

  it('a city without counties is a county, and counties directly under their province have no city: nothing is added', () => {
    expect(codesIn('440000', '东莞市')).toEqual(['441900']);
    expect(codesIn('460000', '儋州市')).toEqual(['460400']);
    expect(codesIn('420000', '直辖')?.filter((code) => code.endsWith('00'))).toEqual([]);
    expect(codesIn('110000', '直辖')).toHaveLength(16);
  });

  it('a city of which one county alone is chosen from has its own, too', () => {
    const one = [{ name: '昆明市', divisions: [{ code: '530102', name: '五华区' }] }];
    expect(withOwn(one)[0]?.divisions.map(({ name }) => name)).toEqual(['五华区', '昆明市总工会本级和直属单位']);
  });

  it('each is called so that nobody takes it for a county', () => {
    expect(ownOfProvince('110000')).toEqual({
      name: '北京市',
      divisions: [{ code: '110000', name: '北京市总工会本级和直属单位' }],
    });
    expect(['530102', '530100', '530000', '441900', '429004'].map(choiceName)).toEqual([
      '云南省昆明市五华区',
      '昆明市总工会本级和直属单位',
      '云南省总工会本级和直属单位',
      '广东省东莞市',
      '湖北省仙桃市',
    ]);
    expect(choiceName('539900')).toBeNull();
  });
});
