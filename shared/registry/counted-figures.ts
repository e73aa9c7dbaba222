import type { Figures, Period } from '../history/figures.ts';
import type { ProvinceKeyring, ProvinceSealer } from '../sealing/province-keyring.ts';
import type { ProvinceSealed } from '../sealing/sealed.ts';
import { type Key, keys } from './keys.ts';
import type { Table } from './table.ts';

/** What a county's rows came to, by area, for whoever stands above it. */
export interface CountedCounty {
  figures: Map<string, Figures>;
  /** The instant of the newest entry among the rows; null where there is none. */
  newest: string | null;
  /** The instant at which it was counted. */
  at: string;
}

interface CountedItem extends Key {
  at: string;
  /** Whether no row of these days was missing, so that no later count differs. */
  isWhole: boolean;
  sealed: ProvinceSealed;
  ttl: number;
}

/** So long a count of days that are not over holds: a large province is counted in several goes. */
const HOLDS_MINUTES = 30;
/** Of days that are over it holds a day: what falls due to be disposed of is then no longer told of. */
const KEPT_HOURS = 24;

/**
 * 各县数好的统计, by county and period, so that a whole province is counted once and not again for each who asks. Unions
 * name their programmes as they like: what is kept is sealed.
 */
export class CountedFigures {
  private readonly table: Table;
  private readonly keyring: ProvinceKeyring;
  private readonly sealer: ProvinceSealer;

  constructor(table: Table, keyring: ProvinceKeyring, sealer: ProvinceSealer) {
    this.table = table;
    this.keyring = keyring;
    this.sealer = sealer;
  }

  /**
   * Those that hold, by county.
   *
   * @param divisions codes of counties
   * @param isWhole whether no row of these days is missing by now: what was counted before that may have missed one
   */
  async of(
    divisions: readonly string[],
    period: Period,
    { now, isWhole }: { now: Date; isWhole: boolean },
  ): Promise<Map<string, CountedCounty>> {
    const found = await this.table.findAll<CountedItem>(divisions.map((each) => keys.countedFigures(each, period)));
    const most = isWhole ? KEPT_HOURS * 60 : HOLDS_MINUTES;
    const holding = found.filter((each) => each.isWhole === isWhole && since(each.at, now) < most);
    const opened = holding.map(async ({ pk, at, sealed }) => {
      const division = pk.slice(keys.countedFigures('', period).pk.length);
      const { figures, newest } = await this.keyring.open<Content>(contextOf(division, period), sealed);
      return [division, { figures: new Map(figures), newest, at }] as const;
    });
    return new Map(await Promise.all(opened));
  }

  /** In the place of an earlier count. @param isWhole whether no row of these days was missing */
  async keep(
    division: string,
    period: Period,
    { figures, newest, at }: CountedCounty,
    isWhole: boolean,
  ): Promise<void> {
    const content: Content = { figures: [...figures], newest };
    const sealed = await this.sealer.seal(contextOf(division, period), content);
    const ttl = Math.floor(Date.parse(at) / 1000) + KEPT_HOURS * 3600;
    await this.table.put<CountedItem>({ ...keys.countedFigures(division, period), at, isWhole, sealed, ttl });
  }
}

interface Content {
  figures: [area: string, figures: Figures][];
  newest: string | null;
}

const contextOf = (division: string, { from, day }: Period): string => `figures/${division}/${from}/${day}`;

/** Minutes. */
const since = (at: string, now: Date): number => (now.getTime() - Date.parse(at)) / 60_000;
