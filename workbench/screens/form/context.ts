import { createContext, useContext, useSyncExternalStore } from 'react';
import type { FormStore } from './store.ts';

export const FormContext = createContext<FormStore | undefined>(undefined);

export function useForm(): FormStore {
  const store = useContext(FormContext);
  if (!store) throw new Error('No form is being filled in.');
  return store;
}

/** What a reader answers of the form; whoever asks is drawn anew when that changes, and only then. */
export function useOfForm<T>(reader: (store: FormStore) => T): T {
  const store = useForm();
  return useSyncExternalStore(store.subscribe, () => reader(store));
}
