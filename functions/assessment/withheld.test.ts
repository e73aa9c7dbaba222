import { beforeEach, expect, it, vi } from 'vitest';
import type { Form } from '../../shared/form/form.ts';
import { household } from '../../test/support/household.ts';
import { Journey, people, told } from '../../test/support/journey.ts';
import { memoryApp } from '../../test/support/memory/app.ts';

beforeEach(() => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  return () => vi.restoreAllMocks();
});

interface Seen {
  version: number;
  duplicates: { found: { reasons: { kind: string }[] }[] };
}
interface Ruled {
  duplicates: { found: { dossier: string }[]; rulings: { ruling: string }[] };
}
interface Journal {
  entries: { action: { type: string } }[];
  head: { state: { lookups: object; duplicates: object[] } };
}

/** What a member of staff sees of how a household was looked up, when another with `mobile` is on file. */
async function seenBy(as: (typeof people)['registrar' | 'reviewer'], mobile: string) {
  const app = memoryApp();
  await new Journey(app).submitted(household(1));
  const form = household(2);
  const mine = new Journey(app);
  await mine.submitted({ ...form, worker: { ...form.worker, mobile } } satisfies Form);
  const call = { as, params: { id: mine.id } };
  const { version, duplicates } = await told<Seen>(app, 'getDossier', call);
  const { entries, head } = await told<Journal>(app, 'getJournal', call);
  const actions = entries.map(({ action }) => Object.keys(action).concat(action.type));
  const { lookups, duplicates: open } = head.state;
  return { version, found: duplicates.found, actions, lookups, open };
}

it('只凭电话相像的，裁定的人看得到；建档人看到的与不相像的一模一样，版本和日志也是', async () => {
  const { mobile } = household(1).worker as { mobile: string };
  const { found } = await seenBy(people.reviewer, mobile);
  expect(found.map(({ reasons }) => reasons.map(({ kind }) => kind))).toEqual([['telephone']]);
  const alike = await seenBy(people.registrar, mobile);
  expect(alike).toEqual(await seenBy(people.registrar, '13911112222'));
  expect(alike.found).toEqual([]);
});

it('裁定了不是一户，裁定的人看得到裁定和理由；建档人看不到理由，也不知道是哪一份', async () => {
  const app = memoryApp();
  await new Journey(app).submitted(household(1));
  const form = household(2);
  const mine = new Journey(app);
  await mine.submitted({ ...form, worker: { ...form.worker, mobile: household(1).worker.mobile } } as Form);
  const seen = async (as: (typeof people)['registrar' | 'reviewer']) =>
    (await told<Ruled>(app, 'getDossier', { as, params: { id: mine.id } })).duplicates;
  const [other] = (await seen(people.reviewer)).found;
  const params = { id: mine.id, other: other?.dossier ?? '' };
  await told(app, 'ruleDuplicate', { as: people.reviewer, params, body: { ruling: 'different', reason: '同村两户' } });
  expect((await seen(people.reviewer)).rulings).toMatchObject([{ ruling: 'different', reason: '同村两户' }]);
  expect((await seen(people.registrar)).rulings).toEqual([]);
});
