import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { countiesOf } from '../shared/divisions/divisions.ts';
import { countyMapOf } from './county-map.ts';
import { profiles } from './provinces/index.ts';

const maps = Object.keys(profiles)
  .filter((code) => code !== '990000')
  .map((code) => [code, countyMapOf(code, 'GS(2024)0650')] as const);

it.each(maps)('the map of %s has each county of today once, or names it as missing', (code, { shapes, missing }) => {
  const today = countiesOf(code).flatMap(({ divisions }) => divisions.map((each) => each.code));
  expect([...shapes, ...missing].map((each) => each.code).sort()).toEqual([...today].sort());
  for (const { box, path } of shapes) {
    expect(path).toMatch(/^(M-?\d+ -?\d+l[\d -]+z)+$/);
    expect(box[2]).toBeGreaterThan(box[0]);
    expect(box[3]).toBeGreaterThan(box[1]);
  }
});

it('no map weighs more than a picture', () => {
  for (const [code, map] of maps) expect(gzipSync(JSON.stringify(map)).length, code).toBeLessThan(100_000);
});
