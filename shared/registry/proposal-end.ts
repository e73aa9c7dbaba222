import { isOpen } from '../dossier/matter.ts';
import { amends } from '../dossier/proposed.ts';
import type { DossierState } from '../dossier/state.ts';
import { type Dossier, factsOf, type HeadFacts, heldLocks } from './dossier-reader.ts';
import { keys } from './keys.ts';
import { releaseWrite } from './locks.ts';
import type { Table, Write } from './table.ts';

const EFFECT = 'proposal';

/** Whether a changed form that was submitted is under way no more, whatever became of it. */
export const proposalEnds = ({ proposed, state: { matter } }: Dossier, after: DossierState): boolean =>
  proposed !== undefined && !(isOpen(after.matter) && after.matter.matter === matter.matter && amends(after.matter));

/** Its form came into force; otherwise it was dropped, and the household is as it was. */
const isTaken = ({ state: { matter } }: Dossier, after: DossierState): boolean =>
  after.inForce?.matter === matter.matter;

/** The head's facts once a proposal has ended: of its form, or as they were. */
export function factsAfterProposal(before: Dossier, after: DossierState): HeadFacts {
  const { proposed, ...own } = factsOf(before);
  if (proposed === undefined || !isTaken(before, after)) return own;
  return { ...own, ...proposed, locks: [...new Set([...proposed.locks, ...own.absorbedLocks])] };
}

/**
 * Whoever left the household, or did not come in after all, can be in another from now on; and the dossier is compared by
 * the traces of the form in force. In the transaction that ends the proposal.
 */
export function proposalWrites(table: Table, before: Dossier, after: DossierState, facts: HeadFacts): Write[] {
  const { id } = before;
  const left = heldLocks(before).filter((index) => !facts.locks.includes(index));
  const back = isTaken(before, after)
    ? []
    : [table.updateWrite(EFFECT, keys.traces(id), 'SET traces = inForce', {}, null)];
  return [...left.map((index) => releaseWrite(table, index, id)), ...back];
}
