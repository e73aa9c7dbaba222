import * as z from 'zod';
import { decided, deed, type Refusal } from './deed.ts';
import type { DossierState } from './state.ts';

/**
 * 更新资料：不影响认定的各栏，随即生效，另存为新的一份，不是一件事项。改了哪几栏不写在日志里：封存的两份表比得出来
 */
export const updateContact = deed('updateContact', {
  title: '更新资料',
  says: { form: z.int().min(1), digest: z.string() },
  place: 'onFile',
  refuse: (state, { form }) => (form === state.form + 1 ? undefined : '档案表的编号不相接'),
  evolve: (state, { form }) => ({ form, inForce: state.inForce && { ...state.inForce, form } }),
});

/** The form on which the household's standing rests is this one from now on; nothing that decides is different. */
export function decideContact(state: DossierState, says: { digest: string }) {
  return decided(state, updateContact, { ...says, form: state.form + 1 });
}

/** Whoever says what has changed has seen one form; another may be in force since (E1302). */
export function otherThanInForce({ inForce }: DossierState, seen: number): Refusal | undefined {
  if (inForce === null || inForce.form === seen) return undefined;
  return { refused: `据以在册的是第 ${inForce.form} 份档案表，不是您看到的第 ${seen} 份，请看过再改`, code: 1302 };
}
