import type { DossierState } from './state.ts';

/** Whether every level has approved what is asked for; nothing but what follows from it can come after. */
export function isApproved({ approval }: DossierState, purpose: 'registration' | 'exit'): boolean {
  return approval?.purpose === purpose && approval.last && approval.decision?.decision === 'approve';
}
