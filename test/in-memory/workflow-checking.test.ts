import { afterAll, beforeAll, expect, test } from 'vitest';
import { profiles } from '../../infra/provinces/index.ts';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import { MemoryGround } from '../support/memory/place.ts';
import { type Household, type Province, provinceOn } from '../support/province.ts';

let province: Province;
let one: Household;

beforeAll(async () => {
  const profile = profiles['530000'] as ProvinceProfile;
  const registration = ['assessment', 'survey', 'checking', 'notice', 'approval'] as const;
  const deployed = { ...profile, courses: { ...profile.courses, registration } };
  province = await provinceOn(new MemoryGround('530000', '2026-09-07T01:00:00Z', deployed), '530000');
  one = await province.dossierIn('surveying');
});
afterAll(() => province.stop());

test('入户属实的接着等核对，等的是核对自己的期限；逾期记下、催办，再等', async () => {
  await province.survey(one);
  await province.system.atRest();
  expect((await province.view(one)).status).toBe('checking');
  const days = (profiles['530000'] as ProvinceProfile).deadlines.checkingDays;
  await province.system.leapTo(new Date(Date.parse('2026-09-07T02:00:00Z') + (days - 1) * 86_400_000).toISOString());
  expect((await province.view(one)).overdue).toBeNull();
  await province.system.leapTo(new Date(Date.parse('2026-09-07T02:00:00Z') + (days + 1) * 86_400_000).toISOString());
  expect(await province.view(one)).toMatchObject({ status: 'checking', overdue: { step: 'checking', times: 1 } });
});
