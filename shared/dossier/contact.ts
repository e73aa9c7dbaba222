import * as z from 'zod/mini';
import type { Action } from './actions.ts';
import { decided, deed, type Refusal, type Told, within } from './deed.ts';
import { isOpen } from './matter.ts';
import { PaperTerm, paperBehind } from './paper.ts';
import { amends, proposalIn, submittedForm } from './proposed.ts';
import type { DossierState } from './state.ts';

/** What is said of a form in force that was filled in anew: nothing that decides is different. */
export const anew = {
  form: z.int().check(z.minimum(1)),
  digest: z.string(),
  /** 变更、报告有变化的复核正在办理的：提交了的一份，同样改过，办结时据以在册的；还在填的一份，照原来的编号 */
  proposed: z.optional(z.strictObject({ form: z.int().check(z.minimum(1)), digest: z.string() })),
  draft: z.optional(z.strictObject({ form: z.int().check(z.minimum(1)), digest: z.string() })),
  paper: PaperTerm,
};
type Anew = z.infer<z.ZodMiniObject<typeof anew>>;

/** Why these are not the numbers that follow, as a Chinese sentence. */
export function anewRefusal(state: DossierState, { form, proposed, draft }: Omit<Anew, 'paper' | 'digest'>) {
  const own = alsoIn(state);
  const follows =
    form === state.form + 1 &&
    (own.proposal === null ? proposed === undefined : proposed?.form === form + 1) &&
    (draft?.form ?? null) === own.draft;
  return follows ? undefined : '档案表的编号不相接';
}

/** The household's standing rests on this form from now on. */
export function inForceAnew(state: DossierState, { form, proposed, paper }: Anew, told: Told): Partial<DossierState> {
  return {
    ...paperBehind(state, form, paper, told),
    form: proposed?.form ?? form,
    inForce: state.inForce && { ...state.inForce, form },
    ...signedAnew(state, proposed?.form ?? form),
    ...(proposed ? within(state, { withContact: proposed.form }) : {}),
  };
}

/** Who signed to be checked has signed for the same form with other contact data, too. */
function signedAnew(state: DossierState, form: number): Pick<Partial<DossierState>, 'authorization'> {
  const { authorization } = state;
  if (authorization === null || authorization.form !== submittedForm(state)) return {};
  return { authorization: { ...authorization, form } };
}

/**
 * 更新资料: 不影响认定的各栏，随即生效，另存为新的一份，不是一件事项。改了哪几栏不写在日志里：封存的两份表比得出来
 */
export const updateContact = deed('updateContact', {
  title: '更新资料',
  says: anew,
  place: 'inCare',
  refuse: anewRefusal,
  evolve: inForceAnew,
});

/** In which forms of an open matter the same is changed, or else it would be undone by them. */
export function alsoIn({ matter }: DossierState): { proposal: number | null; draft: number | null } {
  if (!isOpen(matter)) return { proposal: null, draft: null };
  return { proposal: amends(matter) ? proposalIn(matter) : null, draft: matter.draft };
}

type Saved = { form: number; digest: string };

/** The same before its number is known. */
export interface FilledAnew {
  digest: string;
  proposed?: Saved | undefined;
  draft?: Saved | undefined;
  paper: PaperTerm;
}

export const decideContact = (state: DossierState, says: FilledAnew) =>
  decided(state, updateContact, { ...says, form: state.form + 1 });

/** The forms that an action says were stored with it, with their digests; none of any other. */
export function formsSaved(action: Action): Saved[] {
  if (action.type === 'saveForm') return [action];
  if (action.type === 'transcribe') return [{ form: 1, digest: action.digest }];
  if (action.type !== 'updateContact' && action.type !== 'confirmAccount') return [];
  const { form, digest, proposed, draft } = action;
  return [{ form, digest }, ...(proposed ? [proposed] : []), ...(draft ? [draft] : [])];
}

export const nothingDifferent: Refusal = { refused: '填写的与据以在册的档案表一样，没有要改的', code: 1302 };

/** Whoever says what has changed has seen one form; another may be in force since (E1302). */
export function otherThanInForce({ inForce }: DossierState, seen: number): Refusal | undefined {
  if (inForce === null) return { refused: '还没有建档，没有据以在册的档案表', code: 1302 };
  if (inForce.form === seen) return undefined;
  return { refused: `据以在册的是第 ${inForce.form} 份档案表，不是您看到的第 ${seen} 份，请看过再改`, code: 1302 };
}
