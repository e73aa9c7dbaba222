import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { statusOf } from '../../shared/dossier/status.ts';
import { type LeavingReason, leavingReasonCodes, leavingReasons } from '../../shared/matters/standing.ts';
import { type Journey, linkIn, mailed, people, step, told } from '../../test/support/journey.ts';
import type { MemoryApp, SentMail } from '../../test/support/memory/app.ts';
import {
  deployedWith,
  firstReview,
  onFile,
  registeredIn,
  reviewed,
  reviewedMonthly,
  withLine,
  withStandard,
} from '../../test/support/on-file.ts';

let app: MemoryApp;
let registered: Journey;
let journey: Journey;
let back: () => void;

beforeAll(async () => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  ({ app, journey: registered } = await onFile());
  await mailed(app);
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => {
  back();
  journey = registered;
});

const state = () => journey.state();
const status = async () => statusOf(await state());
/** The review has begun, was reported as unchanged and assessed by whatever is in force now. */
async function assessed(): Promise<void> {
  await reviewed(journey);
  await journey.reported();
  await mailed(app);
  await journey.assessed();
}
/** All the levels decide. */
async function decided(entry: Record<string, string> = {}): Promise<void> {
  await journey.approvalStep();
  await journey.decided(linkIn((await mailed(app)).at(-1) as SentMail), entry);
}

describe('建档', () => {
  it('审批通过的建档：编号按县、年、顺序，据以在册的是批准的那份表和认定，一年以后复核', async () => {
    const { registration, inForce, matter, nextReviewOn } = await state();
    expect(registration).toMatchObject({ dossierNumber: '530102202600001', registeredOn: '2026-11-17' });
    expect(inForce).toMatchObject({ matter: 1, form: 1, assessment: { occasion: '1-1' } });
    expect([matter.outcome, nextReviewOn]).toEqual(['registered', '2026-12-17']);
    const second = await registeredIn(app, 4);
    expect((await second.state()).registration?.dossierNumber).toBe('530102202600002');
    expect(await mailed(app)).toMatchObject([{ subject: expect.stringContaining('已经建档') }]);
  });
});

describe('继续在册', () => {
  it('复核没有变化：不经审批，据以在册的换成这次的认定，从今天起再过一年复核', async () => {
    await assessed();
    expect((await state()).matter).toMatchObject({ stage: 'conclusion', approval: null });
    expect(await journey.concluded()).toEqual({ outcome: 'concluded' });
    expect(await status()).toBe('registered');
    expect(await state()).toMatchObject({
      nextReviewOn: '2027-01-17',
      matter: { outcome: 'kept' },
      inForce: { matter: 2, assessment: { occasion: '2-1' } },
    });
    expect(await mailed(app)).toEqual([]);
  });

  it('复核认定为另一类：送审以前不办结；同意的换类别，不同意的照旧，两样都再过一年复核', async () => {
    journey = deployedWith(registered, withLine(reviewedMonthly, 45_000));
    await assessed();
    const { category } = (await state()).registration ?? {};
    const { matter } = await state();
    expect(matter.stage).toBe('approval');
    expect(matter.assessment?.category).not.toBe(category);
    expect(await journey.concluded()).toEqual({ outcome: 'ended' });
    const undecided = app.mark();

    await decided();
    await journey.concluded();
    expect(await state()).toMatchObject({
      registration: { category: matter.assessment?.category },
      inForce: { matter: 2, assessment: { category: matter.assessment?.category } },
      nextReviewOn: '2027-01-17',
    });
    expect((await mailed(app)).at(-1)?.subject).toContain('有一户的类别或级别已经变动');

    undecided();
    await decided({ decision: 'reject', opinion: '收入未核实。' });
    await journey.concluded();
    expect(await state()).toMatchObject({
      registration: { category },
      inForce: { matter: 1, assessment: { occasion: '1-1' } },
      nextReviewOn: '2027-01-17',
    });
    expect(await status()).toBe('registered');
  });

  it('年中提出的退出没有批准：仍按原定的日期复核', async () => {
    app.at('2026-11-25T02:00:00Z');
    await journey.exitProposed('difficultyOver');
    await journey.decided(linkIn((await mailed(app)).at(-1) as SentMail), {
      decision: 'reject',
      opinion: '证明不足。',
    });
    expect(await journey.concluded()).toEqual({ outcome: 'concluded' });
    expect(await state()).toMatchObject({ nextReviewOn: '2026-12-17', matter: { kind: 'exit', outcome: 'refused' } });
    expect(await status()).toBe('registered');
  });

  it('复核时提出的退出没有批准：这次复核算是办过，再过一年复核', async () => {
    await reviewed(journey);
    await journey.exitProposed('difficultyOver');
    await journey.decided(linkIn((await mailed(app)).at(-1) as SentMail), {
      decision: 'reject',
      opinion: '证明不足。',
    });
    await journey.concluded();
    expect(await state()).toMatchObject({ nextReviewOn: '2027-01-17', inForce: { matter: 1 } });
  });
});

