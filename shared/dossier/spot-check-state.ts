import { asksToRemedy, type Finding, type Frame } from '../spot-checks/words.ts';
import type { DossierState } from './state.ts';

/** What one person found; what they wrote stands in the journal entry of the version. ISO date. */
export interface Look {
  by: string;
  on: string;
  finding: Finding;
  version: number;
  evidence: string[];
}

/** 抽查 of a household, as the dossier knows it from the first look on: that it was drawn, it does not. */
export interface SpotChecked {
  /** Which 抽查. */
  check: string;
  /** Out of which frame it was drawn, whatever has become of the household since. */
  frame: Frame;
  looks: Look[];
  /** The finding, once two agree or a third has looked. */
  settled: Finding | null;
  /** 整改: by which ISO date, and what was done; null where nothing is asked. */
  remedy: { by: string; done: { on: string; by: string; how: Remedy; version: number } | null } | null;
}

/** 怎样整改 */
export const remedies = {
  amended: '已经变更资料',
  reviewed: '已经重新复核或认定',
  left: '已经退出',
  registered: '已经重新申请建档',
  explained: '说明情况，不改',
} as const;
export type Remedy = keyof typeof remedies;
export const remedyCodes = Object.keys(remedies) as [Remedy, ...Remedy[]];

/** So many the head lists: of more, those that are done with stand in the journal alone. */
export const mostSpotChecks = 20;
/** So many attachments bear out one finding. */
export const mostFindingEvidence = 10;

type Checked = Pick<DossierState, 'spotChecks'>;

export const spotCheckIn = ({ spotChecks }: Checked, check: string): SpotChecked | undefined =>
  spotChecks.find((each) => each.check === check);

/** Two who agree settle it; where two disagree, a third has the last word. */
export function settledBy(looks: readonly Pick<Look, 'finding'>[]): Finding | null {
  const [first, second, third] = looks;
  if (first === undefined || second === undefined) return null;
  if (first.finding === second.finding) return first.finding;
  return third?.finding ?? null;
}

export const openRemedies = ({ spotChecks }: Checked): SpotChecked[] =>
  spotChecks.filter(({ remedy }) => remedy !== null && remedy.done === null);

/** With one more look; `remedyBy` counts once it is settled and asks for something. */
export function withLook(of: Omit<SpotChecked, 'settled' | 'remedy'>, look: Look, remedyBy: string): SpotChecked {
  const looks = [...of.looks, look];
  const settled = settledBy(looks);
  const remedy = settled !== null && asksToRemedy(settled) ? { by: remedyBy, done: null } : null;
  return { check: of.check, frame: of.frame, looks, settled, remedy };
}

/** In its place, or as one more: what is done with goes first where there are too many. */
export function withSpotCheck({ spotChecks }: Checked, one: SpotChecked): SpotChecked[] {
  if (spotChecks.some(({ check }) => check === one.check)) {
    return spotChecks.map((each) => (each.check === one.check ? one : each));
  }
  const isDone = ({ settled, remedy }: SpotChecked) => settled !== null && (remedy === null || remedy.done !== null);
  const drop = spotChecks.length < mostSpotChecks ? undefined : (spotChecks.find(isDone) ?? spotChecks[0]);
  return [...spotChecks.filter((each) => each !== drop), one];
}
