import { createHash } from 'node:crypto';
import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import type { JournalEntry } from '../../shared/dossier/journal.ts';
import { isOnMargin } from '../../shared/dossier/margin-state.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import type { SpotCheck, SpotCheckRow } from '../../shared/registry/spot-checks.ts';
import type { Frame } from '../../shared/spot-checks/words.ts';
import type { Checks } from './checks.ts';
import { isAboveCounties, isBelow, isOwnOf, province } from './places.ts';
import type { World } from './world.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
/** Of fewer nobody is told from above. */
const FEW = 5;
/** So long a list may lag behind what was written. */
const LATE_MS = 15 * 60_000;
/** A public draw of which there are no numbers may be replaced so many days later. */
const NO_NUMBERS_DAYS = 30;

/** As it lies in the table. */
interface Lying {
  check: SpotCheck;
  /** Dossier and stratum. */
  frame: Map<string, number>;
  sample: Map<string, number>;
  rows: Map<string, SpotCheckRow>;
}

type Item = SpotCheckRow & SpotCheck & { sk: string; lines?: string };

function lyingOf(world: World, id: string): Lying | undefined {
  const items = world.ground.app.dynamoDb.lyingUnder<Item>(`SPOT#${id}`);
  const check = items.find(({ sk }) => sk === 'SPOT');
  if (!check) return undefined;
  const listed = (part: string) =>
    new Map(
      items
        .filter(({ sk }) => sk.startsWith(`${part}#`))
        .flatMap(({ lines = '' }) => lines.split('\n'))
        .map((line): [string, number] => [line.slice(0, 26), Number(line.slice(27))]),
    );
  const rows = new Map(items.filter(({ sk }) => sk.startsWith('D#')).map((row) => [row.dossier, row]));
  return { check, frame: listed('FRAME'), sample: listed('SAMPLE'), rows };
}

/** Every 抽查 that there is. */
export function spotChecksIn(world: World): Lying[] {
  const places = world.ground.app.dynamoDb.lyingUnder<{ spotCheck: string }>('SPOTS');
  return places.flatMap(({ spotCheck }) => lyingOf(world, spotCheck) ?? []);
}

export const isWaiting = ({ drawn, replacedBy }: SpotCheck): boolean => drawn === null && replacedBy === null;

/** What was applied for, or taken in, for a time, and never converted, is counted apart. */
const isOfTime = ({ matter, temporary }: DossierState): boolean =>
  temporary === null ? matter.kind === 'temporary' : temporary.convertedOn === null;

/** Somebody has confirmed that it goes: nobody looks at it any more. */
const isGoing = (state: DossierState | undefined): boolean => (state?.disposal?.confirmed ?? null) !== null;

/** In which of the frames a household is, by its journal: one that is on 边缘名单, too, is where it was refused. */
function frameOf(state: DossierState): Frame | undefined {
  const { standing, end } = state;
  if (isGoing(state)) return undefined;
  if (isOfTime(state)) return isOnMargin(state) ? 'margin' : undefined;
  if (standing === 'onFile') return 'onFile';
  if (end?.as === 'liftedOut' || end?.as === 'relieved') return 'liftedOut';
  if (end?.as === 'cancelled') return 'cancelled';
  if (end?.as === 'rejected') return 'refused';
  return isOnMargin(state) ? 'margin' : undefined;
}

/** Of which households a 抽查 is: of an area, or only of what is its own. */
export type Area = Pick<SpotCheck, 'orgPath' | 'own'>;
const isIn = (at: string, { orgPath, own }: Area): boolean => (own ? isOwnOf : isBelow)(at, orgPath);
export const isAlike = (one: Area & Pick<SpotCheck, 'instrument'>, other: typeof one): boolean =>
  one.orgPath === other.orgPath && one.own === other.own && one.instrument === other.instrument;

/** Households of some frames in an area that have been there for a while: undefined of those of which nobody can be sure. */
export function surelyIn(checks: Checks, at: number, area: Area, frames: readonly Frame[]): Map<string, boolean> {
  const sure = new Map<string, boolean>();
  for (const id of checks.dossiers) {
    const states = checks.statesSince(id, at - LATE_MS);
    const is = states.map((state) => {
      const frame = frameOf(state);
      return frame !== undefined && frames.includes(frame) && isIn(state.orgPath, area);
    });
    const [first] = is;
    // Born just now, it may not be listed yet.
    if (first !== undefined && is.every((each) => each === first)) sure.set(id, first);
  }
  return sure;
}

