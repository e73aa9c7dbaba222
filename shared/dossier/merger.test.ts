import { describe, expect, it } from 'vitest';
import type { Action } from './actions.ts';
import { an, duplicate, id, journeys, otherId, stateAfter } from './journeys.fixture.ts';
import { evidenceRefusal, mergerRefusal } from './merger.ts';

const one = (journey: keyof typeof journeys) => stateAfter(...journeys[journey]);
const other = (journey: keyof typeof journeys) => ({ ...stateAfter(...journeys[journey]), id: otherId });

describe('合并同一户的两份档案', () => {
  it('办得同样靠后的，哪一份留下都可以；办得靠后的留下', () => {
    const order = ['submitted', 'surveying', 'underNotice', 'awaitingApproval', 'registered'] as const;
    order.forEach((survivor, i) => {
      order.forEach((absorbed, j) => {
        const why = mergerRefusal(one(survivor), other(absorbed));
        if (j <= i) expect(why, `${absorbed} 并入 ${survivor}`).toBeUndefined();
        else expect(why, `${absorbed} 并入 ${survivor}`).toContain('应把这一份并入另一份');
      });
    });
    expect(mergerRefusal(one('submitted'), other('returned'))).toBeUndefined();
    expect(mergerRefusal(one('registered'), other('reverifying'))).toBeUndefined();
  });

  it('审批已经通过、还没有建档的，并入没有通过的一份，批准就落空了', () => {
    const approved = stateAfter(...journeys.awaitingApproval, an.decide());
    expect(mergerRefusal(one('awaitingApproval'), { ...approved, id: otherId })).toContain('应把这一份并入另一份');
    expect(mergerRefusal(approved, other('awaitingApproval'))).toBeUndefined();
    expect(mergerRefusal(one('registered'), { ...approved, id: otherId })).toBeUndefined();
  });

  it('另一份还有没办完的，办完再合并，不因合并而落空', () => {
    expect(mergerRefusal(one('underNotice'), other('contested'))).toContain('异议尚未初核、处理完');
    const dismissed = { ...stateAfter(...journeys.contested, an.resolveObjection()), id: otherId };
    expect(mergerRefusal(one('underNotice'), dismissed)).toBeUndefined();

    const third = '00000000000000000000000000';
    const found = (dossier: string) => [
      an.createDraft(),
      an.saveForm(),
      an.findDuplicates({ found: [duplicate({ dossier })] }),
      an.submit(),
    ];
    const like = (dossier: string, ...more: Action[]) => ({
      ...stateAfter(...found(dossier), ...more),
      id: otherId,
    });
    expect(mergerRefusal(one('submitted'), like(third))).toContain('第三份档案的疑似重复尚未裁定');
    expect(mergerRefusal(one('submitted'), like(id))).toBeUndefined();
    const ruled = (dossier: string, ruling: 'different' | 'same') => an.ruleDuplicate({ dossier, ruling });
    expect(mergerRefusal(one('submitted'), like(third, ruled(third, 'different')))).toBeUndefined();
    expect(mergerRefusal(one('submitted'), like(third, ruled(third, 'same')))).toContain('第三份档案为同一户');
    expect(mergerRefusal(one('submitted'), like(id, ruled(id, 'same')))).toBeUndefined();
    // A third that was merged into the survivor, or into the other, is no third.
    const stands = stateAfter(...journeys.submitted, an.absorb({ dossier: third }));
    expect(mergerRefusal(stands, like(third))).toBeUndefined();
    expect(mergerRefusal(stands, like(third, ruled(third, 'same')))).toBeUndefined();
    const stoodFor = like(third, ruled(third, 'same'), an.absorb({ dossier: third }));
    expect(mergerRefusal(one('submitted'), stoodFor)).toBeUndefined();
  });

  it('要有依据：裁定为同一户的，或者现在相像而没有裁定为不是一户的', () => {
    const [mine, its] = [one('surveying'), other('surveying')];
    expect(evidenceRefusal(mine, its, 'none')).toContain('没有相像之处');
    expect(evidenceRefusal(mine, its, 'possible')).toBeUndefined();
    expect(evidenceRefusal(mine, its, 'certain')).toBeUndefined();

    const third = '00000000000000000000000000';
    const ruled = (dossier: string, ruling: 'different' | 'same') =>
      stateAfter(...journeys.surveying, an.ruleDuplicate({ dossier, ruling, asked: false }));
    // Either side's ruling counts, whichever of the two survives, and so does one about what the other stands for.
    const itsRuling = (ruling: 'different' | 'same') => ({ ...ruled(id, ruling), id: otherId });
    const itStandsFor = { ...stateAfter(...journeys.surveying, an.absorb({ dossier: third })), id: otherId };
    expect(evidenceRefusal(ruled(otherId, 'same'), its, 'none')).toBeUndefined();
    expect(evidenceRefusal(mine, itsRuling('same'), 'none')).toBeUndefined();
    expect(evidenceRefusal(ruled(third, 'same'), itStandsFor, 'none')).toBeUndefined();
    expect(evidenceRefusal(ruled(otherId, 'different'), its, 'certain')).toContain('不是一户');
    expect(evidenceRefusal(mine, itsRuling('different'), 'certain')).toContain('不是一户');
    expect(evidenceRefusal(ruled(third, 'different'), itStandsFor, 'possible')).toContain('不是一户');
    // A ruling about a dossier that has nothing to do with either says nothing.
    expect(evidenceRefusal(ruled(third, 'same'), its, 'none')).toContain('没有相像之处');
  });

  it('正在退出的不参加合并：退不退出，由审批人决定', () => {
    expect(mergerRefusal(one('leaving'), other('surveying'))).toContain('正在办理退出');
    expect(mergerRefusal(one('leaving'), other('registered'))).toContain('正在办理退出');
    expect(mergerRefusal(one('registered'), other('leaving'))).toContain('正在办理退出');
  });

  it('不能与自己、与草稿、与终结了的、与合并过的合并', () => {
    expect(mergerRefusal(one('surveying'), one('surveying'))).toContain('与自己');
    expect(mergerRefusal(one('surveying'), other('draft'))).toContain('撤回');
    expect(mergerRefusal(one('draft'), other('surveying'))).toContain('草稿');
    for (const ended of ['rejected', 'closed', 'liftedOut'] as const) {
      expect(mergerRefusal(one('surveying'), other(ended))).toContain('不必合并');
      expect(mergerRefusal(one(ended), other('surveying'))).toContain('不能并入');
    }
    const merged = { ...stateAfter(...journeys.surveying, an.mergeInto({ dossier: 'x' })), id: otherId };
    expect(mergerRefusal(one('surveying'), merged)).toContain('已经合并过');
  });
});
