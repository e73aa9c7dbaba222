import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import type { Mail } from '../../tools/client.ts';
import { startProvince } from '../support/cloud-province.ts';
import { expectSound, local, setFaults, subjectsOf, titleAt } from '../support/inside.ts';
import type { Province } from '../support/province.ts';
import { approverMail, type Household } from '../support/province.ts';

const registrarMail = 'registrar-530102-1@union.example.com';
const asked = '有一份建档材料请您审批';
const reminded = '提醒：有一份建档材料还没有审批';
const returned = '有一份档案被退回，请补正';

let province: Province;
beforeAll(async () => {
  province = await startProvince('smtp');
});
afterAll(() => province.stop());

/** Without the morning's digests, and those that a household is on file: they go only where the plan has not been made by the time they would. */
const mailbox = async (): Promise<Mail[]> =>
  (await local<Mail[]>(province, 'mail.json')).filter(({ subject }) => !/已经建档|今日待办/.test(subject));
const advance = (duration: string): Promise<unknown> => local(province, 'clock', { advance: duration, rates: 'P1D' });

test('邮件中继停一小时：事情照办，恢复后该发的信一封不多、一封不少', async () => {
  const [decided, waiting] = (await province.dossiersIn('awaitingApproval', 2)) as [Household, Household];
  const sentBack = await province.dossierIn('surveying');
  const { approval } = await province.view(waiting);
  const eve = addDays(dateInShanghai(new Date(approval?.deadline ?? '')), -1);
  await province.system.leapTo(new Date(`${eve}T07:25:00+08:00`).toISOString());
  const before = (await mailbox()).length;

  await setFaults(province, { smtp: 'down' });
  // Eight o'clock passes, when both are to be reminded; one is decided before the relay is back.
  await advance('PT45M');
  const link = await province.approvalLink(waiting);
  expect(await titleAt(province, link.url)).toBe('建档审批');
  await province.walk([decided], 'awaitingApproval', 'planMade');
  await province.survey(sentBack, 'return');
  for (let i = 0; i < 3; i++) await advance('PT10M');
  expect((await province.view(sentBack)).status).toBe('returned');
  expect(await mailbox()).toHaveLength(before);

  await setFaults(province, { smtp: 'up' });
  // As long as a mail that failed is hidden from the mailer, and until the next run, which has the reminders.
  await advance('PT20M');
  expect(await subjectsOf(province, waiting, approverMail)).toEqual([asked, reminded]);
  expect(await subjectsOf(province, decided, approverMail)).toEqual([asked]);
  expect(await subjectsOf(province, sentBack, registrarMail)).toEqual([returned]);
  expect(await province.system.mails(decided.workerMail)).toHaveLength(1);
  expect(await mailbox()).toHaveLength(before + 3);

  expect(await titleAt(province, link.url)).toBe('链接已被取代');
  await province.walk([waiting], 'awaitingApproval', 'planMade');
  await province.walk([decided, waiting], 'planMade', 'signed');
  await advance('P1D');
  expect(await mailbox()).toHaveLength(before + 4);
  await expectSound(province, [decided, waiting, sentBack]);
});

test('一封写不成的信，不叫下一封等着', async () => {
  const [one] = (await province.dossiersIn('surveying', 1)) as [Household];
  const registry = await province.registry();
  const createdAt = await province.system.now();
  await registry.put({
    pk: 'MAIL#spoiled',
    sk: 'MAIL',
    dossierId: one.id,
    matter: { kind: 'returned' },
    to: { iv: 'x', text: 'x' },
    createdAt,
    status: 'toSend',
    attempts: 0,
    due: 'mail#unsent',
    dueSort: `${createdAt}#spoiled`,
  });
  await province.survey(one, 'return');
  await advance('PT2M');
  expect(await subjectsOf(province, one, registrarMail)).toEqual([returned]);
  const spoiled = async () => (await registry.items()).find(({ pk }) => pk === 'MAIL#spoiled');
  expect(await spoiled()).toMatchObject({ status: 'toSend' });
  // Tried daily for three days; then it is given up, and somebody is told by an alarm.
  await advance('P4D');
  expect(await spoiled()).toMatchObject({ status: 'givenUp' });
  expect(await province.system.deadLetters()).toEqual([]);
});
