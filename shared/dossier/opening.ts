import * as z from 'zod/mini';
import {
  type ApplicationKind,
  applications,
  type Course,
  type Courses,
  matterTitles,
  stages,
  wholeCourse,
} from '../matters/course.ts';
import { type ReviewReason, reviewReasonCodes } from '../matters/review.ts';
import { contains, orgPathShape } from '../organisation/org-path.ts';
import { Sealed } from '../sealing/sealed.ts';
import type { ActionOf } from './actions.ts';
import { isApproved } from './approval-state.ts';
import { agreed, decided, deed, isoDate, type Refusal } from './deed.ts';
import { touched } from './idle-state.ts';
import { isOnFile } from './life.ts';
import { concluded, givesWayToReview, isOpen, newMatter } from './matter.ts';
import { carriedOver } from './objection-list.ts';
import type { DossierState } from './state.ts';
import { transferRefusal } from './transfer-state.ts';

/** What a matter goes through: fixed when it is opened, whatever the province decides on the way. */
export const courseShape = z.array(z.enum(stages)).check(z.minLength(2), z.maxLength(stages.length));

/** 建立草稿: the dossier, and its first matter, the registration. */
export const createDraft = deed('createDraft', {
  title: '建立草稿',
  says: {
    orgPath: z.string().check(z.regex(orgPathShape)),
    kind: z.enum(applications),
    course: courseShape,
    /** 由职工的申请而来：申请人同意了什么 */
    applied: z.optional(z.strictObject({ on: isoDate, consent: z.optional(Sealed) })),
  },
  place: 'nowhere',
  evolve: (state, { kind, course, applied }, { actor, on }) => ({
    ...agreed(state, applied?.consent),
    matter: newMatter({ matter: 1, kind, course, since: on }, { registrars: [actor.id] }),
    ...touched(on),
  }),
});

/** A household of the province, put down by somebody who may: whose union it is to be says the org path. */
export function decideDraft(
  { code, courses, temporary }: { code: string; courses: Courses; temporary: { course: Course } | null },
  { orgPath, kind, applied }: { orgPath: string; kind: ApplicationKind; applied?: ActionOf<'createDraft'>['applied'] },
): ActionOf<'createDraft'> | Refusal {
  if (!contains(code, orgPath)) return { refused: '这里只受理本省的档案', code: 1502 };
  const course = kind === 'temporary' ? temporary?.course : courses.registration;
  if (course === undefined) return { refused: '本省不建临时救助档案，请按建档申请', code: 1302 };
  return { type: 'createDraft', orgPath, kind, course: wholeCourse(course), ...(applied ? { applied } : {}) };
}

/** 变更开始：家里的情况变了，影响认定；由谁提出、为什么 */
export const openAmendment = deed('openAmendment', {
  title: '开始变更',
  says: { matter: z.int().check(z.minimum(2)), course: courseShape, opinion: Sealed },
  place: 'onFile',
  refuse: (state, { matter }) => transferRefusal(state) ?? openingRefusal(state, matter),
  evolve: (state, { matter, course }, { actor, on }) => ({
    matter: newMatter(
      { matter, kind: 'amendment', course, since: on },
      { registrars: [actor.id], objections: carriedOver(state.matter) },
    ),
  }),
});

export function decideAmendment(state: DossierState, courses: Courses, says: { opinion: Sealed }) {
  const course = wholeCourse(courses.amendment);
  return decided(state, openAmendment, { matter: state.matter.matter + 1, course, ...says });
}

/** 复核开始：到期的、标准或低保标准变了而结论会变的、集中清理的（哪一次） */
export const openReverification = deed('openReverification', {
  title: '开始复核',
  says: {
    matter: z.int().check(z.minimum(2)),
    course: courseShape,
    dueBy: isoDate,
    because: z.enum(reviewReasonCodes),
    campaign: z.optional(z.string()),
  },
  place: 'onFile',
  refuse: (state, { matter, because, campaign }) => {
    if ((because === 'campaign') !== (campaign !== undefined)) return '集中清理的须写明是哪一次';
    return isFreeForReview(state) ? numberRefusal(state, matter) : openingRefusal(state, matter);
  },
  evolve: (state, { matter, course, dueBy, because, campaign }, { on }) => ({
    matter: newMatter(
      { matter, kind: 'reverification', course, since: on },
      {
        ...{ dueBy, because, campaign: campaign ?? null },
        ...{ run: 1, form: state.inForce?.form ?? null, objections: carriedOver(state.matter) },
      },
    ),
  }),
});

/** Whether nothing else is being decided about the household that a review would have to wait for. */
export const isFreeForReview = (state: DossierState): boolean =>
  isOnFile(state) && (!isOpen(state.matter) || givesWayToReview(state));

/** @param facts why, by when it is to be reported (ISO date), and of which campaign it is a part */
export function decideReverification(
  state: DossierState,
  courses: Courses,
  facts: { dueBy: string; because: ReviewReason; campaign?: string },
) {
  const course = wholeCourse(courses.reverification);
  return decided(state, openReverification, { matter: state.matter.matter + 1, course, ...facts });
}

/** Why no further matter can be opened; undefined when it can. */
export function openingRefusal(state: DossierState, number: number): string | undefined {
  const { matter } = state;
  if (isOpen(matter)) return `正在办理第 ${matter.matter} 件事项（${matterTitles[matter.kind]}），办结或取消以后再开始`;
  return numberRefusal(state, number);
}

function numberRefusal({ matter }: DossierState, number: number): string | undefined {
  return number === matter.matter + 1 ? undefined : '事项的编号不相接';
}

/** 撤回: the household or the union takes back what is not yet approved. */
export const withdraw = deed('withdraw', {
  title: '撤回申请',
  says: { opinion: Sealed },
  place: { kinds: applications },
  refuse: (state) => withdrawalRefusal(state),
  evolve: (state, _, { on }) => ended(state, on),
});

export const withdrawalRefusal = (state: DossierState): string | undefined =>
  isApproved(state) ? '审批已经通过，不能再撤回；建档完成以后，由建档人办理退出' : undefined;

/** An application that is gone on with no more. @param on ISO date */
export const ended = (state: DossierState, on: string): Partial<DossierState> => ({
  standing: 'ended',
  end: { as: 'withdrawn', on },
  matter: concluded(state.matter, 'withdrawn'),
});

export const decideWithdrawal = (state: DossierState, says: { opinion: Sealed }) => decided(state, withdraw, says);
