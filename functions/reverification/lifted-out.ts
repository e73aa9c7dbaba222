import { dateInShanghai } from '../../shared/calendar/dates.ts';
import type { ProposeExitBody } from '../../shared/contract/bodies/reverification.ts';
import type { JournalEntry } from '../../shared/dossier/journal.ts';
import type { ExitStatement } from '../../shared/dossier/sealed-contents.ts';
import { fieldFault } from '../../shared/errors/field-fault.ts';
import type { FieldFault } from '../../shared/errors/problem.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import type { App } from '../../shared/services/app.ts';
import { dossiers, forms, gazette } from '../../shared/services/services.ts';
import { lineOn } from '../../shared/standards/basis-of.ts';
import { assessmentsRefusal, type FoundBefore, judgeIncomes } from '../../shared/standards/lifted-out.ts';

interface LiftedOut {
  incomes?: ExitStatement['incomes'];
  faults: FieldFault[];
}

/** What a proposal says of incomes, held against what the province asks of 脱困; of any other reason it says nothing. */
export async function liftedOut(app: App, dossier: Dossier, body: ProposeExitBody, now: Date): Promise<LiftedOut> {
  const terms = app.profile.liftedOut;
  const { reason, incomes } = body;
  if (reason === 'betterOff' && terms.by === 'incomes') return byIncomes(app, dossier, incomes ?? [], terms, now);
  const faults: FieldFault[] = [];
  if (incomes !== undefined) {
    const why = reason === 'betterOff' ? '本省的脱困看最近几次认定' : '只有脱困才看逐月的收入';
    faults.push(fieldFault('/incomes', `${why}，这里不写`));
  }
  if (reason === 'betterOff' && terms.by === 'assessments') {
    const message = assessmentsRefusal(assessmentsIn(await dossiers(app).journal(dossier.id)), terms);
    if (message !== undefined) faults.push(fieldFault('/reason', message));
  }
  return { faults };
}

async function byIncomes(
  app: App,
  { id, state }: Dossier,
  given: NonNullable<ProposeExitBody['incomes']>,
  terms: Parameters<typeof judgeIncomes>[1],
  now: Date,
): Promise<LiftedOut> {
  const form = await forms(app).getSubmitted(id, state.inForce?.form ?? 0);
  const province = await gazette(app).profileWithLines(now);
  const { householdSize } = form.household;
  const { judged, faults } = judgeIncomes(given, terms, {
    householdSize,
    registeredOn: state.registration?.registeredOn ?? '',
    today: dateInShanghai(now),
    lineOn: (date) => lineOn(province, form, date),
  });
  return { incomes: { householdSize, months: judged }, faults };
}

/** What each matter since the household is on file was assessed as, the oldest first; of several of one matter the last. */
function assessmentsIn(journal: readonly JournalEntry[]): FoundBefore[] {
  const found = new Map<string, FoundBefore>();
  const registered = journal.findIndex(({ action }) => action.type === 'register' || action.type === 'transcribe');
  for (const { action, on } of journal.slice(registered + 1)) {
    if (action.type !== 'assess') continue;
    const [matter = ''] = action.occasion.split('-');
    found.set(matter, { on, outcome: action.outcome, reason: action.reason });
  }
  return [...found.values()];
}
