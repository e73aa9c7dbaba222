import * as z from 'zod/mini';
import { CalendarUsed } from '../gazette/used.ts';
import { isApplication } from '../matters/course.ts';
import { type UnionLevel, unionLevels } from '../organisation/union-level.ts';
import { Sealed } from '../sealing/sealed.ts';
import { approvalHeld, levelDue } from './approval-state.ts';
import { deciderRefusal, type Levels, levelDecidedBy } from './deciders.ts';
import { decided, deed, isoInstant, within } from './deed.ts';
import { concluded, type Decision, withDeciders } from './matter.ts';
import type { DossierState } from './state.ts';
import { unknownWord } from './unknown-word.ts';

/** 转请: why somebody else is asked. The deadline passed; they left office, or their union; they handled the household. */
const passingReasons = ['deadline', 'departed', 'handled'] as const;
export type PassingReason = (typeof passingReasons)[number];
interface PassedOn {
  from: string;
  because: PassingReason;
}

/** 送审：第 level 级，由 approver 在 deadline 前决定 */
export const requestApproval = deed('requestApproval', {
  title: '送审',
  says: {
    request: z.int().check(z.minimum(1)),
    level: z.int().check(z.minimum(1)),
    /** 是不是最后一级：这一级通过，审批就通过了 */
    last: z.boolean(),
    unionLevel: z.enum(unionLevels),
    approver: z.string(),
    deadline: isoInstant,
    calendar: CalendarUsed,
    /** 转请：原来请的是谁，为什么换人；头一回请的没有 */
    passedOn: z.nullable(z.strictObject({ from: z.string(), because: z.enum(passingReasons) })),
  },
  place: { stages: ['approval'] },
  refuse: ({ matter, requests }, { request, approver, level }) => {
    if (request !== requests + 1) return '送审的次数不相接';
    const due = levelDue(matter);
    if (due === undefined || level < due) return '这一级已有决定';
    return deciderRefusal(matter, { approver, level });
  },
  evolve: (state, { request, level, last, approver, deadline }) => ({
    requests: request,
    ...within(state, { approval: { request, level, last, approver, deadline, decision: null } }),
  }),
});

export interface Asked {
  approver: string;
  /** Of the union that the approver is of: it may stand above the level that is due. */
  unionLevel: UnionLevel;
  deadline: string;
  calendar: CalendarUsed;
  passedOn: PassedOn | null;
}

/** Asks an approver of a union. */
export function decideRequest(state: DossierState, levels: Levels, asked: Asked) {
  const level = levelDecidedBy(state, levels, asked.unionLevel);
  return decided(state, requestApproval, {
    ...asked,
    request: state.requests + 1,
    level,
    last: level >= levels.length,
  });
}

/** 审批决定：returnForPaper 只缺材料，补上以后回到这一级 */
export const decide = deed('decide', {
  title: '作出审批决定',
  says: {
    request: z.int().check(z.minimum(1)),
    decision: z.enum(['approve', 'return', 'returnForPaper', 'reject']),
    approver: z.string(),
    opinion: z.nullable(Sealed),
    /** 经由邮件里的链接，还是登录以后 */
    how: z.enum(['link', 'signedIn']),
  },
  place: { stages: ['approval'] },
  refuse: (state, { request, decision, approver }) => {
    const { approval } = state.matter;
    if (approval?.request !== request) return '这次送审已被取代';
    if (approval.decision !== null) return '这次送审已有决定';
    if (approvalHeld(state, decision)) return '有异议正在处理，处理完才能同意';
    return deciderRefusal(state.matter, { approver, level: approval.level });
  },
  evolve: (state, { decision, approver, opinion }, { at, on }) => {
    const { matter } = state;
    if (matter.approval === null) throw new Error('a decision that nobody was asked for');
    const { level } = matter.approval;
    const told = {
      approval: { ...matter.approval, decision: { decision, approver, at, opinion } },
      overdue: null,
      deciders: withDeciders(matter.deciders, [{ approver, level }]),
    };
    switch (decision) {
      case 'approve':
        return within(state, told);
      case 'return':
      case 'returnForPaper': {
        const returned = { from: 'approval' as const, paperOnly: decision === 'returnForPaper' };
        return within(state, { ...told, stage: 'form', returned });
      }
      case 'reject':
        if (!isApplication(matter)) return within(state, told);
        return {
          standing: 'ended',
          end: { as: 'rejected', on },
          matter: concluded({ ...matter, ...told }, 'rejected'),
        };
      default:
        return unknownWord(decision);
    }
  },
});

export const decideApproval = (
  state: DossierState,
  says: { request: number; decision: Decision; approver: string; opinion: Sealed | null; how: 'link' | 'signedIn' },
) => decided(state, decide, says);
