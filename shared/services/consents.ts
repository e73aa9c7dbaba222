import { wordOf } from '../attachments/list.ts';
import { dateInShanghai } from '../calendar/dates.ts';
import { type Consent, type ConsentGiven, consentFaults, consentPaper, withConsents } from '../consent/consent.ts';
import { disclosureOn, disclosureRead } from '../consent/disclosure.ts';
import { attachmentKindContext, authorizationContext, consentContext } from '../dossier/seal-contexts.ts';
import { refuseFaults } from '../errors/problem.ts';
import type { DraftForm } from '../form/form.ts';
import type { Dossier } from '../registry/dossiers.ts';
import type { Sealed } from '../sealing/sealed.ts';
import type { App } from './app.ts';
import { keyring } from './services.ts';

/** The kinds of a dossier's accepted attachments, as options of attachmentType, each by its number. */
export async function attachmentKinds(app: App, { id, state }: Dossier): Promise<Map<string, string>> {
  const kinds = await Promise.all(
    state.attachments.map(async ({ id: attachment, kind }) => {
      const word = await keyring(app).open<string>(attachmentKindContext(id, attachment), kind);
      return [attachment, wordOf(word)] as const;
    }),
  );
  return new Map(kinds);
}

/** What the people of a dossier have agreed to so far. */
export async function consentsOfDossier(app: App, { id, state }: Pick<Dossier, 'id' | 'state'>): Promise<Consent[]> {
  const { consent } = state;
  return consent === null ? [] : keyring(app).open<Consent[]>(consentContext(id, consent.version), consent.content);
}

/** 核对授权 of a dossier's people so far. */
export async function authorizationsOf(app: App, { id, state }: Pick<Dossier, 'id' | 'state'>): Promise<Consent[]> {
  const { authorization } = state;
  if (authorization === null) return [];
  return keyring(app).open<Consent[]>(authorizationContext(id, authorization.version), authorization.content);
}

/**
 * What they have agreed to once these are given: E1004 for what is wrong with any of them.
 *
 * @param form the one in which the consents name people, and its number
 */
export async function consentsWith(
  app: App,
  dossier: Dossier,
  { form, number }: { form: DraftForm; number: number },
  given: readonly ConsentGiven[],
  { by, now }: { by: string; now: Date },
): Promise<Consent[]> {
  const before = await consentsOfDossier(app, dossier);
  if (given.length === 0) return before;
  const today = dateInShanghai(now);
  const { disclosures } = app.profile;
  // Most agree in person, and then no kind need be opened.
  const kinds = given.some(({ paper }) => paper !== undefined) ? await attachmentKinds(app, dossier) : new Map();
  const papers = new Set([...kinds].flatMap(([attachment, kind]) => (kind === consentPaper ? [attachment] : [])));
  const faults = consentFaults(given, form, { today, disclosures, papers });
  refuseFaults(faults);
  const { version, digest } = disclosureRead(app.profile, disclosureOn(app.profile, today));
  return withConsents(before, given, form, { form: number, disclosure: { version, digest }, by });
}

/** Sealed for the next entry of this dossier. */
export function sealedConsents(app: App, { id, version }: Dossier, consents: readonly Consent[]): Promise<Sealed> {
  return keyring(app).seal(consentContext(id, version + 1), consents);
}
