import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { type ConcludingFacts, type Conclusion, decideConclusion } from '../../shared/dossier/concluding.ts';
import { isRefusal } from '../../shared/dossier/deed.ts';
import { amends } from '../../shared/dossier/proposed.ts';
import { isRunAt } from '../../shared/dossier/running.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { divisionOf } from '../../shared/organisation/org-path.ts';
import { keys } from '../../shared/registry/keys.ts';
import { type MailMatter, mailWrite } from '../../shared/registry/mails.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { paperTerm } from '../../shared/services/paper-term.ts';
import { dossiers, table } from '../../shared/services/services.ts';
import type { StepHandler } from '../../shared/workflow/steps.ts';

/** 办结: what the matter's course came to is recorded. Done once; a repeat, or what was superseded, does nothing. */
export const lambda =
  (app: App): StepHandler<'conclusion-step'> =>
  async ({ dossierId, ...of }) => {
    let outcome: 'concluded' | 'ended' = 'ended';
    await dossiers(app).recordLatest(dossierId, async ({ state, registrarMail }) => {
      if (!isRunAt(state, of, 'conclusion')) return undefined;
      const now = app.now();
      const action = decideConclusion(state, await factsFor(app, state, now));
      outcome = 'concluded';
      const told = isRefusal(action) ? undefined : letterOn(state, action);
      const effects = told ? [mailWrite(table(app), dossierId, told, now, registrarMail)] : [];
      return { action, actor: { kind: 'system', id: 'conclusion-step' }, now, effects };
    });
    return { outcome };
  };

export const handler = lambda(fromEnvironment());

/** What a conclusion rests on beside the dossier; who is to be registered is given a number. */
async function factsFor(app: App, { matter, orgPath }: DossierState, now: Date): Promise<ConcludingFacts> {
  const today = dateInShanghai(now);
  const { review, courses } = app.profile;
  const dossierNumber = matter.kind === 'registration' ? await nextNumber(app, orgPath, today.slice(0, 4)) : undefined;
  const paper = amends(matter) ? await paperTerm(app, now) : undefined;
  return { today, everyMonths: review.everyMonths, courses, dossierNumber, paper };
}

/** What whoever registered the household is told of: what they have to do next. */
function letterOn({ registration }: DossierState, action: Conclusion): MailMatter | undefined {
  switch (action.type) {
    case 'register':
      return { kind: 'registered' };
    case 'leave':
      return { kind: 'hasLeft' };
    case 'proposeExit':
      return { kind: 'exitProposed' };
    case 'keep': {
      if (registration === null) return undefined;
      const { category, tier } = registration;
      const same = action.category === category && action.tier === tier;
      return same ? undefined : { kind: 'changed', from: { category, tier } };
    }
  }
}

/** 职工编号: county code, year, five digits. A number that a crash leaves unused stays unused; none is given twice. */
async function nextNumber(app: App, orgPath: string, year: string): Promise<string> {
  const county = divisionOf(orgPath);
  const counter = await table(app).update<{ n: number }>(keys.counter(`${county}-${year}`), 'ADD n :one', {
    ':one': 1,
  });
  return `${county}${year}${String(counter?.n ?? 0).padStart(5, '0')}`;
}
