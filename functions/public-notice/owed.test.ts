import { beforeAll, expect, it, vi } from 'vitest';
import { senderTitles } from '../../shared/contract/titles.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { dateInWords } from '../../shared/pages/dates.ts';
import { inEarnest } from '../../test/support/examples/household.ts';
import { household } from '../../test/support/household.ts';
import { county, Journey, linkIn, mailed, people, putPeople, told } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp, type SentMail } from '../../test/support/memory/app.ts';

beforeAll(() => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  return () => void vi.restoreAllMocks();
});

const body = { reason: '反映家中有门面出租。', name: '周某', mail: 'neighbour@example.cn' };

/** One objection to a notice, raised on 10 November; by when the worklist and the letter say that it is owed. */
async function raised(): Promise<{ app: MemoryApp; journey: Journey; receipt: string; code: string }> {
  const app = memoryApp({ profile: inEarnest });
  await putPeople(app);
  const journey = new Journey(app);
  const id = await journey.untilNotice(household(3));
  app.at('2026-11-10T02:31:00Z');
  const { receipt } = await told<{ receipt: string }>(app, 'raiseObjection', { params: { id }, body });
  const { code } = linkIn((await mailed(app)).find(({ to }) => to === body.mail) as SentMail);
  return { app, journey, receipt, code };
}

async function said(app: MemoryApp): Promise<{ listed: string; written: string }> {
  const query = { org: [county] };
  const { tasks } = await told<AnswerOf<'listTasks'>>(app, 'listTasks', { as: people.reviewer, query });
  const due = tasks.find(({ kind }) => kind === 'resolve')?.due as string;
  const letter = (await mailed(app)).find(({ subject }) => subject.includes('请处理')) as SentMail;
  return { listed: dateInWords(due), written: letter.text };
}

it('受理了的，信上写的处理期限与待办的是同一天', async () => {
  const { app, journey } = await raised();
  app.at('2026-11-11T02:00:00Z');
  const triage = { objections: [1], outcome: 'takenUp', opinion: '须核对。' };
  await told(app, 'triageObjections', { as: people.reviewer, params: { id: journey.id }, body: triage });
  const { listed, written } = await said(app);
  expect(written).toContain(listed);
  expect(written).toContain(`异议的来源：${senderTitles.named}`);
});

it('过了几天才验证的，也是同一天', async () => {
  const { app, receipt, code } = await raised();
  app.at('2026-11-11T02:00:00Z');
  await told(app, 'verifyObjection', { params: { receipt }, body: { code } });
  const { listed, written } = await said(app);
  expect(written).toContain(listed);
});
