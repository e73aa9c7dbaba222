import { addDays } from '../calendar/dates.ts';
import type { LeavingReason } from '../matters/standing.ts';
import { leavingReasonCodes, leavingReasons } from '../matters/standing.ts';
import type { ReadRow } from './fold.ts';
import type { CountedAid, Happening, HistoryRow, Household } from './row.ts';

/** Three invented years; neither a calendar nor lines of any place are in them. */
const firstDay = '2027-01-01';
export const lastDay = '2029-12-31';
/** 马龙县 (530321) became a district (530304): here in the middle of the three years, handing its households over. */
export const merged = { from: '530321', to: '530304', on: '2028-07-01' } as const;

const cities = { '5301': ['530102', '530103', '530111'], '5303': ['530302', merged.from, '530322'] } as const;
const counties = Object.entries(cities).flatMap(([city, codes]) => codes.map((code) => `530000/${city}00/${code}`));
const mergedFrom = `530000/530300/${merged.from}`;
const mergedTo = `530000/530300/${merged.to}`;
const units = ['U0001', 'U0002', 'U0003'];
const categories = ['深度困难职工', '相对困难职工', '意外致困职工'];
const tiers = ['national', 'provincial', 'county'] as const;
const causes = ['患病', '子女上学', '下岗失业', '其他'];
const kinds = ['在职', '下岗', '农民工'];

/** Since when something is so. */
interface Since<T> {
  on: string;
  is: T;
}

/** A household as whoever counts on their fingers has it: what was so since when, and what happened on which day. */
export interface Told {
  dossier: string;
  applied: string | null;
  standing: Since<HistoryRow['standing']>[];
  orgPath: Since<string>[];
  category: Since<string>[];
  tier: Since<NonNullable<HistoryRow['tier']>>[];
  household: Since<Household>[];
  plan: Since<HistoryRow['plan']>[];
  changed: string[];
  tasks: Since<HistoryRow['tasks']>[];
  happened: { on: string; what: Happening; orgPath: string; reason: LeavingReason | null }[];
  given: { on: string; counted: CountedAid[]; orgPath: string }[];
  counts: Since<number>[];
  issued: { on: string; days: number; orgPath: string } | null;
}

/** Numbers that look drawn, the same each time. */
export class Chance {
  private state: number;
  constructor(seed: number) {
    this.state = seed;
  }
  below(n: number): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * n);
  }
  in(share: number): boolean {
    return this.below(1_000_000) < share * 1_000_000;
  }
  of<T>(all: readonly T[]): T {
    return all[this.below(all.length)] as T;
  }
}

/** Its rows beside it, each of which lies in the counties that it names. */
export interface Simulated {
  told: Told;
  rows: ReadRow[];
}

/** A household's three years, day by day, as unkind as the field: changed, handed over, taken back, left, over before it began. */
export function simulated(n: number, chance: Chance): Simulated {
  return new Life(n, chance).run();
}

class Life {
  private readonly chance: Chance;
  private readonly told: Told;
  private readonly rows: ReadRow[] = [];
  private day: string;
  private version = 0;
  private aids = 0;
  private ledger: CountedAid[] = [];
  private reason: LeavingReason | null = null;

  constructor(n: number, chance: Chance) {
    this.chance = chance;
    this.day = addDays(firstDay, chance.below(1000));
    const place = `${this.countyOn(this.day)}/${chance.of(units)}`;
    this.told = {
      ...{ dossier: `d${String(n).padStart(25, '0')}`, applied: null, standing: [], category: [], tier: [] },
      ...{ orgPath: [{ on: this.day, is: place }], household: [], plan: [], changed: [], tasks: [] },
      ...{ happened: [], given: [], counts: [], issued: null },
    };
  }

  run(): Simulated {
    this.begin();
    const end = addDays(lastDay, 1);
    while (this.day < end && !this.isOver()) {
      this.later(60);
      if (this.day >= end) break;
      this.handOverWhereMerged();
      this.something();
    }
    if (!this.isOver() && this.place().startsWith(mergedFrom) && lastDay >= merged.on) {
      this.day = lastDay;
      this.handOverWhereMerged();
    }
    return { told: this.told, rows: this.rows };
  }