/** A frame has everybody whom it should, and nobody else; its strata add up, and none says how many a few are. */
export function frameHolds(world: World, checks: Checks, id: string, at: number): void {
  const lying = lyingOf(world, id);
  const fail = (what: string) => world.fail(`抽查 ${id}：${what}`);
  if (!lying) {
    fail('说准备好了，却没有');
    return;
  }
  const { check, frame } = lying;
  const { strata, frames } = check;
  for (const [dossier, is] of surelyIn(checks, at, check, frames)) {
    if (is !== frame.has(dossier)) fail(`${dossier} ${is ? '该在框里而不在' : '不该在框里而在'}`);
  }
  for (const [dossier, stratum] of frame) {
    const of = strata[stratum - 1]?.frame;
    const states = checks.statesSince(dossier, at - LATE_MS);
    if (!states.some((state) => frameOf(state) === of)) fail(`${dossier} 不在 ${of} 里`);
  }
  const sizes = strata.map((_, index) => [...frame.values()].filter((each) => each === index + 1).length);
  if (sizes.some((size, index) => size !== strata[index]?.size))
    fail(`各层写 ${strata.map(({ size }) => size)}，有 ${sizes}`);
  for (const [index, ofOwn] of check.ofOwn.entries()) {
    const states = [...frame].flatMap(([dossier, stratum]) =>
      stratum === index + 1 ? [checks.statesSince(dossier, at - LATE_MS)] : [],
    );
    const isOwn = ({ orgPath }: DossierState) => isAboveCounties(check.orgPath) && isOwnOf(orgPath, check.orgPath);
    const least = states.filter((all) => all.every(isOwn)).length;
    const most = states.filter((all) => all.some(isOwn)).length;
    if (ofOwn < least || ofOwn > most) fail(`第 ${index + 1} 层写本级 ${ofOwn} 户，有 ${least} 到 ${most} 户`);
  }
  if (frame.size !== check.households) fail(`写 ${check.households} 户，框里 ${frame.size} 户`);
  for (const one of new Set(frames)) {
    const own = strata.filter((each) => each.frame === one);
    const total = own.reduce((sum, { size }) => sum + size, 0);
    if (own.length > 1 && own.some(({ size }) => size < FEW)) fail(`${one} 有一层不到五户`);
    sizedRight(check, own, total, fail);
  }
}

/** As many are drawn as was wished. */
function sizedRight(
  { instrument, percent, wished }: SpotCheck,
  own: SpotCheck['strata'],
  total: number,
  fail: (what: string) => void,
): void {
  if (own.some(({ size, draw }) => draw > size || draw < 1)) fail('抽的比层里的多，或者一户也不抽');
  if (instrument === 'quota') {
    if (percent === null || own.some(({ size, draw }) => draw !== Math.ceil((size * percent) / 100)))
      fail(`抽百分之 ${percent}：${own.map(({ size, draw }) => `${size} 户抽 ${draw}`)}`);
    return;
  }
  const [e, p] = [(wished?.halfWidth ?? 0) / 1000, (wished?.expected ?? 0) / 1000];
  const n0 = (1.959963984540054 ** 2 * p * (1 - p)) / e ** 2;
  const n = total <= 1 ? total : Math.min(total, Math.ceil(n0 / (1 + (n0 - 1) / total) - 1e-9));
  const drawn = own.reduce((sum, { draw }) => sum + draw, 0);
  if (drawn < n || drawn > n + 2 * own.length) fail(`${total} 户该抽 ${n} 户，抽 ${drawn} 户`);
  if (own.some(({ size, draw }) => draw < Math.min(2, size))) fail('有一层抽不到两户');
}

