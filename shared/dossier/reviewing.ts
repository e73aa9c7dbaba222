import * as z from 'zod/mini';
import { type Courses, stageAfter, wholeCourse } from '../matters/course.ts';
import { Sealed } from '../sealing/sealed.ts';
import { decided, deed, within, withOne } from './deed.ts';
import { anew, type Matter } from './matter.ts';
import { courseShape } from './opening.ts';
import { isChangedReview } from './proposed.ts';
import type { DossierState } from './state.ts';

/** 登记复核结果：没有变化。有变化的，填一份变了的档案表提交；要退出的，提出退出 */
export const reverify = deed('reverify', {
  title: '登记复核结果',
  says: {
    matter: z.int().check(z.minimum(2)),
    run: z.int().check(z.minimum(1)),
    course: courseShape,
    opinion: Sealed,
    /** 填了一半、不再提交的那一份变了的档案表 */
    drops: z.optional(z.int().check(z.minimum(1))),
  },
  place: { kinds: ['reverification'], stages: ['form'] },
  refuse: (state, { matter, run, drops }) => {
    const now = state.matter;
    if (matter !== now.matter || run !== runToReport(state)) return '没有待办的复核';
    // Somebody has begun to write down what has changed: nobody else reports over it that nothing has.
    if (now.draft !== null && drops === undefined) {
      return `第 ${now.draft} 份变了的档案表保存了还没有提交：有变化的，提交它；确实没有变化的，写明不要这一份（drops）`;
    }
    if ((drops ?? null) !== now.draft) return '写明不要的一份，不是现在填着的一份，请看过再报告';
    return waitsForExemption(state) ? notExempted : undefined;
  },
  evolve: (state, { run, course }, { actor }) => {
    const { matter } = state;
    const registrars = withOne(matter.registrars, actor.id);
    const reported = { run, draft: null, returned: null, overdue: null, stalled: null, registrars };
    if (goesBack(matter)) return within(state, { ...reported, stage: matter.returned.from });
    const looksAt = isChangedReview(matter) ? notChanged(state) : {};
    return { matter: { ...anew(matter), ...looksAt, ...reported, course, stage: stageAfter(course, 'form') } };
  },
});

/** Only a paper was missing of what was reported as unchanged: it goes on where it was asked for. */
function goesBack(matter: Matter): matter is Matter & { returned: NonNullable<Matter['returned']> } {
  return matter.returned?.paperOnly === true && !isChangedReview(matter);
}

/** What was handed in as changed is reported as unchanged after all: the form in force is looked at, as before. */
const notChanged = ({ inForce }: DossierState): Partial<Matter> => ({
  form: inForce?.form ?? null,
  submittedOn: null,
  withContact: null,
  basis: null,
});

/** The run that waits for the report; sent back, nothing waits any more and another begins. */
export function runToReport({ matter: { run, returned } }: DossierState): number {
  return returned === null ? run : run + 1;
}

/**
 * Whether the review came back because the household is excluded, and a reviewer may exempt it. Until somebody else has
 * ruled so, whoever reports cannot have it looked at again as it is: one person could keep anybody on file otherwise.
 */
export function waitsForExemption({ matter, exemptions }: DossierState): boolean {
  if (matter.kind !== 'reverification' || matter.returned?.from !== 'assessment') return false;
  const found = matter.assessment?.version ?? 0;
  return !exemptions.some(({ version }) => version > found);
}

export const notExempted = '认定命中排除情形，还没有人豁免：请审核人裁定，或者填一份变了的档案表提交，或者提出退出';

export function decideReport(
  state: DossierState,
  courses: Courses,
  says: { opinion: Sealed; drops?: number | undefined },
) {
  const { opinion, drops } = says;
  const course = goesBack(state.matter) ? [...state.matter.course] : wholeCourse(courses.reverification);
  const more = drops === undefined ? {} : { drops };
  return decided(state, reverify, {
    opinion,
    course,
    ...more,
    matter: state.matter.matter,
    run: runToReport(state),
  });
}
