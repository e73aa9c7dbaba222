import { dateInShanghai } from '../calendar/dates.ts';
import type { DossierState } from '../dossier/state.ts';
import { contains, unionsAbove } from '../organisation/org-path.ts';
import type { UnionLevel } from '../organisation/union-level.ts';
import type { DrawFrame, Listed, SizedStratum } from '../spot-checks/frame.ts';
import type { Finding, Frame, Instrument } from '../spot-checks/words.ts';
import { Changes } from './changes.ts';
import { isId } from './ids.ts';
import { type Key, keys } from './keys.ts';
import type { Table, Write } from './table.ts';

/** 公开抽奖的号码, as one person entered them. */
interface NumbersEntry {
  by: string;
  /** ISO instant. */
  at: string;
  /** As `numbersIn` writes them. */
  numbers: string;
  /** Where they were read. */
  source: string;
}

/** 抽查, as it lies in the table; its frame and what was drawn lie beside it. */
export interface SpotCheck {
  id: string;
  /** Below which union its households were. */
  orgPath: string;
  /** Only of what stands below none of the counties of its city or province. */
  own: boolean;
  instrument: Instrument;
  frames: Frame[];
  /** Of a quota, per cent; null of a sample. */
  percent: number | null;
  /** Of a sample, tenths of a per cent; null of a quota. */
  wished: { halfWidth: number; expected: number } | null;
  strata: SizedStratum[];
  /** How many in each stratum are the area's own (本级): those of a city or a province that stand below none of its counties. */
  ofOwn: number[];
  /** How many households are in the frame. */
  households: number;
  /** SHA-256 of the frame. */
  digest: string;
  by: string;
  /** Org path of their union then. */
  byOrg: string;
  /** ISO instant at which the frame was recorded; the root of that day goes into the seed. */
  at: string;
  /** A public draw that was named beforehand, and its ISO date. */
  publicDraw: { name: string; on: string };
  entries: NumbersEntry[];
  drawn: { by: string; at: string; root: string; numbers: string; seed: string } | null;
  /** The one that took its place: it is never drawn (docs/decisions/0126). */
  replacedBy: string | null;
  /** How often it was changed: whoever changes it has read this. */
  revision: number;
}

/** Of which places of a frame (`Met`) it is: all below it, or what stands below no county. */
export const areaOf = ({ orgPath, own }: Pick<SpotCheck, 'orgPath' | 'own'>): string =>
  own ? `${orgPath}/-` : orgPath;

/** A household of which somebody has said what they found. */
export interface SpotCheckRow {
  dossier: string;
  looks: { by: string; finding: Finding }[];
  settled: Finding | null;
  /** 整改; null where nothing is asked. */
  remedy: { by: string; doneOn: string | null } | null;
}

/** 覆盖 of a county in a year as it is told at each level; null where enough was looked at, or it stands in another's row. */
export interface Behind extends Record<UnionLevel, ToldBehind | null> {
  orgPath: string;
}
interface ToldBehind {
  name: string;
  /** Null where they are not told. */
  households: number | null;
  looked: number | null;
}
interface BehindOn {
  /** ISO date. */
  day: string;
  counties: Behind[];
}

/** Refused: somebody else changed it meanwhile. */
export const spotCheckEffect = 'spotCheck';
const ROW_EFFECT = 'spotCheckRow';

/** So many are read at once. */
const AT_ONCE = 8;
/** An item of the table takes 400 KB: so many lines of a frame are in one. */
const LINES = 5000;

interface FrameItem extends Key {
  /** `<dossier> <stratum>` a line. */
  lines: string;
}

const linesOf = (listed: readonly Listed[]): string =>
  listed.map(({ dossier, stratum }) => `${dossier} ${stratum}`).join('\n');

const listedIn = (items: readonly FrameItem[]): Listed[] =>
  items.flatMap(({ lines }) =>
    lines.split('\n').map((line) => ({ dossier: line.slice(0, 26), stratum: Number(line.slice(27)) })),
  );

