import type { PlanContent } from '../../shared/contract/bodies/plan.ts';
import type { PlanView, SignatureEntry, SignedView } from '../../shared/pages/views.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import type { LinkItem } from '../../shared/registry/links.ts';
import type { App } from '../../shared/services/app.ts';
import { publisher } from '../../shared/services/services.ts';

const person = ({ name, post, contact }: PlanContent['officer']) => ({ name, post, phone: contact });
const withNote = (words: string[], note: string | undefined) =>
  words.map((word) => (word.startsWith('其他') && note ? `${word}：${note}` : word));

/** A plan as its link shows it, with what was entered. */
export function planView(
  app: App,
  { maskedName }: Dossier,
  link: LinkItem,
  plan: PlanContent,
  entry: SignatureEntry,
): PlanView {
  return {
    publisher: publisher(app),
    maskedName,
    assistingOrganization: plan.assistingOrganization,
    officer: person(plan.officer),
    liaison: person(plan.liaison),
    needs: plan.needs,
    supportTracks: withNote(plan.supportTracks, plan.supportTrackNote),
    programs: withNote(plan.programs, plan.programNote),
    measures: plan.measures,
    dueMonth: plan.dueMonth,
    reason: plan.reason ?? null,
    expiresAt: link.expiresAt,
    entry,
  };
}

/** A plan that was signed. */
export function signedView(app: App, { state }: Dossier, plan: PlanContent): SignedView {
  return {
    publisher: publisher(app),
    at: state.plan?.signedAt ?? '',
    assistingOrganization: plan.assistingOrganization,
    officer: person(plan.officer),
  };
}
