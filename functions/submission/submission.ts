import type { User } from '../../shared/access/may.ts';
import type { Trace } from '../../shared/duplicates/traces.ts';
import type { Form } from '../../shared/form/form.ts';
import { maskName } from '../../shared/privacy/masks.ts';
import { heldLocks } from '../../shared/registry/dossier-reader.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { hashedTraces } from '../../shared/registry/hashed-traces.ts';
import { type Key, keys } from '../../shared/registry/keys.ts';
import type { Question } from '../../shared/registry/questions.ts';
import type { App } from '../../shared/services/app.ts';
import { blindIndex } from '../../shared/services/services.ts';
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

export async function submissionOf(
  app: App,
  made: Pick<Submission, 'user' | 'dossier' | 'form' | 'now'>,
  form: Form,
): Promise<Submission> {
  const people = [form.worker, ...form.members];
  const idNumbers = new Set(people.flatMap(({ idNumber }) => idNumber ?? []));
  const names = new Set(people.map(({ name }) => name));
  const index = blindIndex(app);
  const [traces, ...indexes] = await Promise.all([
    hashedTraces(index, form),
    Promise.all([...idNumbers].map((idNumber) => index.of('idNumber', idNumber))),
    Promise.all([...names].map((name) => index.of('name', name))),
  ]);
  return {
    ...made,
    traces,
    numbers: indexes[0],
    names: indexes[1],
    worker:
      form.worker.idNumber === undefined
        ? null
        : { idNumber: form.worker.idNumber, index: indexes[0][[...idNumbers].indexOf(form.worker.idNumber)] as string },
    maskedName: maskName(form.worker.name),
    findable: placesOf(made.dossier, ...indexes),
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
