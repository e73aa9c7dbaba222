import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { authorized, batchOf, checkedProfile, deliberated, handedOver } from '../../test/support/checked.ts';
import { household } from '../../test/support/household.ts';
import { Journey, people, putPeople, told } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import { storedOf } from '../../test/support/restored.ts';
import type { StoredItem } from './stored.ts';
import { examineAll } from './whole.ts';

let app: MemoryApp;
let back: () => void;
/** One that was handed over, and one that was cancelled. */
let [sent, cancelled]: string[] = [];

const items = () => app.dynamoDb.all<StoredItem>();
const own = (check: string | undefined) => items().find(({ pk }) => pk === `CHECK#${check}`) as StoredItem;
const placeOf = (check: string | undefined) =>
  items().find((item) => item.pk.startsWith('CHECKS#') && item.check === check) as StoredItem;

async function faults(): Promise<string[]> {
  const looking = { terms: () => checkedProfile, today: '2026-11-25' };
  const said: string[] = [];
  for await (const { id, faults } of examineAll(storedOf(items), looking)) {
    said.push(
      ...faults.map((each) => `${id.replace(String(sent), '送出的').replace(String(cancelled), '作废的')}：${each}`),
    );
  }
  return said;
}

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  app = memoryApp({ profile: checkedProfile });
  await putPeople(app);
  const journey = new Journey(app);
  await journey.submitted(household(1));
  await journey.surveyed();
  await deliberated(journey);
  await authorized(journey);
  app.at('2026-11-24T02:00:00Z');
  cancelled = await batchOf(app, 'vehicles');
  await told(app, 'cancelCheck', { as: people.reviewer, params: { check: cancelled }, body: { reason: '格式不对' } });
  sent = await batchOf(app, 'vehicles');
  await handedOver(app, sent);
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => back());

it('没有人动过的，没有不符', async () => {
  expect(await faults()).toEqual([]);
});

it('从县里的各批里抹去、换了地方、多列一处、指着别的一批：看得出', async () => {
  const place = placeOf(sent);
  app.dynamoDb.remove(place);
  expect(await faults()).toEqual(['CHECK#送出的：县里少了 AT 一项']);
  app.dynamoDb.put({ ...place, pk: 'CHECKS#530103' });
  expect(await faults()).toEqual(['CHECK#送出的：县里少了 AT 一项', `CHECK#送出的：县里多出 ${place.sk}`]);
  back();
  app.dynamoDb.put({ ...place, sk: `${place.sk}x` });
  expect(await faults()).toEqual([`CHECK#送出的：县里多出 ${place.sk}x`]);
  back();
  app.dynamoDb.put({ ...place, check: cancelled });
  expect((await faults()).sort()).toEqual(
    [`CHECK#作废的：县里多出 ${place.sk}`, 'CHECK#送出的：县里少了 AT 一项'].sort(),
  );
});

it('整批不见了，县里还列着；没有一批的也列着：看得出', async () => {
  const { sk } = placeOf(sent);
  app.dynamoDb.remove(own(sent));
  expect(await faults()).toEqual(expect.arrayContaining(['CHECK#送出的：不见了', `CHECK#送出的：县里多出 ${sk}`]));
  back();
  app.dynamoDb.put({ ...placeOf(sent), sk: 'AT#x', check: 'x' });
  expect(await faults()).toEqual(['CHECK#x：县里多出 AT#x']);
});

it('没有回执记为已送出、作废没有理由、没有作废写着理由：看得出', async () => {
  const { receipt: _, ...unsaid } = own(sent);
  app.dynamoDb.put(unsaid as StoredItem);
  expect(await faults()).toContain('CHECK#送出的：记为已送出，没有文件或回执');
  back();
  const { cancelled: why, ...left } = own(cancelled);
  app.dynamoDb.put(left as StoredItem);
  expect(await faults()).toContain('CHECK#作废的：作废与作废的理由对不上');
  back();
  app.dynamoDb.put({ ...own(sent), cancelled: why });
  expect(await faults()).toContain('CHECK#送出的：作废与作废的理由对不上');
});
