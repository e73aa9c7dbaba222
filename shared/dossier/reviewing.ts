import * as z from 'zod';
import { stageAfter } from '../matters/course.ts';
import { Sealed } from '../sealing/sealed.ts';
import { decided, deed, within, withOne } from './deed.ts';
import { anew } from './matter.ts';
import type { DossierState } from './state.ts';

/** 登记复核结果：没有变化。要退出的，提出退出 */
export const reverify = deed('reverify', {
  title: '登记复核结果',
  says: { matter: z.int().min(2), run: z.int().min(1), opinion: Sealed },
  place: { kinds: ['reverification'], stages: ['form'] },
  refuse: (state, { matter, run }) => {
    const now = state.matter;
    return matter === now.matter && run === runToReport(state) ? undefined : '没有待办的复核';
  },
  evolve: (state, { run }, { actor }) => {
    const { matter } = state;
    const registrars = withOne(matter.registrars, actor.id);
    const reported = { run, returned: null, overdue: null, stalled: null, registrars };
    if (matter.returned?.paperOnly) return within(state, { ...reported, stage: matter.returned.from });
    return { matter: { ...anew(matter), ...reported, stage: stageAfter(matter.course, 'form') } };
  },
});

/** The run that waits for the report; sent back, nothing waits any more and another begins. */
export function runToReport({ matter: { run, returned } }: DossierState): number {
  return returned === null ? run : run + 1;
}

export function decideReport(state: DossierState, says: { opinion: Sealed }) {
  return decided(state, reverify, { ...says, matter: state.matter.matter, run: runToReport(state) });
}
