import { isOver } from './life.ts';
import type { DossierState } from './state.ts';

/** 本人查询: the form that the worker is shown, by which they are on file, or else what was submitted last. */
export const ownForm = ({ inForce, matter }: Pick<DossierState, 'inForce' | 'matter'>): number | null =>
  inForce?.form ?? matter.form;

/** Why the worker cannot be shown their own file now, as a Chinese sentence; undefined when they can. */
export function ownRefusal(state: DossierState): string | undefined {
  if (isOver(state)) return '档案已经了结，不能再当面查询';
  return ownForm(state) === null ? '档案表还没有提交，没有可看的' : undefined;
}
