import { describe, expect, it } from 'vitest';
import { an, county, duplicate, otherId, registrar, reviewer, sealed, surveyor, thirdId } from './actions.fixture.ts';
import type { Action } from './actions.ts';
import { isRefusal } from './deed.ts';
import { isHeld } from './duplicate-state.ts';
import { given } from './given.fixture.ts';
import { id, journeys, stateAfter } from './journeys.fixture.ts';
import { decideMerger, evidenceRefusal, mergeable, mergerRefusal, toCarry } from './merger.ts';
import { apply, type DossierState } from './state.ts';
import { statusOf } from './status.ts';

const { draft, waitingForRuling } = journeys;
const one = (journey: keyof typeof journeys) => stateAfter(...journeys[journey]);
const otherAfter = (...journey: Action[]) => ({ ...stateAfter(...journey), id: otherId });
const other = (journey: keyof typeof journeys) => otherAfter(...journeys[journey]);
const refused = (...[survivor, absorbed]: Parameters<typeof mergerRefusal>) => mergerRefusal(survivor, absorbed);

const alike = { verdict: 'possible' as const, people: 4, reasons: { survivor: sealed, other: sealed }, ruled: [] };

describe('哪一份留下', () => {
  it('办得同样靠后的，哪一份留下都可以；办得靠后的留下', () => {
    const order = ['submitted', 'surveying', 'underNotice', 'awaitingApproval', 'registered'] as const;
    order.forEach((survivor, i) => {
      order.forEach((absorbed, j) => {
        const why = refused(one(survivor), other(absorbed));
        if (j <= i) expect(why, `${absorbed} 并入 ${survivor}`).toBeUndefined();
        else expect(why, `${absorbed} 并入 ${survivor}`).toContain('应把这一份并入另一份');
      });
    });
    expect(refused(one('submitted'), other('returned'))).toBeUndefined();
    expect(refused(one('registered'), other('reverifying'))).toBeUndefined();
    expect(refused(one('underNotice'), otherAfter(...journeys.contested, an.resolveObjection()))).toBeUndefined();
  });

  it('临时救助的一份：在册的留下，还没有建档的并入它，正在转正的先办结；并入以后在册情况是已退出', () => {
    expect(refused(one('registered'), other('takenIn'))).toBeUndefined();
    expect(refused(one('takenIn'), other('registered'))).toContain('应把这一份并入另一份');
    expect(refused(one('takenIn'), other('approved'))).toBeUndefined();
    expect(refused(one('approved'), other('takenIn'))).toContain('应把这一份并入另一份');
    expect(refused(one('registered'), other('converting'))).toContain('正在办理临时档案转正，不能合并');
    const merged = given(...journeys.takenIn)
      .when(an.mergeInto())
      .records();
    expect(merged).toMatchObject({ standing: 'left', end: { as: 'merged' } });
  });

  it('审批已经通过、还没有建档的，并入没有通过的一份，批准就落空了', () => {
    expect(refused(one('awaitingApproval'), other('approved'))).toContain('应把这一份并入另一份');
    expect(refused(one('approved'), other('awaitingApproval'))).toBeUndefined();
    expect(refused(one('registered'), other('approved'))).toBeUndefined();
  });

  it('另一份还有没办完的，办完再合并，不因合并而落空', () => {
    expect(refused(one('underNotice'), other('contested'))).toContain('异议尚未初核、处理完');
    expect(refused(one('awaitingApproval'), other('untriaged'))).toContain('异议尚未初核、处理完');

    const found = (dossier: string) => [...draft, an.findDuplicates({ found: [duplicate({ dossier })] }), an.submit()];
    const like = (dossier: string, ...more: Action[]) => otherAfter(...found(dossier), ...more);
    expect(refused(one('submitted'), like(thirdId))).toContain('第三份档案的疑似重复尚未裁定');
    expect(refused(one('submitted'), like(id))).toBeUndefined();
    const ruled = (dossier: string, ruling: 'different' | 'same') => an.ruleDuplicate({ dossier, ruling });
    expect(refused(one('submitted'), like(thirdId, ruled(thirdId, 'different')))).toBeUndefined();
    expect(refused(one('submitted'), like(thirdId, ruled(thirdId, 'same')))).toBeUndefined();
    const twoWith = stateAfter(...journeys.submitted, an.ruleDuplicate({ dossier: thirdId, asked: false }));
    expect(refused(twoWith, like(thirdId, ruled(thirdId, 'same')))).toContain('先在另一份上把裁定错了的改裁为不是一户');
    expect(refused(one('submitted'), like(id, ruled(id, 'same')))).toBeUndefined();
    // A third that was merged into the survivor, or into the other, is no third.
    const stands = stateAfter(...journeys.submitted, an.absorb({ dossier: thirdId }));
    expect(refused(stands, like(thirdId))).toBeUndefined();
    expect(refused(stands, like(thirdId, ruled(thirdId, 'same')))).toBeUndefined();
    const stoodFor = like(thirdId, ruled(thirdId, 'same'), an.absorb({ dossier: thirdId }));
    expect(refused(one('submitted'), stoodFor)).toBeUndefined();
  });

  it('正在退出的不参加合并：退不退出，由审批人决定', () => {
    for (const leaving of ['leaving', 'exitSentBack', 'exitApproved'] as const) {
      expect(refused(one(leaving), other('surveying'))).toContain('正在办理退出');
      expect(refused(one('registered'), other(leaving))).toContain('正在办理退出');
    }
    expect(refused(one('registered'), other('exitAbandoned'))).toBeUndefined();
  });

  it('不能与自己、与草稿、与终结了的、与合并过的合并', () => {
    expect(refused(one('surveying'), one('surveying'))).toContain('与自己');
    expect(refused(one('surveying'), other('draft'))).toContain('撤回');
    expect(refused(one('draft'), other('surveying'))).toContain('草稿');
    for (const ended of ['rejected', 'withdrawn', 'liftedOut', 'cancelled'] as const) {
      expect(refused(one('surveying'), other(ended))).toContain('不必合并');
      expect(refused(one(ended), other('surveying'))).toContain('不能并入');
    }
    expect(refused(one('surveying'), other('merged'))).toContain('已经合并过');
  });

  it('要有依据：裁定为同一户的，或者现在相像而没有裁定为不是一户的', () => {
    const [mine, its] = [one('surveying'), other('surveying')];
    expect(evidenceRefusal(mine, its, 'none')).toContain('没有相像之处');
    expect(evidenceRefusal(mine, its, 'possible')).toBeUndefined();
    expect(evidenceRefusal(mine, its, 'certain')).toBeUndefined();

    const ruled = (dossier: string, ruling: 'different' | 'same') =>
      stateAfter(...journeys.surveying, an.ruleDuplicate({ dossier, ruling, asked: false }));
    // Either side's ruling counts, whichever of the two survives, and so does one about what the other stands for.
    const itsRuling = (ruling: 'different' | 'same') => ({ ...ruled(id, ruling), id: otherId });
    const itStandsFor = otherAfter(...journeys.surveying, an.absorb({ dossier: thirdId }));
    expect(evidenceRefusal(ruled(otherId, 'same'), its, 'none')).toBeUndefined();
    expect(evidenceRefusal(mine, itsRuling('same'), 'none')).toBeUndefined();
    expect(evidenceRefusal(ruled(thirdId, 'same'), itStandsFor, 'none')).toBeUndefined();
    expect(evidenceRefusal(ruled(otherId, 'different'), its, 'certain')).toContain('不是一户');
    expect(evidenceRefusal(mine, itsRuling('different'), 'certain')).toContain('不是一户');
    expect(evidenceRefusal(ruled(thirdId, 'different'), itStandsFor, 'possible')).toContain('不是一户');
    // A ruling about a dossier that has nothing to do with either says nothing.
    expect(evidenceRefusal(ruled(thirdId, 'same'), its, 'none')).toContain('没有相像之处');
  });
});

