import * as z from 'zod/mini';
import { CalendarUsed } from '../gazette/used.ts';
import { decided, deed, isoDate, type Told } from './deed.ts';
import type { DossierState } from './state.ts';

/** 纸质档案最晚哪一天与电子档案一致：按工作日数；公布的工作日历数不到那一天的，没有日子 */
export const PaperTerm = z.strictObject({ due: z.nullable(isoDate), calendar: CalendarUsed });
export type PaperTerm = z.infer<typeof PaperTerm>;

/** What the paper file lacks, since another form is in force: of several that came one after the other, the first. */
export function paperBehind(
  { paper }: Pick<DossierState, 'paper'>,
  form: number,
  { due }: Pick<PaperTerm, 'due'>,
  { on }: Pick<Told, 'on'>,
): Pick<DossierState, 'paper'> {
  return { paper: paper ?? { form, since: on, due } };
}

/** 纸质档案已与据以在册的一份一致（一方变动，另一方不晚于 30 个工作日同步，facts 1.8.1） */
export const paperInStep = deed('paperInStep', {
  title: '登记纸质档案已同步',
  says: { form: z.int().check(z.minimum(1)) },
  place: 'inCare',
  refuse: ({ paper, inForce }, { form }) => {
    if (paper === null) return '纸质档案没有落后，不用同步';
    return form === inForce?.form ? undefined : `据以在册的是第 ${inForce?.form} 份档案表，请照那一份同步`;
  },
  evolve: () => ({ paper: null }),
});

export const decidePaper = (state: DossierState, says: { form: number }) => decided(state, paperInStep, says);
