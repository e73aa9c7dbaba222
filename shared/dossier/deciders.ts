import { type UnionLevel, unionLevels } from '../organisation/union-level.ts';
import { levelDue } from './approval-state.ts';
import type { Decider, Matter } from './matter.ts';
import type { DossierState } from './state.ts';

// Who may decide which level of a matter. Apart from the deeds and their schemas, which whoever only asks need not carry.

/**
 * Why this person may not decide this level of the matter, as a Chinese sentence; undefined when they may. What was sent
 * back comes to whoever decided the same level before; somebody of the county who is of the city by now decided another.
 */
export function deciderRefusal(
  { deciders, registrars, surveyors }: Matter,
  { approver, level }: Decider,
): string | undefined {
  const another = deciders.some((each) => each.approver === approver && each.level !== level);
  if (another) return '这位审批人在这件事项里已经决定过另一级';
  const handled = registrars.includes(approver) || surveyors.includes(approver);
  return handled ? '经手过这件事项的人不能审批' : undefined;
}

export const mayDecide = ({ matter }: DossierState, as: Decider): boolean => deciderRefusal(matter, as) === undefined;

/** The province's levels of approval, lowest first. */
export type Levels = readonly { unionLevel: UnionLevel }[];

/**
 * The level that an approver of a union of this level decides when they are asked now. Whoever stands above the level
 * that is due decides in its place and in that of every level up to their own: so nobody is asked for two levels.
 */
export function levelDecidedBy({ matter }: DossierState, levels: Levels, unionLevel: UnionLevel): number {
  const due = levelDue(matter) ?? levels.length;
  const height = unionLevels.indexOf(unionLevel);
  const reached = levels.findLastIndex((level) => unionLevels.indexOf(level.unionLevel) <= height);
  return Math.max(due, reached + 1);
}

/** Whether a union of this level is that of the level which is due, or stands above it. */
export function reachesLevelDue({ matter }: DossierState, levels: Levels, unionLevel: UnionLevel): boolean {
  const due = levels[Math.min(levelDue(matter) ?? levels.length, levels.length) - 1];
  return due === undefined || unionLevels.indexOf(unionLevel) >= unionLevels.indexOf(due.unionLevel);
}
