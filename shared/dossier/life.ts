import type { Standing } from '../matters/standing.ts';
import type { DossierState } from './state.ts';

const alive: readonly Standing[] = ['applying', 'onFile'];

/** Whether the dossier is its household's one live dossier, and holds the locks on everybody's ID number. */
export function isLive({ standing, matter }: Pick<DossierState, 'standing' | 'matter'>): boolean {
  return standing === 'onFile' || (standing === 'applying' && matter.form !== null);
}

/** Whether the dossier's life is over; it never lives again. */
export function isOver({ standing }: Pick<DossierState, 'standing'>): boolean {
  return !alive.includes(standing);
}

/** Whether a dossier takes attachments: when its life has ended, only receipts of what is entered in its ledger late. */
export function takesAttachments(state: Pick<DossierState, 'standing' | 'end'>): boolean {
  return !isOver(state) || (state.standing === 'left' && state.end?.as !== 'merged');
}
