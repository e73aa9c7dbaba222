import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { decideComingBack, mayComeBack } from '../../shared/dossier/coming-back.ts';
import { type ConcludingFacts, type Conclusion, decideConclusion } from '../../shared/dossier/concluding.ts';
import { isRefusal, type Refusal } from '../../shared/dossier/deed.ts';
import { amends } from '../../shared/dossier/proposed.ts';
import { isRunAt } from '../../shared/dossier/running.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { isApplication, putsOnFile } from '../../shared/matters/course.ts';
import { divisionOf } from '../../shared/organisation/org-path.ts';
import { againWhenMet } from '../../shared/registry/again.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { keys } from '../../shared/registry/keys.ts';
import { type MailMatter, mailWrite } from '../../shared/registry/mails.ts';
import { foundByNumber } from '../../shared/registry/places.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { paperTerm } from '../../shared/services/paper-term.ts';
import { dossiers, table } from '../../shared/services/services.ts';
import type { StepHandler } from '../../shared/workflow/steps.ts';

/** 办结: what the matter's course came to is recorded. Done once; a repeat, or what was superseded, does nothing. */
export const lambda =
  (app: App): StepHandler<'conclusion-step'> =>
  async ({ dossierId, ...of }) => {
    return againWhenMet(async () => {
      const before = await dossiers(app).get(dossierId);
      const { state, registrarMail } = before;
      if (!isRunAt(state, of, 'conclusion')) return { outcome: 'ended' };
      const now = app.now();
      const predecessor = await predecessorOf(app, state);
      const action = decideConclusion(state, await factsFor(app, state, predecessor?.state, now));
      const told = isRefusal(action) ? undefined : letterOn(state, action);
      const effects = [
        ...(told ? [mailWrite(table(app), dossierId, told, now, registrarMail)] : []),
        ...('dossierNumber' in action ? foundByNumber(table(app), state, action.dossierNumber) : []),
      ];
      const recording = { actor: { kind: 'system' as const, id: 'conclusion-step' }, now };
      await dossiers(app).recordTogether([
        { id: dossierId, before, action, effects, ...recording },
        ...comingBack(action, dossierId, predecessor).map((each) => ({ ...each, ...recording })),
      ]);
      return { outcome: 'concluded' };
    });
  };

export const handler = lambda(fromEnvironment());

/** 返困: the dossier under which the household that is to be registered was on file before. */
async function predecessorOf(app: App, { matter, predecessor }: DossierState): Promise<Dossier | undefined> {
  return putsOnFile(matter) && predecessor !== null ? dossiers(app).find(predecessor) : undefined;
}

/** What the earlier dossier says of it, in the same transaction; one that has been followed by another meanwhile says nothing. */
function comingBack(registered: Conclusion | Refusal, dossier: string, before: Dossier | undefined) {
  if (before === undefined || isRefusal(registered) || !comesOnFile(registered)) return [];
  const action = decideComingBack(before.state, { dossier });
  return isRefusal(action) ? [] : [{ id: before.id, before, action }];
}

const comesOnFile = ({ type }: Conclusion): boolean => type === 'register' || type === 'convert';

/** What a conclusion rests on beside the dossier; who is to be registered is given a number. */
async function factsFor(
  app: App,
  { matter, orgPath }: DossierState,
  predecessor: DossierState | undefined,
  now: Date,
): Promise<ConcludingFacts> {
  const today = dateInShanghai(now);
  const { review, courses, temporary } = app.profile;
  const dossierNumber = isApplication(matter)
    ? (keptNumber(app, orgPath, predecessor) ?? (await nextNumber(app, orgPath, today.slice(0, 4))))
    : undefined;
  const paper = amends(matter) ? await paperTerm(app, now) : undefined;
  return { today, everyMonths: review.everyMonths, courses, dossierNumber, paper, temporary };
}

/** What whoever registered the household is told of: what they have to do next. */
function letterOn({ registration }: DossierState, action: Conclusion): MailMatter | undefined {
  switch (action.type) {
    case 'register':
    case 'convert':
      return { kind: 'registered' };
    case 'takeIn':
      return { kind: 'takenIn' };
    // Whoever did not approve has said so already.
    case 'stayTemporary':
      return undefined;
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

/** A number says its county: whoever comes back in another is given a new one, and so is whoever's dossier is another's predecessor. */
function keptNumber(app: App, orgPath: string, before: DossierState | undefined): string | undefined {
  const isKept = app.profile.afterLeaving.keepsNumber && before !== undefined && mayComeBack(before);
  const number = isKept ? before.registration?.dossierNumber : undefined;
  return number?.startsWith(divisionOf(orgPath)) ? number : undefined;
}

/** 职工编号: county code, year, five digits. A number that a crash leaves unused stays unused; none is given twice. */
async function nextNumber(app: App, orgPath: string, year: string): Promise<string> {
  const county = divisionOf(orgPath);
  const counter = await table(app).update<{ n: number }>(keys.counter(`${county}-${year}`), 'ADD n :one', {
    ':one': 1,
  });
  return `${county}${year}${String(counter?.n ?? 0).padStart(5, '0')}`;
}
