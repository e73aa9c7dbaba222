import type { User } from '../../shared/access/may.ts';
import type { Trace } from '../../shared/duplicates/traces.ts';
import type { Form } from '../../shared/form/form.ts';
import { maskName } from '../../shared/privacy/masks.ts';
import { heldLocks } from '../../shared/registry/dossier-reader.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { type Key, keys } from '../../shared/registry/keys.ts';
import type { Question } from '../../shared/registry/questions.ts';
import type { App } from '../../shared/services/app.ts';
import { knownBy } from '../../shared/services/known-by.ts';
import { questionOf } from './question.ts';

/** A submission that is about to be made: by whom, the dossier as read, its form's number, and who is in it. */
export interface Submission {
  user: User;
  dossier: Dossier;
  form: number;
  now: Date;
  /** Hashed. */
  traces: readonly Trace[];
  /** Blind indexes of the ID numbers, and of the names. */
  numbers: readonly string[];
  names: readonly string[];
  /** The worker's ID number, and its blind index; null where they have none. */
  worker: { idNumber: string; index: string } | null;
  /** 李*英, the worker's. */
  maskedName: string;
  /** Where a search is to find it. Left before the submission: a search shows nothing that was not submitted. */
  findable: readonly Key[];
  /** What the form asks of the registry. */
  question: Question;
}

/** A form that is handed in, with the traces, locks and places that it leads to (blind indexes). */
export async function submissionOf(
  app: App,
  made: Pick<Submission, 'user' | 'dossier' | 'form' | 'now'>,
  form: Form,
): Promise<Submission> {
  const { traces, numbers, names, worker } = await knownBy(app, form);
  return {
    ...made,
    ...{ traces, numbers, names, worker },
    maskedName: maskName(form.worker.name),
    findable: placesOf(made.dossier, numbers, names),
    question: questionOf(form, traces),
  };
}

/** What a search by ID number or name finds the dossier by, also after its life has ended: those that are new. */
function placesOf(dossier: Dossier, numbers: readonly string[], names: readonly string[]): Key[] {
  const sk = keys.place(dossier.state.orgPath, dossier.id);
  const held = heldLocks(dossier);
  const known = [...dossier.names, ...(dossier.proposed?.names ?? [])];
  return [
    ...numbers.filter((index) => !held.includes(index)).map((index) => ({ pk: keys.identities(index), sk })),
    ...names.filter((index) => !known.includes(index)).map((index) => ({ pk: keys.names(index), sk })),
  ];
}
