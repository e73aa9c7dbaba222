import { applications } from '../matters/course.ts';
import { decided, deed } from './deed.ts';
import { isDraft } from './idle-state.ts';
import { concluded } from './matter.ts';
import type { DossierState } from './state.ts';

const place = { kinds: applications, stages: ['form'] as const };
const submitted = '提交过的不是草稿';

/** 提醒草稿将终结：很久没有人保存 */
export const warnIdle = deed('warnIdle', {
  title: '提醒草稿将终结',
  says: {},
  place,
  refuse: (state) => {
    if (!isDraft(state)) return submitted;
    return state.idle.warnedOn === null ? undefined : '已经提醒过';
  },
  evolve: ({ idle }, _, { on }) => ({ idle: { ...idle, warnedOn: on } }),
});

/** 未提交而终结：提醒以后仍没有人保存、提交的草稿 */
export const endIdle = deed('endIdle', {
  title: '未提交而终结',
  says: {},
  place,
  refuse: (state) => {
    if (!isDraft(state)) return submitted;
    return state.idle.warnedOn === null ? '还没有提醒过' : undefined;
  },
  evolve: ({ matter }, _, { on }) => ({
    standing: 'ended',
    end: { as: 'abandoned', on },
    matter: concluded(matter, 'abandoned'),
  }),
});

export const decideIdleWarning = (state: DossierState) => decided(state, warnIdle, {});
export const decideIdleEnd = (state: DossierState) => decided(state, endIdle, {});
