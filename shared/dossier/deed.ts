import * as z from 'zod/mini';
import type { ErrorCode } from '../errors/catalogue.ts';
import type { MatterKind, Stage } from '../matters/course.ts';
import type { Sealed } from '../sealing/sealed.ts';
import type { Actor } from './actor.ts';
import { isGoing } from './disposal-state.ts';
import { isInCare, isLive, isOnFile, isOver } from './life.ts';
import { isOpen, type Matter } from './matter.ts';
import type { DossierState } from './state.ts';
import { statusOf, statusTitles } from './status.ts';

/** Who recorded an action, and when: an ISO instant, and its date in Asia/Shanghai. */
export interface Told {
  actor: Actor;
  at: string;
  on: string;
}

/**
 * When an action has its place.
 *
 * - `anywhere`: always. `nowhere`: while there is no dossier yet.
 * - `alive`: while its life is not over. `over`: once it is; what becomes of it when it need not be kept.
 * - `live`: while it holds its household's identity locks.
 * - `onFile`, `temporary`: while the household is on file, or taken in for a time. `inCare`: while it is either.
 * - `everInCare`: from then on, also after it has left. `left`: once it has.
 * - Else while a matter of these kinds is open at one of these stages.
 */
export type Place =
  | 'anywhere'
  | 'nowhere'
  | 'alive'
  | 'live'
  | 'onFile'
  | 'temporary'
  | 'inCare'
  | 'everInCare'
  | 'left'
  | 'over'
  | { kinds?: readonly MatterKind[]; stages?: readonly Stage[] };

/** One thing that can happen to a dossier: what it is called, what it says, when it may be, and what it changes. */
export interface Deed<Type extends string = string, Says extends z.core.$ZodShape = z.core.$ZodShape> {
  type: Type;
  /** What it is called when a person is told about it. */
  title: string;
  schema: z.ZodMiniObject<Says & { type: z.ZodMiniLiteral<Type> }, z.core.$strict>;
  place: Place;
  /** Why it may not be recorded though it is in its place, as a Chinese sentence; undefined when it may. */
  refuse: (state: DossierState, action: ActionBy<Type, Says>) => string | undefined;
  /** What it changes. Pure; the version is counted already. */
  evolve: (state: DossierState, action: ActionBy<Type, Says>, told: Told) => Partial<DossierState>;
}

export type ActionBy<Type extends string, Says extends z.core.$ZodShape> = z.infer<
  z.ZodMiniObject<Says & { type: z.ZodMiniLiteral<Type> }, z.core.$strict>
>;

export function deed<const Type extends string, Says extends z.core.$ZodShape>(
  type: Type,
  said: {
    title: string;
    says: Says;
    place: Place;
    refuse?: Deed<Type, Says>['refuse'];
    evolve: Deed<Type, Says>['evolve'];
  },
): Deed<Type, Says> {
  const { title, says, place, refuse = () => undefined, evolve } = said;
  const schema = z.strictObject({ type: z.literal(type), ...says }) as Deed<Type, Says>['schema'];
  return { type, title, schema, place, refuse, evolve };
}

/** Why an action is not to be recorded: the number of the error, and a Chinese sentence. */
export interface Refusal {
  refused: string;
  code: ErrorCode;
}

export const isRefusal = (decided: object): decided is Refusal => 'refused' in decided;

/** What comes of somebody's wish to do this: the action to be recorded, or why not (E1302). */
export function decided<Type extends string, Says extends z.core.$ZodShape>(
  state: DossierState,
  by: Deed<Type, Says>,
  says: Omit<ActionBy<Type, Says>, 'type'>,
): ActionBy<Type, Says> | Refusal {
  const action = { type: by.type, ...says } as unknown as ActionBy<Type, Says>;
  const refused = misplaced(state, by) ?? by.refuse(state, action);
  return refused === undefined ? action : { refused, code: 1302 };
}

/** Why nothing of this kind can be recorded where the dossier stands; undefined when something may be. */
export function misplaced(state: DossierState, { place, title }: Pick<Deed, 'place' | 'title'>): string | undefined {
  const status = statusTitles[statusOf(state)];
  if (place !== 'over' && isGoing(state)) return `档案现为“${status}”，已经确认处置，不能${title}`;
  return isAt(state, place) ? undefined : `档案现为“${status}”，不能${title}`;
}

export function isAt(state: DossierState, place: Place): boolean {
  if (place === 'anywhere') return true;
  if (place === 'nowhere') return false;
  if (place === 'alive') return !isOver(state);
  if (place === 'live') return isLive(state);
  if (place === 'over') return isOver(state);
  if (place === 'onFile') return isOnFile(state);
  if (place === 'temporary' || place === 'left') return state.standing === place;
  if (place === 'inCare') return isInCare(state);
  if (place === 'everInCare') return isInCare(state) || state.standing === 'left';
  const { matter } = state;
  const { kinds, stages } = place;
  return isOpen(matter) && (kinds?.includes(matter.kind) ?? true) && (stages?.includes(matter.stage) ?? true);
}

/** A change of the matter that stands in the state. */
export function within({ matter }: DossierState, change: Partial<Matter>): { matter: Matter } {
  return { matter: { ...matter, ...change } };
}

/** 告知同意 that came with it takes the place of all before, which it holds. */
export function agreed({ version }: DossierState, consent: Sealed | undefined): Partial<DossierState> {
  return consent === undefined ? {} : { consent: { version, content: consent } };
}

export function withOne(list: readonly string[], one: string): string[] {
  return list.includes(one) ? [...list] : [...list, one];
}

export const isoDate = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
/** A month, 2027-12. */
export const isoMonth = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/));
export const isoInstant = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/));
