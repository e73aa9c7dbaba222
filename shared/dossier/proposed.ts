import { isOpen, type Matter } from './matter.ts';
import type { DossierState } from './state.ts';

/** Matters whose form is one of their own, filled in and submitted; the others look at the form in force. */
export const proposes = ({ kind }: Pick<Matter, 'kind'>): boolean => kind === 'registration' || kind === 'amendment';

/** What the next submission of the open matter hands in: the draft, or once more what was submitted. Null before either. */
export const formToSubmit = ({ matter }: Pick<DossierState, 'matter'>): number | null => matter.draft ?? matter.form;

/** What of a matter's proposal would come into force; null where it proposes none. */
export const proposalIn = ({ withContact, form }: Pick<Matter, 'withContact' | 'form'>): number | null =>
  withContact ?? form;

/** The form that people look at now: what is being filled in, else what is proposed, else what is in force; 0 for none. */
export function formAtHand({ form, matter, inForce }: Pick<DossierState, 'form' | 'matter' | 'inForce'>): number {
  const open = isOpen(matter) && proposes(matter) ? (matter.draft ?? proposalIn(matter)) : null;
  return open ?? inForce?.form ?? form;
}
