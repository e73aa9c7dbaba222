import * as z from 'zod';
import { decided, deed, type Refusal, within } from './deed.ts';
import { isOpen } from './matter.ts';
import { PaperTerm, paperBehind } from './paper.ts';
import { amends, proposalIn } from './proposed.ts';
import type { DossierState } from './state.ts';

/**
 * 更新资料：不影响认定的各栏，随即生效，另存为新的一份，不是一件事项。改了哪几栏不写在日志里：封存的两份表比得出来
 */
export const updateContact = deed('updateContact', {
  title: '更新资料',
  says: {
    form: z.int().min(1),
    digest: z.string(),
    /** 变更、报告有变化的复核正在办理的：提交了的一份，同样改过，办结时据以在册；还在填的一份，照原来的编号 */
    proposed: z.strictObject({ form: z.int().min(1), digest: z.string() }).optional(),
    draft: z.strictObject({ form: z.int().min(1), digest: z.string() }).optional(),
    paper: PaperTerm,
  },
  place: 'inCare',
  refuse: (state, { form, proposed, draft }) => {
    const own = alsoIn(state);
    const follows =
      form === state.form + 1 &&
      (own.proposal === null ? proposed === undefined : proposed?.form === form + 1) &&
      (draft?.form ?? null) === own.draft;
    return follows ? undefined : '档案表的编号不相接';
  },
  evolve: (state, { form, proposed, paper }, told) => ({
    ...paperBehind(state, form, paper, told),
    form: proposed?.form ?? form,
    inForce: state.inForce && { ...state.inForce, form },
    ...(proposed ? within(state, { withContact: proposed.form }) : {}),
  }),
});

/** In which forms of an open matter the same is changed, or else it would be undone by them. */
export function alsoIn({ matter }: DossierState): { proposal: number | null; draft: number | null } {
  if (!isOpen(matter)) return { proposal: null, draft: null };
  return { proposal: amends(matter) ? proposalIn(matter) : null, draft: matter.draft };
}

type Saved = { form: number; digest: string };

/** The form on which the household's standing rests is this one from now on; nothing that decides is different. */
export function decideContact(
  state: DossierState,
  says: { digest: string; proposed?: Saved | undefined; draft?: Saved | undefined; paper: PaperTerm },
) {
  return decided(state, updateContact, { ...says, form: state.form + 1 });
}

export const nothingDifferent: Refusal = { refused: '填写的与据以在册的档案表一样，没有要改的', code: 1302 };

/** Whoever says what has changed has seen one form; another may be in force since (E1302). */
export function otherThanInForce({ inForce }: DossierState, seen: number): Refusal | undefined {
  if (inForce === null) return { refused: '还没有建档，没有据以在册的档案表', code: 1302 };
  if (inForce.form === seen) return undefined;
  return { refused: `据以在册的是第 ${inForce.form} 份档案表，不是您看到的第 ${seen} 份，请看过再改`, code: 1302 };
}
