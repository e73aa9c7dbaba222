import type { User } from '../../shared/access/may.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { type ConsentGiven, missingConsents } from '../../shared/consent/consent.ts';
import type { SurveyOutcome } from '../../shared/dossier/matter.ts';
import { formAtHand } from '../../shared/dossier/proposed.ts';
import { placeRefusal } from '../../shared/dossier/rules.ts';
import { Problem } from '../../shared/errors/problem.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import type { Sealed } from '../../shared/sealing/sealed.ts';
import type { App } from '../../shared/services/app.ts';
import { consentsWith, sealedConsents } from '../../shared/services/consents.ts';
import { forms } from '../../shared/services/services.ts';

interface Visit {
  user: User;
  body: { outcome: SurveyOutcome; consents?: readonly ConsentGiven[] };
  now: Date;
}

/**
 * What people agreed to at the visit, to be kept with its entry. What they agreed to before holds, unless the 告知书 has
 * become one that must be told anew, or a child has come of the age to speak for itself: then nothing can be found
 * 属实 until they are asked (E1004).
 */
export async function agreedAtVisit(
  app: App,
  dossier: Dossier,
  { user, body, now }: Visit,
): Promise<{ consent?: Sealed }> {
  const { outcome, consents: given = [] } = body;
  // Where there is nothing to visit the deed itself says so.
  if (placeRefusal(dossier.state, 'recordSurvey') !== undefined) return {};
  const number = formAtHand(dossier.state);
  const form = await forms(app).find(dossier.id, number);
  if (form === undefined || (outcome !== 'confirmed' && given.length === 0)) return {};
  const consents = await consentsWith(app, dossier, { form, number }, given, { by: user.id, now });
  const day = { today: dateInShanghai(now), disclosures: app.profile.disclosures };
  const missing = outcome === 'confirmed' ? missingConsents(form, consents, day) : [];
  if (missing.length > 0) {
    throw new Problem(1004, { faults: missing.map((each) => ({ ...each, pointer: '/consents' })) });
  }
  return given.length === 0 ? {} : { consent: await sealedConsents(app, dossier, consents) };
}
