import { describe, expect, it } from 'vitest';
import { an, journeys, otherId, stateAfter } from './journeys.fixture.ts';
import { mergerRefusal } from './merger.ts';

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
    expect(mergerRefusal(one('underNotice'), other('contested'))).toBeUndefined();
    expect(mergerRefusal(one('registered'), other('reverifying'))).toBeUndefined();
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
