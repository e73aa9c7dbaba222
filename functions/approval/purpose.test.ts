import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { AnswerOf } from '../../shared/contract/types.ts';
import type { MatterKind } from '../../shared/matters/course.ts';
import { earning, household } from '../../test/support/household.ts';
import { ask, Journey, linkIn, mailed, people, putPeople, told } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp, type SentMail } from '../../test/support/memory/app.ts';
import {
  deployedWith,
  forAMonth,
  onFile,
  reviewed,
  reviewedMonthly,
  struck,
  takenIn,
  withLine,
} from '../../test/support/on-file.ts';

beforeAll(() => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  return () => void vi.restoreAllMocks();
});

/** Decided within two days, so that a second deadline is within the years whose working days are published. */
const profile = {
  ...reviewedMonthly,
  approval: { ...reviewedMonthly.approval, levels: [{ unionLevel: 'county' as const, workingDays: 2 }] },
  temporary: forAMonth.temporary && {
    ...forAMonth.temporary,
    levels: [{ unionLevel: 'county' as const, workingDays: 2 }],
  },
};

/** A matter of each kind, before the approver: what all its mails and pages are asked about. */
const before: Record<MatterKind, () => Promise<Journey>> = {
  registration: async () => {
    const app = memoryApp({ profile });
    await putPeople(app);
    const journey = new Journey(app);
    await journey.untilApproval(household(3));
    app.at('2026-11-16T01:00:00Z');
    await journey.approvalStep();
    return journey;
  },
  temporary: async () => {
    const app = memoryApp({ profile });
    await putPeople(app);
    const journey = new Journey(app);
    await journey.submitted(struck(household(3)), undefined, undefined, 'temporary');
    await journey.surveyed();
    app.at('2026-11-06T01:00:00Z');
    await journey.approvalStep();
    return journey;
  },
  conversion: async () => {
    const app = memoryApp({ profile });
    await putPeople(app);
    const journey = await takenIn(app, 3);
    await mailed(app);
    app.at('2026-11-09T02:00:00Z');
    await journey.conversionSubmitted();
    await journey.assessed();
    await journey.surveyed('2026-11-09T02:00:00Z');
    await journey.noticed('2026-11-09T03:00:00Z');
    await journey.noticeClosed('2026-11-16T16:00:00Z');
    await mailed(app);
    app.at('2026-11-17T01:00:00Z');
    await journey.approvalStep();
    return journey;
  },
  amendment: async () => {
    const { app, journey } = await onFile(3, profile);
    app.at('2026-12-02T02:00:00Z');
    await mailed(app);
    await journey.amended((form) => earning(form, 150_000));
    await journey.assessed();
    await journey.approvalStep();
    return journey;
  },
  reverification: async () => {
    const { journey } = await onFile(3, profile);
    const changing = deployedWith(journey, withLine(profile, 45_000));
    await reviewed(changing);
    await changing.reported();
    await changing.assessed();
    await mailed(changing.app);
    await changing.approvalStep();
    return changing;
  },
  exit: async () => {
    const { app, journey } = await onFile(3, profile);
    app.at('2026-12-02T02:00:00Z');
    await mailed(app);
    await journey.exitProposed('ownWish');
    return journey;
  },
};

/** What is said of each, and of no other. */
const own: Record<MatterKind, RegExp> = {
  registration: /建档审批|一份建档材料|困难职工建档，/,
  temporary: /临时救助审批|一份临时救助材料|临时救助建档，/,
  conversion: /临时档案转正审批|一份临时档案转正材料|临时救助档案转正，/,
  amendment: /档案变更审批|一份档案变更材料|困难职工档案变更，/,
  reverification: /复核变动|类别或级别变动/,
  exit: /退出审批|一份退出材料|档案退出，/,
};
const kinds = Object.keys(own) as MatterKind[];

function expectOf(kind: MatterKind, words: string): void {
  const said = kinds.filter((each) => own[each].test(words));
  expect(said, words).toEqual([kind]);
}
const mailsNow = async (app: MemoryApp) => (await mailed(app)).filter(({ to }) => to.startsWith('approver-'));

