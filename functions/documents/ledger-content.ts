import type { PlanContent } from '../../shared/contract/bodies/plan.ts';
import { planContext } from '../../shared/dossier/seal-contexts.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { statusOf, statusTitles } from '../../shared/dossier/status.ts';
import { inCareSince, isTemporary } from '../../shared/dossier/temporary-state.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { mostAidEntries } from '../../shared/ledger/aid.ts';
import { mostVisits } from '../../shared/ledger/visit.ts';
import { county } from '../../shared/organisation/org-path.ts';
import { dateInWords } from '../../shared/pages/dates.ts';
import { mask } from '../../shared/privacy/mask.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import type { App } from '../../shared/services/app.ts';
import { dossiers, forms, keyring, ledger, unions } from '../../shared/services/services.ts';
import { tierTitles } from '../../shared/standards/tiers.ts';
import type { LedgerContent } from './ledger-view.ts';

/** The 台账 of a household as it stands; E1401 of whoever was never on file. */
export async function ledgerContentOf(app: App, { id, state }: Dossier, today: string): Promise<LedgerContent> {
  const { registration, inForce, aid, visits, orgPath } = state;
  if (registration === null || inForce === null) throw new Problem(1401);
  const [form, agreed, entries, visited, union] = await Promise.all([
    forms(app).getSubmitted(id, inForce.form),
    planSigned(app, state),
    ledger(app).aidBefore(id, aid, aid.entries + 1, mostAidEntries),
    ledger(app).visitsBefore(id, visits.count + 1, mostVisits),
    unions(app).name(county(orgPath)),
  ]);
  const { invented } = inForce.basis.line;
  const { worker } = mask('formDocument', form, today);
  const { dossierNumber, category, tier } = registration;
  return {
    head: {
      title: isTemporary(state) ? '临时救助帮扶台账' : '困难职工帮扶台账',
      union: invented ? `${union}（演示）` : union,
      documentNumber: `${invented ? '虚构-' : ''}${id.slice(0, 10).toUpperCase()}-台账`,
      issuedOn: dateInWords(today),
      dossierNumber,
      name: worker.name,
      registeredOn: inCareSince(state) ?? '',
      hardshipCategory: `${category}（${tierTitles[tier]}）`,
      standing: standingWords(state),
      assistingOrganization: agreed?.assistingOrganization ?? '',
      assistanceOfficer: agreed ? `${agreed.officer.name}　${agreed.officer.post}` : '',
    },
    aid: entries.reverse(),
    visits: visited.reverse(),
  };
}

/** 现行的计划: whom a household that has not signed the plan after it is helped by. Null where none was signed. */
async function planSigned(app: App, { id, planInForce }: DossierState): Promise<PlanContent | null> {
  if (planInForce === null) return null;
  const { plan } = planInForce;
  const made = (await dossiers(app).journal(id)).find(
    ({ action }) => action.type === 'makePlan' && action.plan === plan,
  );
  if (made?.action.type !== 'makePlan') throw new Error('a plan in force that was never made');
  return keyring(app).open<PlanContent>(planContext(id, plan), made.action.content);
}

/** How it stands; until when it is helped, where that is for a time. */
function standingWords(state: DossierState): string {
  const title = statusTitles[statusOf(state)];
  return isTemporary(state) && state.temporary ? `${title}，到 ${state.temporary.until} 为止` : title;
}
