import { isApplication } from '../matters/course.ts';
import type { Refusal } from './deed.ts';
import { isOpen, type Matter } from './matter.ts';
import type { DossierState } from './state.ts';

/** A review that was reported with a changed form of its own (有变化); until then it looks at the form in force. */
export const isChangedReview = ({ kind, submittedOn }: Pick<Matter, 'kind' | 'submittedOn'>): boolean =>
  kind === 'reverification' && submittedOn !== null;

/** Matters that would put another form into force in place of the one that is. */
export const amends = (matter: Pick<Matter, 'kind' | 'submittedOn'>): boolean =>
  matter.kind === 'amendment' || matter.kind === 'conversion' || isChangedReview(matter);

/** Matters whose form is one of their own, filled in and submitted; the others look at the form in force. */
export const proposes = (matter: Pick<Matter, 'kind' | 'submittedOn'>): boolean =>
  isApplication(matter) || amends(matter);

/** What the next submission of the open matter hands in: the draft, or once more what was submitted. Null before either. */
export const formToSubmit = ({ matter }: Pick<DossierState, 'matter'>): number | null =>
  matter.draft ?? (proposes(matter) ? matter.form : null);

/** What of a matter's proposal would come into force; null where it proposes none. */
export const proposalIn = ({ withContact, form }: Pick<Matter, 'withContact' | 'form'>): number | null =>
  withContact ?? form;

/** The form that people look at now: what is being filled in, else what is proposed, else what is in force; 0 for none. */
export function formAtHand({ form, matter, inForce }: Pick<DossierState, 'form' | 'matter' | 'inForce'>): number {
  const open = isOpen(matter) ? (matter.draft ?? (proposes(matter) ? proposalIn(matter) : null)) : null;
  return open ?? inForce?.form ?? form;
}

/** Of what people look at, the form that was submitted: it counts until a correction that is begun is submitted too. */
export function submittedForm({ matter, inForce }: Pick<DossierState, 'matter' | 'inForce'>): number | null {
  return (isOpen(matter) && proposes(matter) ? proposalIn(matter) : null) ?? inForce?.form ?? matter.form;
}

/**
 * What somebody has seen and decides about; another matter may have been opened since, and their word is not taken for
 * that one (E1302). Undefined when it is what they have seen: the form that the matter rests on, or the same with other
 * contact data, which decide nothing.
 */
export function otherThanSeen(
  { matter, inForce }: DossierState,
  seen: { matter: number; form?: number },
): Refusal | undefined {
  if (seen.matter !== matter.matter) {
    return { refused: `现在是第 ${matter.matter} 件事项，不是您看到的第 ${seen.matter} 件，请看过再办`, code: 1302 };
  }
  // Where nothing was submitted, the deed itself says that it is not the time for it.
  const now = submittedForm({ matter, inForce });
  if (seen.form === undefined || matter.form === null || seen.form === matter.form || seen.form === now)
    return undefined;
  return { refused: `办的是第 ${now} 份档案表，不是您看到的第 ${seen.form} 份，请看过再办`, code: 1302 };
}