function rowsOf({ id, spotChecks }: DossierState): (SpotCheckRow & Key)[] {
  return spotChecks.map(({ check, looks, settled, remedy }) => ({
    ...keys.spotCheckRow(check, id),
    dossier: id,
    looks: looks.map(({ by, finding }) => ({ by, finding })),
    settled,
    remedy: remedy && { by: remedy.by, doneOn: remedy.done?.on ?? null },
  }));
}

/** What an action does to the 抽查 of its dossier: derived from the state, as tasks are. */
export function spotCheckWrites(table: Table, before: DossierState | undefined, after: DossierState): Write[] {
  if (before?.spotChecks === after.spotChecks) return [];
  const had = new Map(before ? rowsOf(before).map((row) => [row.pk, JSON.stringify(row)]) : []);
  return rowsOf(after)
    .filter((row) => had.get(row.pk) !== JSON.stringify(row))
    .map((row) => table.putWrite(ROW_EFFECT, row, null));
}

/** Whether a text may be the place of a 抽查 of an area, or of what is below it, in the list. */
export const isSpotCheckPlace = (text: string, orgPath: string): boolean =>
  /^[\w/-]{6,160}#\d{4}-\d\d-\d\dT[\d:.]{5,20}Z#[0-9a-z]{26}$/.test(text) &&
  contains(orgPath, text.slice(0, text.indexOf('#')));

/** 抽查 by area. */
export class SpotChecks {
  private readonly table: Table;
  private readonly changes: Changes;

  constructor(table: Table) {
    this.table = table;
    this.changes = new Changes(table);
  }

  async find(id: string): Promise<SpotCheck | undefined> {
    return isId(id) ? this.table.find<SpotCheck & Key>(keys.spotCheck(id)) : undefined;
  }

  /** A page of those of an area and of what is below it, by area, the first of each in front. `after`: `isSpotCheckPlace`. */
  async within(
    orgPath: string,
    after: string | undefined,
    limit: number,
  ): Promise<{ place: string; spotCheck: SpotCheck }[]> {
    const from = after === undefined ? orgPath : `${after}~`;
    const found = await this.table.range<Key & { spotCheck: string }>(keys.spotChecks, from, `${orgPath}~`, { limit });
    const all = await Promise.all(
      found.map(async ({ sk, spotCheck }) => ({ place: sk, spotCheck: await this.find(spotCheck) })),
    );
    return all.flatMap(({ place, spotCheck }) => (spotCheck ? [{ place, spotCheck }] : []));
  }

  /**
   * Those that may have drawn households of an area: of it, of what is below it, and of whatever stands above it.
   *
   * @param prepared ISO dates between which they were prepared, both included
   */
  async *about(orgPath: string, { from, to = '9' }: { from: string; to?: string }): AsyncGenerator<SpotCheck> {
    const [, ...above] = unionsAbove(orgPath);
    const found = [
      ...(await this.table.range<Key & { spotCheck: string }>(keys.spotChecks, orgPath, `${orgPath}~`)),
      ...(
        await Promise.all(
          above.map((each) =>
            this.table.range<Key & { spotCheck: string }>(keys.spotChecks, `${each}#${from}`, `${each}#~`),
          ),
        )
      ).flat(),
    ];
    const meant = found.filter(({ sk }) => {
      const on = dateInShanghai(sk.split('#')[1] as string);
      return on >= from && on <= to;
    });
    for (let at = 0; at < meant.length; at += AT_ONCE) {
      const checks = await Promise.all(meant.slice(at, at + AT_ONCE).map(({ spotCheck }) => this.find(spotCheck)));
      for (const check of checks) {
        if (check && (contains(orgPath, check.orgPath) || contains(check.orgPath, orgPath))) yield check;
      }
    }
  }

  /** All of the province, by area. */
  async *all(): AsyncGenerator<SpotCheck> {
    for (const { spotCheck } of await this.table.range<Key & { spotCheck: string }>(keys.spotChecks, '0', '~')) {
      const found = await this.find(spotCheck);
      if (found) yield found;
    }
  }

