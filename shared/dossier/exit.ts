import * as z from 'zod/mini';
import { type Courses, matterTitles, stageAfter, wholeCourse } from '../matters/course.ts';
import {
  type LeavingReason,
  leavingReasonCodes,
  leavingReasons,
  mostExitEvidence,
  temporaryReasons,
} from '../matters/standing.ts';
import { Sealed } from '../sealing/sealed.ts';
import { isApproved, isDecided } from './approval-state.ts';
import { decided, deed, isoDate, withOne } from './deed.ts';
import { anew, concluded, isOpen, type Matter, newMatter } from './matter.ts';
import { carriedOver } from './objection-list.ts';
import { courseShape } from './opening.ts';
import { amends } from './proposed.ts';
import { staysAsItIs } from './settled.ts';
import type { DossierState } from './state.ts';
import { inCareSince, isTemporary } from './temporary-state.ts';
import { transferRefusal } from './transfer-state.ts';

/**
 * 提出退出: by a registrar at any time, or by the rule when a reverification no longer finds the household eligible. Of a
 * reverification under way it is the outcome. Sent back, it is proposed anew in the same matter, with another reason if need be.
 */
export const proposeExit = deed('proposeExit', {
  title: '提出退出',
  says: {
    matter: z.int().check(z.minimum(2)),
    run: z.int().check(z.minimum(1)),
    reason: z.enum(leavingReasonCodes),
    course: courseShape,
    /** 哪一天的事：死亡、退休、迁出、查明的那一天；由规则提出的没有 */
    happenedOn: z.nullable(isoDate),
    /** 依据：本档案中收下的附件 */
    evidence: z.array(z.string()).check(z.maxLength(mostExitEvidence)),
    /** 因死亡提出的，代替了哪一件正在办理的变更 */
    inPlaceOf: z.nullable(z.int().check(z.minimum(2))),
    /** 提出的人怎么说、看到了什么；由规则提出的没有 */
    statement: z.nullable(Sealed),
  },
  place: 'inCare',
  refuse: (state, { matter, run, reason, happenedOn, evidence, inPlaceOf, statement }) => {
    const now = state.matter;
    // What a review found goes on, and a death waits for nothing; otherwise the transfer is answered or taken back first.
    const unfit = unfitReason(state, reason);
    if (unfit !== undefined) return unfit;
    const moving = statement === null || reason === 'death' ? undefined : transferRefusal(state);
    if (moving !== undefined) return moving;
    const again = isOpen(now) && now.kind === 'exit';
    if (again && now.stage !== 'form') {
      return '已有一件退出正在办理；要换原因的，取消以后，或退回补正以后再提出';
    }
    // What an approver decided of a reverification takes effect first: nothing that is proposed now undoes it.
    if (isOpen(now) && isDecided(now)) return `${matterTitles[now.kind]}已有审批决定，正在办结，办结以后再提出`;
    // What an amendment found is an approver's to decide, or the rule's to propose: nobody gets around it with an exit.
    if (isOpen(now) && asksForOther(now) && !endsInExit(now) && reason !== 'death') {
      return `${matterTitles[now.kind]}正在办理，办结或取消以后再提出退出；职工死亡的除外`;
    }
    if (inPlaceOf !== amendmentGivenUp(state)) return '代替的不是正在办理的变更、转正';
    if ((statement === null) !== (happenedOn === null)) return '由人提出的退出，须写明是哪一天的事';
    const wrong =
      (happenedOn === null ? undefined : factDayRefusal(state, happenedOn)) ?? evidenceRefusal(state, evidence);
    if (wrong !== undefined) return wrong;
    const follows = again ? matter === now.matter && run === now.run + 1 : matter === now.matter + 1 && run === 1;
    return follows ? undefined : '事项的编号不相接';
  },
  evolve: (state, { matter, run, reason, course, happenedOn, evidence, inPlaceOf, statement }, { actor, on }) => {
    const now = state.matter;
    const registrars = actor.kind === 'staff' ? [actor.id] : [];
    const stage = stageAfter(course, 'form');
    if (isOpen(now) && now.kind === 'exit') {
      // What it took the place of, it did for good.
      const proposal = { run, happenedOn, evidence, inPlaceOf: now.proposed?.inPlaceOf ?? null, statement };
      const proposed = { run, reason, course, proposed: proposal, overdue: null, stalled: null, returned: null };
      const by = [...registrars, ...now.registrars].reduce<string[]>(withOne, []);
      if (now.returned?.paperOnly && reason === now.reason) {
        return { matter: { ...now, ...proposed, registrars: by, stage: now.returned.from } };
      }
      // What a reverification found it by is no part of how it was proposed, and stays.
      return { matter: { ...anew(now), ...proposed, registrars: by, stage, assessment: now.assessment } };
    }
    // What a reverification found is what the exit is decided by; whoever reported it has handled this matter, too.
    const { assessment, registrars: reporters, surveyors } = now;
    // A form that nobody has assessed yet is no part of it.
    const basis = (assessment && now.basis) ?? state.inForce?.basis ?? null;
    const amended = amends(now) && assessment !== null ? { form: now.form } : {};
    // An amendment that is given up has found nothing that the exit is decided by.
    const finds = isOpen(now) && (!asksForOther(now) || endsInExit(now));
    const found = finds ? { assessment, basis, surveyors, dueBy: now.dueBy, ...amended } : {};
    return {
      matter: newMatter(
        { matter, kind: 'exit', course, since: on },
        {
          run,
          reason,
          proposed: { run, happenedOn, evidence, inPlaceOf, statement },
          stage,
          form: state.inForce?.form ?? null,
          basis: state.inForce?.basis ?? null,
          objections: carriedOver(now),
          ...found,
          registrars: [...registrars, ...(isOpen(now) ? reporters : [])].reduce<string[]>(withOne, []),
        },
      ),
    };
  },
});

