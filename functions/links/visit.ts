import { pendingApproval } from '../../shared/dossier/approval-state.ts';
import { isGone } from '../../shared/dossier/disposal-state.ts';
import { isOnFile, isOver } from '../../shared/dossier/life.ts';
import type { LinkEnd } from '../../shared/dossier/link-end.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { isLocked } from '../../shared/registry/codes.ts';
import type { Dossier, Dossiers } from '../../shared/registry/dossiers.ts';
import type { LinkItem, Links } from '../../shared/registry/links.ts';

/** A link that leads somewhere, and the dossier behind it; or why it does not. */
export type LinkVisit = { link: LinkItem; dossier: Dossier } | LinkEnd;

/**
 * What a nonce opens now. `finished` says whether the matter of the link is already done: then it is shown, whatever
 * the link's expiry or lock. `typed`: a code came with it, and trying that says
 * whether the link still takes one. Changes nothing.
 */
export async function visit(
  links: Links,
  dossiers: Dossiers,
  purposes: readonly LinkItem['purpose'][],
  { nonce, now, typed = false }: { nonce: string; now: Date; typed?: boolean },
  finished: (state: DossierState, link: LinkItem) => boolean,
): Promise<LinkVisit> {
  const link = await links.find(nonce);
  if (link === undefined || !purposes.includes(link.purpose)) return 'notFound';
  const dossier = await dossiers.find(link.dossierId);
  if (!dossier) return 'notFound';
  // Whoever of the staff holds it knows its code, and may read nothing of the household any more.
  if (link.heldIn !== null && link.heldIn !== dossier.state.orgPath) return 'superseded';
  // Its key goes, or is gone: of what was signed and decided nothing can be shown.
  if (isGone(dossier.state)) return 'superseded';
  if (finished(dossier.state, link)) return { link, dossier };
  if (!stands(dossier.state, link) || (await links.isSuperseded(link))) return 'superseded';
  if (link.expiresAt <= now.toISOString()) return 'expired';
  if (!typed && isLocked(link)) return 'locked';
  return { link, dossier };
}

/** Bound to dossier, occurrence, form and approver: what any of them leaves behind no longer opens. */
export function stands(state: DossierState, link: LinkItem): boolean {
  if (link.purpose === 'own') return !isOver(state);
  if (link.purpose !== 'approval') return state.plan?.plan === link.occurrence && isOnFile(state);
  const asked = pendingApproval(state);
  return (
    asked?.request === link.occurrence && asked.approver === link.approver && (state.matter.form ?? 0) === link.form
  );
}
