import { createHash } from 'node:crypto';
import { Problem } from '../errors/problem.ts';
import { mostOpenings, type ReadingKind } from '../privacy/reading-kinds.ts';
import { log, traceOf } from '../runtime/log.ts';
import type { Sealed } from '../sealing/sealed.ts';
import { newId } from './ids.ts';
import { type Key, keys } from './keys.ts';
import { pageMark, placeIn } from './page-mark.ts';
import type { Table } from './table.ts';

/** One time that somebody read of a household, or a page of a list of households. */
export interface Reading {
  kind: ReadingKind;
  /** Which of its kind: the kind of a print, the id of an attachment, what a list was filtered by. */
  what: string | null;
  /** The number of a person of the directory, which is what their login says. */
  by: string;
  at: string;
  /** Why, where somebody had to say; sealed under openingContext of `at`. */
  reason: Sealed | null;
}

type ReadingItem = Key & Omit<Reading, 'what' | 'reason'> & { what?: string; reason?: Sealed; ttl: number };

/** Read again within the same quarter of an hour, by the same person: the same reading. */
const WINDOW_MS = 15 * 60 * 1000;
/** 个人信息保护法 第五十六条: records of the handling are kept for at least three years. */
const KEEP_YEARS = 3;
/** Openings have a section of their own: a dossier's detail shows the latest of them. */
const sections = ['LOOKED', 'OPENED'] as const;
const PAGE = 50;

/**
 * 查阅: who read what of whom, when, and why where they had to say. Beside the journal, because reading changes nothing
 * of the dossier: neither its version, which whoever corrects it holds, nor its place in the lists. In partitions of
 * their own, where no function may change or delete: one small item each, without an index.
 */
export class Readings {
  private readonly table: Table;

  constructor(table: Table) {
    this.table = table;
  }

  /**
   * Writes a reading down, before anything is shown; of the same within a quarter of an hour only the first. Throws
   * E1012 when it cannot be written: then nothing may be shown.
   *
   * @param of a dossier's id, or of a list the org path that was asked for
   * @param page which page of a list it was: each is a reading
   */
  async record(
    of: string,
    {
      kind,
      what,
      by,
      page = '',
    }: { kind: Exclude<ReadingKind, 'numbers' | 'replay'>; what?: string; by: string; page?: string },
    now: Date,
  ): Promise<void> {
    const window = new Date(now.getTime() - (now.getTime() % WINDOW_MS)).toISOString();
    const same = createHash('sha256').update([kind, what, page, by].join('\n')).digest('base64url').slice(0, 26);
    const reading = { kind, by, at: now.toISOString(), ttl: endOf(now), ...(what === undefined ? {} : { what }) };
    await this.put({ ...keys.reading(of, 'LOOKED', `${window}#${same}`), ...reading });
  }

  /** The same of 打开全号码, each of which is a reading by itself, with its reason. Throws E1012. */
  async recordOpening(of: string, opening: { by: string; reason: Sealed }, now: Date): Promise<void> {
    await this.putEach(of, 'OPENED', { kind: 'numbers', ...opening }, now);
  }

  /** The same of what an operator's tool opens. Throws E1012. */
  async recordReplay(of: string, replay: { by: string; reason: Sealed }, now: Date): Promise<void> {
    await this.putEach(of, 'LOOKED', { kind: 'replay', ...replay }, now);
  }

  /** The latest times (`mostOpenings`) that the whole ID numbers were shown, the last first. */
  async openings(of: string): Promise<(Reading & { reason: Sealed })[]> {
    const items = await this.section(of, 'OPENED', { limit: mostOpenings });
    return items.map(readingOf).filter((each): each is Reading & { reason: Sealed } => each.reason !== null);
  }

  /**
   * A page of what was read, the last first. Where a page ends within a quarter of an hour, the next may begin with
   * somewhat later ones of it.
   *
   * @param cursor of the page before; E1004 for what is none
   */
  async page(of: string, cursor?: string): Promise<{ readings: Reading[]; cursor: string | null }> {
    const before = placeIn(cursor, isPlace);
    // One more than a page, and the one that the page before ended with.
    const found = await Promise.all(
      sections.map((section) =>
        this.section(of, section, { limit: PAGE + 2, ...(before === undefined ? {} : { before }) }),
      ),
    );
    const later = found
      .flat()
      .filter((item) => before === undefined || placeOf(item) < before)
      .sort((a, b) => (placeOf(a) < placeOf(b) ? 1 : -1));
    const page = later.slice(0, PAGE);
    const last = page.at(-1);
    const next = last && later.length > PAGE ? pageMark(placeOf(last)) : null;
    return { readings: page.map(readingOf).sort((a, b) => b.at.localeCompare(a.at)), cursor: next };
  }

  /** All from one instant until another, in any order; openings of whole numbers among them. */
  async between(of: string, from: string, until: string): Promise<Reading[]> {
    const found = await Promise.all(
      sections.map((section) =>
        this.table.range<ReadingItem>(keys.readings(of), `${section}#${from}`, `${section}#${until}`),
      ),
    );
    return found.flat().map(readingOf);
  }

  private section(
    of: string,
    section: (typeof sections)[number],
    { limit, before }: { limit: number; before?: string },
  ): Promise<ReadingItem[]> {
    const to = before === undefined ? `${section}$` : `${section}#${before}`;
    return this.table.range<ReadingItem>(keys.readings(of), `${section}#`, to, { limit, backward: true });
  }

  private async putEach(
    of: string,
    section: (typeof sections)[number],
    reading: { kind: ReadingKind; by: string; reason: Sealed },
    now: Date,
  ): Promise<void> {
    const at = now.toISOString();
    await this.put({ ...keys.reading(of, section, `${at}#${newId()}`), ...reading, at, ttl: endOf(now) });
  }

  private async put(item: ReadingItem): Promise<void> {
    try {
      await this.table.putNew(item);
    } catch (error) {
      log('error', 'readingNotRecorded', { code: 1012, ...traceOf(error) });
      throw new Problem(1012, { cause: error });
    }
  }
}

function endOf(now: Date): number {
  const end = new Date(now);
  end.setUTCFullYear(end.getUTCFullYear() + KEEP_YEARS);
  return Math.floor(end.getTime() / 1000);
}

/** `<instant>#<random>`: by this both sections sort together. */
function placeOf({ sk }: Key): string {
  return sk.slice(sk.indexOf('#') + 1);
}

function isPlace(text: unknown): text is string {
  return typeof text === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#[\w-]{26}$/.test(text);
}

function readingOf({ kind, what, by, at, reason }: ReadingItem): Reading {
  return { kind, what: what ?? null, by, at, reason: reason ?? null };
}
