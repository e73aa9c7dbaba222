import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RequestOf } from '../../shared/contract/types.ts';
import { demonstrationNote } from '../../shared/standards/demonstration.ts';
import { lineColumns } from '../../shared/standards/lines-csv.ts';
import { enterInventedYears, inventedYear } from '../../tools/invented-years.ts';
import { executionsOf, expectSound, journalOf } from '../support/inside.ts';
import { type Household, type Province, provinceInMemory } from '../support/province.ts';

/** Two years after the last one that was published, in the last days of a year: what is made up is marked as such. */
let province: Province;
beforeAll(async () => {
  province = await provinceInMemory({ at: '2028-12-27T01:00:00Z' });
});
afterAll(() => province.stop());

const administrator = (n: 1 | 2) => province.system.as(`administrator-530000-${n}`);
const propose = async (n: 1 | 2, body: RequestOf<'propose'>['body']) =>
  (await administrator(n).call('propose', { body })).body;
const confirm = (n: 1 | 2, { number, digest }: { number: number; digest: string }) =>
  administrator(n).call('confirmProposal', { params: { number: String(number) }, body: { digest } });

let stalled: Household;

it('次年的安排没有录入：公示算不到末日，停在 E1250，不猜', async () => {
  await enterInventedYears(province.system, '530000', 2028);
  stalled = await province.dossierIn('surveying');
  await province.survey(stalled);
  await province.system.leapTo('2028-12-27T03:00:00Z');
  const { status, stalled: why } = await province.view(stalled);
  expect([status, why?.step]).toEqual(['surveying', 'OpenNotice']);
  expect((await executionsOf(province, stalled))['registration-1-1']?.status).toBe('FAILED');
});

it('一人录入、另一人核准之后，不用部署，停下的恢复就公示，新的直接公示；记下按哪一年的安排数的', async () => {
  const proposed = await propose(1, inventedYear(2029));
  await expect(confirm(1, proposed)).rejects.toMatchObject({ problem: { code: 1504 } });
  await confirm(2, proposed);
  await administrator(1).call('resume', { params: { id: stalled.id }, body: {} });
  await province.system.atRest();
  const fresh = await province.dossierIn('underNotice');
  for (const one of [stalled, fresh]) {
    const { status, notice } = await province.view(one);
    expect([status, notice?.from, notice?.until]).toEqual(['underNotice', '2028-12-27', '2029-01-04']);
    const { entries } = await journalOf(province, one);
    const opened = entries.find(({ action }) => action.type === 'openNotice')?.action;
    const page = await province.system.page(`/notices/${notice?.id}`);
    expect(page.html).toContain(demonstrationNote);
    expect(opened).toMatchObject({
      calendar: [
        { year: 2028, invented: true },
        { year: 2029, invented: true },
      ],
    });
  }
});

it('新的低保标准由两人录入核准，次日起提交的按它，之前提交的仍按旧的', async () => {
  const before = await province.dossierIn('surveying');
  const file = [lineColumns.join(), '530102,五华区,2028-12-01,,750,虚构：仅供演示'].join('\n');
  await confirm(1, await propose(2, { kind: 'lines', file, document: '虚构：昆明市公告', url: null }));
  const sameDay = await province.dossierIn('surveying');
  await province.system.leapTo('2028-12-28T01:00:00Z');
  const after = await province.dossierIn('surveying');
  const lineOf = async (one: Household) => (await journalOf(province, one)).head.state.matter.basis?.line;
  expect(await lineOf(before)).toMatchObject({ fen: 70_000, from: '2025-01-01', invented: true });
  expect(await lineOf(sameDay)).toEqual(await lineOf(before));
  expect(await lineOf(after)).toMatchObject({ fen: 75_000, from: '2028-12-28', invented: true });
  const { lines } = (await administrator(1).call('getGazette')).body;
  const digest = (await lineOf(after))?.digest;
  expect(lines.find((line) => line.digest === digest)?.fen).toBe(75_000);
});

it('用虚构的安排，一户从公示走到发卡，每一处都认得出是虚构的', async () => {
  const one = { ...stalled };
  await province.walk([one], 'underNotice', 'signed');
  const { entries } = await journalOf(province, one);
  const counted = entries.flatMap(({ action }) => ('calendar' in action ? action.calendar : []));
  expect(counted.length).toBeGreaterThan(2);
  expect(counted.every(({ invented }) => invented)).toBe(true);
  await expectSound(province, [one]);
});