  /** As it was counted last. */
  behind(): Promise<BehindOn | undefined> {
    return this.table.find<BehindOn & Key>(keys.behind);
  }

  async keepBehind(behind: BehindOn): Promise<void> {
    await this.table.put({ ...keys.behind, ...behind });
  }

  /** The households of a frame, before the check that says its digest: one of which the check was never written is nobody's. */
  async putFrame(id: string, households: readonly Listed[]): Promise<void> {
    await this.putParts(households, (part) => keys.spotCheckFrame(id, part));
  }

  async frame({ id, strata }: SpotCheck): Promise<DrawFrame> {
    const items = await this.table.range<FrameItem>(keys.spotCheck(id).pk, 'FRAME#', 'FRAME#~');
    return { strata, households: listedIn(items) };
  }

  /** The same however often it is put. */
  async putSample(id: string, sample: readonly Listed[]): Promise<void> {
    await this.putParts(sample, (part) => keys.spotCheckSample(id, part));
  }

  /** Those who were drawn, in order; none before. */
  async sample({ id, drawn }: SpotCheck): Promise<Listed[]> {
    if (drawn === null) return [];
    return listedIn(await this.table.range<FrameItem>(keys.spotCheck(id).pk, 'SAMPLE#', 'SAMPLE#~'));
  }

  /** Those whom anybody has looked at. */
  rows(id: string): Promise<SpotCheckRow[]> {
    return this.table.range<SpotCheckRow & Key>(keys.spotCheck(id).pk, 'D#', 'D#~');
  }

  /** The one of an area and a kind that was prepared last. */
  async latest(of: Pick<SpotCheck, 'orgPath' | 'own' | 'instrument'>): Promise<SpotCheck | undefined> {
    const found = await this.table.find<Key & { spotCheck: string }>(keys.spotCheckOf(areaOf(of), of.instrument));
    return found && this.find(found.spotCheck);
  }

  /**
   * Refused as `spotCheckEffect` when somebody else has prepared one of its area and kind, or changed the latest, since.
   *
   * @param latest as `latest` told it; where it is not drawn, the new one takes its place
   */
  async prepareWrites(check: SpotCheck, latest: SpotCheck | undefined): Promise<Write[]> {
    const item = { ...keys.spotCheck(check.id), ...check };
    const last = { ...keys.spotCheckOf(areaOf(check), check.instrument), spotCheck: check.id };
    const of = { by: check.by, now: new Date(check.at) };
    return [
      this.table.putWrite(spotCheckEffect, item),
      this.table.putWrite(spotCheckEffect, {
        ...keys.spotCheckAt(check.orgPath, check.at, check.id),
        spotCheck: check.id,
      }),
      latest
        ? this.table.putWrite(spotCheckEffect, last, 'spotCheck = :latest', { ':latest': latest.id })
        : this.table.putWrite(spotCheckEffect, last),
      await this.changes.write(spotCheckEffect, item, of),
      ...(latest && latest.drawn === null ? await this.changeWrites(latest, { replacedBy: check.id }, of) : []),
    ];
  }

  /** Refused as `spotCheckEffect` when somebody else has changed it since it was read. */
  async changeWrites(
    check: SpotCheck,
    change: Pick<SpotCheck, 'entries'> | Pick<SpotCheck, 'drawn'> | Pick<SpotCheck, 'replacedBy'>,
    of: { by: string; now: Date },
  ): Promise<Write[]> {
    const item = { ...keys.spotCheck(check.id), ...check, ...change, revision: check.revision + 1 };
    return [
      this.table.putWrite(spotCheckEffect, item, 'revision = :read', { ':read': check.revision }),
      await this.changes.write(spotCheckEffect, item, of),
    ];
  }

  private async putParts(listed: readonly Listed[], keyOf: (part: number) => Key): Promise<void> {
    for (let at = 0, part = 1; at < listed.length; at += LINES, part++) {
      await this.table.put<FrameItem>({ ...keyOf(part), lines: linesOf(listed.slice(at, at + LINES)) });
    }
  }
}