describe.each(kinds)('%s：每封信、每个页面都说是哪一种事', (kind) => {
  it('请审批、补发、逾期转请、告知逾期的信，主题和正文', async () => {
    const journey = await before[kind]();
    const { app } = journey;
    const morning = () => app.at(app.now().toISOString().replace(/T.*/, 'T02:00:00Z'));
    morning();
    const sent = await mailsNow(app);
    await journey.resent();
    sent.push(...(await mailsNow(app)));
    const { approval } = (await journey.state()).matter;
    app.at(new Date(Date.parse(approval?.deadline as string) + 10 * 3_600_000));
    await journey.approvalStep(approval?.request);
    sent.push(...(await mailsNow(app)));
    expect(sent).toHaveLength(4);
    for (const { subject, text } of sent) {
      expectOf(kind, subject.replace('【困难职工建档】', '') + text.replace(/困难职工建档\n/, ''));
      expect(text.includes('退出的原因：本人放弃'), text).toBe(kind === 'exit');
    }
  });

  it('审批页面说向哪个工会调阅，在册的写在册的类别，没有一处是空的', async () => {
    const journey = await before[kind]();
    const { nonce } = linkIn((await mailsNow(journey.app)).at(-1) as SentMail);
    const { body } = await ask(journey.app, 'approvalPage', { params: { nonce } });
    expect(body).toMatch(/<dt>建档工会<\/dt><dd>[^<]+<\/dd>/);
    expect(body.includes('<dt>在册的类别</dt>'), body).toBe(kind === 'exit');
    expect(body).not.toContain('— （—）');
  });

  it('同意以后说清楚接着怎样，不说“按流程继续办理”', async () => {
    const journey = await before[kind]();
    const link = linkIn((await mailsNow(journey.app)).at(-1) as SentMail);
    const { body } = await journey.decided(link);
    const next = {
      registration: '随即建档',
      temporary: '随即按临时救助帮扶',
      conversion: '随即转正在册',
      amendment: '变更随即生效',
      reverification: '从此按新的类别和级别',
      exit: '随即退出',
    };
    expect(kinds.filter((each) => body.includes(next[each]))).toEqual([kind]);
  });

  it('审批台请人留意“改了”的，是真的改了的：没有改一栏的转正不是', async () => {
    const { app, id } = await before[kind]();
    const as = { sub: 'approver-county', roles: 'approver', orgPath: people.reviewer.orgPath };
    const { notClean } = await told<AnswerOf<'getApproval'>>(app, 'getApproval', { as, params: { id } });
    const changed = { amendment: ['改了类别或者级别', '改了所填的'], reverification: ['改了类别或者级别'] };
    expect(notClean.filter((each) => each.startsWith('改了'))).toEqual(
      kind === 'amendment' || kind === 'reverification' ? changed[kind] : [],
    );
  });

  it('审批页面、改正页面、决定以后的页面', async () => {
    const journey = await before[kind]();
    const { app } = journey;
    const { nonce, code } = linkIn((await mailsNow(app)).at(-1) as SentMail);
    const open = async () => (await ask(app, 'approvalPage', { params: { nonce } })).body;
    const titled = (body: string) => /<h1>([^<]*)/.exec(body)?.[1] ?? '';
    expectOf(kind, titled(await open()));
    expectOf(kind, titled((await journey.decided({ nonce, code }, { decision: '' })).body));
    const words = {
      registration: '不予通过',
      temporary: '不予临时救助',
      conversion: '不同意转正，期满以前仍是临时救助',
      amendment: '变更没有生效',
      reverification: '不同意，仍按原来的类别和级别',
      exit: '不予退出',
    };
    const refused = (await journey.decided({ nonce, code }, { decision: 'reject', opinion: '证明不足。' })).body;
    for (const body of [refused, await open()]) {
      expect(kinds.filter((each) => body.includes(words[each]))).toEqual([kind]);
      expect(body.includes('本人放弃'), body).toBe(kind === 'exit');
    }
  });
});
