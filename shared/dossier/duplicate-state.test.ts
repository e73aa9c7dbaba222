import { describe, expect, it } from 'vitest';
import type { Action } from './actions.ts';
import { answerTo, waitsForRuling } from './answers.ts';
import { isTriedOut, openDuplicates } from './duplicate-state.ts';
import {
  an,
  duplicate,
  journeys,
  otherId,
  registrar,
  reviewer,
  sealed,
  stateAfter,
  surveyor,
} from './journeys.fixture.ts';
import { refusal } from './rules.ts';

const refused = (journey: Action[], action: Action) => refusal(stateAfter(...journey), action);
const third = '00000000000000000000000000';

const draft = [an.createDraft(), an.saveForm()];
const found = [...draft, an.findDuplicates()];
const submitted = [...found, an.submit()];
const surveyed = [...submitted, an.assess(), an.recordSurvey()];
const certain = an.findDuplicates({ found: [duplicate({ verdict: 'certain', score: 100 })] });
const survey = (...journey: Action[]) => answerTo({ step: 'survey', round: 1 }, stateAfter(...journey))?.outcome;

describe('查重', () => {
  it('可能是同一户的可以提交，几乎肯定的不得提交', () => {
    expect(refused(found, an.submit())).toBeUndefined();
    expect(refused([...draft, certain], an.submit())).toContain('尚未裁定');
  });

  it('再查一次，以新查到的为准；改正以后查不到了，就没有了', () => {
    const corrected = [...draft, certain, an.saveForm(), an.findDuplicates({ found: [] })];
    expect(openDuplicates(stateAfter(...corrected))).toEqual([]);
    expect(refused(corrected, an.submit())).toBeUndefined();
  });

  it('已裁定的留着，不再算作待裁定的', () => {
    const again = [...found, an.ruleDuplicate(), an.findDuplicates({ found: [duplicate({ dossier: third })] })];
    const state = stateAfter(...again);
    expect(state.duplicates.map(({ dossier }) => dossier)).toEqual([otherId, third]);
    expect(openDuplicates(state).map(({ dossier }) => dossier)).toEqual([third]);
  });

  it('提交之后、认定之前还可以查到；认定以后不再添新的', () => {
    expect(refused(submitted, an.findDuplicates())).toBeUndefined();
    expect(refused([...submitted, an.assess()], an.findDuplicates())).toBeDefined();
    expect(refused([...draft, an.saveForm({ form: 2 })], an.findDuplicates({ form: 1 }))).toContain('更新');
  });
});

describe('一轮里试了几次', () => {
  const tries = (n: number) => Array.from({ length: n }, () => [an.saveForm(), certain]).flat();
  const triedOut = (...journey: Action[]) => isTriedOut(stateAfter(...draft, ...journey));

  it('第五次查到以后，须由审核人裁定才能再试；裁定以后、提交以后从头数', () => {
    expect(triedOut(...tries(4))).toBe(false);
    expect(triedOut(...tries(5))).toBe(true);
    const ruled = [...tries(5), an.ruleDuplicate({ verdict: 'certain' })];
    expect(triedOut(...ruled)).toBe(false);
    const otherFound = an.findDuplicates({ found: [duplicate({ dossier: third, verdict: 'certain' })] });
    expect(triedOut(...ruled, otherFound)).toBe(false);
    expect(triedOut(...ruled, ...Array(5).fill(otherFound))).toBe(true);
    expect(stateAfter(...draft, ...ruled, an.submit()).lookups).toEqual({ times: 0, stale: false, cleared: false });
  });

  it('对方的裁定不算；什么也查不到了的，没有什么要等', () => {
    const mirrored = an.ruleDuplicate({ dossier: third, asked: false });
    expect(triedOut(...tries(5), mirrored)).toBe(true);
    expect(triedOut(...tries(5), an.findDuplicates({ found: [] }))).toBe(false);
  });

  it('改了表再查到同样的，也算一次', () => {
    const [saved] = tries(1) as [Action];
    expect(stateAfter(...draft, certain).lookups).toEqual({ times: 1, stale: false, cleared: false });
    expect(stateAfter(...draft, certain, saved).lookups).toEqual({ times: 1, stale: true, cleared: false });
  });
});