describe('三份之间', () => {
  const ids = [id, otherId, thirdId];
  const journey = ['submitted', 'surveying', 'registered'] as const;
  const pairs = [
    [0, 1],
    [1, 2],
    [2, 0],
  ] as const;
  const on = { actor: reviewer, at: '2026-11-02T02:00:00.000Z', on: '2026-11-02' };
  const same = { ruling: 'same', verdict: 'possible', version: 9, by: reviewer.id, reason: sealed } as const;

  /** What is left when reviewers merge whatever they may, in any order; of two that were not ruled on nothing is alike. */
  function leftOf(all: DossierState[]): DossierState[] {
    for (const survivor of all) {
      for (const absorbed of all) {
        const ruled = toCarry(survivor, absorbed).map(({ dossier, verdict, reason }) => ({
          ...{ dossier, verdict, reason, score: 40 },
          from: absorbed.id,
        }));
        const merger = decideMerger(survivor, absorbed, { ...alike, verdict: 'none', ruled });
        if ('refused' in merger) continue;
        const kept = apply(survivor.id, survivor, { action: merger.absorbs, ...on });
        return leftOf(all.filter((each) => each !== absorbed).map((each) => (each === survivor ? kept : each)));
      }
    }
    return all;
  }

  it('裁定为同一户的，不管哪一份问的哪一份、转了一圈、各办到哪里，总合并得完，没有谁还等着', () => {
    for (let code = 0; code < 27; code++) {
      // Of each pair nothing was ruled, or it was asked about by either.
      const asked = pairs.flatMap(
        ([a, b], k) => [[], [[a, b]], [[b, a]]][Math.floor(code / 3 ** k) % 3] as [number, number][],
      );
      for (let far = 0; far < 27; far++) {
        const all = ids.map((own, n) => {
          const rulings = asked
            .filter((pair) => pair.includes(n))
            .map(([by, of]) => ({ dossier: ids[by === n ? of : by] as string, asked: by === n, ...same }));
          return { ...one(journey[Math.floor(far / 3 ** n) % 3] as 'surveying'), id: own, rulings };
        });
        const waiting = leftOf(all).filter(isHeld);
        expect(waiting, `${JSON.stringify(asked)} ${all.map(statusOf)}`).toEqual([]);
      }
    }
  });
});

