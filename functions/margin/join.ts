import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { type ConsentGiven, consentFaults, consentPaper, lacking, withConsents } from '../../shared/consent/consent.ts';
import { disclosureOn, disclosureRead } from '../../shared/consent/disclosure.ts';
import type { Refusal } from '../../shared/dossier/deed.ts';
import { decideJoiningMargin, joinMargin } from '../../shared/dossier/margin.ts';
import { noMargin } from '../../shared/dossier/margin-state.ts';
import { marginContext } from '../../shared/dossier/seal-contexts.ts';
import { fieldFault } from '../../shared/errors/field-fault.ts';
import { Problem, refuseFaults } from '../../shared/errors/problem.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import type { App } from '../../shared/services/app.ts';
import { attachmentKinds } from '../../shared/services/consents.ts';
import { forms, keyring } from '../../shared/services/services.ts';

/**
 * 列入边缘名单, with what everybody of the form agreed to. E1004 for what is wrong with any consent, and for whose is
 * missing: one of a household cannot have the others looked at again.
 */
export async function joining(
  app: App,
  dossier: Dossier,
  { consents: given }: { consents: readonly ConsentGiven[] },
  { by, now }: { by: string; now: Date },
): Promise<ReturnType<typeof decideJoiningMargin> | Refusal> {
  const { id, version, state } = dossier;
  const { margin } = app.profile;
  if (margin === null) return { refused: noMargin, code: 1302 };
  const nothing = { iv: '', text: '' };
  const refused = joinMargin.refuse(state, { type: 'joinMargin', consent: nothing });
  const number = state.matter.form;
  if (refused !== undefined || number === null) return { refused: refused ?? '还没有提交', code: 1302 };
  const form = await forms(app).getSubmitted(id, number);
  const today = dateInShanghai(now);
  const day = { today, disclosures: margin.disclosures };
  const kinds = given.some(({ paper }) => paper !== undefined) ? await attachmentKinds(app, dossier) : new Map();
  const papers = new Set([...kinds].flatMap(([attachment, kind]) => (kind === consentPaper ? [attachment] : [])));
  const faults = consentFaults(given, form, { ...day, papers });
  refuseFaults(faults);
  const { version: edition, digest } = disclosureRead(app.profile, disclosureOn(day, today));
  const all = withConsents([], given, form, { form: number, disclosure: { version: edition, digest }, by });
  const missing = lacking(form, all, day);
  if (missing.length > 0) {
    const each = missing.map(({ label, why }) => fieldFault('/consents', `${label}${why}`));
    throw new Problem(1004, { faults: each });
  }
  return decideJoiningMargin(state, { consent: await keyring(app).seal(marginContext(id, version + 1), all) });
}