describe('裁定之前', () => {
  it('入户调查可以先办，调查属实也不往下走；撤回了就不再等', () => {
    expect(survey(...submitted, an.assess())).toBeUndefined();
    expect(survey(...surveyed)).toBeUndefined();
    expect(waitsForRuling(stateAfter(...surveyed))).toBe(true);
    expect(survey(...surveyed, an.withdraw())).toBe('ended');
  });

  it('调查退回、不予通过的照样往下走：没有什么要等裁定', () => {
    for (const outcome of ['return', 'reject'] as const) {
      expect(survey(...submitted, an.assess(), an.recordSurvey({ outcome }))).toBe(outcome);
    }
  });

  it('不得公示', () => {
    expect(refused(surveyed, an.openNotice())).toContain('疑似重复尚未裁定');
  });

  it('几条疑似重复，裁定完最后一条才往下走', () => {
    const two = an.findDuplicates({ found: [duplicate(), duplicate({ dossier: third })] });
    const both = [...draft, two, an.submit(), an.assess(), an.recordSurvey(), an.ruleDuplicate()];
    expect(survey(...both)).toBeUndefined();
    expect(refused(both, an.openNotice())).toBeDefined();
    const done = [...both, an.ruleDuplicate({ dossier: third })];
    expect(survey(...done)).toBe('confirmed');
    expect(refused(done, an.openNotice())).toBeUndefined();
  });
});

describe('裁定', () => {
  it('不是一户的：照常往下走，写明谁裁定的；几乎肯定的裁定以后也可以提交', () => {
    const ruled = [...surveyed, an.ruleDuplicate()];
    expect(survey(...ruled)).toBe('confirmed');
    expect(refused(ruled, an.openNotice())).toBeUndefined();
    expect(stateAfter(...ruled).rulings).toEqual([
      { dossier: otherId, ruling: 'different', verdict: 'possible', asked: true, by: reviewer.id, reason: sealed },
    ]);
    expect(refused([...draft, certain, an.ruleDuplicate({ verdict: 'certain' })], an.submit())).toBeUndefined();
  });

  it('是同一户的：不得提交、不得公示，调查属实也不往下走，须合并或撤回', () => {
    const same = an.ruleDuplicate({ ruling: 'same' });
    const told = '已裁定与另一份档案为同一户，须合并或撤回';
    expect(survey(...surveyed, same)).toBeUndefined();
    expect(refused([...surveyed, same], an.openNotice())).toBe(told);
    expect(refused([...found, same], an.submit())).toBe(told);
    expect(refused([...found, same], an.withdraw())).toBeUndefined();
    expect(refused([...surveyed, same], an.withdraw())).toBeUndefined();
  });

  it('记在对方日志里的同一裁定，使对方不再被问，不妨碍对方办理', () => {
    const mirrored = an.ruleDuplicate({ ruling: 'same', asked: false });
    expect(survey(...surveyed, mirrored)).toBe('confirmed');
    const never = [...journeys.surveyed, mirrored];
    expect(survey(...never)).toBe('confirmed');
    expect(refused(never, an.openNotice())).toBeUndefined();
    expect(refused(journeys.registered, mirrored)).toBeUndefined();
  });

  it('没有查到的不能裁定；裁定为不是一户的不再裁定', () => {
    expect(refused(surveyed, an.ruleDuplicate({ dossier: third }))).toContain('没有这条');
    for (const ruling of ['same', 'different'] as const) {
      expect(refused([...surveyed, an.ruleDuplicate()], an.ruleDuplicate({ ruling }))).toContain('已经裁定过');
    }
  });

  it('裁定为同一户有误的，或另一份已经终结的，可以改为不是一户，一家人不至于一直等着', () => {
    const same = [...surveyed, an.ruleDuplicate({ ruling: 'same' })];
    expect(refused(same, an.ruleDuplicate({ ruling: 'same' }))).toContain('已经裁定过');
    expect(survey(...same, an.ruleDuplicate())).toBe('confirmed');
  });

  it('可能的裁定为不是一户，后来几乎肯定了：再问一次，只一次', () => {
    const again = [...found, an.ruleDuplicate(), certain];
    expect(openDuplicates(stateAfter(...again))).toMatchObject([{ dossier: otherId, verdict: 'certain' }]);
    expect(refused(again, an.submit())).toContain('尚未裁定');
    const ruled = [...again, an.ruleDuplicate({ verdict: 'certain' })];
    expect(openDuplicates(stateAfter(...ruled))).toEqual([]);
    expect(refused(ruled, an.submit())).toBeUndefined();
    expect(openDuplicates(stateAfter(...ruled, certain))).toEqual([]);
    expect(refused(ruled, an.ruleDuplicate({ verdict: 'certain' }))).toContain('已经裁定过');
    // Ruled on certain evidence, it is not asked again when less of it is found.
    expect(openDuplicates(stateAfter(...ruled, an.findDuplicates()))).toEqual([]);
  });

  it('这一份由审核人裁定过的，对方那边的裁定不能代替：停着的仍停着，由有权过问这一份的人改', () => {
    const held = [...surveyed, an.ruleDuplicate({ ruling: 'same' })];
    for (const ruling of ['same', 'different'] as const) {
      expect(refused(held, an.ruleDuplicate({ ruling, asked: false }))).toContain('已经由审核人裁定过');
    }
    expect(refused(held, an.ruleDuplicate())).toBeUndefined();
    // The other way round: whoever may rule here is not bound by what was said there by way of `same`.
    const mirrored = [...surveyed, an.ruleDuplicate({ ruling: 'same', asked: false })];
    expect(refused(mirrored, an.ruleDuplicate())).toBeUndefined();
  });

  it('终结了的档案不再裁定', () => {
    expect(refused([...surveyed, an.withdraw()], an.ruleDuplicate())).toContain('注销');
  });
});

