import { createContext, type ReactNode, useContext, useId } from 'react';
import { Refused } from '../../shared/contract/client.ts';
import { plainly } from './said.ts';

type Fault = NonNullable<Refused['problem']['faults']>[number];

/** What is wrong with each field of the form around, by the field's name. */
export const FieldFaults = createContext<ReadonlyMap<string, readonly string[]>>(new Map());

/** Each of many in one field, as people on a line each, is named by its place. */
const placeIn = (pointer: string): string => {
  const index = /^\/[^/]+\/(\d+)/.exec(pointer)?.[1];
  return index === undefined ? '' : `第 ${Number(index) + 1} 个：`;
};

/**
 * Faults of a refusal, those of a field that the form has by its name, and the others, which stand at its foot.
 *
 * @param has whether the form has a field of a name
 * @param at the field to look at for a pointer that is no field's name, as the first of several that are counted together
 */
export function placed(
  error: unknown,
  has: (name: string) => boolean,
  at: Readonly<Record<string, string>> = {},
): { beside: ReadonlyMap<string, readonly string[]>; others: readonly Fault[] } {
  const faults = (error instanceof Refused ? error.problem?.faults : undefined) ?? [];
  const beside = new Map<string, string[]>();
  const others: Fault[] = [];
  for (const fault of faults) {
    // A field is named by what it fills in, wherever in the body that goes.
    const name = at[fault.pointer] ?? fault.pointer.split('/').find((each) => each !== '' && has(each));
    if (name !== undefined && has(name))
      beside.set(name, [...(beside.get(name) ?? []), placeIn(fault.pointer) + plainly(fault.message)]);
    else others.push(fault);
  }
  return { beside, others };
}

/** What is wrong with a field, right below it; `props` tie it to its box for whoever hears the page. */
export function useFieldFault(name: string): {
  props: { 'aria-invalid'?: true; 'aria-describedby'?: string };
  shown: ReactNode;
} {
  const id = useId();
  const faults = useContext(FieldFaults).get(name);
  if (faults === undefined) return { props: {}, shown: null };
  const shown = (
    <p id={id} className="deed-fault">
      {faults.join('；')}
    </p>
  );
  return { props: { 'aria-invalid': true, 'aria-describedby': id }, shown };
}

/** The same below what has several boxes. */
export function FieldFault({ name }: { name: string }): ReactNode {
  return useFieldFault(name).shown;
}
