import { dateInShanghai } from '../calendar/dates.ts';
import { CalendarError } from '../calendar/errors.ts';
import { publishedArrangements } from '../calendar/published.ts';
import { type Calendar, calendarOf } from '../calendar/working-days.ts';
import { arrangementsInForce, linesInForce } from '../gazette/in-force.ts';
import type { Gazette, GazetteKind, GazetteVersion } from '../gazette/items.ts';
import type { ProvinceProfile } from '../province/profile.ts';
import { Proposals } from './proposals.ts';
import type { Table } from './table.ts';

/** How long what was read counts as read; never into another day, because lines begin with one. */
const KEEP_MS = 60_000;

interface Kept {
  versions: GazetteVersion[];
  day: string;
  until: number;
}

/**
 * What counts in the province now: what was built into the functions, and what was confirmed since. It is read
 * consistently, and kept for a minute while the function is warm. That minute does no harm. A line counts only from the
 * day after it was confirmed, and nothing is kept over midnight. A year that seems to be missing is looked for once
 * more. What follows from it, a basis or the end of a notice, is recorded with the dossier and not computed again.
 */
export class GazetteReader {
  private readonly proposals: Proposals;
  private readonly profile: ProvinceProfile;
  private readonly kept = new Map<GazetteKind, Kept>();

  constructor(table: Table, profile: ProvinceProfile) {
    this.proposals = new Proposals(table);
    this.profile = profile;
  }

  /** Everything, as it is at this moment. */
  async now(now: Date): Promise<Gazette> {
    this.kept.clear();
    const [arrangements, { subsistenceLines: lines }] = await Promise.all([
      this.arrangements(now),
      this.profileWithLines(now),
    ]);
    return { arrangements, lines };
  }

  /** The profile with the lines that count today in place of those that it was built with. */
  async profileWithLines(now: Date): Promise<ProvinceProfile> {
    const versions = await this.versions('lines', now);
    const confirmed = versions.flatMap(({ content }) => (content.kind === 'lines' ? content.lines : []));
    return { ...this.profile, subsistenceLines: linesInForce(this.profile.subsistenceLines, confirmed) };
  }

  /** Does work with the calendar; when a year is missing in it (E1250), once more with what was confirmed this minute. */
  async withCalendar<T>(now: Date, work: (calendar: Calendar) => T): Promise<T> {
    try {
      return work(await this.calendar(now));
    } catch (error) {
      if (!(error instanceof CalendarError)) throw error;
      this.kept.delete('arrangement');
      return work(await this.calendar(now));
    }
  }

  private async calendar(now: Date): Promise<Calendar> {
    return calendarOf(await this.arrangements(now));
  }

  private async arrangements(now: Date): Promise<Gazette['arrangements']> {
    const versions = await this.versions('arrangement', now);
    const confirmed = versions.flatMap(({ content }) => (content.kind === 'arrangement' ? [content.arrangement] : []));
    return arrangementsInForce(publishedArrangements, confirmed);
  }

  private async versions(kind: GazetteKind, now: Date): Promise<GazetteVersion[]> {
    const day = dateInShanghai(now);
    const kept = this.kept.get(kind);
    if (kept?.day === day && now.getTime() < kept.until) return kept.versions;
    const versions = await this.proposals.versions(kind);
    this.kept.set(kind, { versions, day, until: now.getTime() + KEEP_MS });
    return versions;
  }
}