  private countyOn(day: string): string {
    const county = this.chance.of(counties);
    return county === mergedFrom && day >= merged.on ? mergedTo : county;
  }

  private place(): string {
    return (this.told.orgPath.at(-1) as Since<string>).is;
  }

  private standing(): HistoryRow['standing'] {
    return this.told.standing.at(-1)?.is ?? 'applying';
  }

  private isOver(): boolean {
    return this.standing() === 'left' || this.standing() === 'ended';
  }

  private later(days: number): void {
    this.day = addDays(this.day, 1 + this.chance.below(days));
  }

  private begin(): void {
    const { chance, told } = this;
    if (chance.in(0.05)) {
      this.putOnFile('transcribed');
      return;
    }
    told.standing.push({ on: this.day, is: 'applying' });
    this.row();
    told.applied = this.day;
    told.tasks.push({ on: this.day, is: [['survey', addDays(this.day, 20)]] });
    this.row();
    this.later(70);
    if (this.day > lastDay) return;
    told.tasks.push({ on: this.day, is: [] });
    const end = chance.in(0.2) ? chance.of(['rejected', 'withdrawn', 'abandoned', 'merged'] as const) : null;
    if (end !== null) this.over('ended', end);
    else if (chance.in(0.1)) {
      told.standing.push({ on: this.day, is: 'temporary' });
      this.happened('takenIn');
    } else this.putOnFile('registered');
  }

  private putOnFile(what: 'registered' | 'transcribed'): void {
    const { chance, told, day } = this;
    told.standing.push({ on: day, is: 'onFile' });
    told.category.push({ on: day, is: chance.of(categories) });
    told.tier.push({ on: day, is: chance.of(tiers) });
    this.moveIn();
    const also: Happening[] = what === 'transcribed' ? [] : chance.in(0.05) ? ['cameBack'] : [];
    this.happened(what, ...also);
  }

  private moveIn(): void {
    const { chance } = this;
    const people = Array.from({ length: 1 + chance.below(4) }, () => ({
      ...{ sex: chance.of(['男', '女']), born: 1935 + chance.below(90) },
    }));
    this.told.household.push({
      on: this.day,
      is: { causes: [chance.of(causes)], workerKind: chance.of(kinds), people },
    });
    this.told.changed.push(this.day);
  }

  private something(): void {
    const { chance, told, day } = this;
    const dice = chance.below(100);
    if (this.standing() === 'temporary') {
      if (dice < 40) {
        this.putOnFile('registered');
        this.addToLast('converted');
      } else if (dice < 60) this.over('left', 'cancelled', 'temporaryOver');
      else this.give();
      return;
    }
    if (this.standing() !== 'onFile') return;
    if (dice < 15) {
      const last = told.plan.at(-1)?.is ?? { made: false, signed: false, cards: false };
      const next = !last.made
        ? { ...last, made: true }
        : last.signed
          ? { ...last, cards: true }
          : { ...last, signed: true };
      told.plan.push({ on: day, is: next });
      if (next.cards && !last.cards && told.issued === null) {
        const days = told.applied === null ? null : daysFrom(told.applied, day);
        if (days !== null) told.issued = { on: day, days, orgPath: this.place() };
        this.happenedWith(days, 'cardsIssued');
      } else this.row();
    } else if (dice < 45) this.give();
    else if (dice < 55) {
      told.category.push({ on: day, is: chance.of(categories) });
      this.moveIn();
      this.row();
    } else if (dice < 62) this.handOver(`${this.countyOn(day)}/${chance.of(units)}`);
    else if (dice < 70) {
      const due = chance.in(0.2) ? null : addDays(day, chance.below(60) - 5);
      told.tasks.push({
        on: day,
        is: [['review', due], ...(chance.in(0.3) ? [['visit', addDays(day, 30)] as never] : [])],
      });
      this.row();
    } else if (dice < 74) this.happened(...chance.of<Happening[]>([['objected'], ['objected', 'objectionUpheld']]));
    else if (dice < 82) {
      const reason = chance.of(leavingReasonCodes);
      told.tasks.push({ on: day, is: [['followUp', addDays(day, 90)]] });
      this.over('left', leavingReasons[reason].as, reason);
    }
  }

