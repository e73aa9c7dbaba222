import { anchorOf, noAnchor } from '../../shared/anchors/anchor.ts';
import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import type { JournalEntry } from '../../shared/dossier/journal.ts';
import { mostConductEntries } from '../../shared/inspection/conduct-words.ts';
import { stackName } from '../../shared/province/stage.ts';
import { LEAVES_KEPT_DAYS } from '../../shared/registry/anchors.ts';
import type { App } from '../../shared/services/app.ts';
import { anchors, leaves } from '../../shared/services/services.ts';

type Chains = AnswerOf<'getConduct'>['chains'];
type Found = Pick<Chains, 'anchored' | 'missing' | 'unchecked' | 'wrongRoots' | 'unanchored'>;

/** An entry's leaf comes by that many days later at the latest: streams are told late, and never lose it. */
const LATE_DAYS = 3;

/**
 * Journals held against the roots that were published of them: from the leaves that are kept in the table each day's root is
 * computed anew. Leaves are kept for sixty days; what is older is for `npm run verify -- --all`, which reads the anchors.
 */
export class Roots {
  /** Leaves of days whose root is right. */
  private readonly known = new Set<string>();
  private readonly result: Found = { anchored: 0, missing: [], unchecked: 0, wrongRoots: [], unanchored: [] };
  private readonly from: string;
  private readonly until: string;
  /** From and until which days each leaf is known. */
  private first = '';
  private last = '';

  private constructor({ from, until }: { from: string; until: string }) {
    this.from = from;
    this.until = until;
  }

  /** @param today ISO date */
  static async of(app: App, period: { from: string; until: string }, today: string): Promise<Roots> {
    const roots = new Roots(period);
    await roots.read(app, today);
    return roots;
  }

  private async read(app: App, today: string): Promise<void> {
    // A day's leaves may go at the end of their sixtieth day: those of the last are not counted on.
    const oldest = addDays(today, 1 - LEAVES_KEPT_DAYS);
    this.first = this.from < oldest ? oldest : this.from;
    const anchoredUntil = (await anchors(app).last())?.day ?? '';
    const end = [addDays(this.until, LATE_DAYS), anchoredUntil].sort()[0] as string;
    this.last = end;
    for (let day = this.first; day <= end; day = addDays(day, 1)) {
      const kept = await anchors(app).of(day);
      if (kept === undefined) {
        this.result.unanchored.push(day);
        continue;
      }
      // Before the first of all there was nothing to anchor.
      if (kept.number === 1) this.result.unanchored.length = 0;
      const those = await leaves(app).of(day);
      const { root } = anchorOf(stackName(app.profile), day, those, noAnchor).statement;
      if (root !== kept.root) this.result.wrongRoots.push(day);
      else for (const { of, version, hash } of those) this.known.add(`${of}#${version}#${hash}`);
    }
    // Of days that are over, and by now ought to be anchored.
    const ought = [addDays(today, -2), this.until].sort()[0] as string;
    for (let day = addDays(end < this.first ? addDays(this.first, -1) : end, 1); day <= ought; day = addDays(day, 1)) {
      this.result.unanchored.push(day);
    }
  }

  see(id: string, entries: readonly JournalEntry[]): void {
    for (const { version, hash, at } of entries) {
      const day = dateInShanghai(at);
      if (day < this.from || day > this.until) continue;
      if (this.known.has(`${id}#${version}#${hash}`)) this.result.anchored += 1;
      else if (day < this.first || addDays(day, LATE_DAYS) > this.last) this.result.unchecked += 1;
      else if (this.result.missing.length < mostConductEntries) this.result.missing.push({ dossier: id, version });
    }
  }

  found(): Found {
    return this.result;
  }
}