/** What was drawn follows from what was put down before, and from nothing else: computed again by the rule as it is printed. */
export function drawHolds(world: World, { check, frame, sample }: Lying): void {
  const fail = (what: string) => world.fail(`抽查 ${check.id}：${what}`);
  const { strata, drawn, publicDraw, entries } = check;
  const early = entries.find(({ at }) => dateInShanghai(at) < publicDraw.on);
  if (early) fail(`${publicDraw.on} 才开奖，${early.at} 就录了号码`);
  const byOne = Map.groupBy(entries, ({ by }) => by);
  if (entries.length > 20 || [...byOne.values()].some((all) => all.length > 5)) fail('录了太多次');
  if (drawn === null) {
    if (sample.size > 0 && check.replacedBy !== null) fail('代替了的还抽到了户');
    return;
  }
  if (check.replacedBy !== null) fail('抽过的又被代替了');
  if (dateInShanghai(drawn.at) <= publicDraw.on) fail(`${publicDraw.on} 没有过完就抽了`);
  const last = new Map(entries.map(({ by, numbers }) => [by, numbers]));
  const alike = [...last.values()].filter((each) => each === drawn.numbers).length;
  if (alike < 2) fail(`号码 ${drawn.numbers} 只有 ${alike} 个人录`);
  const [anchor] = world.ground.app.dynamoDb
    .lyingUnder<{ day: string; root: string }>('ANCHORS')
    .filter(({ day }) => day === dateInShanghai(check.at));
  if (anchor?.root !== drawn.root) fail('根不是列框那一天的');
  const lines = [
    ...strata.map(({ frame: of, size, draw }, index) => `层 ${index + 1} ${of} ${size} ${draw}`),
    ...[...frame].sort(([a], [b]) => (a < b ? -1 : 1)).map(([dossier, stratum]) => `户 ${dossier} ${stratum}`),
  ];
  const digest = sha256(lines.map((line) => `${line}\n`).join(''));
  if (digest !== check.digest) fail('框与摘要不符');
  const seed = sha256(`${digest}\n${drawn.root}\n${drawn.numbers}\n`);
  if (seed !== drawn.seed) fail('种子不是由摘要、根和号码来的');
  const again = strata.flatMap(({ draw }, index) =>
    [...frame]
      .filter(([, stratum]) => stratum === index + 1)
      .map(([dossier]) => ({ dossier, place: sha256(`${seed} ${dossier}`) }))
      .sort((a, b) => (a.place < b.place ? -1 : 1))
      .slice(0, draw)
      .map(({ dossier }) => `${dossier} ${index + 1}`),
  );
  const has = [...sample].map(([dossier, stratum]) => `${dossier} ${stratum}`);
  if (again.join() !== has.join()) fail(`再算一遍抽到 ${again}，存着 ${has}`);
}

/** One of an area and a kind waits for its draw; whatever took another's place could. */
function oneWaits(world: World, all: readonly Lying[]): void {
  const byId = new Map(all.map(({ check }) => [check.id, check]));
  const waiting = all.filter(({ check }) => isWaiting(check));
  const places = Map.groupBy(waiting, ({ check }) => `${check.orgPath} ${check.own} ${check.instrument}`);
  for (const [place, those] of places) {
    if (those.length > 1) world.fail(`${place} 有 ${those.length} 次抽查等着抽`);
  }
  for (const { check } of all) {
    if (check.replacedBy === null) continue;
    const other = byId.get(check.replacedBy);
    const fail = (what: string) => world.fail(`抽查 ${check.id} 由 ${check.replacedBy} 代替：${what}`);
    if (!other || !isAlike(other, check)) {
      fail('不是同一个地方、同一种的');
      continue;
    }
    const on = dateInShanghai(other.at);
    const isBefore = on < check.publicDraw.on && isBelow(check.byOrg, other.byOrg);
    if (!isBefore && on <= addDays(check.publicDraw.on, NO_NUMBERS_DAYS)) fail(`${on} 还代替不得`);
  }
}

type Found = Extract<JournalEntry['action'], { type: 'recordFinding' }>;
interface Look {
  by: string;
  finding: Found['finding'];
}

