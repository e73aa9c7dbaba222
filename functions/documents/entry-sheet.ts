import type { AnswerOf } from '../../shared/contract/types.ts';
import { entryParts } from '../../shared/form/entry-order.ts';
import { mask } from '../../shared/privacy/mask.ts';
import type { Dossier } from '../../shared/registry/dossier-reader.ts';
import type { App } from '../../shared/services/app.ts';
import { forms } from '../../shared/services/services.ts';
import { tierTitles } from '../../shared/standards/tiers.ts';
import { recordOf } from './card-views.ts';
import { loadHousehold } from './load.ts';

/** 录入单: the form in force and the plan of the cards; undefined before there are any. */
export async function entrySheet(
  app: App,
  dossier: Dossier,
  today: string,
): Promise<AnswerOf<'getEntrySheet'> | undefined> {
  const { inForce, issuedFor, registration } = dossier.state;
  const plan = issuedFor.at(-1);
  const household = plan === undefined ? undefined : await loadHousehold(app, dossier, plan);
  if (inForce === null || registration === null || plan === undefined || household === undefined) return undefined;
  // What has been changed since the plan was signed is typed in too, the category and the tier among it.
  const form = await forms(app).getSubmitted(dossier.id, inForce.form);
  const { category, tier } = registration;
  const record = recordOf({ ...household, form, hardshipCategory: category, tier: tierTitles[tier] });
  const shown = mask('formDocument', form, today, record);
  // The paper form has no place for it; the household's page has.
  const { officerContact } = mask('detail', form, today, record).record ?? {};
  return { form: inForce.form, plan, parts: entryParts({ ...shown, record: { ...shown.record, officerContact } }) };
}