/** Whether an amendment has come to its end, and the standards no longer take the household. A conversion is sent back for that. */
function endsInExit({ stage, assessment }: Matter): boolean {
  return stage === 'conclusion' && assessment !== null && assessment.outcome !== 'eligible';
}

/** What somebody has asked for, of their own accord, of a household that is on file: to be on it otherwise. */
const asksForOther = ({ kind }: Pick<Matter, 'kind'>): boolean => kind === 'amendment' || kind === 'conversion';

/** Why a household does not leave for this reason, as a Chinese sentence: what was taken in for a time has its own. */
export function unfitReason(state: DossierState, reason: LeavingReason): string | undefined {
  const { title } = leavingReasons[reason];
  if (!isTemporary(state)) return reason === 'temporaryOver' ? `“${title}”只用于临时救助的档案` : undefined;
  if ((temporaryReasons as readonly LeavingReason[]).includes(reason)) return undefined;
  const allowed = temporaryReasons.map((each) => `“${leavingReasons[each].title}”`).join('、');
  return `临时救助的档案不能以“${title}”退出，可以是${allowed}`;
}

/**
 * The amendment that an exit takes the place of: a death ends whatever was to be changed. One that nobody has handed in
 * yet is given up as it is. Null where none is.
 */
function amendmentGivenUp({ matter }: DossierState): number | null {
  const givenUp = isOpen(matter) && asksForOther(matter) && !endsInExit(matter);
  return givenUp && matter.form !== null ? matter.matter : null;
}

/**
 * Why a household cannot leave for what was so on this day, as a Chinese sentence. What was so before it was on file is
 * found out later: then it never was a case. Undefined when it can.
 */
export function factDayRefusal(
  state: Pick<DossierState, 'registration' | 'temporary'>,
  day: string,
): string | undefined {
  const from = inCareSince(state);
  if (from === undefined || day >= from) return undefined;
  return `${day} 早于建档的日期 ${from}；建档以前就已如此的，原因写“${leavingReasons.notACase.title}”，日期写查明的那一天`;
}

