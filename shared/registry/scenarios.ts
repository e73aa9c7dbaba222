import type { Verdict } from '../standards/directions.ts';
import type { Rate } from '../standards/tally.ts';
import type { Change, Rules } from '../standards/what-if.ts';
import { isId } from './ids.ts';
import { type Key, keys } from './keys.ts';
import type { Table, Write } from './table.ts';

/** 情景测算, as it lies in the table: what would be otherwise, and how far it is computed. */
export interface Scenario {
  id: string;
  name: string;
  /** The union whose households are asked, and those below it. */
  orgPath: string;
  /** ISO date: by the rules of that day, with and without the change. */
  on: string;
  change: Change;
  rates: Rate[];
  /** What was in force when it was opened: every night computes with the same. */
  rules: Rules;
  by: string;
  /** Instants; `endedAt` once all are asked. */
  at: string;
  endedAt: string | null;
  /** Where it goes on: in which of the lists, and after which place of it. */
  cursor: Cursor;
  /** Households that were asked so far, by county or whose own (`county`), and those that could not be read. */
  asked: Record<string, number>;
  failed: number;
  /** Why it was given up, in Chinese: a text that is no more in the province. */
  broken: string | null;
}

export interface Cursor {
  list: number;
  after: string | null;
}

/** One household as it was asked. */
export interface AskedHousehold {
  dossier: string;
  orgPath: string;
  before: Verdict;
  after: Verdict;
}

export interface AskedPage {
  asked: readonly AskedHousehold[];
  /** Ids of those that could not be read. */
  unread: readonly string[];
}

/** So many households of one county go from one verdict to another. */
export interface Moved {
  county: string;
  before: Verdict;
  after: Verdict;
  households: number;
}

/** So many are under way at once: each night asks a page of each, and somebody else's should not wait for weeks. */
export const mostScenarios = { ofOne: 5, inAll: 50 };

export const scenarioEffects = { area: 'scenarioArea' } as const;

/** Of what was found nothing is kept longer than so: it is asked anew. */
const KEPT_DAYS = 400;
/** So many changed households lie in one item: some 30 KB. */
const IN_ONE = 200;

/** Scenarios by area. */
export class Scenarios {
  private readonly table: Table;

  constructor(table: Table) {
    this.table = table;
  }

  async find(id: string): Promise<Scenario | undefined> {
    return isId(id) ? this.table.find<Scenario & Key>(keys.scenario(id)) : undefined;
  }

  /** Those of areas that an org path begins with, or that are below it, the last first; at most so many. */
  async within(orgPath: string, limit: number): Promise<Scenario[]> {
    const options = { limit, backward: true };
    const found = await this.table.range<Key & { scenario: string }>(keys.scenarios, orgPath, `${orgPath}~`, options);
    return this.all(found);
  }

  /** Whichever was asked for first comes first: a large area that is asked about again and again keeps no other waiting. */
  async underWay(): Promise<Scenario[]> {
    const found = await this.all(await this.table.range<Key & { scenario: string }>(keys.scenarios, 'OPEN#', 'OPEN#~'));
    return found.sort((a, b) => (a.at < b.at ? -1 : 1));
  }

  private async all(found: readonly { scenario: string }[]): Promise<Scenario[]> {
    const all = await Promise.all(found.map(({ scenario }) => this.find(scenario)));
    return all.filter((each) => each !== undefined);
  }

  /** Refused as `scenarioArea` while another is under way in the very area. */
  openWrites(scenario: Scenario): Write[] {
    const { id, orgPath, at } = scenario;
    const ttl = ttlAfter(at, KEPT_DAYS);
    return [
      this.table.putWrite('scenario', { ...keys.scenario(id), ...scenario, ttl }),
      this.table.putWrite('scenario', { ...keys.scenarioAt(orgPath, at, id), scenario: id, ttl }),
      this.table.putWrite(scenarioEffects.area, { ...keys.scenarioIn(orgPath), scenario: id }),
    ];
  }

