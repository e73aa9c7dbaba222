import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import { dossierReader, dossiers, forms, keyring, table } from '../../shared/services/services.ts';
import { earning, household } from '../../test/support/household.ts';
import { Journey, putPeople, step } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import { deployedWith, onFile, reviewedMonthly, withLine, withStandard } from '../../test/support/on-file.ts';
import { type Replayed, replayed } from './verdicts.ts';

let app: MemoryApp;
let journey: Journey;
let back: () => void;

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  ({ app, journey } = await onFile(3));
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => back());

async function replay(on: MemoryApp, id: string): Promise<Replayed[]> {
  const found: Replayed[] = [];
  for await (const each of replayed(on, id, await dossierReader(on).journal(id))) found.push(each);
  return found;
}
const differing = async (on: MemoryApp, id = journey.id) =>
  (await replay(on, id)).flatMap(({ differences }) => differences);

describe('再算一遍，与当时记下的一字不差', () => {
  it('建档的；以后低保标准换了、标准又有了新的一版，当时的照当时的算', async () => {
    const before = await replay(app, journey.id);
    expect(before).toMatchObject([{ said: { outcome: 'eligible', category: '低保户' }, form: 1, differences: [] }]);
    expect(before[0]?.record.explanation.length).toBeGreaterThan(3);
    for (const profile of [
      withLine(reviewedMonthly, 20_000),
      withStandard(reviewedMonthly, ({ clauses }) => ({ clauses: clauses.slice(1) })),
    ]) {
      expect(await replay({ ...app, profile }, journey.id)).toEqual(before);
    }
  });

  it('复核不再符合的，连同不再符合的原因', async () => {
    app.at('2026-12-02T17:00:00Z');
    const poorer = deployedWith(journey, withLine(reviewedMonthly, 20_000));
    await step(poorer.app, 'review-run', {});
    await poorer.reported();
    await poorer.assessed();
    const [, second] = await replay(poorer.app, journey.id);
    expect(second).toMatchObject({ said: { outcome: 'ineligible', reason: 'lineChanged' }, differences: [] });
    // The line of that day is in the journal, whatever is published by now.
    expect(await differing(app)).toEqual([]);
  });

  it('按入户调查的回答重新认定的', async () => {
    const one = new Journey(app);
    await one.submitted(household(5));
    await one.surveyed('2026-11-05T02:00:00Z', { answers: { sixMonthsBelowLine: false } });
    const all = await replay(app, one.id);
    expect(all.map(({ said }) => said.category)).toEqual(['低保户', '低保边缘户']);
    expect(all.flatMap(({ differences }) => differences)).toEqual([]);
  });

  it('差一点的，照当时的百分数；本省以后改了、不再有边缘名单，也是差一点', async () => {
    const one = await submitted(memoryApp(), 240_000);
    const { percent = 0 } = one.app.profile.margin ?? {};
    expect(await replay(one.app, one.id)).toMatchObject([
      { said: { outcome: 'ineligible', nearly: true, marginPercent: percent }, differences: [] },
    ]);
    for (const margin of [null, { ...one.app.profile.margin, percent: 1 }] as ProvinceProfile['margin'][]) {
      const { app: later } = deployedWith(one, { ...one.app.profile, margin });
      expect(await differing(later, one.id)).toEqual([]);
    }
  });
});

describe('不同的说出不同', () => {
  it('存着的档案表换过了：说出哪几样不同，不说内容', async () => {
    const form = await forms(app).getSubmitted(journey.id, 1);
    const { write } = await forms(app).save(journey.id, 1, earning(form, 9_999_900));
    await table(app).transact([write]);
    const found = await differing(app);
    expect(found[0]).toMatch(/^当时是“符合，低保户（全国级）”，现在算得“不符合”$/);
    expect(found.join()).toMatch(/逐条说明第 .*句不同/);
    expect(found.join()).not.toMatch(/\d{4}/);
  });

  it('标准的文字在原来的编号下改了、删了：算不出来，说是哪一个', async () => {
    const altered = reviewedMonthly.standards.map((each) => ({ ...each, clauses: each.clauses.slice(1) }));
    for (const standards of [altered, altered.slice(1)]) {
      const { app: on } = deployedWith(journey, { ...reviewedMonthly, standards });
      expect(await differing(on)).toEqual([expect.stringMatching(/^现在算不出来：/)]);
    }
  });

  it('密钥没有了：打不开，不猜', async () => {
    app.dynamoDb.dossierKeys.remove(journey.id);
    const { app: fresh } = deployedWith(journey, reviewedMonthly);
    expect(keyring(fresh)).not.toBe(keyring(app));
    await expect(replay(fresh, journey.id)).rejects.toThrow('the dossier has no data key');
    expect((await dossiers(fresh).get(journey.id)).version).toBeGreaterThan(0);
  });
});

async function submitted(on: MemoryApp, income: number): Promise<Journey> {
  on.at('2026-11-02T01:00:00Z');
  await putPeople(on);
  const one = new Journey(on);
  await one.submitted(earning(household(3), income));
  return one;
}
