import { daysBetween } from '../../shared/calendar/dates.ts';
import { type Calendar, isWorkingDay } from '../../shared/calendar/working-days.ts';
import type { JournalEntry } from '../../shared/dossier/journal.ts';
import { isOpen } from '../../shared/dossier/matter.ts';
import { refusal } from '../../shared/dossier/rules.ts';
import { apply, type DossierState } from '../../shared/dossier/state.ts';
import { isApplication } from '../../shared/matters/course.ts';
import { obligations } from '../../shared/tasks/obligations.ts';
import { demonstrationCalendar } from '../../tools/invented-years.ts';
import type { Anchored } from '../../tools/verify/anchored.ts';
import { examine } from '../../tools/verify/dossier.ts';
import type { Stored } from '../../tools/verify/stored.ts';
import { examineAll } from '../../tools/verify/whole.ts';
import { Answers } from './answers.ts';
import { historyComplete } from './history.ts';
import { Inquiries } from './inquiries.ts';
import { MarginList } from './margin.ts';
import { Ledgers } from './payments.ts';
import { Replays } from './replays.ts';
import type { World } from './world.ts';

/** A step of the system may be late by a weekend on which the deployment is bad, and the reconciliation after it. */
const LONGEST_STEP_DAYS = 6;

/** By what somebody has a hand in a matter, and in what part. */
const hands: Partial<Record<JournalEntry['action']['type'], 'registrar' | 'surveyor'>> = {
  ...{ createDraft: 'registrar', saveForm: 'registrar', submit: 'registrar' },
  ...{ reverify: 'registrar', proposeExit: 'registrar', recordSurvey: 'surveyor' },
};
type Part = 'registrar' | 'surveyor';

/** Who did what in one matter, by its entries alone. */
interface Doers {
  handled: Record<Part, Set<string>>;
  /** Levels that somebody decided, by who it was. */
  decided: Map<string, Set<number>>;
}

/** Looks at every entry as it is written, and now and then at the dossiers that were touched. */
export class Checks {
  private readonly world: World;
  private readonly doers = new Map<string, Doers>();
  private readonly history = new Map<string, { at: number; state: DossierState }[]>();
  private readonly states = new Map<string, DossierState>();
  private readonly last = new Map<string, JournalEntry>();
  private readonly touched = new Set<string>();
  private readonly calendar: Calendar;
  private readonly inquiries = new Inquiries();
  private readonly replays: Replays;
  private readonly answers: Answers;
  readonly margin = new MarginList();
  readonly ledgers: Ledgers;

  /** @param lastYear up to which working days are known in the end */
  constructor(world: World, lastYear: number) {
    this.world = world;
    this.calendar = demonstrationCalendar(lastYear);
    this.replays = new Replays(world);
    this.answers = new Answers(world);
    this.ledgers = new Ledgers(world);
    world.onEntry = (id, entry) => this.entry(id, entry);
    world.onTouched = (id) => void this.touched.add(id);
  }

  get dossiers(): readonly string[] {
    return [...this.states.keys()];
  }

  /** How many verdicts were computed again. */
  get replayed(): number {
    return this.replays.verdicts;
  }

  stateOf(id: string): DossierState | undefined {
    return this.states.get(id);
  }

  /** How a dossier stood at an instant (ms), and since then. */
  statesSince(id: string, at: number): DossierState[] {
    const all = this.history.get(id) ?? [];
    const next = all.findIndex((each) => each.at > at);
    return all.slice(Math.max(0, (next === -1 ? all.length : next) - 1)).map(({ state }) => state);
  }

  /** How a dossier stood after the last entry whose instant (ms) is one of these. */
  stateOn(id: string, isWithin: (at: number) => boolean): DossierState | undefined {
    return (this.history.get(id) ?? []).findLast(({ at }) => isWithin(at))?.state;
  }

  /** Who had a hand in the matter under way, by what the journal says they did. */
  handledBy(id: string, parts: readonly Part[]): ReadonlySet<string> {
    const { handled } = this.doersOf(id);
    return new Set(parts.flatMap((part) => [...handled[part]]));
  }

  private doersOf(id: string): Doers {
    const key = `${id} ${this.states.get(id)?.matter.matter}`;
    const known = this.doers.get(key) ?? {
      handled: { registrar: new Set<string>(), surveyor: new Set<string>() },
      decided: new Map<string, Set<number>>(),
    };
    this.doers.set(key, known);
    return known;
  }

  /** What somebody has a hand in they do not decide, and who decided one level of a matter decides no other. */
  private done(id: string, { action, actor }: JournalEntry, fail: (what: string) => void): void {
    const { handled, decided } = this.doersOf(id);
    const part = hands[action.type];
    if (part && actor.kind === 'staff') handled[part].add(actor.id);
    if (action.type === 'absorb') {
      const other = this.doersOf(action.dossier);
      for (const each of ['registrar', 'surveyor'] as const)
        for (const one of other.handled[each]) handled[each].add(one);
      for (const [one, levels] of other.decided) decided.set(one, new Set([...(decided.get(one) ?? []), ...levels]));
    }
    if (action.type !== 'decide') return;
    if (handled.registrar.has(actor.id) || handled.surveyor.has(actor.id)) fail(`${actor.id} 经手过，又来决定`);
    const level = this.states.get(id)?.matter.approval?.level ?? 0;
    const levels = (decided.get(actor.id) ?? new Set()).add(level);
    decided.set(actor.id, levels);
    if (levels.size > 1) fail(`${actor.id} 在一件事项里决定了两级`);
  }

