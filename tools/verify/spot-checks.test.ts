import { expect, it } from 'vitest';
import { household } from '../../test/support/household.ts';
import { county, Journey, people, putPeople, told } from '../../test/support/journey.ts';
import { memoryApp } from '../../test/support/memory/app.ts';
import { storedOf } from '../../test/support/restored.ts';
import type { StoredItem } from './stored.ts';
import { examineAll } from './whole.ts';

it('准备了、被代替的、录过号码的抽查与它的变更记录一致；越过函数改了的，说得出', async () => {
  const app = memoryApp();
  await putPeople(app);
  const journey = new Journey(app);
  await journey.untilNotice(household(1));
  await journey.noticeClosed();
  await journey.registered();
  app.at('2026-11-24T02:00:00Z');
  const auditor = { ...people.auditor, orgPath: county };
  const publicDraw = { name: '双色球', on: '2026-11-25' };
  const body = { orgPath: county, instrument: 'quota', frames: ['onFile'], publicDraw };
  const prepare = async (percent: number) =>
    (await told<{ check: string }>(app, 'prepareSpotCheck', { as: auditor, body: { ...body, percent } })).check;
  const [replaced, check] = [await prepare(100), await prepare(50)];
  app.at('2026-11-26T02:00:00Z');
  const numbers = { numbers: '3 8 17', source: '官方网站' };
  await told(app, 'enterDrawNumbers', { as: auditor, params: { spotCheck: check }, body: numbers });
  const faults = async () => {
    const found: string[] = [];
    const looking = { terms: () => app.profile, today: '2026-11-26', anchors: undefined };
    for await (const { id, faults: own } of examineAll(
      storedOf(() => app.dynamoDb.all<StoredItem>()),
      looking,
    )) {
      if (id.includes(check) || id.includes(replaced)) found.push(...own);
    }
    return found;
  };
  expect(await faults()).toEqual([]);
  const own = app.dynamoDb.all<StoredItem>().find(({ pk, sk }) => pk === `SPOT#${check}` && sk === 'SPOT');
  app.dynamoDb.put({ ...(own as StoredItem), digest: '0'.repeat(64) });
  expect(await faults()).toEqual([expect.stringContaining('与最近一次变更（第 2 条')]);
  app.dynamoDb.put(own as StoredItem);
  const other = app.dynamoDb.all<StoredItem>().find(({ pk, sk }) => pk === `SPOT#${replaced}` && sk === 'SPOT');
  expect(other).toMatchObject({ replacedBy: check });
  app.dynamoDb.put({ ...(other as StoredItem), replacedBy: null });
  expect(await faults()).toEqual([expect.stringContaining('与最近一次变更（第 2 条')]);
});
