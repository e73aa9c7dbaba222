import * as z from 'zod/mini';
import { addMonths } from '../calendar/dates.ts';
import { type Courses, wholeCourse } from '../matters/course.ts';
import type { TemporaryTerms } from '../province/temporary.ts';
import { Sealed } from '../sealing/sealed.ts';
import { tiers } from '../standards/tiers.ts';
import { isApproved } from './approval-state.ts';
import { decided, deed, isoDate } from './deed.ts';
import { inForceNow } from './in-force.ts';
import { concluded, newMatter } from './matter.ts';
import { carriedOver } from './objection-list.ts';
import { courseShape, openingRefusal } from './opening.ts';
import { PaperTerm, paperBehind } from './paper.ts';
import { proposalIn } from './proposed.ts';
import type { DossierState } from './state.ts';
import { expiryWaits, temporaryCategory } from './temporary-state.ts';
import { transferRefusal } from './transfer-state.ts';

/** 临时建档: it is helped from today until a day. */
export const takeIn = deed('takeIn', {
  title: '临时建档',
  says: { dossierNumber: z.string(), tier: z.enum(tiers), until: isoDate },
  place: { kinds: ['temporary'], stages: ['conclusion'] },
  refuse: (state) => (isApproved(state) ? undefined : '审批尚未通过，不得建档'),
  evolve: (state, { dossierNumber, tier, until }, { on }) => ({
    standing: 'temporary',
    registration: { dossierNumber, category: temporaryCategory, tier, registeredOn: on },
    temporary: { since: on, until, tier, convertedOn: null, reminded: 0, remindedOn: null },
    matter: concluded(state.matter, 'registered'),
    ...inForceNow(state),
  }),
});

/** @param today ISO date: of the month in which it ends the same day, or the last where that month is shorter */
export const decideTakingIn = (
  state: DossierState,
  { months, tier }: Pick<TemporaryTerms, 'months' | 'tier'>,
  { dossierNumber, today }: { dossierNumber: string; today: string },
) => decided(state, takeIn, { dossierNumber, tier, until: addMonths(today, months) });

/** 开始转正: the household goes through everything that a registration does, with a whole form; why, says whoever begins it. */
export const openConversion = deed('openConversion', {
  title: '开始转正',
  says: { matter: z.int().check(z.minimum(2)), course: courseShape, opinion: Sealed },
  place: 'temporary',
  refuse: (state, { matter }) => transferRefusal(state) ?? openingRefusal(state, matter),
  evolve: (state, { matter, course }, { actor, on }) => ({
    matter: newMatter(
      { matter, kind: 'conversion', course, since: on },
      { registrars: [actor.id], objections: carriedOver(state.matter) },
    ),
  }),
});

export function decideOpeningConversion(state: DossierState, courses: Courses, says: { opinion: Sealed }) {
  const course = wholeCourse(courses.registration);
  return decided(state, openConversion, { matter: state.matter.matter + 1, course, ...says });
}

/** 转正: from today it is on file like any other, under the number that it has. */
export const convert = deed('convert', {
  title: '转正',
  says: {
    matter: z.int().check(z.minimum(2)),
    category: z.string(),
    tier: z.enum(tiers),
    nextReviewOn: isoDate,
    /** 换了一份据以在册的，纸质档案要跟上 */
    paper: PaperTerm,
  },
  place: { kinds: ['conversion'], stages: ['conclusion'] },
  refuse: (state, { matter }) => {
    if (matter !== state.matter.matter) return '事项的编号不是正在办理的一件';
    if (state.matter.assessment?.outcome !== 'eligible') return '没有认定为符合标准，不得转正';
    return isApproved(state) ? undefined : '审批尚未通过，不得转正';
  },
  evolve: (state, { category, tier, nextReviewOn, paper }, told) => ({
    standing: 'onFile',
    registration: state.registration && { ...state.registration, category, tier, registeredOn: told.on },
    temporary: state.temporary && { ...state.temporary, convertedOn: told.on },
    nextReviewOn,
    matter: concluded(state.matter, 'converted'),
    ...inForceNow(state),
    ...paperBehind(state, proposalIn(state.matter) ?? 0, paper, told),
  }),
});

/** 仍为临时救助: the conversion, or the closing, was not approved; until its day it is helped as before. */
export const stayTemporary = deed('stayTemporary', {
  title: '仍为临时救助',
  says: { matter: z.int().check(z.minimum(2)) },
  place: { kinds: ['conversion', 'exit'], stages: ['conclusion'] },
  refuse: (state, { matter }) => {
    if (state.standing !== 'temporary') return '不是临时救助的档案';
    if (matter !== state.matter.matter) return '事项的编号不是正在办理的一件';
    return isApproved(state) ? '审批已经通过' : undefined;
  },
  evolve: ({ matter }) => ({ matter: concluded(matter, 'refused') }),
});

/** 催办到期: it is about to end, or has ended, and nobody has said what becomes of it. It never leaves by itself. */
export const remindExpiry = deed('remindExpiry', {
  title: '催办临时救助到期',
  says: { times: z.int().check(z.minimum(1)) },
  place: 'temporary',
  refuse: (state, { times }) => {
    if (expiryWaits(state)) return '正在办理转正或注销，等它办结';
    return times === Number(state.temporary?.reminded) + 1 ? undefined : '这一次已经催办过';
  },
  evolve: ({ temporary }, { times }, { on }) => ({
    temporary: temporary && { ...temporary, reminded: times, remindedOn: on },
  }),
});

export const decideExpiryReminder = (state: DossierState) =>
  decided(state, remindExpiry, { times: (state.temporary?.reminded ?? 0) + 1 });
