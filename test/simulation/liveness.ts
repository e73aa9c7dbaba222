import { daysBetween } from '../../shared/calendar/dates.ts';
import { type Awaited, answerTo, goesOnAt } from '../../shared/dossier/answers.ts';
import { isOver } from '../../shared/dossier/life.ts';
import { isOpen } from '../../shared/dossier/matter.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import type { Checks } from './checks.ts';
import type { World } from './world.ts';

/** Faults ceased and everybody did their part: whatever is under way was begun a short while ago. */
const LONGEST_DAYS = 45;

/** Everything has come to its end, but for what has only just begun; and what goes on, somebody waits for or owes. */
export function endedInTime(world: World, checks: Checks): void {
  for (const id of checks.dossiers) {
    const state = checks.stateOf(id);
    if (!state) continue;
    for (const wrong of [...late(state, world.today()), ...left(world, id, state)]) {
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

/** Runs of the workflow that nothing waits for, or that are missing, and answers that nobody handed over. */
function left(world: World, id: string, state: DossierState): string[] {
  const own = world.executions().filter(({ name }) => name.startsWith(`${id}-`));
  const those = (which: (one: (typeof own)[number]) => boolean) =>
    own.filter(which).map(({ name }) => name.slice(id.length + 1));
  // What nobody went on with for a year has been told to the operator (docs/runbook.md).
  const forgotten = those(({ status }) => status === 'TIMED_OUT');
  const begun = runsNow(state).filter((name) => !forgotten.includes(name));
  const running = those(({ status }) => status === 'RUNNING');
  // Whatever else still runs waits for a day that nobody can bring forward, or for an answer that is no longer asked.
  const missing = begun.filter(
    (name) => !running.includes(name) && !those(({ name: each }) => each.endsWith(name)).length,
  );
  const waiting = world.ground.app.dynamoDb
    .lyingUnder<{ sk: string; awaited: Awaited }>(`D#${id}`)
    .filter(({ sk }) => sk.startsWith('AWAIT#'))
    .filter(({ awaited }) => answerTo(awaited, state) !== undefined);
  return [
    ...missing.map((name) => `${name} 没有在办`),
    ...(isOver(state) && waiting.length > 0 ? [`${waiting.length} 个令牌的答复没有交还`] : []),
  ];
}

/** The executions that should be under way, by the end of their names. */
function runsNow(state: DossierState): string[] {
  const { matter, plan, standing } = state;
  const { kind, matter: number, run } = matter;
  const goesOn = matter.stalled === null && goesOnAt(state, { matter: number, run }).stage !== 'ended';
  const isBegun = kind !== 'registration' || run > 0;
  const isToSign = standing === 'onFile' && plan !== null && plan.signedAt === null && plan.stalled === null;
  return [
    ...(goesOn && isBegun ? [`${kind}-${number}-${run}`] : []),
    ...(isToSign ? [`plan-${plan.plan}-${plan.run}`] : []),
  ];
}