describe('并入的一份', () => {
  it('自此终结，不再复核；在册过的是退出，没有在册过的是终结，都记着并入了哪一份', () => {
    for (const journey of ['surveying', 'underNotice', 'approved'] as const) {
      const state = given(...journeys[journey])
        .when(an.mergeInto())
        .records();
      expect(state).toMatchObject({ standing: 'ended', matter: { outcome: 'merged' } });
      expect(state).toMatchObject({ end: { as: 'merged', on: '2026-11-01' }, mergedInto: otherId, nextReviewOn: null });
    }
    for (const journey of ['registered', 'reverifying', 'exitAbandoned'] as const) {
      const state = given(...journeys[journey])
        .when(an.mergeInto())
        .records();
      expect(state).toMatchObject({ standing: 'left', end: { as: 'merged' }, nextReviewOn: null });
      expect(statusOf(state)).toBe('merged');
    }
    expect(one('mergedOnFile').matter.outcome).toBe('registered');
    expect(stateAfter(...journeys.surveying, an.markOverdue(), an.mergeInto()).matter.overdue).toBeNull();
  });

  it('草稿、正在退出和终结了的档案不参加合并', () => {
    for (const action of [an.absorb(), an.mergeInto()]) {
      for (const journey of ['draft', 'leaving', 'exitSentBack', 'withdrawn', 'liftedOut', 'rejected'] as const) {
        given(...journeys[journey])
          .when(action)
          .refuses(/不能/);
      }
    }
  });
});

