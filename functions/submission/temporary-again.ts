import { addMonths, dateInShanghai } from '../../shared/calendar/dates.ts';
import type { ActionOf } from '../../shared/dossier/actions.ts';
import { againContext } from '../../shared/dossier/seal-contexts.ts';
import type { TemporaryAgain } from '../../shared/dossier/sealed-contents.ts';
import { fieldProblem } from '../../shared/errors/problem.ts';
import { contains } from '../../shared/organisation/org-path.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import type { App } from '../../shared/services/app.ts';
import { forms, keyring, questions } from '../../shared/services/services.ts';
import type { Checked } from './check-duplicates.ts';
import type { Submission } from './submission.ts';

/**
 * 再次临时救助: how often the same person was taken in for a time before, for whoever reviews and approves. E1004 where
 * that is so often that the province asks why, and nobody says so; undefined where there is nothing to be told.
 */
export async function againOf(
  app: App,
  { user, question, now }: Submission,
  { dossier, earlier: { temporaries } }: Checked,
  reason: string | undefined,
): Promise<ActionOf<'submit'>['again']> {
  const { temporary } = app.profile;
  if (dossier.state.matter.kind !== 'temporary' || temporary === null) return undefined;
  const { times, months } = temporary.again;
  const from = addMonths(dateInShanghai(now), -months);
  const recent = temporaries.filter(({ state }) => (state.temporary?.since ?? '') > from);
  if (recent.length >= times && reason === undefined) {
    // It tells of dossiers that the user may not read.
    const isTold = recent.some(({ state }) => !contains(user.orgPath, state.orgPath));
    if (isTold && !dossier.state.lookups.cleared) await questions(app).tell(user, question, 'left', now);
    const message = `本人近 ${months} 个月已经临时救助过 ${recent.length} 次，须写明为什么再次救助`;
    throw fieldProblem('/again', message);
  }
  if (temporaries.length === 0 && reason === undefined) return undefined;
  const told = await Promise.all(temporaries.slice(0, MOST).map((each) => timeOf(app, each)));
  const { id, version } = dossier;
  const content = { earlier: told, reason: reason ?? null } satisfies TemporaryAgain;
  return {
    times: temporaries.length,
    lastUntil: temporaries[0]?.state.temporary?.until ?? null,
    content: await keyring(app).seal(againContext(id, version + 1), content),
  };
}

/** So many are told one by one, the last first. */
const MOST = 10;

async function timeOf(app: App, { id, state }: Dossier): Promise<TemporaryAgain['earlier'][number]> {
  const { since, until } = state.temporary ?? { since: '', until: '' };
  const form = state.inForce && (await forms(app).getSubmitted(id, state.inForce.form));
  return { since, until, cause: form?.causes.primaryCause ?? '' };
}
