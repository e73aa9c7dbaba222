import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FunctionName } from '../../infra/functions.ts';
import { addDays } from '../../shared/calendar/dates.ts';
import { executionsOf, expectSound } from '../support/inside.ts';
import { MemoryGround } from '../support/memory/place.ts';
import { beginning, type Household, type Province, provinceOn, yunnan } from '../support/province.ts';

const ground = new MemoryGround(yunnan, beginning);
let province: Province;
beforeAll(async () => {
  province = await provinceOn(ground, yunnan);
});
afterAll(() => province.stop());

const advance = async (to: string) => {
  await province.system.leapTo(to);
  await province.system.atRest();
};

/** Past the night in which its notice is closed. */
async function nightAfter(one: Household): Promise<string> {
  const { notice } = await province.view(one);
  return addDays(notice?.until as string, 1);
}

test('流程的函数好几个小时没有并发可用：一户也不停滞，有了就接着办', async () => {
  const one = await province.dossierIn('underNotice');
  const day = await nightAfter(one);
  const full: FunctionName[] = ['notice-step', 'approval-step', 'await'];
  for (const name of full) ground.throttled.add(name);
  // Its turn comes before six, and hours later it is still tried.
  await advance(`${day}T09:00:00+08:00`);
  expect((await province.view(one)).status).toBe('underNotice');
  const waiting = await executionsOf(province, one);
  expect(waiting['registration-1-1']).toMatchObject({ status: 'RUNNING', currentState: 'CloseNotice' });
  expect(waiting['registration-1-1']?.transitions).toBeGreaterThan(20);
  for (const name of full) ground.throttled.delete(name);
  await advance(`${day}T09:11:00+08:00`);
  expect((await province.view(one)).status).toBe('awaitingApproval');
  await province.walk([one], 'awaitingApproval', 'registered');
  await expectSound(province, [one]);
});

test('别的失败只试五次：几分钟以后停滞，等人来看', async () => {
  const one = await province.dossierIn('underNotice');
  const day = await nightAfter(one);
  ground.failing.add('notice-step');
  await advance(`${day}T06:10:00+08:00`);
  expect((await province.view(one)).stalled).toMatchObject({ step: 'CloseNotice', error: 'Runtime.ExitError' });
  ground.failing.delete('notice-step');
});