/** By the journal alone: who looked and found what, and what came of it. */
function foundOf(world: World, dossier: string, check: string) {
  const entries = world.ground.app.dynamoDb
    .lyingUnder<{ entry: string }>(`J#${dossier}`)
    .map(({ entry }) => JSON.parse(entry) as JournalEntry);
  const looks: Look[] = [];
  let [settled, due, done]: [Found['finding'] | null, string | null, string | null] = [null, null, null];
  for (const { action, actor, on } of entries) {
    if (action.type === 'recordFinding' && action.check === check) {
      const fail = (what: string) => world.fail(`抽查 ${check} ${dossier} ${actor.id} 的结论：${what}`, dossier);
      if (settled !== null) fail('已经定下了');
      if (looks.some(({ by }) => by === actor.id)) fail('看了两次');
      if (actor.kind !== 'staff' || !world.staff.get(actor.id).roles.includes('auditor')) fail('不是抽查人');
      looks.push({ by: actor.id, finding: action.finding });
      const [one, two, three] = looks;
      settled = one?.finding === two?.finding ? (one?.finding ?? null) : (three?.finding ?? null);
      const asks = settled !== null && settled !== 'true' && settled !== 'unverifiable';
      if (asks) due = addDays(on, world.ground.app.profile.spotChecks.remedyDays);
    }
    if (action.type === 'recordRemedy' && action.check === check) done = on;
  }
  return { looks, settled, remedy: due === null ? null : { by: due, doneOn: done } };
}

/** Of each 抽查: the draw, and what was found of those who were drawn, by their own journals; and of nobody else. */
export function spotChecksHold(world: World, checks: Checks): void {
  const all = spotChecksIn(world);
  oneWaits(world, all);
  const drawn = new Map(all.map((each) => [each.check.id, each]));
  for (const each of all) {
    drawHolds(world, each);
    const { check, sample, rows } = each;
    for (const dossier of sample.keys()) {
      const { looks, settled, remedy } = foundOf(world, dossier, check.id);
      const row = rows.get(dossier);
      const has = row && { looks: row.looks, settled: row.settled, remedy: row.remedy };
      const should = looks.length === 0 ? undefined : { looks, settled, remedy };
      if (JSON.stringify(has) !== JSON.stringify(should))
        world.fail(
          `抽查 ${check.id} 的 ${dossier} 写着 ${JSON.stringify(has)}，按日志应是 ${JSON.stringify(should)}`,
          dossier,
        );
      const isOwed = remedy !== null && remedy.doneOn === null && !isGoing(checks.stateOf(dossier));
      if (isOwed && !checks.owed(dossier).includes('remedy')) world.fail(`${dossier} 欠整改，待办里没有`, dossier);
    }
    for (const dossier of rows.keys())
      if (!sample.has(dossier)) world.fail(`抽查 ${check.id}：没有抽到 ${dossier}，却有结论`, dossier);
  }
  for (const id of checks.dossiers) {
    for (const { check, frame } of checks.stateOf(id)?.spotChecks ?? []) {
      const of = drawn.get(check);
      const stratum = of?.sample.get(id);
      if (stratum === undefined) world.fail(`${id} 有抽查 ${check} 的结论，没有抽到它`, id);
      else if (of?.check.strata[stratum - 1]?.frame !== frame) world.fail(`${id} 不是从 ${frame} 里抽到的`, id);
    }
  }
}

/** Whether an auditor is left who may look: of a union above a household's own; above the province nobody stands, so of it its own. */
export function hasLookerLeft(world: World, own: string, looks: readonly { by: string }[]): boolean {
  return world.staff
    .all()
    .filter(
      ({ roles, orgPath }) =>
        roles.includes('auditor') && (own !== orgPath || own === province) && isBelow(own, orgPath),
    )
    .some(({ id }) => looks.every(({ by }) => by !== id));
}

/** Everybody does their part: nothing waits for its draw, everybody who was drawn was looked at, and what was wrong is mended. */
export function spotChecksEnded(world: World, checks: Checks): void {
  spotChecksHold(world, checks);
  for (const { check, sample, rows } of spotChecksIn(world)) {
    const fail = (what: string, dossier?: string) => world.fail(`抽查 ${check.id}：${what}`, dossier);
    if (isWaiting(check)) fail(`${check.publicDraw.on} 开奖，还没有抽`);
    for (const dossier of sample.keys()) {
      const { settled, remedy } = rows.get(dossier) ?? { settled: null, remedy: null };
      if (isGoing(checks.stateOf(dossier))) continue;
      if (settled === null) fail(`${dossier} 没有结论`, dossier);
      if (remedy !== null && remedy.doneOn === null) fail(`${dossier} 没有整改`, dossier);
    }
  }
}