describe('撤档', () => {
  it.each(leavingReasonCodes.filter((reason) => reason !== 'temporaryOver'))(
    '%s：去向由原因决定，保管自此开始，写信给建档人',
    async (reason) => {
      app.at('2026-12-02T02:00:00Z');
      // One month of income, so that all of it is within the years whose working days are published.
      const liftedOut = { by: 'incomes', months: 1, percentOfLine: 150 } as const;
      const incomes = reason === 'betterOff' ? { incomes: [{ month: '2026-11', amount: 900_000 }] } : {};
      await deployedWith(journey, { ...app.profile, liftedOut }).exitProposed(reason, undefined, incomes);
      expect(await journey.concluded()).toEqual({ outcome: 'ended' });
      await journey.decided(linkIn((await mailed(app)).at(-1) as SentMail));
      expect(await journey.concluded()).toEqual({ outcome: 'concluded' });
      const { as, title } = leavingReasons[reason];
      expect(await state()).toMatchObject({
        standing: 'left',
        end: { as, on: '2026-12-02' },
        nextReviewOn: null,
        matter: { outcome: 'left' },
      });
      const [mail] = await mailed(app);
      expect(mail?.text).toContain(title);
      expect(await journey.concluded()).toEqual({ outcome: 'ended' });
    },
  );
});

describe('由规则提出退出', () => {
  const ways: [LeavingReason, typeof reviewedMonthly][] = [
    ['lineChanged', withLine(reviewedMonthly, 20_000)],
    ['standardChanged', withStandard(reviewedMonthly, () => ({ clauses: [] }))],
    [
      'excluded',
      withStandard(reviewedMonthly, ({ exclusions }) => ({
        exclusions: [
          ...exclusions,
          { id: 'rented', title: '虚构的情形', cel: 'householdSize >= 2.0', source: '示例', exemptible: false },
        ],
      })),
    ],
  ];
  it.each(ways)('%s：不撤档、不算脱困，另开一件退出送审，写信说明原因', async (reason, profile) => {
    journey = deployedWith(registered, profile);
    await assessed();
    const { form, assessment } = (await state()).matter;
    expect(await journey.concluded()).toEqual({ outcome: 'concluded' });
    const { matter, standing } = await state();
    expect(standing).toBe('onFile');
    expect(matter).toMatchObject({ matter: 3, kind: 'exit', run: 1, stage: 'approval', reason, form, assessment });
    expect(leavingReasons[reason].as).toBe('cancelled');
    const [mail] = await mailed(app);
    expect(mail?.subject).toContain('不再符合');
    expect(mail?.text).toContain(leavingReasons[reason].title);
    // Whoever reported the review has handled the exit that came of it.
    expect(matter.registrars).toEqual([people.registrar.sub]);
  });

  it('由规则提出的，没有人批准就不撤档；不批准的仍然在册', async () => {
    journey = deployedWith(registered, withLine(reviewedMonthly, 20_000));
    await assessed();
    await journey.concluded();
    expect(await journey.concluded()).toEqual({ outcome: 'ended' });
    expect(await status()).toBe('leaving');
    await decided({ decision: 'reject', opinion: '再核实。' });
    await journey.concluded();
    expect(await status()).toBe('registered');
  });
});

describe('再来一次、来得迟', () => {
  it('办结过的再来一次，答“到此为止”，不再记，不再写信', async () => {
    await assessed();
    const run = await journey.run();
    await journey.concluded();
    const { version } = await state();
    await mailed(app);
    expect(await step(app, 'conclusion-step', run)).toEqual({ outcome: 'ended' });
    expect((await state()).version).toBe(version);
    expect(await mailed(app)).toEqual([]);
  });

  it('恢复以后，上一趟迟到的办结不算数，新的一趟照办', async () => {
    await assessed();
    const late = await journey.run();
    await step(app, 'stall', { step: 'stall', ...late, failed: 'Conclude', error: 'x' });
    await told(app, 'resume', { as: people.administrator, params: { id: journey.id }, body: {} });
    expect(await step(app, 'conclusion-step', late)).toEqual({ outcome: 'ended' });
    expect(await journey.concluded()).toEqual({ outcome: 'concluded' });
  });

  it('取消了的退出，迟到的办结不算数', async () => {
    app.at(firstReview);
    await journey.exitProposed('death');
    const late = await journey.run();
    await journey.abandoned();
    expect(await step(app, 'conclusion-step', late)).toEqual({ outcome: 'ended' });
    expect(await status()).toBe('registered');
  });
});
