import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { type Consent, type ConsentGiven, missingConsents } from '../../shared/consent/consent.ts';
import { isPaperOnly } from '../../shared/dossier/filling.ts';
import { formToSubmit, proposalIn } from '../../shared/dossier/proposed.ts';
import { placeRefusal } from '../../shared/dossier/rules.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { quoted } from '../../shared/errors/quoted.ts';
import { checkForm } from '../../shared/form/check.ts';
import { type Fault, fault } from '../../shared/form/faults.ts';
import type { DraftForm, Form } from '../../shared/form/form.ts';
import { missingPapers } from '../../shared/form/papers.ts';
import { labelOf, pointerOf } from '../../shared/form/pointers.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import type { App } from '../../shared/services/app.ts';
import { attachmentKinds, consentsWith } from '../../shared/services/consents.ts';
import { forms, gazette } from '../../shared/services/services.ts';
import type { Basis } from '../../shared/standards/basis.ts';
import { basisOf } from '../../shared/standards/basis-of.ts';

/**
 * The form that is to be submitted, complete and free of faults (E1100), what its people have agreed to, and what it is
 * judged by (E1200 where that fails); E1302 where nothing can be submitted, or another form is the latest. It is read after the head: what is saved
 * in between fails the transaction, and is never taken for what was read.
 */
export async function completeForm(
  app: App,
  dossier: Dossier,
  number: number,
  { consents: given, by, now }: { consents: readonly ConsentGiven[]; by: string; now: Date },
): Promise<{ form: Form; basis: Basis; consents: Consent[] }> {
  const why =
    placeRefusal(dossier.state, 'submit') ??
    (number === formToSubmit(dossier.state) ? undefined : '没有保存过这一份，或者已有更新的一份，请读取后再提交');
  if (why !== undefined) throw new Problem(1302, { detail: `${why}。` });
  const { matter } = dossier.state;
  const { basis } = matter;
  // Handed in once more as it is: with the telephone that it has by now.
  const stored = number === matter.form ? (proposalIn(matter) ?? number) : number;
  const agreedBy = (form: DraftForm) => consentsWith(app, dossier, { form, number }, given, { by, now });
  if (basis !== null && isPaperOnly(dossier.state)) {
    // Whoever asked for a paper has seen this very form: what the rules have become since is not held against it.
    const form = await forms(app).getSubmitted(dossier.id, stored);
    const missing = await missingOf(app, dossier, form);
    if (missing.length > 0) throw new Problem(1100, { faults: missing });
    return { form, basis, consents: await agreedBy(form) };
  }
  const today = dateInShanghai(now);
  const [draft = {}, profile] = await Promise.all([
    forms(app).find(dossier.id, stored),
    gazette(app).profileWithLines(now),
  ]);
  const { faults, form } = checkForm(draft, { today });
  const consents = await agreedBy(draft);
  const missing = [
    ...(await missingOf(app, dossier, draft)),
    ...suddenFaults(app, dossier, draft),
    ...missingConsents(draft, consents, { today, disclosures: profile.disclosures }),
  ];
  if (!form || missing.length > 0) throw new Problem(1100, { faults: [...faults, ...missing] });
  return { form, basis: basisOf(profile, form, today), consents };
}

/** 临时救助 is for what strikes a household all at once: the province names the causes. */
function suddenFaults({ profile }: App, { state: { matter } }: Dossier, { causes }: DraftForm): Fault[] {
  const primary = causes?.primaryCause;
  if (matter.kind !== 'temporary' || profile.temporary === null || primary === undefined) return [];
  const allowed = profile.temporary.causes;
  if (allowed.includes(primary)) return [];
  const path = ['causes', 'primaryCause'];
  const said = { field: labelOf(path), value: quoted(primary), allowed: allowed.join('、') };
  return [fault('notSudden', pointerOf(path), said)];
}

/** What the province requires of such a household and is not among its accepted attachments. */
export async function missingOf(app: App, dossier: Dossier, form: DraftForm): Promise<Fault[]> {
  const { required } = app.profile.papers;
  // Most provinces require none, and then no kind need be opened.
  if (required.length === 0) return [];
  const kinds = await attachmentKinds(app, dossier);
  return missingPapers(required, form, new Set(kinds.values()));
}
