import { describe, expect, it } from 'vitest';
import { placesOf } from './places.ts';

describe('the places of a province', () => {
  it('stand each before those below it, with the org path of its union; a county is named with its city', () => {
    const places = placesOf('530000');
    expect(places[0]).toEqual({ orgPath: '530000', level: 'provincial', name: '云南省' });
    const at = (orgPath: string) => places.findIndex((each) => each.orgPath === orgPath);
    expect(places[at('530000/530100')]).toMatchObject({ level: 'municipal', name: '昆明市' });
    expect(places[at('530000/530100/530102')]).toMatchObject({ level: 'county', name: '昆明市五华区' });
    expect(at('530000/530100')).toBeLessThan(at('530000/530100/530102'));
    expect(new Set(places.map(({ orgPath }) => orgPath)).size).toBe(places.length);
  });

  it('that follow the province directly, or have no counties, go by their own name', () => {
    const named = (province: string, orgPath: string) =>
      placesOf(province).find((each) => each.orgPath === orgPath)?.name;
    expect(named('420000', '420000/429004')).toBe('仙桃市');
    expect(named('440000', '440000/441900')).toBe('东莞市');
    expect(named('110000', '110000/110101')).toBe('东城区');
    expect(placesOf('110000').filter(({ level }) => level === 'municipal')).toEqual([]);
  });
});
