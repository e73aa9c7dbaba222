import { createContext, type RefObject, useContext, useEffect, useRef } from 'react';
import { type Session, SessionContext } from '../session.ts';

/**
 * What the forms are about that stand within: a household, and the matter that it is in. What somebody fills in there and
 * leaves for another screen stands there still when they come back. null: it is not kept, because two things may be
 * done by forms of one title.
 */
export const KeptAbout = createContext<string | null>(null);

type Kept = Map<string, string[]>;
/** By whoever has signed in, in memory alone: what is typed is somebody's affairs, and never the next one's to see. */
const bySession = new WeakMap<Session, Map<string, Kept>>();

/** Keeps what is typed in a form until it is done, and puts it back. */
export function useKeptFields(form: RefObject<HTMLFormElement | null>, title: string) {
  const about = useContext(KeptAbout);
  const session = useContext(SessionContext);
  const key = about === null ? undefined : `${about} ${title}`;
  const all = session && keptIn(session);
  const waiting = useRef<Kept>(new Map());
  const touched = useRef(new Set<Field>());
  const isTyped = useRef(false);

  useEffect(() => {
    // A window that is closed or read anew takes all of it along.
    const warn = (event: BeforeUnloadEvent) => {
      if (!isTyped.current) return;
      event.preventDefault();
      // Older browsers ask only for this.
      event.returnValue = '';
    };
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, []);

  useEffect(() => {
    const here = form.current;
    const kept = key === undefined ? undefined : all?.get(key);
    if (!here || !kept) return;
    waiting.current = new Map(kept);
    const putBack = () => {
      for (const [name, values] of [...waiting.current]) {
        if (restored(fieldsOf(here, name), values)) waiting.current.delete(name);
      }
    };
    // An answer may bring further fields, and a list its words later.
    const more = new MutationObserver(putBack);
    more.observe(here, { childList: true, subtree: true });
    putBack();
    return () => more.disconnect();
  }, [form, key, all]);

  return {
    /** A field has been filled in. */
    changed: (target: EventTarget) => {
      const field = target as Field;
      isTyped.current = true;
      if (!form.current || !all || key === undefined || field.name === '') return;
      const here = form.current;
      waiting.current.delete(field.name);
      touched.current.add(field);
      // What has gone since, as when another entry is corrected, is about something else.
      const names = [...touched.current].filter((each) => here.contains(each)).map(({ name }) => name);
      const typed = names.map((name) => [name, valuesOf(fieldsOf(here, name))] as const);
      all.set(key, new Map([...waiting.current, ...typed]));
    },
    /** It is done: nothing is left over. */
    done: () => {
      isTyped.current = false;
      if (key !== undefined) all?.delete(key);
    },
  };
}

function keptIn(session: Session): Map<string, Kept> {
  const all = bySession.get(session) ?? new Map<string, Kept>();
  bySession.set(session, all);
  return all;
}

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
const UNKEPT = ['file', 'hidden', 'password'];

const fieldsOf = (form: HTMLFormElement, name: string): Field[] =>
  ([...form.elements] as Field[]).filter((each) => each.name === name && !UNKEPT.includes(each.type));

const isTicked = (field: Field): field is HTMLInputElement => field.type === 'radio' || field.type === 'checkbox';

/** Of boxes the ticked ones' values, of others what stands in each. */
const valuesOf = (fields: readonly Field[]): string[] =>
  fields.flatMap((each) => (isTicked(each) && !each.checked ? [] : [each.value]));

/** As somebody does it by hand, so that whatever follows of it follows. Whether they are there. */
function restored(fields: readonly Field[], values: readonly string[]): boolean {
  if (fields.length === 0 || fields.some((each, at) => !hasWord(each, values[at] ?? ''))) return false;
  for (const [at, field] of fields.entries()) {
    if (isTicked(field)) {
      if (field.checked !== values.includes(field.value)) field.click();
      continue;
    }
    const value = values[at];
    if (value === undefined || value === field.value) continue;
    // React hears of what it has not set itself.
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, value);
    field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }));
  }
  return true;
}

const hasWord = (field: Field, value: string): boolean =>
  !(field instanceof HTMLSelectElement) || [...field.options].some((option) => option.value === value);
