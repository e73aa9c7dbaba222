import { applications } from '../matters/course.ts';
import { decided, deed } from './deed.ts';
import { isDraft } from './idle-state.ts';
import { concluded } from './matter.ts';
import { ended } from './opening.ts';
import type { DossierState } from './state.ts';

const place = { kinds: applications, stages: ['form'] as const };

/** 提醒将要终结：很久没有人保存的草稿，退回以后很久没有人再提交的 */
export const warnIdle = deed('warnIdle', {
  title: '提醒将要终结',
  says: {},
  place,
  refuse: ({ idle }) => (idle.warnedOn === null ? undefined : '已经提醒过'),
  evolve: ({ idle }, _, { on }) => ({ idle: { ...idle, warnedOn: on } }),
});

/** 未提交而终结：提醒以后仍没有人保存、提交的草稿；退回以后没有再提交的，算作撤回 */
export const endIdle = deed('endIdle', {
  title: '未提交而终结',
  says: {},
  place,
  refuse: ({ idle }) => (idle.warnedOn === null ? '还没有提醒过' : undefined),
  evolve: (state, _, { on }) =>
    isDraft(state)
      ? { standing: 'ended', end: { as: 'abandoned', on }, matter: concluded(state.matter, 'abandoned') }
      : ended(state, on),
});

export const decideIdleWarning = (state: DossierState) => decided(state, warnIdle, {});
export const decideIdleEnd = (state: DossierState) => decided(state, endIdle, {});
