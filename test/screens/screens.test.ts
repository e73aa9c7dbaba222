import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { project } from '../../tools/clouds.ts';
import { paths } from '../../workbench/paths.ts';
import { tabNames } from '../../workbench/screens/dossier/places.ts';
import { addressOf, type Place } from './screen.ts';
import { screens } from './screens.ts';

const sources = ['workbench/screens.tsx', 'workbench/administration.tsx']
  .map((file) => readFileSync(join(project, file), 'utf8'))
  .join('\n');
const pictured = new Set(screens.flatMap(({ of }) => (of === undefined ? [] : [of])));
/** As numbers, periods and deeds look behind the #. */
const addresses = [...pictured].flatMap((place) =>
  [['0'.repeat(26), 'recordAid'], ['2026']].map((of) => addressOf(place, ...of)),
);

describe('every screen of the workbench has its picture', () => {
  it('each screen that the menu lists', () => {
    const listed = [...sources.matchAll(/path: paths\.(\w+)/g)].map(([, place]) => place as Place);
    expect(listed.length).toBeGreaterThan(15);
    expect(listed.filter((place) => !pictured.has(place))).toEqual([]);
  });

  it('each screen of one household, batch or period, and each address', () => {
    const ofOne = [...sources.matchAll(/\[\s*\/(\^.*\$)\/,/g)].map(([, pattern = '']) => new RegExp(pattern));
    expect(ofOne.length).toBeGreaterThan(8);
    expect(ofOne.filter((pattern) => !addresses.some((address) => pattern.test(address)))).toEqual([]);
    expect(Object.keys(paths).filter((place) => !pictured.has(place as Place))).toEqual([]);
  });

  it("each part of a household's page", () => {
    const shown = screens.flatMap(({ tab }) => (tab === undefined ? [] : [tab]));
    expect(tabNames.filter((tab) => !shown.includes(tab))).toEqual([]);
  });

  it('no two pictures have the same name', () => {
    expect(new Set(screens.map(({ name }) => name)).size).toBe(screens.length);
  });
});
