import type { Status } from '../../shared/dossier/status.ts';
import type { Form } from '../../shared/form/form.ts';
import { unionLevels } from '../../shared/organisation/union-level.ts';
import { type Case, check } from './case.ts';
import type { World } from './course.ts';
import type { JointClock } from './joint-clock.ts';

/** 变更 twice: what leaves the category as it is is in force at once; what changes it waits for every level. */
export async function amendedTwice(own: Case, { clock, enter }: World): Promise<void> {
  enter('变更');
  const before = await own.expect('registered');
  await amend(own, '丈夫打零工，每月二百元。', 20_000);
  await clock.rest();
  const same = await own.expect('registered');
  check(same.formInForce !== before.formInForce, '类别不变的变更没有随即生效');
  check(same.registration?.category === before.registration?.category, '类别不该变');
  await amend(own, '丈夫找到了工作，每月九百元。', 90_000);
  await clock.rest();
  await own.expect('amending');
  await approvedByAll(own, clock, 'amending');
  const other = await own.expect('registered');
  check(other.formInForce !== same.formInForce, '获准的变更没有生效');
  check(other.registration?.category !== before.registration?.category, '类别没有变');
}

/** The first member of the family earns so much a month (fen) from now on. */
async function amend({ id, registrar }: Case, reason: string, monthlyIncome: number): Promise<void> {
  const params = { id };
  const { matter } = (await registrar.dossier(id)).matter;
  await registrar.call('openAmendment', { params, body: { matter, reason } });
  const { version, form } = await registrar.dossier(id);
  check(form !== null, '填不了变更的表');
  const { household, members, ...rest } = form.content as Form;
  const [earner, ...others] = members;
  check(earner !== undefined, '没有家庭成员');
  const more = 12 * (monthlyIncome - (earner.monthlyIncome ?? 0));
  const { body: saved } = await registrar.call('saveForm', {
    params,
    version,
    body: {
      ...rest,
      members: [{ ...earner, monthlyIncome, occupationStatus: '在岗' }, ...others],
      household: { ...household, annualHouseholdIncome: household.annualHouseholdIncome + more },
    },
  });
  await registrar.call('submit', { params, body: { form: saved.form } });
}

/** Level after level approves what is under way, until it is done. */
export async function approvedByAll(own: Case, clock: JointClock, underWay: Status): Promise<void> {
  for (const unionLevel of unionLevels) {
    if ((await own.read()).status !== underWay) break;
    await own.approve(unionLevel);
    await clock.rest();
  }
}