describe('合并', () => {
  it('并入的一份自此终结，开始保管，不再复核', () => {
    for (const journey of [journeys.surveying, journeys.underNotice, journeys.registered, journeys.reverifying]) {
      expect(stateAfter(...journey, an.mergeInto())).toMatchObject({
        status: 'closed',
        mergedInto: otherId,
        retainUntil: '2036-11-02',
        nextReviewOn: null,
      });
    }
  });

  it('留下的一份不再为对方等待，接着往下走', () => {
    expect(survey(...surveyed, an.absorb())).toBe('confirmed');
    const held = [...surveyed, an.ruleDuplicate({ ruling: 'same' })];
    expect(survey(...held, an.absorb({ dossier: third }))).toBeUndefined();
    expect(survey(...held, an.absorb())).toBe('confirmed');
    expect(stateAfter(...held, an.absorb())).toMatchObject({ absorbed: [otherId], duplicates: [] });
  });

  it('并入的一份此前代表过的，从此由留下的一份代表：一连串合并之后，不会还在等自己', () => {
    // This dossier was like B and like C; B went into C, and C comes here now.
    const both = an.findDuplicates({ found: [duplicate({ dossier: third }), duplicate()] });
    const journey = [...draft, both, an.submit(), an.assess(), an.recordSurvey()];
    const state = stateAfter(...journey, an.absorb({ stoodFor: [third] }));
    expect(state).toMatchObject({ absorbed: [otherId, third], duplicates: [] });
    expect(openDuplicates(state)).toEqual([]);
    expect(survey(...journey, an.absorb({ stoodFor: [third] }))).toBe('confirmed');
    const same = an.ruleDuplicate({ dossier: third, ruling: 'same' });
    expect(survey(...journey, same, an.absorb({ stoodFor: [third] }))).toBe('confirmed');
    expect(survey(...journey, same, an.absorb())).toBeUndefined();
  });

  it('登记过、调查过并入的一份的人，对留下的一份也算经手过；为什么合并，两份都记着', () => {
    const state = stateAfter(
      ...surveyed,
      an.absorb({ registrars: [registrar.id, 'registrar-9'], surveyors: ['surveyor-9'] }),
    );
    expect(state.registrars).toEqual([registrar.id, 'registrar-9']);
    expect(state.surveyors).toEqual([surveyor.id, 'surveyor-9']);
    const merger = { dossier: otherId, by: reviewer.id, reason: sealed };
    expect(state.mergers).toEqual([merger]);
    expect(stateAfter(...surveyed, an.mergeInto()).mergers).toEqual([merger]);
  });

  it('草稿、正在退出和终结了的档案不参加合并', () => {
    for (const action of [an.absorb(), an.mergeInto()]) {
      for (const journey of [
        journeys.draft,
        journeys.leaving,
        journeys.closed,
        journeys.liftedOut,
        journeys.rejected,
      ]) {
        expect(refused(journey, action)).toBeDefined();
      }
    }
  });

  it('并入的一份，流程在等的都不再等', () => {
    const ended = (journey: Action[]) => stateAfter(...journey, an.mergeInto());
    const answer = (awaited: Parameters<typeof answerTo>[0], journey: Action[]) =>
      answerTo(awaited, ended(journey))?.outcome;
    expect(answer({ step: 'survey', round: 1 }, journeys.surveying)).toBe('ended');
    expect(answer({ step: 'survey', round: 1 }, surveyed)).toBe('ended');
    expect(answer({ step: 'resolutions', round: 1 }, [...journeys.contested, an.closeNotice()])).toBe('ended');
    expect(answer({ step: 'decision', request: 1 }, journeys.awaitingApproval)).toBe('ended');
    expect(answer({ step: 'signature' }, journeys.planned)).toBe('ended');
    expect(answer({ step: 'update', review: 1 }, journeys.reverifying)).toBe('ended');
  });

  it('审批人在合并之后才决定的，不算', () => {
    expect(refused([...journeys.awaitingApproval, an.mergeInto()], an.decide())).toContain('注销');
  });
});
