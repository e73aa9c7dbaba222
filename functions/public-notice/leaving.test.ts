import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { statusOf } from '../../shared/dossier/status.ts';
import { ask, type Journey, linkIn, mailed, people, told } from '../../test/support/journey.ts';
import type { MemoryApp, SentMail } from '../../test/support/memory/app.ts';
import { faultsIn } from '../../test/support/memory/verified.ts';
import { deployedWith, onFile, reviewedMonthly } from '../../test/support/on-file.ts';

/** A province that gives notice of an exit, save of a death. */
const { courses } = reviewedMonthly;
const giving = {
  ...reviewedMonthly,
  courses: { ...courses, exit: { ...courses.exit, retired: ['notice', 'approval'] as const } },
};
const reason = '他还没有办退休，上个月还在厂里领工资。';

let app: MemoryApp;
let journey: Journey;
let back: () => void;

beforeAll(async () => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  const province = await onFile();
  app = province.app;
  journey = deployedWith(province.journey, giving);
  app = journey.app;
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => {
  back();
  app.at('2026-12-02T02:00:00Z');
});

const status = async () => statusOf(await journey.state());
const wall = async () =>
  (await told<{ notices: { id: string; leaveAs: string | null }[] }>(app, 'listNotices', {})).notices;
const page = (id: string) => ask(app, 'noticePage', { params: { id } });
/** Proposed, and on the wall. */
async function noticed(): Promise<string> {
  await journey.exitWanted('retired', '已办退休。', { happenedOn: '2026-12-01', seen: '退休证，建档人看过。' });
  return journey.noticed('2026-12-02T03:00:00Z');
}
/** Somebody without a name, taken up by a reviewer. */
async function objected(id: string): Promise<void> {
  const body = { reason };
  await told(app, 'raiseObjection', { params: { id }, body });
  const triage = { objections: [1], outcome: 'takenUp', opinion: '打电话核实过。' };
  await told(app, 'triageObjections', { as: people.reviewer, params: { id: journey.id }, body: triage });
}
const resolved = (outcome: 'dismissed' | 'upheld') =>
  told(app, 'resolveObjection', {
    as: people.reviewer,
    params: { id: journey.id, n: '1' },
    body: { outcome, opinion: '向单位核实过。' },
  });

describe('退出以前公示', () => {
  it('公示上是去向，不说原因；审批以前仍然在册；死亡的不公示，直接送审', async () => {
    const id = await noticed();
    expect(await wall()).toMatchObject([{ id, leaveAs: '注销' }]);
    const { body } = await page(id);
    expect(body).toContain('退出（注销）');
    expect(body).toContain('审批同意以前，这一户仍然在册');
    expect(body).not.toMatch(/退休|建立困难职工档案/);
    expect((await journey.state()).standing).toBe('onFile');
    back();
    await journey.exitWanted('death');
    expect((await journey.state()).matter).toMatchObject({ stage: 'approval', notice: null, survey: null });
  });

  it('没有异议的，期满送审，获准撤档；墙上不再有', async () => {
    await noticed();
    await journey.noticeClosed('2026-12-09T16:00:00Z');
    expect(await wall()).toEqual([]);
    await journey.decided(await journey.requested('2026-12-10T01:00:00Z'));
    await journey.concluded();
    expect(await status()).toBe('cancelled');
    expect(await faultsIn(app, journey.id)).toEqual([]);
  });

  it('挡不住了、还没有答复的，撤档时提它的人收到一封：不再另行处理', async () => {
    const id = await noticed();
    const named = { reason, name: '周某', mail: 'neighbour@example.cn' };
    const { receipt } = await told<{ receipt: string }>(app, 'raiseObjection', { params: { id }, body: named });
    const { code } = linkIn((await mailed(app)).find(({ to }) => to === named.mail) as SentMail);
    await told(app, 'verifyObjection', { params: { receipt }, body: { code } });
    await journey.abandoned();
    await mailed(app);
    await journey.exitWanted('death', '本人已经去世。', { happenedOn: '2026-12-02', seen: '死亡证明，建档人看过。' });
    await journey.decided(await journey.requested('2026-12-03T01:00:00Z'));
    await journey.concluded();
    expect(await status()).toBe('cancelled');
    const letters = (await mailed(app)).filter(({ to }) => to === named.mail);
    expect(letters.map(({ text }) => /处理结果：(.*)/.exec(text)?.[1])).toEqual([
      '这件事已经不再办理，您反映的情况不再另行处理',
    ]);
  });

  it('受理了的异议挡住审批；成立的退回建档人，公示当即撤下，信里说是退出、为什么', async () => {
    const id = await noticed();
    await objected(id);
    await mailed(app);
    await resolved('upheld');
    expect(await wall()).toEqual([]);
    expect((await page(id)).statusCode).toBe(404);
    expect((await journey.state()).matter).toMatchObject({ stage: 'form', returned: { from: 'notice' } });
    const mail = (await mailed(app)).at(-1) as SentMail;
    expect(mail.subject).toContain('退出被退回');
    expect(mail.text).toMatch(/退出的原因：职工退休/);
    expect(mail.text).toContain('公示期间的异议经核实成立');
    expect(mail.text).not.toContain('不予建档');
    await journey.abandoned();
    expect(await status()).toBe('registered');
    expect(await faultsIn(app, journey.id)).toEqual([]);
  });

  it('不成立的，期满送审；审批人看得到公示和异议的结果', async () => {
    await objected(await noticed());
    await journey.noticeClosed('2026-12-09T16:00:00Z');
    expect((await journey.state()).matter.stage).toBe('notice');
    await resolved('dismissed');
    const link = await journey.requested('2026-12-10T01:00:00Z');
    const { body } = await ask(app, 'approvalPage', { params: { nonce: link.nonce } });
    expect(body).toContain('收到异议 1 件');
    expect(body).not.toContain(reason);
  });

  it('公示中取消退出的，公示随即撤下', async () => {
    const id = await noticed();
    await journey.abandoned();
    expect([await wall(), (await page(id)).statusCode]).toEqual([[], 404]);
    expect(await faultsIn(app, journey.id)).toEqual([]);
  });

  it('退回以后再提的，从头公示一次', async () => {
    await noticed();
    await journey.noticeClosed('2026-12-09T16:00:00Z');
    const link = await journey.requested('2026-12-10T01:00:00Z');
    await journey.decided(link, { decision: 'return', opinion: '请补退休证。' });
    await journey.exitWanted('retired', '补了。', { happenedOn: '2026-12-01' });
    expect((await journey.state()).matter).toMatchObject({ stage: 'notice', notice: null, run: 2 });
    await journey.noticed('2026-12-11T03:00:00Z');
    expect(await wall()).toMatchObject([{ leaveAs: '注销' }]);
  });
});