/** Why these do not bear out an exit, as a Chinese sentence; undefined when they do, or there are none. */
function evidenceRefusal({ attachments }: DossierState, evidence: readonly string[]): string | undefined {
  const known = new Set(attachments.map(({ id }) => id));
  const areRight = evidence.every((id) => known.has(id)) && new Set(evidence).size === evidence.length;
  return areRight ? undefined : '依据须为本档案中通过检查的附件，各写一次';
}

/** Of which matter, and which run of it, a proposal made now would be. */
export function proposalOf({ matter }: DossierState): { matter: number; run: number } {
  const again = isOpen(matter) && matter.kind === 'exit';
  return again ? { matter: matter.matter, run: matter.run + 1 } : { matter: matter.matter + 1, run: 1 };
}

export function decideExit(
  state: DossierState,
  courses: Courses,
  says: Pick<z.infer<typeof proposeExit.schema>, 'reason' | 'happenedOn' | 'evidence' | 'statement'>,
) {
  return decided(state, proposeExit, {
    ...says,
    ...proposalOf(state),
    inPlaceOf: amendmentGivenUp(state),
    course: wholeCourse(courses.exit[says.reason]),
  });
}

/**
 * Why whoever proposed it may not call it off alone: what a review found, or a review that it took the place of, holds
 * until somebody else has had a say. One person could keep anybody on file otherwise, and nobody would ever look.
 */
function notAlone(state: DossierState): string | undefined {
  const { kind, assessment, dueBy, returned, proposed } = state.matter;
  if (returned !== null) return undefined;
  if (kind === 'amendment') {
    const differs = assessment !== null && !staysAsItIs(state, state.matter);
    return differs ? '按标准认定，类别或级别变了：改不改由审批人决定；退回补正以后才可以取消' : undefined;
  }
  const until = '退不退由审批人决定；退回补正以后才可以取消';
  if (assessment !== null && assessment.outcome !== 'eligible') return `这件退出是按标准认定不再符合提出的，${until}`;
  const inPlaceOf = proposed?.inPlaceOf ?? null;
  if (inPlaceOf !== null) return `这件退出代替了正在办理的第 ${inPlaceOf} 件事项，${until}`;
  // Of a conversion none of this is so: whoever asked for it may leave it, and the household stays as it is.
  return dueBy === null ? undefined : `这件退出代替了正在办理的${matterTitles.reverification}，${until}`;
}

/** 不再办理退出、变更、转正: the household stays on file as it was, and is looked at again when it was due. */
export const abandon = deed('abandon', {
  title: '取消办理',
  /** 临时救助的不复核，没有下一次 */
  says: { matter: z.int().check(z.minimum(2)), nextReviewOn: z.nullable(isoDate), opinion: Sealed },
  place: { kinds: ['exit', 'amendment', 'conversion'] },
  refuse: (state, { matter, nextReviewOn }) => {
    if (matter !== state.matter.matter) return '事项的编号不是正在办理的一件';
    if ((nextReviewOn === null) !== (state.standing === 'temporary')) return '在册的须写明下一次复核的日期';
    const title = matterTitles[state.matter.kind];
    if (isApproved(state)) return `${title}已经批准，不能再取消`;
    if (isDecided(state.matter)) return `${title}没有获得批准，这一户继续在册，不用再取消`;
    return notAlone(state);
  },
  evolve: ({ matter }, { nextReviewOn }) => ({ nextReviewOn, matter: concluded(matter, 'abandoned') }),
});

/** @param today ISO date: what was due by now is looked at in the coming night */
export function decideAbandonment(state: DossierState, says: { opinion: Sealed }, today: string) {
  const due = state.nextReviewOn;
  const next = due !== null && due > today ? due : today;
  const nextReviewOn = state.standing === 'temporary' ? null : next;
  return decided(state, abandon, { ...says, matter: state.matter.matter, nextReviewOn });
}