  /**
   * What was asked of a page; put again it is the same, for where it begins is its key. Kept as long as the scenario is: of
   * a large province it takes many nights, and what went meanwhile would be counted nowhere.
   */
  async putPage({ id, at, cursor }: Scenario, { asked, unread }: AskedPage): Promise<void> {
    const ttl = ttlAfter(at, KEPT_DAYS);
    const page = keys.scenarioPage(id, cursor.list, cursor.after ?? '');
    await this.table.put({ ...page, content: JSON.stringify(asked), unread, ttl });
  }

  /** It goes on elsewhere; undefined where another run was faster, which goes on then. */
  async advance(
    scenario: Scenario,
    next: Cursor,
    counts: Pick<Scenario, 'asked' | 'failed'>,
  ): Promise<Scenario | undefined> {
    const asked = { ...scenario.asked };
    for (const [area, households] of Object.entries(counts.asked)) asked[area] = (asked[area] ?? 0) + households;
    const values = {
      ...{ ':next': next, ':cursor': scenario.cursor },
      ...{ ':asked': asked, ':failed': scenario.failed + counts.failed },
    };
    return this.table.update<Scenario & Key>(
      keys.scenario(scenario.id),
      'SET #cursor = :next, asked = :asked, failed = :failed',
      values,
      { condition: '#cursor = :cursor', names: { '#cursor': 'cursor' } },
    );
  }

  /** Every page that was asked. A household is in as many as it was met in lists; what comes later counts. */
  async *pages(id: string): AsyncGenerator<AskedPage> {
    const { pk } = keys.scenario(id);
    for await (const some of this.table.pages<Key & { content: string; unread?: string[] }>(pk, 'PAGE#', 'PAGE#~')) {
      for (const { content, unread = [] } of some) yield { asked: JSON.parse(content) as AskedHousehold[], unread };
    }
  }

  /** What came of it, county by county: put again it is the same. */
  async putResult(
    { id, at }: Scenario,
    moved: readonly Moved[],
    changed: ReadonlyMap<string, readonly AskedHousehold[]>,
  ): Promise<void> {
    const ttl = ttlAfter(at, KEPT_DAYS);
    const counties = Map.groupBy(moved, ({ county }) => county);
    const counts = [...counties].map(([county, rows]) => ({
      ...keys.scenarioCounty(id, county),
      content: JSON.stringify(rows),
      ttl,
    }));
    const households = [...changed].flatMap(([county, all]) =>
      Array.from({ length: Math.ceil(all.length / IN_ONE) }, (_, part) => ({
        ...keys.scenarioChanged(id, county, part),
        content: JSON.stringify(all.slice(part * IN_ONE, (part + 1) * IN_ONE)),
        ttl,
      })),
    );
    await this.table.putAll([...counts, ...households]);
  }

  /** It is over; whatever it found lies there by then. */
  async end(
    { id, orgPath, asked, failed }: Scenario,
    at: string,
    came: Pick<Scenario, 'asked' | 'failed'> | { broken: string },
  ): Promise<void> {
    const last = { asked, failed, broken: null, ...came };
    await this.table.update(
      keys.scenario(id),
      'SET endedAt = :at, asked = :asked, failed = :failed, broken = :broken',
      { ':at': at, ':asked': last.asked, ':failed': last.failed, ':broken': last.broken },
    );
    await this.table.transact([
      this.table.deleteWrite('scenario', keys.scenarioIn(orgPath), {
        expression: 'attribute_not_exists(pk) OR scenario = :id',
        values: { ':id': id },
      }),
    ]);
  }

  async moved(id: string): Promise<Moved[]> {
    const items = await this.table.range<Key & { content: string }>(keys.scenario(id).pk, 'COUNTY#', 'COUNTY#~');
    return items.flatMap(({ content }) => JSON.parse(content) as Moved[]);
  }

  /** Those of a county whose verdict would be another, in order of the dossiers. */
  async changed(id: string, county: string): Promise<AskedHousehold[]> {
    const { pk, sk } = keys.scenarioChanged(id, county, 0);
    const from = sk.slice(0, -4);
    const items = await this.table.range<Key & { content: string }>(pk, from, `${from}~`);
    return items.flatMap(({ content }) => JSON.parse(content) as AskedHousehold[]);
  }
}

const ttlAfter = (at: string, days: number): number => Math.floor(Date.parse(at) / 1000) + days * 86_400;
