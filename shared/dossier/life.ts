import type { Standing } from '../matters/standing.ts';
import { isGoing } from './disposal-state.ts';
import type { DossierState } from './state.ts';

const alive: readonly Standing[] = ['applying', 'onFile', 'temporary'];

type Stands = Pick<DossierState, 'standing'>;

/** 在册: what a report counts, what is planned for and looked at every year. A household taken in for a time is not. */
export const isOnFile = ({ standing }: Stands): boolean => standing === 'onFile';

/** 在帮: on file, or taken in for a time (临时救助). It is given aid, is visited, can be handed over, and can leave. */
export const isInCare = (state: Stands): boolean => isOnFile(state) || state.standing === 'temporary';

/** Whether the dossier is its household's one live dossier, and holds the locks on everybody's ID number. */
export function isLive({ standing, matter }: Pick<DossierState, 'standing' | 'matter'>): boolean {
  return isInCare({ standing }) || (standing === 'applying' && matter.form !== null);
}

/** Whether the dossier's life is over; it never lives again. */
export function isOver({ standing }: Pick<DossierState, 'standing'>): boolean {
  return !alive.includes(standing);
}

/**
 * Whether a dossier takes attachments: when its life has ended, only receipts of what is entered in its ledger late, and
 * what a 抽查 brings home.
 */
export function takesAttachments(state: Pick<DossierState, 'standing' | 'end' | 'disposal'>): boolean {
  const isDrawn = state.standing === 'left' || isRefused(state);
  return !isOver(state) || (isDrawn && state.end?.as !== 'merged' && !isGoing(state));
}

/** 不予建档: nobody fills anything in any more, and still it may be drawn for a 抽查. */
export const isRefused = ({ end }: Pick<DossierState, 'end'>): boolean => end?.as === 'rejected';
