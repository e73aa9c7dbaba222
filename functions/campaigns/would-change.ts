import type { DossierState } from '../../shared/dossier/state.ts';
import { Problem } from '../../shared/errors/problem.ts';
import type { Form } from '../../shared/form/form.ts';
import { exemptionsOf } from '../../shared/registry/exemptions.ts';
import type { App } from '../../shared/services/app.ts';
import { forms, keyring } from '../../shared/services/services.ts';
import { assessForm, type RuledExemption } from '../../shared/standards/assess-form.ts';
import { type Basis, rulesOf } from '../../shared/standards/basis.ts';
import { basisOf, dividedInto } from '../../shared/standards/basis-of.ts';
import type { ProvinceStandards } from '../../shared/standards/standard.ts';

/**
 * Whether today's rules would say something else of a household on file than those by which it is. Also where its county
 * was divided, so that nobody can say before somebody has told to which it belongs. E1200 where no line is published for it.
 */
export async function wouldChange(
  app: App,
  profile: ProvinceStandards,
  state: DossierState,
  today: string,
): Promise<boolean> {
  const { inForce } = state;
  if (inForce === null) return false;
  const form = await forms(app).getSubmitted(state.id, inForce.form);
  if (dividedInto(profile, form, today) !== undefined) return true;
  const basis = basisOf(profile, form, today);
  if (rulesOf(basis) === rulesOf(inForce.basis)) return false;
  const exemptions = await exemptionsOf(keyring(app), state);
  const after = verdict(profile, form, basis, exemptions);
  return after !== (verdictBefore(profile, form, inForce.basis, exemptions) ?? registered(state));
}

function verdict(profile: ProvinceStandards, form: Form, basis: Basis, exemptions: readonly RuledExemption[]): string {
  const { outcome, category, tier } = assessForm(profile, form, basis, exemptions).assessment;
  return [outcome, category, tier].join();
}

/** By the rules that it is on file by; undefined where the province has those no longer. */
function verdictBefore(...asked: Parameters<typeof verdict>): string | undefined {
  try {
    return verdict(...asked);
  } catch (error) {
    if (error instanceof Problem && error.code === 1200) return undefined;
    throw error;
  }
}

const registered = ({ registration }: DossierState): string =>
  ['eligible', registration?.category, registration?.tier].join();
