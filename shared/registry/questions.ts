import { type Guess, guessByNumber, type InCommon } from '../duplicates/guesses.ts';
import { Problem } from '../errors/problem.ts';
import { county } from '../organisation/org-path.ts';
import { log } from '../runtime/log.ts';
import type { BlindIndex } from '../sealing/blind-index.ts';
import type { Tried } from './alike.ts';
import { isSeries } from './series.ts';
import { type Limit, secondsUntilNext, type Tries } from './tries.ts';

/** People and addresses that one person may ask about in a day: more than anybody can type (decision 0026). */
export const PEOPLE: Limit = { name: 'people', per: 'day', max: 500 };
/**
 * What one union tries in a day, in one place to be counted: more than anybody enters there, and with the most marks that
 * a try has (21, of a name from another language) still below the 400 KB of an item.
 */
const GUESSES_COUNTED: Limit = { name: 'guesses', per: 'day', max: 3_000 };
/** Households of which one person, and one union, may learn in a day that they are on file. */
export const TOLD: Limit = { name: 'told', per: 'day', max: 10 };
export const TOLD_IN_UNION: Limit = { name: 'toldInUnion', per: 'day', max: 40 };
/** More households on file than a clerk meets in a week who does nothing but enter forms: nothing is refused, it is seen. */
export const TOLD_IN_WEEK: Limit = { name: 'toldInWeek', per: 'week', max: 35 };
/** Searches by name or ID number of one person, and of one union, in a day. */
const SEARCHES: Limit = { name: 'searches', per: 'day', max: 100 };
const SEARCHES_IN_UNION: Limit = { name: 'searchesInUnion', per: 'day', max: 600 };

/** What was learned of a household: its very number is on file, or was until it left, it is certainly or possibly another's, or by searching. */
export type Told = 'number' | 'left' | 'certain' | 'possible' | 'numberSearch' | 'nameSearch' | 'mobileSearch';

/** What somebody looks for: whoever is meant may be on file or not. */
export type Sought = { name: string } | { idNumber: string } | { mobile: string };

/** Who asks: a user. */
export interface Asker {
  id: string;
  orgPath: string;
}

/** What a form asks: its people and its address, each as one keyed text, and each of its people as a guess. */
export interface Question {
  parts: readonly string[];
  guesses: readonly Guess[];
}

/** 66 bits of a hash: enough to keep a day's questions apart. */
const SHORT = 11;

/**
 * Keeps people from finding out by trying who is on file. It counts who asks about whom, by person, union (the
 * county's) and day, across all dossiers, and writes a line for each answer that says somebody is on file. The same
 * question asked again counts once.
 */
export class Questions {
  private readonly tries: Tries;
  private readonly blindIndex: BlindIndex;

  constructor(tries: Tries, blindIndex: BlindIndex) {
    this.tries = tries;
    this.blindIndex = blindIndex;
  }

  /** To be called before anything is looked up, so that the refusal tells nothing either. Throws E1311. */
  async ask(asker: Asker, { parts, guesses }: Question, now: Date): Promise<void> {
    const union = county(asker.orgPath);
    const within = await Promise.all([
      this.tries.allowsDifferent(PEOPLE, asker.id, now, await this.shortened(parts)),
      this.isBelow(TOLD, asker.id, now),
      this.isBelow(TOLD_IN_UNION, union, now),
    ]);
    // One after the other: somebody past their own limit uses up nothing of their union's.
    if (!within.includes(false) && (await this.allowsGuesses(union, guesses, now))) return;
    record(asker, 'submission', true);
    throw new Problem(1311);
  }

  /** To be called before it is told, or recorded where it can be read, that the household is on file. Throws E1311. */
  async tell(asker: Asker, { parts }: Question, told: Told, now: Date): Promise<void> {
    const whole = await this.shortened([[...parts].sort().join('\n')]);
    // One after the other: somebody past their own limit uses up nothing of their union's.
    const allowed =
      (await this.tries.allowsDifferent(TOLD, asker.id, now, whole)) &&
      (await this.tries.allowsDifferent(TOLD_IN_UNION, county(asker.orgPath), now, whole));
    record(asker, told, !allowed, allowed && (await this.isSeries(asker, whole, now)));
    if (!allowed) throw new Problem(1311);
  }

  /** A search by name, ID number or mobile below an org path, before it is made. Throws E1312. */
  async search(asker: Asker, sought: Sought, org: string, now: Date): Promise<void> {
    const union = county(asker.orgPath);
    const what = await this.shortened([`${Object.values(sought)[0]}\n${org}`]);
    const allowed =
      (await this.tries.allowsDifferent(SEARCHES, asker.id, now, what)) &&
      (await this.tries.allowsDifferent(SEARCHES_IN_UNION, union, now, what)) &&
      (!('idNumber' in sought) || (await this.allowsGuesses(union, [guessByNumber(sought.idNumber)], now)));
    record(asker, searchedBy(sought), !allowed);
    if (!allowed) throw new Problem(1312, { retryAfter: secondsUntilNext(SEARCHES, now) });
  }

  private async isSeries({ id }: Asker, whole: string[], now: Date): Promise<boolean> {
    const [isWithinWeek, toldToday, askedToday] = await Promise.all([
      this.tries.allowsDifferent(TOLD_IN_WEEK, id, now, whole),
      this.tries.differentSoFar(TOLD, id, now),
      this.tries.differentSoFar(PEOPLE, id, now),
    ]);
    return isSeries({ toldToday, askedToday, isWeekPast: !isWithinWeek });
  }

  private async isBelow(limit: Limit, who: string, now: Date): Promise<boolean> {
    return (await this.tries.differentSoFar(limit, who, now)) < limit.max;
  }

  /** Counts what is tried together with what others of the union try that may have something in common with it. */
  private async allowsGuesses(union: string, guesses: readonly Guess[], now: Date): Promise<boolean> {
    const all = guesses.flatMap(({ tried, inCommon }) => inCommon.map((each) => ({ tried, ...each })));
    const counted = [...Map.groupBy(all, ({ among }) => among)].map(async ([among, alike]) => {
      const [place] = await this.shortened([among]);
      const tried = await Promise.all(alike.map((each) => this.hashed(each)));
      return this.tries.allowsAlike(GUESSES_COUNTED, `${union}#${place}`, now, tried);
    });
    return !(await Promise.all(counted)).includes(false);
  }

  private async hashed({ tried, among, marks }: Pick<Guess, 'tried'> & InCommon): Promise<Tried> {
    const [thing = '', ...hashes] = await this.shortened([tried, ...marks.map(({ mark }) => `${among}\n${mark}`)]);
    return { thing, marks: marks.map(({ max }, n) => ({ mark: hashes[n] as string, max })) };
  }

  private async shortened(texts: readonly string[]): Promise<string[]> {
    return Promise.all(texts.map(async (text) => (await this.blindIndex.of('asked', text)).slice(0, SHORT)));
  }
}

const searchedBy = (sought: Sought): Told =>
  'name' in sought ? 'nameSearch' : 'mobile' in sought ? 'mobileSearch' : 'numberSearch';

/** The line by which an alarm sees a series of such questions, whoever asks them (infra/constructs/alarms.ts). */
function record({ id, orgPath }: Asker, kind: Told | 'submission', limit: boolean, series = false): void {
  const fields = { who: id, union: county(orgPath), kind, limit, series };
  log(limit ? 'warn' : 'info', 'asked who is on file', fields);
}
