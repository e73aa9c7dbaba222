import * as z from 'zod/mini';
import { type DraftForm, Form } from '../form/form.ts';
import type { RuledExemption } from './assess-form.ts';
import type { Verdict } from './directions.ts';
import { assessmentInput } from './form-input.ts';
import type { ProvinceStandards, SubsistenceLine } from './standard.ts';
import { type Tier, tierTitles } from './tiers.ts';
import { Judge } from './what-if.ts';

/** A live dossier as far as a verdict depends on it. */
export interface LiveDossier {
  id: string;
  /** As it was submitted last. */
  form: DraftForm;
  exemptions: readonly RuledExemption[];
}

/** What the standard says in one word: its category, or why there is none. */
interface VerdictChange {
  id: string;
  before: string;
  after: string;
}

/** What other lines would do to the live dossiers. */
export interface Effect {
  changes: VerdictChange[];
  /** Ids of those whose form lacks what a verdict needs: for them nobody can say. */
  unjudged: string[];
}

/** A form as the API answers it has the record of its procedure beside its sections. */
const Complete = z.object(Form.shape);

/**
 * The dossiers whose verdict on a day would be another one with other subsistence lines. Changes nothing: a dossier
 * under way keeps the line of the day of its submission, and a registered one its category until it is reverified.
 *
 * @param province with the lines as they are now
 * @param date ISO date on which both are asked
 */
export function verdictChanges(
  dossiers: readonly LiveDossier[],
  province: ProvinceStandards,
  lines: readonly SubsistenceLine[],
  date: string,
): Effect {
  const [now, then] = [new Judge(province, date), new Judge({ ...province, subsistenceLines: [...lines] }, date)];
  const effect: Effect = { changes: [], unjudged: [] };
  for (const { id, form, exemptions } of dossiers) {
    const { data: complete } = Complete.safeParse(form);
    if (complete === undefined) {
      effect.unjudged.push(id);
      continue;
    }
    const input = assessmentInput(complete);
    const [before, after] = [now, then].map((judge) => inWords(judge.of(input, exemptions))) as [string, string];
    if (before !== after) effect.changes.push({ id, before, after });
  }
  return effect;
}

function inWords({ outcome, category, tier }: Verdict): string {
  if (outcome === 'none') return '没有适用的标准或低保标准';
  if (outcome === 'ineligible') return '不符合';
  const named = `${tier === 'national' ? '' : tierTitles[tier as Tier]}${category}`;
  return outcome === 'excluded' ? `${named}，但有排除情形` : named;
}

/**
 * The day from which all changes between two sets of lines hold: the last beginning among the lines that only one of
 * them has, but not before `today`.
 */
export function changesHoldFrom(
  before: readonly SubsistenceLine[],
  after: readonly SubsistenceLine[],
  today: string,
): string {
  const key = ({ division, from, to, fen }: SubsistenceLine) => [division, from, to, fen].join();
  const [old, fresh] = [new Set(before.map(key)), new Set(after.map(key))];
  const changed = [...before.filter((line) => !fresh.has(key(line))), ...after.filter((line) => !old.has(key(line)))];
  return changed.reduce((latest, { from }) => (from > latest ? from : latest), today);
}
