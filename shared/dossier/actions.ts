import * as z from 'zod/mini';
import { deeds } from './deeds.ts';

export type ActionType = keyof typeof deeds;
export type ActionOf<T extends ActionType> = { [K in T]: z.infer<(typeof deeds)[K]['schema']> }[T];
/** Anything that can happen to a dossier, as its journal holds it. */
export type Action = ActionOf<ActionType>;
export const Action: z.ZodMiniType<Action> = z.discriminatedUnion(
  'type',
  Object.values(deeds).map(({ schema }) => schema) as unknown as [typeof deeds.createDraft.schema],
) as unknown as z.ZodMiniType<Action>;

/** What each action is called when a person is told about it. */
export const titleOf = (type: ActionType): string => deeds[type].title;

/** Throws unless this is one of the actions above, whole and with nothing else: whoever asks to have it recorded. */
export function assertAction(action: unknown): asserts action is Action {
  const { type } = action as { type?: unknown };
  if (typeof type !== 'string' || !Object.hasOwn(deeds, type)) {
    throw new TypeError('is no action that can be recorded: /type');
  }
  const { success, error } = deeds[type as ActionType].schema.safeParse(action);
  if (success) return;
  const places = error.issues.map(({ path }) => `/${path.join('/')}`);
  throw new TypeError(`is no action that can be recorded: ${places.join(', ')}`);
}
