import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Refused } from '../../shared/contract/client.ts';
import { startProvince } from '../support/cloud-province.ts';
import { actionsOf, expectSound, phasesOf } from '../support/inside.ts';
import { beforeSurvey, fromDecision, kill, mailsTo, toApproval } from '../support/kill.ts';
import type { Province } from '../support/province.ts';
import { approverMail, type Household } from '../support/province.ts';

let province: Province;
beforeAll(async () => {
  province = await startProvince('kill-moving');
});
afterAll(() => province.stop());

/** The cloud is gone, its clock leaps past a token's hour, or the step has been done after all: look again. */
function mayLookAgain(error: unknown): boolean {
  if (error instanceof Refused) return error.status === 401 || [1301, 1302].includes(error.problem.code);
  return (
    error instanceof Error && /fetch failed|is not running|terminated|no mail with a link|：409/.test(error.message)
  );
}

/** People who deal with these households and know nothing of the cuts: they look where a dossier stands and go on. */
class People {
  private readonly all: Household[];
  private readonly onNotice = new Set<string>();
  /** Every situation that any of the households has come to. */
  readonly reached = new Set<string>();

  constructor(all: Household[]) {
    this.all = all;
  }

  async dealWith(one: Household): Promise<void> {
    for (;;) {
      try {
        if (await this.step(one)) return;
      } catch (error) {
        if (!mayLookAgain(error)) throw error;
      }
      await sleep(50);
    }
  }

  /** Whatever is next; true when the household has its cards. */
  private async step(one: Household): Promise<boolean> {
    const { status, approval, plan, documents } = await province.view(one);
    this.reached.add([status, approval?.decision, plan?.plan, plan?.signedAt !== null].join());
    if (status === 'draft') await province.submit(one);
    if (status === 'surveying') await province.survey(one);
    if (status === 'underNotice') await this.waitForNotice(one);
    if (status === 'awaitingApproval' && approval?.decision === null) await province.approve(one);
    if (status === 'registered' && plan === null) await province.makePlan(one);
    if (status === 'registered' && plan?.signedAt === null) await province.sign(one);
    return documents.length > 0;
  }

  /** A week passes when all are on notice, so that nobody's deadline goes by meanwhile. */
  private async waitForNotice(one: Household): Promise<void> {
    this.onNotice.add(one.id);
    if (this.onNotice.size === this.all.length) await province.endNotice([one]);
  }
}

test('各户走着的任何一刻断电，每一户都走到联系卡，各一次', async () => {
  const all = await province.dossiersIn('draft', 2);
  const people = new People(all);
  let moving = true;
  const moved = Promise.all(all.map((one) => people.dealWith(one))).finally(() => {
    moving = false;
  });
  let kills = 0;
  for (let seen = 0; moving; ) {
    // Whenever they have come two situations further: a moment after that, into whatever is going on then.
    if (people.reached.size < seen + 2) await sleep(10);
    else {
      seen = people.reached.size;
      await sleep((kills * 97) % 300);
      await kill(province);
      kills++;
    }
  }
  await moved;
  // Seven or eight situations lie on the way, and a kill falls at every second one, unless two are passed at once.
  expect(kills).toBeGreaterThanOrEqual(3);
  await province.system.atRest();
  for (const one of all) {
    expect(await phasesOf(province, one)).toEqual({ 'registration-1-1': 'SUCCEEDED', 'plan-1-1': 'SUCCEEDED' });
    expect(await actionsOf(province, one)).toEqual([...beforeSurvey, ...toApproval, ...fromDecision]);
    expect(await mailsTo(province, approverMail, one)).toBe(1);
    expect(await mailsTo(province, one.workerMail, one)).toBe(1);
  }
  await expectSound(province, all);
});
