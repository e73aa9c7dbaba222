import { beforeAll, expect, test, vi } from 'vitest';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { examplePlan } from '../../test/support/example-plan.ts';
import { household } from '../../test/support/household.ts';
import { ask, Journey, linkIn, mailed, people, told } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp, type SentMail } from '../../test/support/memory/app.ts';
import { reviewed, reviewedMonthly, withLine } from '../../test/support/on-file.ts';
import { issueCards } from './issue.ts';
import { printer } from './print/testing/printing.ts';
import { fullForm, toSignedPlan } from './testing/household.ts';

let app: MemoryApp;
let signed: Journey;
const as = people.registrar;

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  app = memoryApp();
  signed = await toSignedPlan(app);
  return () => void vi.restoreAllMocks();
});

const asked = (by: typeof people.registrar | typeof people.reviewer = as) =>
  ask(app, 'getEntrySheet', { as: by, params: { id: signed.id } });
const entering = (form: number, plan: number) =>
  ask(app, 'recordEntered', { as, params: { id: signed.id }, body: { form, plan } });

test('发卡以前没有录入单，也不能记已录入', async () => {
  expect(JSON.parse((await asked()).body)).toMatchObject({ status: 404, code: 1401 });
  expect(JSON.parse((await entering(1, 1)).body)).toMatchObject({ code: 1302 });
});

test('照档案表的先后逐栏列出：号码写全，数额写元不分节，是否写字，没有的为空；每位家庭成员一部分', async () => {
  await issueCards(app, signed.id, printer);
  const { parts } = JSON.parse((await asked()).body) as AnswerOf<'getEntrySheet'>;
  const valueIn = (part: string, title: string) =>
    parts.find((each) => each.title === part)?.fields.find((each) => each.title === title)?.value;
  expect(parts.map(({ title }) => title)).toEqual([
    '职工本人',
    '收入',
    '家庭成员，第 1 位',
    '家庭成员，第 2 位',
    '支出、救助与财产',
    '致困原因和账户',
    '帮扶计划',
  ]);
  expect(valueIn('职工本人', '身份证号')).toBe(fullForm.worker.idNumber);
  expect(valueIn('职工本人', '出生日期')).toBe('1974-03-12');
  expect(valueIn('职工本人', '是否有一定自救能力')).toBe('是');
  expect(valueIn('收入', '家庭年度总收入')).toBe('18601.54');
  expect(valueIn('家庭成员，第 2 位', '姓名')).toBe('王小雨');
  expect(valueIn('家庭成员，第 2 位', '月收入')).toBe('');
  expect(valueIn('致困原因和账户', '银行卡号')).toBe('6228480004579563356');
  expect(valueIn('帮扶计划', '帮扶责任人')).toBe(examplePlan.officer.name);
  expect(valueIn('帮扶计划', '帮扶责任人联系方式')).toBe(examplePlan.officer.contact);
  expect(valueIn('致困原因和账户', '次要致困原因')).toBe('遭受意外事故、其他');
});

test('不是建档人的看不到；看过记一笔', async () => {
  expect((await asked(people.reviewer)).statusCode).toBe(403);
  const { readings } = await told<{ readings: object[] }>(app, 'getReadings', {
    as: people.reviewer,
    params: { id: signed.id },
  });
  expect(readings).toContainEqual(expect.objectContaining({ kind: 'print', what: 'entrySheet', by: as.sub }));
});

test('照别的一份、别的一版录的不记；记一次，再来说已经录入', async () => {
  expect(JSON.parse((await entering(2, 1)).body)).toMatchObject({ code: 1302 });
  expect(JSON.parse((await entering(1, 2)).body)).toMatchObject({ code: 1302 });
  expect((await entering(1, 1)).statusCode).toBe(200);
  expect(JSON.parse((await entering(1, 1)).body)).toMatchObject({ detail: expect.stringContaining('已经录入') });
});

test('复核换了类别以后，录入单照现在的类别、级别：不是签计划那天的', async () => {
  const own = memoryApp({ profile: reviewedMonthly });
  const { id } = await toSignedPlan(own, { form: household(4) });
  await issueCards(own, id, printer);
  const journey = new Journey({ ...own, profile: withLine(reviewedMonthly, 45_000) });
  journey.id = id;
  await reviewed(journey, '2026-12-18T00:30:00Z');
  await journey.reported();
  await journey.assessed();
  await mailed(own);
  await journey.approvalStep();
  await journey.decided(linkIn((await mailed(own)).at(-1) as SentMail));
  await journey.concluded();
  expect((await journey.state()).registration?.category).toBe('低保边缘户');
  const { parts } = await told<AnswerOf<'getEntrySheet'>>(own, 'getEntrySheet', { as, params: { id } });
  const [worker] = parts;
  expect(worker?.fields.find(({ title }) => title === '困难类别')?.value).toBe('低保边缘户');
});
