import { expect, it } from 'vitest';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { returns } from '../../shared/services/services.ts';
import { county, people, putPeople, step, told } from '../../test/support/journey.ts';
import { memoryApp } from '../../test/support/memory/app.ts';
import { storedOf } from '../../test/support/restored.ts';
import type { StoredItem } from './stored.ts';
import { examineAll } from './whole.ts';

const period = '2026-10';

it('签过的上报与它的摘要一致，合在一起的下级都在；越过函数改了一个数、删了一份的，说得出', async () => {
  const { profile } = memoryApp();
  const app = memoryApp({ profile: { ...profile, coverage: ['530102'] } });
  await putPeople(app);
  app.at('2026-11-03T02:00:00Z');
  await step(app, 'complete-history', {});
  const city = { sub: 'reviewer-city', roles: 'reviewer', orgPath: '530000/530100' };
  for (const as of [people.reviewer, city]) {
    const params = { period };
    const { next } = await told<AnswerOf<'getReturn'>>(app, 'getReturn', { as, params });
    const body = { orgPath: as.orgPath, ...next, why: '还没有开始用。' };
    await told(app, 'signReturn', { as, params, body });
  }
  const faults = async () => {
    const found: string[] = [];
    const looking = { terms: () => app.profile, today: '2026-11-03', anchors: undefined };
    for await (const { id, faults: own } of examineAll(
      storedOf(() => app.dynamoDb.all<StoredItem>()),
      looking,
    )) {
      if (id.includes('RETURN#')) found.push(...own);
    }
    return found;
  };
  expect(await faults()).toEqual([]);
  const [signed] = await returns(app).of(period, county);
  const item = app.dynamoDb.all<StoredItem>().find(({ digest }) => digest === signed?.digest) as StoredItem;
  app.dynamoDb.put({ ...item, values: { ...signed?.values, onFile: 9 } });
  expect(await faults()).toEqual(['与签时的摘要不符']);
  app.dynamoDb.put({ ...item, digest: '0'.repeat(64) });
  expect((await faults()).sort()).toEqual(['与签时的摘要不符', `合在一起的 ${county} 不在，或者不是签时的`].sort());
});
