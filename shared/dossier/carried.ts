import type { Action } from './actions.ts';
import type { JournalEntry } from './journal.ts';

type Type = Action['type'];

/** What begins a run (functions/lifecycle/relay.ts). */
const beginning: readonly Type[] = [
  'submit',
  'openReverification',
  'reverify',
  'proposeExit',
  'makePlan',
  'resume',
  'renew',
];

/** Of what the system records: asks somebody else in place of who is waited for, or says that a matter stands still. */
const answering: readonly Type[] = ['requestApproval', 'stall'];

/** Of what people record: answers nothing that can be waited for. A draft has no run, and a form answers once it is handed in. */
const unanswering: readonly Type[] = ['createDraft', 'saveForm'];

/**
 * Whether the workflow is to be told of an entry: it begins a run, ends the dossier's life (`over`), or may answer what a
 * run waits for.
 */
export function isCarried({ action, actor }: Pick<JournalEntry, 'action' | 'actor'>, over: boolean): boolean {
  if (over || beginning.includes(action.type)) return true;
  return actor.kind === 'system' ? answering.includes(action.type) : !unanswering.includes(action.type);
}
