import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { digest } from '../../shared/digest/digest.ts';
import { isOnFile } from '../../shared/dossier/life.ts';
import { isOnMargin } from '../../shared/dossier/margin-state.ts';
import { isOpen } from '../../shared/dossier/matter.ts';
import { decideReverification, isFreeForReview } from '../../shared/dossier/opening.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import { type Key, keys } from '../../shared/registry/keys.ts';
import { inLanes, inLanesUntil } from '../../shared/runtime/lanes.ts';
import { log, traceOf } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { dossiers, gazette, table } from '../../shared/services/services.ts';
import { standardDigest } from '../../shared/standards/digest.ts';
import { isInForce } from '../../shared/standards/in-force.ts';
import { lastDayFor } from '../../shared/workflow/waits.ts';
import { askMargin } from './ask-margin.ts';
import { lists, pageOf } from './pages.ts';
import { wouldChange } from './would-change.ts';

const LANES = 8;

/** How far a round over the province is. */
interface Round extends Key {
  /** Digest of the rules that it asks. */
  rules: string;
  /** The instant at which it began. */
  since: string;
  list: number;
  after?: string;
  done: boolean;
}

/**
 * 重新认定: where a standard or a line is another than in the last round, each household on file is asked silently; a
 * review is opened of those alone whose verdict would change; of 边缘名单, whoever would be taken is to be asked. The rest
 * is as it was, and its journal says nothing. A round
 * goes on where it was broken off; whoever was not free, or failed, is asked again each night until they were. Answers how
 * many failed.
 *
 * @param until when it is to stop (ms of `performance.now`): what is left goes on the next night
 */
export async function lookOver(app: App, now: Date, until: number): Promise<number> {
  const profile = await gazette(app).profileWithLines(now);
  let failed = 0;
  const one = async (id: string) => {
    try {
      await look(app, profile, id, now);
    } catch (error) {
      failed++;
      log('error', 'look over failed', { dossier: id, ...traceOf(error) });
      await table(app).put(keys.relook(id));
    }
  };
  await askAgain(app, one, performance.now() + (until - performance.now()) / 2);
  const rules = rulesOn(profile, dateInShanghai(now));
  let round = await table(app).find<Round>(keys.sweepCursor('rules'));
  if (round?.rules !== rules)
    round = { ...keys.sweepCursor('rules'), rules, since: now.toISOString(), list: 0, done: false };
  while (!round.done && performance.now() < until) {
    const { after, ...at }: Round = round;
    const { since } = at;
    const page = await pageOf(app, app.profile.code, lists[at.list] as (typeof lists)[number], { after, since });
    await inLanes(page.found, LANES, one);
    if (page.last !== undefined) round = { ...at, after: page.last };
    else round = { ...at, list: at.list + 1, done: at.list + 1 === lists.length };
    await table(app).put(round);
  }
  return failed;
}

/**
 * Whoever was not free, or failed, in the order of their ids: while a province is reviewed they may be hundreds of thousands,
 * and still not be free. Each night goes on behind the last one that there was time for, so that everybody has their turn,
 * and the round, which comes after, has half of the time.
 */
async function askAgain(app: App, one: (id: string) => Promise<void>, until: number): Promise<void> {
  const place = keys.sweepCursor('relook');
  const { after = '' } = (await table(app).find<Key & { after: string }>(place)) ?? {};
  const all = (await table(app).range<Key>(keys.relook('').pk, '0', '~')).map(({ sk }) => sk);
  const inTurn = [...all.filter((id) => id > after), ...all.filter((id) => id <= after)];
  let last = after;
  const areAll = await inLanesUntil(inTurn, { lanes: LANES, until }, async (id) => {
    last = id;
    await one(id);
  });
  if (!areAll) await table(app).put({ ...place, after: last });
  else if (after !== '') await table(app).remove(place);
}

/** What households are judged by on a day; a year of its own, because divisions change with one. */
function rulesOn({ subsistenceLines, standards }: ProvinceProfile, today: string): string {
  return digest({
    year: today.slice(0, 4),
    lines: subsistenceLines
      .filter((line) => isInForce(line, today))
      .map(({ division, fen, from }) => [division, fen, from]),
    standards: standards.filter((each) => isInForce(each, today)).map((each) => [each.version, standardDigest(each)]),
  });
}

/** Opens its review where the verdict would be another; whoever is not free is asked again another night. */
async function look(app: App, profile: ProvinceProfile, id: string, now: Date): Promise<void> {
  const today = dateInShanghai(now);
  const before = await dossiers(app).get(id);
  const { state } = before;
  if (isOnMargin(state)) {
    await askMargin(app, profile, before, now);
    return forgotten(app, id);
  }
  if (isAskedAnyway(state)) return forgotten(app, id);
  if (!isFreeForReview(state)) return table(app).put(keys.relook(id));
  if (await wouldChange(app, profile, state, today)) {
    const facts = { dueBy: lastDayFor('update', today, app.profile.deadlines), because: 'rules' as const };
    const action = decideReverification(state, app.profile.courses, facts);
    await dossiers(app).record({ id, before, action, actor: { kind: 'system', id: 'review-run' }, now });
  }
  await forgotten(app, id);
}

/** Whose report is still to come is judged by the rules of that day; who is not on file any more, by none. */
function isAskedAnyway({ standing, matter }: DossierState): boolean {
  return !isOnFile({ standing }) || (isOpen(matter) && matter.kind === 'reverification' && matter.stage === 'form');
}

async function forgotten(app: App, id: string): Promise<void> {
  await table(app).transact([table(app).deleteWrite('relook', keys.relook(id))]);
}