  /** One entry more: it follows on the last, could be then, and was nobody's who may not. */
  private entry(id: string, entry: JournalEntry): void {
    const [before, last] = [this.states.get(id) ?? null, this.last.get(id)];
    const fail = (what: string) => this.world.fail(`${id} 第 ${entry.version} 条 ${entry.action.type}：${what}`, id);
    if (entry.version !== (last?.version ?? 0) + 1) fail('跳了号');
    if (last && entry.prevHash !== last.hash) fail('摘要不相接');
    const why = refusal(before, entry.action);
    if (why !== undefined) fail(`当时不能有（${why}）`);
    if (before) this.mayBe(before, entry, fail);
    else if (entry.action.type === 'transcribe' && entry.actor.id === entry.action.source.preparedBy)
      fail('自己报的旧档，自己确认');
    const state = apply(id, before, entry);
    if (before) this.inquiries.entry(id, before, entry, state, fail);
    if (before) this.margin.entry(id, before, entry, state, fail);
    if (before) this.answers.entry(id, before, entry, state, fail);
    this.ledgers.entry(id, entry, state);
    this.states.set(id, state);
    this.last.set(id, entry);
    this.history.set(id, [...(this.history.get(id) ?? []), { at: Date.parse(entry.at), state }]);
    this.done(id, entry, fail);
  }

  private mayBe(before: DossierState, { action, actor, on }: JournalEntry, fail: (what: string) => void): void {
    const { matter } = before;
    if (action.type === 'decide' && actor.kind !== 'approver') fail('不是审批人决定的');
    if (action.type === 'register' && actor.kind !== 'system') fail('不是办结的一步记的');
    if (action.type === 'register' && matter.approval?.decision?.decision !== 'approve') fail('没有人同意就建档了');
    if (action.type === 'leave' && matter.approval?.decision?.decision !== 'approve') fail('没有人同意就撤档了');
    if (action.type === 'confirmAccount' && before.account.pending?.by === actor.id) fail('自己登记的账户，自己确认');
    if (action.type === 'closeNotice' && matter.notice) {
      const { from, until } = matter.notice as { from: string; until: string };
      let days = 0;
      for (let day = Date.parse(from); day <= Date.parse(until); day += 86_400_000) {
        if (isWorkingDay(this.calendar, new Date(day).toISOString().slice(0, 10))) days++;
      }
      if (on <= until || days < this.world.ground.app.profile.notice.workingDays) fail(`公示只有 ${days} 个工作日`);
    }
  }

  /**
   * The table beside the journals of what was touched since the last time; each verdict that came replays to the same
   * words; and somebody owes whatever is under way.
   */
  async touchedSince(): Promise<void> {
    for (const id of this.states.keys()) this.owedBySomebody(id);
    const looking = this.looking();
    const stored = this.stored();
    const touched = [...this.touched];
    this.touched.clear();
    for (const id of touched) {
      const finding = await examine(stored, id, looking);
      this.hold(id, finding?.faults ?? []);
      await this.replays.since(id);
    }
  }

  /** The whole table beside all journals, and beside what was anchored of them. */
  async whole(anchors?: Anchored): Promise<void> {
    for await (const { id, faults } of examineAll(this.stored(), { ...this.looking(), anchors })) {
      this.hold(id, faults);
    }
    await historyComplete(this.world, this);
  }

  private hold(id: string, faults: readonly string[]): void {
    for (const fault of faults) {
      if (/条线索找不到$/.test(fault) && this.isFollowedLater(id)) this.touched.add(id);
      else this.world.fail(`${id}：${fault}`, id);
    }
  }

  /**
   * Whether the traces cannot have followed: what has them follow is broken, or gave up, and whoever runs it has yet to send
   * again what became a dead letter. That nobody finds the household until then is true, and the alarm says so.
   */
  private isFollowedLater(id: string): boolean {
    const { failing, queues } = this.world.ground;
    return failing.has('follow-traces') || (queues?.deadLetters() ?? []).some(({ body }) => body.includes(id));
  }

  /** What is open waits for a task that says who, for the last day of a notice, or for a step that was begun just now. */
  private owedBySomebody(id: string): void {
    const [state, last] = [this.states.get(id), this.last.get(id)];
    if (!state || !last || !isOpen(state.matter)) return;
    const { matter } = state;
    const isDraft = isApplication(matter) && matter.run === 0;
    const isUp = matter.notice?.closed === false;
    const days = daysBetween(last.on, this.world.today());
    if (isDraft || isUp || days <= LONGEST_STEP_DAYS || this.owed(id).length > 0) return;
    this.world.fail(`${id}（${matter.kind} ${matter.stage}）：${days} 天没有人办，待办里也没有`, id);
  }

  /** What is still owed of a dossier, by its state. */
  owed(id: string): string[] {
    const state = this.states.get(id);
    return state ? obligations(state, this.world.ground.app.profile).map(({ kind }) => kind) : [];
  }

  private looking() {
    const { app } = this.world.ground;
    return { terms: () => app.profile, today: this.world.today() };
  }

  stored(): Stored {
    const { dynamoDb } = this.world.ground.app;
    return {
      partition: async (pk) => dynamoDb.lyingUnder(pk),
      async *scan() {
        yield* dynamoDb.all<never>();
      },
    };
  }
}