describe('留下的一份', () => {
  it('不再为对方等待，接着往下走', () => {
    expect(
      given(...waitingForRuling)
        .when(an.absorb())
        .records().matter.stage,
    ).toBe('notice');
    const held = [...waitingForRuling, an.ruleDuplicate({ ruling: 'same' })];
    expect(
      given(...held)
        .when(an.absorb({ dossier: thirdId }))
        .records().matter.stage,
    ).toBe('survey');
    const state = given(...held)
      .when(an.absorb())
      .records();
    expect(state).toMatchObject({ absorbed: [otherId], duplicates: [], matter: { stage: 'notice' } });
  });

  it('并入的一份此前代表过的，从此由留下的一份代表：一连串合并之后，不会还在等自己', () => {
    // This dossier was like B and like C; B went into C, and C comes here now.
    const both = an.findDuplicates({ found: [duplicate({ dossier: thirdId }), duplicate()] });
    const journey = [...draft, both, an.submit(), an.assess(), an.recordSurvey()];
    const state = given(...journey)
      .when(an.absorb({ stoodFor: [thirdId] }))
      .records();
    expect(state).toMatchObject({ absorbed: [otherId, thirdId], duplicates: [], matter: { stage: 'notice' } });
    const same = an.ruleDuplicate({ dossier: thirdId, ruling: 'same' });
    const stood = given(...journey, same)
      .when(an.absorb({ stoodFor: [thirdId] }))
      .records();
    expect(stood.matter.stage).toBe('notice');
    expect(
      given(...journey, same)
        .when(an.absorb())
        .records().matter.stage,
    ).toBe('survey');
  });

  it('并入的一份裁定过与第三份为同一户的，从此由留下的一份等着与它合并，也改裁得了', () => {
    const third = { dossier: thirdId, from: otherId, verdict: 'possible' as const, score: 40, reason: sealed };
    const asks = otherAfter(
      ...[...draft, an.findDuplicates({ found: [duplicate({ dossier: thirdId })] }), an.submit()],
      an.ruleDuplicate({ dossier: thirdId, ruling: 'same' }),
    );
    expect(toCarry(one('registered'), asks).map(({ dossier }) => dossier)).toEqual([thirdId]);
    const merging = (survivor: DossierState) => {
      const merger = decideMerger(survivor, asks, { ...alike, ruled: [third] });
      return isRefusal(merger) ? merger : merger.absorbs;
    };
    const state = given(...journeys.registered)
      .when(merging)
      .records();
    expect(isHeld(state)).toBe(true);
    expect(state.rulings).toMatchObject([{ dossier: thirdId, ruling: 'same', asked: true, by: reviewer.id }]);
    expect(state.rulings[0]?.version).toBe(state.version);
    // Whose notice hangs does not wait: the other goes first where it can, or the survivor comes on file first.
    given(...journeys.underNotice)
      .when(merging)
      .refuses(/先把另一份与第三份合并/);
    // Where it was ruled one household with it already, or the other stands for it, nothing more is to be waited for.
    const knows = stateAfter(
      ...journeys.registered,
      an.ruleDuplicate({ dossier: thirdId, ruling: 'same', asked: false }),
    );
    expect(toCarry(knows, asks)).toEqual([]);
    expect(toCarry({ ...one('registered'), absorbed: [thirdId] }, asks)).toEqual([]);
    const journey = [...journeys.registered, an.absorb({ ruled: [third] })];
    expect(
      isHeld(
        given(...journey)
          .when(an.ruleDuplicate({ dossier: thirdId }))
          .records(),
      ),
    ).toBe(false);
    expect(
      isHeld(
        given(...journey)
          .when(an.absorb({ dossier: thirdId }))
          .records(),
      ),
    ).toBe(false);
  });

  it('登记过、调查过并入的一份的人，对留下的一份也算经手过；为什么合并，两份都记着', () => {
    expect(decideMerger(one('underNotice'), other('surveyed'), alike)).toMatchObject({
      absorbs: { dossier: otherId, registrars: [registrar.id], surveyors: [surveyor.id] },
      merges: { type: 'mergeInto', dossier: id },
    });
    const both = { registrars: [registrar.id, 'registrar-9'], surveyors: ['surveyor-9'] };
    const state = given(...journeys.surveyed)
      .when(an.absorb(both))
      .records();
    expect(state.matter.registrars).toEqual([registrar.id, 'registrar-9']);
    expect(state.matter.surveyors).toEqual([surveyor.id, 'surveyor-9']);
    const merger = { dossier: otherId, by: reviewer.id, reason: sealed };
    expect(state.mergers).toEqual([merger]);
    expect(one('merged').mergers).toEqual([merger]);
  });

  it('谁决定过并入的一份的哪一级，也写进留下的一份，各记一次', () => {
    const deciders = [{ approver: county, level: 1 }];
    const merged = decideMerger(one('approved'), other('halfApproved'), alike);
    expect(merged).toMatchObject({ absorbs: { deciders } });
    const state = given(...journeys.approved)
      .when(an.absorb({ deciders: [...deciders, { approver: 'promoted', level: 1 }] }))
      .records();
    expect(state.matter.deciders).toEqual([...deciders, { approver: 'promoted', level: 1 }]);
  });

  it('并入的一份代表过谁，也写进留下的一份', () => {
    const stoodFor = otherAfter(...journeys.surveying, an.absorb({ dossier: thirdId }));
    expect(decideMerger(one('surveying'), stoodFor, alike)).toMatchObject({ absorbs: { stoodFor: [thirdId] } });
  });

  it('办得不如另一份靠后的、没有相像之处的、人数合起来一个事务放不开的，什么也不记', () => {
    const [mine, its] = [one('underNotice'), other('surveyed')];
    const refusedBecause = (refused: RegExp) => ({ refused: expect.stringMatching(refused), code: 1302 });
    expect(decideMerger(one('surveying'), other('underNotice'), alike)).toEqual(refusedBecause(/并入另一份/));
    expect(decideMerger(mine, its, { ...alike, verdict: 'none' })).toEqual(refusedBecause(/没有相像之处/));
    expect(decideMerger(mine, its, { ...alike, people: 80 })).toHaveProperty('absorbs');
    expect(decideMerger(mine, its, { ...alike, people: 81 })).toEqual(refusedBecause(/人数合起来太多/));
  });
});

it('从另一份裁定为同一户的，在这一份上也可以合并；裁定不是一户而没有查到的不算', () => {
  const ruled = (ruling: 'same' | 'different', dossier: string) => an.ruleDuplicate({ dossier, ruling, asked: false });
  const survivor = stateAfter(...journeys.onFile, ruled('same', otherId), ruled('different', thirdId));
  expect(mergeable(survivor).map(({ dossier }) => dossier)).toEqual([otherId]);
  expect(mergeable(one('waitingForRuling')).map(({ dossier }) => dossier)).toEqual([otherId]);
});