  /** An entry of the ledger, or one that corrects the last, of a value that may not be known. */
  private give(): void {
    const { chance } = this;
    const fen = chance.in(0.1) ? 0 : 10_000 + chance.below(400_000);
    const by = {
      kind: chance.of(['living', 'medical', 'warmth'] as const),
      project: chance.of(['送温暖', '金秋助学']),
    };
    const entry: CountedAid = { ...by, source: chance.of(['central', 'union'] as const) as never, times: 1, fen };
    const wrong = chance.in(0.15) ? this.ledger.pop() : undefined;
    const counted = wrong ? [{ ...wrong, times: -1 as const, fen: -wrong.fen || 0 }, entry] : [entry];
    this.ledger.push(entry);
    if (!wrong) this.aids++;
    this.told.given.push({ on: this.day, counted, orgPath: this.place() });
    this.told.counts.push({ on: this.day, is: this.aids });
    this.row({ given: counted.length }, counted);
  }

  private handOverWhereMerged(): void {
    if (this.day >= merged.on && this.place().startsWith(mergedFrom))
      this.handOver(`${mergedTo}/${this.chance.of(units)}`);
  }

  private handOver(to: string): void {
    const from = this.place();
    if (from === to) return;
    this.told.orgPath.push({ on: this.day, is: to });
    this.row({ from });
  }

  private over(standing: 'left' | 'ended', what: Happening, reason: LeavingReason | null = null): void {
    this.reason = reason;
    this.told.standing.push({ on: this.day, is: standing });
    this.happened(what);
  }

  private happened(...what: Happening[]): void {
    this.happenedWith(null, ...what);
  }

  private happenedWith(daysToCards: number | null, ...what: Happening[]): void {
    this.row({ happened: Object.fromEntries(what.map((each) => [each, 1])), daysToCards });
    for (const each of what) this.tell(each);
  }

  private addToLast(what: Happening): void {
    const last = this.rows.at(-1) as ReadRow;
    last.row.happened[what] = 1;
    this.tell(what);
  }

  private tell(what: Happening): void {
    const { day: on, reason } = this;
    this.told.happened.push({ on, what, orgPath: this.place(), reason });
  }

  private row(changes: Partial<HistoryRow> = {}, aid: CountedAid[] = []): void {
    const { told, day } = this;
    this.version += 1 + this.chance.below(3);
    const onFile = told.household.at(-1)?.is ?? null;
    const standing = this.standing();
    const row: HistoryRow = {
      ...{ dossier: told.dossier, version: this.version, on: day, at: `${day}T02:00:00.000Z`, from: null },
      ...{ orgPath: this.place(), standing, status: statusIn[standing], reason: this.reason },
      ...{ category: told.category.at(-1)?.is ?? null, tier: told.tier.at(-1)?.is ?? null, form: onFile ? 1 : null },
      ...{ appliedOn: told.applied, enteredOn: null, changedOn: told.changed.at(-1) ?? null, aids: this.aids },
      ...{ plan: told.plan.at(-1)?.is ?? { made: false, signed: false, cards: false }, given: 0, daysToCards: null },
      ...{ tasks: told.tasks.at(-1)?.is ?? [], isDark: false, happened: {} },
      ...changes,
    };
    this.rows.push({ row, open: () => ({ household: onFile, aid }) });
  }
}

export const statusIn = {
  applying: 'surveying',
  onFile: 'registered',
  temporary: 'temporary',
  left: 'cancelled',
  ended: 'rejected',
} as const;

const daysFrom = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
