import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectSound, local, phasesOf, subjectsOf } from '../support/inside.ts';
import { MemoryGround } from '../support/memory/place.ts';
import {
  approverMail,
  beginning,
  type Household,
  type Province,
  provinceOn,
  registrar,
  yunnan,
} from '../support/province.ts';

const registrarMail = 'registrar-530102-1@union.example.com';

const ground = new MemoryGround(yunnan, beginning);
let province: Province;
/** Households that one test leaves to the next. */
let decided: Household;
let surveying: Household;
beforeAll(async () => {
  province = await provinceOn(ground, yunnan);
});
afterAll(() => province.stop());

const advance = async (to: string) => {
  await province.system.leapTo(to);
  await province.system.atRest();
};
const mailbox = (): Promise<unknown[]> => local(province, 'mail.json');
const minutesLater = async (minutes: number) =>
  new Date(Date.parse(await province.system.now()) + minutes * 60_000).toISOString();

test('发信的坏了一小时，流程照走；好了以后该发的都发，各一封', async () => {
  decided = await province.dossierIn('awaitingApproval');
  const sentBack = await province.dossierIn('surveying');
  const day = (await province.system.now()).slice(0, 10);
  await advance(new Date(Date.parse(`${day}T10:00:00+08:00`) + 86_400_000).toISOString());
  const before = (await mailbox()).length;

  ground.failing.add('mailer');
  await province.walk([decided], 'awaitingApproval', 'planMade');
  await province.survey(sentBack, 'return');
  await province.system.atRest();
  expect((await province.view(decided)).status).toBe('registered');
  expect(await phasesOf(province, decided)).toEqual({ 'registration-1-1': 'SUCCEEDED', 'plan-1-1': 'RUNNING' });
  expect((await province.view(sentBack)).status).toBe('returned');
  await advance(await minutesLater(60));
  expect(await mailbox()).toHaveLength(before);

  ground.failing.delete('mailer');
  await advance(await minutesLater(3));
  expect(await province.system.mails(decided.workerMail)).toHaveLength(1);
  expect(await subjectsOf(province, sentBack, registrarMail)).toEqual(['有一份档案被退回，请补正']);
  expect(await mailbox()).toHaveLength(before + 2);
  await expectSound(province, [decided, sentBack]);
});

test('变更流里混进读不懂的记录，放过、数一次，前后的照办', async () => {
  const registry = await province.registry();
  const one = await province.draft(province.nextForm());
  surveying = one;
  await registry.put({ pk: 'J#', sk: 'garbage', entry: '{' });
  await registry.put({ pk: `J#${one.id}`, sk: '999999', entry: '张三 530102198001010011' });
  await registry.put({ pk: 'garbage', sk: 'MAIL' });
  await province.submit(one);
  await province.system.atRest();
  expect((await province.view(one)).status).toBe('surveying');
  expect(await phasesOf(province, one)).toEqual({ 'registration-1-1': 'RUNNING' });
  expect(ground.app.counted.filter(([metric]) => metric === 'UnreadableRecords')).toHaveLength(3);
  expect(province.addresses.logs()).not.toContain('张三');
  for (const key of [
    { pk: 'J#', sk: 'garbage' },
    { pk: `J#${one.id}`, sk: '999999' },
    { pk: 'garbage', sk: 'MAIL' },
  ]) {
    await registry.remove(key);
  }
  expect(await province.system.deadLetters()).toEqual([]);
});

test('变更流从头再来一遍，什么也不变：不再办、不再发', async () => {
  const [signed, withdrawn] = [decided, surveying];
  const body = { reason: '家里情况好转，不再申请' };
  await province.system.as(registrar).call('withdraw', { params: { id: withdrawn.id }, body });
  await province.walk([signed], 'planMade', 'signed');
  const standing = async () => ({
    // A leaf that comes on another day once more is anchored once more, which says the same.
    items: (await (await province.registry()).items()).filter(({ pk }) => !pk.startsWith('LEAF#')),
    executions: await local(province, 'executions.json'),
    mails: await mailbox(),
    dead: await province.system.deadLetters(),
  });
  const before = await standing();
  expect(await subjectsOf(province, signed, approverMail)).toHaveLength(1);
  const linesBefore = province.addresses.logs().split('\n').length;
  ground.stream.replay();
  await province.system.atRest();
  await advance(await minutesLater(10));
  expect(await standing()).toEqual(before);
  const said = province.addresses.logs().split('\n').slice(linesBefore).join('\n');
  // It did come: what was done past every function above is seen once more. And nobody failed at what was done.
  expect(said).toContain('journal entry changed');
  expect(said).not.toContain('message failed');
});
