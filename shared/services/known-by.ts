import type { Trace } from '../duplicates/traces.ts';
import type { Form } from '../form/form.ts';
import { hashedTraces } from '../registry/hashed-traces.ts';
import type { App } from './app.ts';
import { blindIndex } from './services.ts';

/** By what a household is known. */
export interface KnownBy {
  /** Hashed. */
  traces: Trace[];
  /** Blind indexes of its ID numbers, and of its names. */
  numbers: string[];
  names: string[];
  /** The worker's ID number, and its blind index; null where they have none. */
  worker: { idNumber: string; index: string } | null;
}

export async function knownBy(app: App, form: Form): Promise<KnownBy> {
  const people = [form.worker, ...form.members];
  const idNumbers = [...new Set(people.flatMap(({ idNumber }) => idNumber ?? []))];
  const names = new Set(people.map(({ name }) => name));
  const index = blindIndex(app);
  const [traces, numbers, indexesOfNames] = await Promise.all([
    hashedTraces(index, form),
    Promise.all(idNumbers.map((idNumber) => index.of('idNumber', idNumber))),
    Promise.all([...names].map((name) => index.of('name', name))),
  ]);
  const { idNumber } = form.worker;
  const worker = idNumber === undefined ? null : { idNumber, index: numbers[idNumbers.indexOf(idNumber)] as string };
  return { traces, numbers, names: indexesOfNames, worker };
}
