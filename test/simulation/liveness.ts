import { daysBetween } from '../../shared/calendar/dates.ts';
import { type Awaited, answerTo } from '../../shared/dossier/answers.ts';
import { pendingApproval } from '../../shared/dossier/approval-state.ts';
import { isDark, isGone } from '../../shared/dossier/disposal-state.ts';
import { isOver } from '../../shared/dossier/life.ts';
import { isOpen } from '../../shared/dossier/matter.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { isApplication } from '../../shared/matters/course.ts';
import { ledTo } from '../../shared/registry/trace-lists.ts';
import { runsDue } from '../support/inside.ts';
import type { Checks } from './checks.ts';
import type { World } from './world.ts';

/** Faults ceased and everybody did their part: whatever is under way was begun a short while ago. */
const LONGEST_DAYS = 45;

/** From the second night after it is released, and as much longer as a bad deployment lasts. */
const LONGEST_DARKENING_DAYS = 8;

/** Everything has come to its end, but for what has only just begun; and what goes on, somebody waits for or owes. */
export function endedInTime(world: World, checks: Checks): void {
  const rest = restOf(world);
  for (const id of checks.dossiers) {
    const state = checks.stateOf(id);
    if (!state) continue;
    const hasKey = world.ground.app.dynamoDb.dossierKeys.dossiers().includes(id);
    const key =
      isDark(state) && hasKey ? ['已经销毁，密钥还在'] : !isGone(state) && !hasKey ? ['没有批准处置，密钥没有了'] : [];
    for (const wrong of [...late(state, world.today()), ...left(rest, id, state), ...key]) {
      const { matter } = state;
      world.fail(`${id}（${matter.kind} ${matter.stage}）：${wrong}；欠着 ${checks.owed(id)}`, id);
    }
  }
}

function late(state: DossierState, today: string): string[] {
  const { matter, plan, standing, issuedFor, disposal, transcribed, inForce } = state;
  if (isOver(state)) {
    const released = isDark(state) ? undefined : disposal?.released?.on;
    const waits = released === undefined ? 0 : daysBetween(released, today);
    return waits > LONGEST_DARKENING_DAYS ? [`批准处置 ${waits} 天还没有销毁`] : [];
  }
  const days = daysBetween(matter.since, today);
  // A draft waits for whoever made it, and for nobody else.
  const isDraft = isApplication(matter) && matter.run === 0;
  const neverEnds = isOpen(matter) && !isDraft && days > LONGEST_DAYS;
  const hasCards = plan !== null && issuedFor.includes(plan.plan);
  // Of what was taken over from old papers they are on paper, until it is looked at.
  const hasOldCards = transcribed !== null && plan === null && inForce?.matter === 1;
  return [
    ...(neverEnds ? [`${days} 天没有办完`] : []),
    ...(matter.stalled ? [`停滞在 ${matter.stalled.step}`] : []),
    ...(standing === 'onFile' && !hasCards && !hasOldCards && !isOpen(matter) ? ['在册而没有发卡'] : []),
  ];
}

/** What there is in the end beside the dossiers. */
interface Rest {
  /** By the dossier's id. */
  executions: ReadonlyMap<string, readonly { name: string; status: string }[]>;
  /** By their partition. */
  items: ReadonlyMap<string, readonly Item[]>;
  /** Of how many traces each dossier is found, by its id. */
  traces: ReadonlyMap<string, readonly string[]>;
}

interface Item {
  pk: string;
  sk: string;
  awaited?: Awaited;
  hash?: string;
  occurrence?: number;
  usedAt?: string;
}

function restOf(world: World): Rest {
  const items = world.ground.app.dynamoDb.all<Item>();
  const traces = items.flatMap((item) => ledTo(item));
  return {
    executions: Map.groupBy(world.executions(), ({ name }) => name.slice(0, name.indexOf('-'))),
    items: Map.groupBy(items, ({ pk }) => pk),
    traces: Map.groupBy(traces, (id) => id),
  };
}

/** Runs of the workflow that nothing waits for, or that are missing, and what the table keeps of a life that is over. */
function left(rest: Rest, id: string, state: DossierState): string[] {
  const own = rest.executions.get(id) ?? [];
  const those = (which: (one: (typeof own)[number]) => boolean) =>
    own.filter(which).map(({ name }) => name.slice(id.length + 1));
  const begun = runsDue(state);
  const running = those(({ status }) => status === 'RUNNING');
  const missing = begun.filter((name) => !running.includes(name));
  const extra = running.filter((name) => !begun.includes(name));
  const ended = isOver(state) ? heldBy(rest, id, state.mergedInto !== null) : [];
  return [
    ...missing.map((name) => `${name} 没有在办`),
    ...extra.map((name) => `${name} 还在办，没有人等它`),
    ...ended.map((held) => `终结了还占着 ${held}`),
    ...forgotten(rest, id, state).map((sk) => `${sk} 等的已经有了`),
    ...openLinks(rest, id)
      .filter((request) => request !== pendingApproval(state)?.request)
      .map((request) => `第 ${request} 次送审的链接还开着`),
  ];
}

/** Waits that the journal has an answer to. A request that was let pass goes with the matter at the latest. */
function forgotten(rest: Rest, id: string, state: DossierState): string[] {
  const { matter } = state;
  const waits = ownOf(rest, id).filter(({ sk }) => sk.startsWith('AWAIT#'));
  return waits.flatMap(({ sk, awaited }) => {
    if (awaited === undefined || answerTo(awaited, state) === undefined) return [];
    const passed = awaited.step === 'decision' && isOpen(matter) && awaited.matter === matter.matter;
    return passed ? [] : [sk];
  });
}

/** Of the approval links that count, the requests of those that nobody has used. */
function openLinks(rest: Rest, id: string): (number | undefined)[] {
  const counts = ownOf(rest, id).filter(({ sk }) => sk.startsWith('LINK#approval'));
  return counts.flatMap(({ hash }) => {
    const [link] = rest.items.get(`LINK#${hash}`) ?? [];
    return link?.usedAt === undefined ? [link?.occurrence] : [];
  });
}

/** What stands in the table for a dossier's sake and goes with its life; the traces of one that was merged lead to the other. */
function heldBy(rest: Rest, id: string, isMerged: boolean): string[] {
  const own = ownOf(rest, id).map(({ sk }) => sk);
  const traces = (rest.traces.get(id) ?? []).map(() => '线索');
  const found = isMerged ? [] : [...own.filter((sk) => sk === 'TRACES'), ...traces];
  return [...own.filter((sk) => /^(AWAIT|LINK)#/.test(sk)), ...found];
}

const ownOf = ({ items }: Rest, id: string): readonly Item[] => items.get(`D#${id}`) ?? [];
