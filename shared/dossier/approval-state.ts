import type { ApprovalRequest, Decision, Matter } from './matter.ts';
import { holding } from './objection-list.ts';
import type { DossierState } from './state.ts';

/** Whether every level has approved what the matter asks for; nothing but what follows from it can come after. */
export function isApproved({ matter: { approval } }: Pick<DossierState, 'matter'>): boolean {
  return approval?.last === true && approval.decision?.decision === 'approve';
}

/** Whether the approvers are done with it, whatever they decided: what is left is to conclude it. */
export function isDecided({ stage, approval }: Pick<Matter, 'stage' | 'approval'>): boolean {
  return stage === 'conclusion' && approval !== null;
}

/** The level whose decision is missing; undefined once the last one has approved. */
export function levelDue({ approval }: Pick<Matter, 'approval'>): number | undefined {
  if (approval === null) return 1;
  if (approval.decision?.decision !== 'approve') return approval.level;
  return approval.last ? undefined : approval.level + 1;
}

/** The one who is asked and has not answered. */
export function pendingApproval({ matter }: Pick<DossierState, 'matter'>): ApprovalRequest | null {
  const pends = matter.outcome === null && matter.stage === 'approval' && matter.approval?.decision === null;
  return pends ? matter.approval : null;
}

/** Whether an objection that is being looked into stands in the way of this decision. */
export function approvalHeld({ matter }: DossierState, decision: Decision): boolean {
  return decision === 'approve' && holding(matter).length > 0;
}
