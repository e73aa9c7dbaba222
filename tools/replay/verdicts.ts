import type { ActionOf } from '../../shared/dossier/actions.ts';
import type { JournalEntry } from '../../shared/dossier/journal.ts';
import { judgementOf } from '../../shared/dossier/judging.ts';
import { assessmentContext, surveyContext } from '../../shared/dossier/seal-contexts.ts';
import type { SurveyFindings } from '../../shared/dossier/sealed-contents.ts';
import { occasionOf } from '../../shared/dossier/settled.ts';
import { apply, type DossierState } from '../../shared/dossier/state.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { exemptionsOf } from '../../shared/registry/exemptions.ts';
import type { Sealed } from '../../shared/sealing/sealed.ts';
import type { App } from '../../shared/services/app.ts';
import { forms, keyring } from '../../shared/services/services.ts';
import { assessForm } from '../../shared/standards/assess-form.ts';
import type { Basis } from '../../shared/standards/basis.ts';
import type { AssessmentRecord } from '../../shared/standards/record.ts';
import { differences, type Said } from './differences.ts';

/** A verdict as an entry of a journal recorded it, and computed once more. */
export interface Replayed {
  version: number;
  form: number;
  basis: Basis;
  said: Said;
  /** Sealed where it is kept: `explanation` has sealed amounts. */
  record: AssessmentRecord;
  /** In what the two differ, in Chinese without anything of the household; none where they are the same word for word. */
  differences: string[];
}

/** What an entry recorded, and what it was made of. */
interface Recorded {
  version: number;
  form: number;
  basis: Basis;
  said: Said;
  sealed: Sealed;
  occasion: string;
  again(): Promise<{ said: Said; record: AssessmentRecord }>;
}

/**
 * Computes every verdict of a journal again, from what was stored: the form, the exemptions and the survey's answers of
 * then, the standards and the line of its basis. Throws where the dossier's key is gone.
 *
 * @param which versions; each where it is not given
 */
export async function* replayed(
  app: App,
  id: string,
  journal: readonly JournalEntry[],
  which: (version: number) => boolean = () => true,
): AsyncGenerator<Replayed> {
  let state: DossierState | null = null;
  for (const entry of journal) {
    const recorded = which(entry.version) ? recordedIn(app, id, state, entry) : undefined;
    if (recorded !== undefined) yield await compared(app, id, recorded);
    state = apply(id, state, entry);
  }
}

async function compared(app: App, id: string, recorded: Recorded): Promise<Replayed> {
  const { version, form, basis, said, sealed, occasion } = recorded;
  const record = await keyring(app).open<AssessmentRecord>(assessmentContext(id, occasion), sealed);
  const known = { version, form, basis, said, record };
  try {
    return { ...known, differences: differences({ said, record }, await recorded.again()) };
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 1200) throw error;
    const why = error.faults.map(({ message }) => message).join('；') || error.said;
    return { ...known, differences: [`现在算不出来：${why}`] };
  }
}

function recordedIn(app: App, id: string, before: DossierState | null, entry: JournalEntry): Recorded | undefined {
  const { action, version } = entry;
  switch (action.type) {
    case 'assess':
      return before === null ? undefined : assessed(app, id, before, version, action);
    case 'recordSurvey':
      return before === null || !action.reassessed ? undefined : surveyed(app, id, before, version, action);
    case 'transcribe':
      return transcribed(app, id, version, action);
    default:
      return undefined;
  }
}

function assessed(app: App, id: string, before: DossierState, version: number, action: ActionOf<'assess'>): Recorded {
  const { occasion, form: number, record: sealed, withheld: _, type: __, ...said } = action;
  const basis = action.basis ?? basisOf(before);
  const again = async () => {
    const form = await forms(app).getSubmitted(id, number);
    const exemptions = await exemptionsOf(keyring(app), before);
    const { marginPercent } = action;
    const { says, record } = judgementOf(app.profile, before, { form, basis, exemptions, marginPercent });
    return { said: says, record };
  };
  return { version, form: number, basis, said, sealed, occasion, again };
}

function surveyed(
  app: App,
  id: string,
  before: DossierState,
  version: number,
  { reassessed, findings }: ActionOf<'recordSurvey'>,
): Recorded | undefined {
  const { matter } = before;
  if (reassessed === undefined || matter.assessment === null || matter.form === null) return undefined;
  const { record: sealed, ...said } = reassessed;
  const [{ occasion }, number, basis] = [matter.assessment, matter.form, basisOf(before)];
  const again = async () => {
    const form = await forms(app).getSubmitted(id, number);
    const { answers } = await keyring(app).open<SurveyFindings>(surveyContext(id, version), findings);
    const exemptions = await exemptionsOf(keyring(app), before);
    const { explained: _, ...record } = assessForm(app.profile, form, basis, exemptions, answers);
    const { outcome, category, tier } = record.assessment;
    return { said: { outcome, category, tier, reason: null }, record };
  };
  return {
    version,
    form: number,
    basis,
    said: { ...said, outcome: 'eligible', reason: null },
    sealed,
    occasion,
    again,
  };
}

function transcribed(app: App, id: string, version: number, { basis, assessed }: ActionOf<'transcribe'>): Recorded {
  const { record: sealed, ...said } = assessed;
  const again = async () => {
    const form = await forms(app).getSubmitted(id, 1);
    const { explained: _, ...record } = assessForm(app.profile, form, basis, []);
    const { outcome, category, tier } = record.assessment;
    return { said: { outcome, category, tier, reason: null }, record };
  };
  const occasion = occasionOf({ matter: 1, run: 1 });
  return { version, form: 1, basis, said: { ...said, reason: null }, sealed, occasion, again };
}

function basisOf({ matter }: DossierState): Basis {
  if (matter.basis === null) throw new Error('an assessment without a basis');
  return matter.basis;
}
