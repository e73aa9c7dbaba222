import * as z from 'zod/mini';
import { type Courses, isApplication, stageAfter, wholeCourse } from '../matters/course.ts';
import { Sealed } from '../sealing/sealed.ts';
import { Basis } from '../standards/basis.ts';
import type { ActionOf } from './actions.ts';
import { agreed, decided, deed, isoDate, within, withOne } from './deed.ts';
import { duplicateRefusal, isHeld, noDuplicates, openDuplicates } from './duplicate-state.ts';
import { touched } from './idle-state.ts';
import { anew } from './matter.ts';
import { courseShape } from './opening.ts';
import { formToSubmit } from './proposed.ts';
import { notExempted, runToReport, waitsForExemption } from './reviewing.ts';
import type { DossierState } from './state.ts';

const filled = {
  kinds: ['registration', 'temporary', 'conversion', 'amendment', 'reverification'],
  stages: ['form'],
} as const;

/** 填表：form 号一经提交不再改动；digest 为所存内容的 SHA-256 */
export const saveForm = deed('saveForm', {
  title: '填表',
  says: {
    form: z.int().check(z.minimum(1)),
    digest: z.string(),
    /** 保存以前还有谁填过 */
    typedBy: z.optional(z.array(z.string())),
  },
  place: filled,
  refuse: (state, { form }) => (form === formToSave(state) ? undefined : '档案表的编号不相接'),
  evolve: (state, { form, typedBy = [] }, { actor, on }) => ({
    // A draft keeps its number though a later one is in force since; the next new form must not take that one's.
    form: Math.max(state.form, form),
    ...touched(on),
    ...within(state, { draft: form, registrars: [...typedBy, actor.id].reduce(withOne, state.matter.registrars) }),
    lookups: { ...state.lookups, stale: true, cleared: false },
  }),
});

/** What was submitted stays as it was: a correction is a new form. */
export function decideSaving(state: DossierState, { digest, typedBy = [] }: { digest: string; typedBy?: string[] }) {
  return decided(state, saveForm, { form: formToSave(state), digest, ...(typedBy.length > 0 ? { typedBy } : {}) });
}

export function formToSave({ form, matter }: DossierState): number {
  return matter.draft ?? form + 1;
}

