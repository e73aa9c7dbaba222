import { daysBetween } from '../../shared/calendar/dates.ts';
import { isOver } from '../../shared/dossier/life.ts';
import { isOpen } from '../../shared/dossier/matter.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { runsDue } from '../support/inside.ts';
import type { Checks } from './checks.ts';
import type { World } from './world.ts';

/** Faults ceased and everybody did their part: whatever is under way was begun a short while ago. */
const LONGEST_DAYS = 45;

/** Everything has come to its end, but for what has only just begun; and what goes on, somebody waits for or owes. */
export function endedInTime(world: World, checks: Checks): void {
  const rest = restOf(world);
  for (const id of checks.dossiers) {
    const state = checks.stateOf(id);
    if (!state) continue;
    for (const wrong of [...late(state, world.today()), ...left(rest, id, state)]) {
      const { matter } = state;
      world.fail(`${id}（${matter.kind} ${matter.stage}）：${wrong}；欠着 ${checks.owed(id)}`, id);
    }
  }
}

function late(state: DossierState, today: string): string[] {
  const { matter, plan, standing, documents } = state;
  if (isOver(state)) return [];
  const days = daysBetween(matter.since, today);
  // A draft waits for whoever made it, and for nobody else.
  const isDraft = matter.kind === 'registration' && matter.run === 0;
  const neverEnds = isOpen(matter) && !isDraft && days > LONGEST_DAYS;
  const hasCards = plan !== null && plan.signedAt !== null && documents.length > 0;
  return [
    ...(neverEnds ? [`${days} 天没有办完`] : []),
    ...(matter.stalled ? [`停滞在 ${matter.stalled.step}`] : []),
    ...(standing === 'onFile' && !hasCards && !isOpen(matter) ? ['在册而没有发卡'] : []),
  ];
}

/** What there is in the end beside the dossiers. */
interface Rest {
  executions: readonly { name: string; status: string }[];
  items: readonly { pk: string; sk: string }[];
}

const restOf = (world: World): Rest => ({
  executions: world.executions(),
  items: world.ground.app.dynamoDb.all<{ pk: string; sk: string }>(),
});

/** Runs of the workflow that nothing waits for, or that are missing, and what the table keeps of a life that is over. */
function left({ executions, items }: Rest, id: string, state: DossierState): string[] {
  const own = executions.filter(({ name }) => name.startsWith(`${id}-`));
  const those = (which: (one: (typeof own)[number]) => boolean) =>
    own.filter(which).map(({ name }) => name.slice(id.length + 1));
  const begun = runsDue(state);
  const running = those(({ status }) => status === 'RUNNING');
  const missing = begun.filter((name) => !running.includes(name));
  const extra = running.filter((name) => !begun.includes(name));
  const ended = isOver(state) ? heldBy(items, id, state.mergedInto !== null) : [];
  return [
    ...missing.map((name) => `${name} 没有在办`),
    ...extra.map((name) => `${name} 还在办，没有人等它`),
    ...ended.map((held) => `终结了还占着 ${held}`),
  ];
}

/** What stands in the table for a dossier's sake and goes with its life; the traces of one that was merged lead to the other. */
function heldBy(items: Rest['items'], id: string, isMerged: boolean): string[] {
  const own = items.filter(({ pk }) => pk === `D#${id}`).map(({ sk }) => sk);
  const traces = items.filter(({ pk, sk }) => pk.startsWith('TRACE#') && sk === `D#${id}`);
  const found = isMerged ? [] : [...own.filter((sk) => sk === 'TRACES'), ...traces.map(() => '线索')];
  return [...own.filter((sk) => /^(AWAIT|LINK)#/.test(sk)), ...found];
}
