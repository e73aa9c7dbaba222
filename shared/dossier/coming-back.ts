import * as z from 'zod/mini';
import { mergedRefusal } from './aid.ts';
import { decided, deed } from './deed.ts';
import { isGoing } from './disposal-state.ts';
import type { DossierState } from './state.ts';
import { isTemporary } from './temporary-state.ts';

/** 返困: the household is on file again, under another dossier; what ended stays ended. */
export const comeBack = deed('comeBack', {
  title: '登记返困',
  says: { dossier: z.string() },
  place: 'left',
  refuse: (state) =>
    mergedRefusal(state) ??
    (isTemporary(state) ? '临时救助没有转正就注销的，不是返困' : undefined) ??
    (state.successor ? '这一户返困以后已经另立了一份档案' : undefined),
  evolve: (_, { dossier }, { on }) => ({ successor: { dossier, on } }),
});

export const decideComingBack = (state: DossierState, says: { dossier: string }) => decided(state, comeBack, says);

/** Whether a household that is put down again may be the one that left under this dossier: it is the latest of it. */
export const mayComeBack = (state: DossierState): boolean => {
  const { standing, end, successor } = state;
  return standing === 'left' && end?.as !== 'merged' && successor === null && !isTemporary(state) && !isGoing(state);
};