/** 提交（申报或补正后再次申报） */
export const submit = deed('submit', {
  title: '提交',
  says: {
    /** 哪一件事项：第一件是建档，以后的是变更，或报告有变化的复核 */
    matter: z.int().check(z.minimum(1)),
    form: z.int().check(z.minimum(1)),
    run: z.int().check(z.minimum(1)),
    /** 提交那天适用的标准和低保标准：办理途中改了也不变 */
    basis: Basis,
    /** 年度复核报告有变化的：从现在起走哪些环节，和报告的人怎么说 */
    review: z.optional(z.strictObject({ course: courseShape, opinion: Sealed })),
    /** 告知同意：到这一次提交为止各人的，有新的才写 */
    consent: z.optional(Sealed),
    /** 返困的：以前在册的那一份档案，本人就是那一份的户主 */
    predecessor: z.optional(z.string()),
    /** 申请临时救助的：本人以前临时救助过几次，最近一次到哪一天；各次的原因、为什么再次救助封存 */
    again: z.optional(
      z.strictObject({ times: z.int().check(z.minimum(0)), lastUntil: z.nullable(isoDate), content: Sealed }),
    ),
  },
  place: filled,
  refuse: (state, { matter, form, run, review, predecessor }) => {
    if (matter !== state.matter.matter) return '事项的编号不是正在办理的一件';
    if (form !== formToSubmit(state)) return '请先保存档案表，再提交最近保存的一份';
    if (run !== runToHandIn(state)) return '提交的次数不相接';
    if ((state.matter.kind === 'reverification') !== (review !== undefined))
      return '报告复核的，写明变了什么、怎样核实的';
    if (form === state.matter.form && waitsForExemption(state)) return notExempted;
    if (predecessor !== undefined && !isApplication(state.matter)) return '只有建档说得上以前的档案';
    // What is only possible is looked into until the visit; what is certain, or goes back past the visit, stops here.
    const pastVisit = isPaperOnly(state) && state.matter.returned?.from !== 'survey';
    const stops = isHeld(state) || openDuplicates(state).some(({ verdict }) => pastVisit || verdict === 'certain');
    return stops ? duplicateRefusal(state) : undefined;
  },
  evolve: (state, { form, run, basis, review, consent, predecessor, again }, { actor, on }) => {
    const { matter } = state;
    const before = isApplication(matter)
      ? { predecessor: predecessor ?? null, again: again ? { ...again, version: state.version } : null }
      : {};
    const handedIn = {
      run,
      draft: null,
      returned: null,
      overdue: null,
      stalled: null,
      registrars: withOne(matter.registrars, actor.id),
    };
    // Whoever applies again has left 边缘名单.
    const beside = {
      lookups: noDuplicates.lookups,
      margin: null,
      ...touched(on),
      ...before,
      ...agreed(state, consent),
    };
    if (isPaperOnly(state)) {
      return { ...beside, ...within(state, { ...handedIn, stage: matter.returned?.from ?? 'form' }) };
    }
    const course = review?.course ?? matter.course;
    const submitted = {
      course,
      stage: stageAfter(course, 'form'),
      form,
      submittedOn: on,
      withContact: form === matter.form ? matter.withContact : null,
      basis,
    };
    return { ...beside, matter: { ...anew(matter), ...handedIn, ...submitted } };
  },
});

/** Whether it was sent back for a paper alone, and nobody has touched the form since: then it goes back to whoever asked. */
export function isPaperOnly({ matter }: DossierState): boolean {
  return matter.returned?.paperOnly === true && matter.draft === null;
}

/** The run that a submission begins; the first report of a review answers the run that waits for it. */
export function runToHandIn(state: DossierState): number {
  return state.matter.kind === 'reverification' ? runToReport(state) : state.matter.run + 1;
}

/**
 * @param basis today's; what was sent back for a paper alone is still judged by what it was submitted under
 * @param opinion what whoever reports a review says of it
 * @param consent 告知同意 of everybody so far, where somebody agreed anew
 */
export function decideSubmission(
  state: DossierState,
  courses: Courses,
  says: {
    form: number;
    basis: Basis;
    opinion?: Sealed | undefined;
    consent?: Sealed | undefined;
    predecessor?: string | undefined;
    again?: ActionOf<'submit'>['again'];
  },
) {
  const { form, opinion, consent, predecessor, again } = says;
  const { matter } = state;
  const basis = (isPaperOnly(state) ? matter.basis : null) ?? says.basis;
  const review = opinion && { course: wholeCourse(courses.changedReview), opinion };
  const before = predecessor === undefined ? {} : { predecessor };
  const more = {
    ...(review ? { review } : {}),
    ...(consent ? { consent } : {}),
    ...(again ? { again } : {}),
    ...before,
  };
  return decided(state, submit, { form, basis, matter: matter.matter, run: runToHandIn(state), ...more });
}

/** 看过放行：审核人看过这一份表和证件，当天问得太多也可以提交 */
export const clear = deed('clear', {
  title: '看过放行',
  says: { form: z.int().check(z.minimum(1)), opinion: Sealed },
  place: filled,
  refuse: (state, { form }) => {
    const now = formToSubmit(state);
    if (now === null) return '还没有保存档案表，没有可看的';
    return form === now ? undefined : '档案表已有更新的一份，请看过那一份';
  },
  evolve: (state) => ({ lookups: { ...state.lookups, cleared: true } }),
});

export const decideClearance = (state: DossierState, says: { form: number; opinion: Sealed }) =>
  decided(state, clear, says);
