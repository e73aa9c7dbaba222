import * as z from 'zod';
import { type Courses, matterTitles, stageAfter, wholeCourse } from '../matters/course.ts';
import { type LeavingReason, leavingReasonCodes } from '../matters/standing.ts';
import { Sealed } from '../sealing/sealed.ts';
import { isApproved, isDecided } from './approval-state.ts';
import { decided, deed, isoDate, withOne } from './deed.ts';
import { anew, concluded, isOpen, type Matter, newMatter } from './matter.ts';
import { carriedOver } from './objection-list.ts';
import { courseShape } from './opening.ts';
import { staysAsItIs } from './settled.ts';
import type { DossierState } from './state.ts';

/**
 * 提出退出: by a registrar at any time, or by the rule when a reverification no longer finds the household eligible. Of a
 * reverification under way it is the outcome. Sent back, it is proposed anew in the same matter, with another reason if need be.
 */
export const proposeExit = deed('proposeExit', {
  title: '提出退出',
  says: {
    matter: z.int().min(2),
    run: z.int().min(1),
    reason: z.enum(leavingReasonCodes),
    course: courseShape,
    /** 提出的人怎么说；由规则提出的没有 */
    opinion: Sealed.nullable(),
  },
  place: 'onFile',
  refuse: (state, { matter, run }) => {
    const now = state.matter;
    const again = isOpen(now) && now.kind === 'exit';
    if (again && now.stage !== 'form') return '已有一件退出正在办理';
    // What an approver decided of a reverification takes effect first: nothing that is proposed now undoes it.
    if (isOpen(now) && now.kind !== 'exit' && isDecided(now))
      return `${matterTitles[now.kind]}已有审批决定，正在办结，办结以后再提出`;
    // What an amendment found is an approver's to decide, or the rule's to propose: nobody gets around it with an exit.
    if (isOpen(now) && now.kind === 'amendment' && !endsInExit(now)) {
      return '变更正在办理，办结或取消以后再提出退出';
    }
    const follows = again ? matter === now.matter && run === now.run + 1 : matter === now.matter + 1 && run === 1;
    return follows ? undefined : '事项的编号不相接';
  },
  evolve: (state, { matter, run, reason, course }, { actor, on }) => {
    const now = state.matter;
    const registrars = actor.kind === 'staff' ? [actor.id] : [];
    const stage = stageAfter(course, 'form');
    if (isOpen(now) && now.kind === 'exit') {
      const paperOnly = now.returned?.paperOnly === true && reason === now.reason;
      const proposed = { run, reason, course, overdue: null, stalled: null, returned: null };
      const by = [...registrars, ...now.registrars].reduce<string[]>(withOne, []);
      if (paperOnly) return { matter: { ...now, ...proposed, registrars: by, stage: now.returned?.from ?? stage } };
      // What a reverification found it by is no part of how it was proposed, and stays.
      return { matter: { ...anew(now), ...proposed, registrars: by, stage, assessment: now.assessment } };
    }
    // What a reverification found is what the exit is decided by; whoever reported it has handled this matter, too.
    const { assessment, registrars: reporters, surveyors, kind } = now;
    const basis = now.basis ?? state.inForce?.basis ?? null;
    const amended = kind === 'amendment' ? { form: now.form } : {};
    const found = isOpen(now) ? { assessment, basis, surveyors, dueBy: now.dueBy, ...amended } : {};
    return {
      matter: newMatter(
        { matter, kind: 'exit', course, since: on },
        {
          run,
          reason,
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

/** Whether an amendment has come to its end, and the standards no longer take the household. */
function endsInExit({ stage, assessment }: Matter): boolean {
  return stage === 'conclusion' && assessment !== null && assessment.outcome !== 'eligible';
}

/** Of which matter, and which run of it, a proposal made now would be. */
export function proposalOf({ matter }: DossierState): { matter: number; run: number } {
  const again = isOpen(matter) && matter.kind === 'exit';
  return again ? { matter: matter.matter, run: matter.run + 1 } : { matter: matter.matter + 1, run: 1 };
}

export function decideExit(
  state: DossierState,
  courses: Courses,
  says: { reason: LeavingReason; opinion: Sealed | null },
) {
  return decided(state, proposeExit, {
    ...says,
    ...proposalOf(state),
    course: wholeCourse(courses.exit[says.reason]),
  });
}

/**
 * Why whoever proposed it may not call it off alone: what a review found, or a review that it took the place of, holds
 * until somebody else has had a say. One person could keep anybody on file otherwise, and nobody would ever look.
 */
function notAlone(state: DossierState): string | undefined {
  const { kind, assessment, dueBy, returned } = state.matter;
  if (returned !== null) return undefined;
  if (kind === 'amendment') {
    const differs = assessment !== null && !staysAsItIs(state, state.matter);
    return differs ? '按标准认定，类别或级别变了：改不改由审批人决定；退回补正以后才可以取消' : undefined;
  }
  const until = '退不退由审批人决定；退回补正以后才可以取消';
  if (assessment !== null && assessment.outcome !== 'eligible') return `这件退出是按标准认定不再符合提出的，${until}`;
  return dueBy === null ? undefined : `这件退出是年度复核还没有报告时提出的，代替了那次复核，${until}`;
}

/** 不再办理退出、变更: the household stays on file as it was, and is looked at again when it was due. */
export const abandon = deed('abandon', {
  title: '取消办理',
  says: { matter: z.int().min(2), nextReviewOn: isoDate, opinion: Sealed },
  place: { kinds: ['exit', 'amendment'] },
  refuse: (state, { matter }) => {
    if (matter !== state.matter.matter) return '事项的编号不是正在办理的一件';
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
  const nextReviewOn = due !== null && due > today ? due : today;
  return decided(state, abandon, { ...says, matter: state.matter.matter, nextReviewOn });
}
