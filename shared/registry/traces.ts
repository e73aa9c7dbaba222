import { covers, type Duplicate } from '../dossier/duplicate-state.ts';
import { isLive, isOver } from '../dossier/life.ts';
import { compare } from '../duplicates/compare.ts';
import { crowdOf, keysAmong, type Trace } from '../duplicates/traces.ts';
import { county } from '../organisation/org-path.ts';
import type { Dossier, DossierReader } from './dossier-reader.ts';
import { keys } from './keys.ts';
import { forgetEarlier, forgetTraces, listedTraces, packed, submittedTraces } from './stored-traces.ts';
import type { Table, Write } from './table.ts';
import { foundBy, leadBy, leadingTo, leadNoMore, listsOf, type TraceList } from './trace-lists.ts';

/** So many are kept of what one household is like: whoever rules on a hundred learns nothing from one more. */
export const mostDuplicates = 100;

/** A likely duplicate as it is now, and which union holds it. */
export interface FoundDuplicate {
  duplicate: Duplicate;
  orgPath: string;
}

/**
 * By what dossiers of one household are found (查重). Stored are keyed hashes only: a stored trace tells nothing.
 *
 * What a dossier is compared by is written in the submitting transaction (`commitWrite`): it is always that of the form
 * submitted. The items by which it is found are many, and written once it is submitted, where the workflow looks again
 * (`leave`). All methods take traces hashed.
 */
export class Traces {
  private readonly table: Table;
  private readonly dossiers: DossierReader;

  constructor(table: Table, dossiers: DossierReader) {
    this.table = table;
    this.dossiers = dossiers;
  }

  /**
   * Belongs into the transaction that submits: from now on the dossier is compared by these. By which it can be found is
   * remembered with them, so that whatever is left later can be taken away again. What an amendment proposes is compared
   * while it is under way; those of the form in force lie beside, and come back if it is dropped. Which those are, says
   * `inForce`: those compared until now (`compared`), those that lie there (undefined), or others. Once it has come into
   * force nobody asks for them any more, and they lie there until the next.
   */
  commitWrite(id: string, mine: readonly Trace[], inForce?: 'compared' | readonly Trace[]): Write {
    const hashes = keysAmong(mine).map(({ text }) => text);
    const remembered = hashes.length > 0 ? { ':hashes': new Set(hashes) } : {};
    const given = Array.isArray(inForce) ? { ':inForce': packed(inForce) } : {};
    const beside = inForce === undefined ? '' : `inForce = ${inForce === 'compared' ? 'traces' : ':inForce'}, `;
    return this.table.updateWrite(
      'traces',
      keys.traces(id),
      `SET ${beside}traces = :traces${hashes.length > 0 ? ' ADD hashes :hashes' : ''}`,
      { ':traces': packed(mine), ...remembered, ...given },
      null,
    );
  }

  /**
   * Lets a dossier be found by the traces that it is compared by, and by no earlier ones: who moved away crowds no door.
   * Answers these. May be repeated.
   *
   * @param known whether most of them were left before: then it is asked first which are missing, since a write costs more
   */
  async leave(id: string, known = false): Promise<Trace[]> {
    const mine = await listedTraces(this.table, id);
    const hashes = keysAmong(mine).map(({ text }) => text);
    const there = known ? await leadingTo(this.table, hashes, id) : new Set();
    const missing = hashes.filter((hash) => !there.has(hash));
    await Promise.all(missing.map((hash) => leadBy(this.table, hash, id)));
    await forgetEarlier(this.table, id, mine);
    // What ended while they were written may have been forgotten before they were there.
    await this.liveFor(id, hashes);
    return mine;
  }

  /**
   * The hundred live dossiers that are likeliest to be the same household's, likeliest first; without those ruled on already, unless
   * more speaks for it now. All lists in one command, and whoever stands beside a full one; of each at most a crowd is
   * compared; what stands under a crowded key is not compared either.
   */
  async find(dossier: Pick<Dossier, 'id' | 'state'>, mine: readonly Trace[]): Promise<FoundDuplicate[]> {
    const findable = keysAmong(mine);
    const lists = await listsOf(
      this.table,
      findable.map(({ text }) => text),
    );
    /** Dossiers, and the traces under which they stand. */
    const met = new Map<string, string[]>();
    const silent = new Set<string>();
    await Promise.all(
      findable.map(async ({ kind, text }) => {
        const list = lists.get(text);
        const under = list ? await this.under(list, text, crowdOf(kind), dossier.id) : [];
        if (under === undefined) silent.add(text);
        else for (const id of under) met.set(id, [...(met.get(id) ?? []), text]);
      }),
    );
    const telling = mine.filter(({ text }) => !silent.has(text));
    // In order: of two that stand for one dossier with one score the same is told every time.
    const all = await Promise.all([...met].sort().map(([id, under]) => this.compared(id, under, dossier, telling)));
    const best = new Map<string, FoundDuplicate>();
    for (const each of all) {
      if (!each) continue;
      const before = best.get(each.duplicate.dossier);
      if (!before || before.duplicate.score < each.duplicate.score) best.set(each.duplicate.dossier, each);
    }
    return [...best.values()]
      .sort(({ duplicate: a }, { duplicate: b }) => b.score - a.score || (a.dossier < b.dossier ? -1 : 1))
      .slice(0, mostDuplicates);
  }

  /** Other dossiers found under a key; undefined when more live ones than a crowd are. Asked on while others lie between. */
  private async under(list: TraceList, text: string, crowd: number, myId: string): Promise<string[] | undefined> {
    const listed = [...(list.ids ?? [])].filter((id) => id !== myId);
    if (!list.more && listed.length <= crowd) return listed;
    const live: string[] = [];
    // Those merged into one are one.
    const standing = new Set<string>();
    // One more for the dossier itself, and one that makes a crowd.
    for await (const some of foundBy(this.table, list, crowd + 2)) {
      const others = some.filter((id) => id !== myId);
      const stand = await Promise.all(others.map((id) => this.liveFor(id, [text])));
      others.forEach((id, i) => {
        const one = stand[i];
        if (one === undefined || one.id === myId) return;
        live.push(id);
        standing.add(one.id);
      });
      if (standing.size > crowd) return undefined;
    }
    return live;
  }

  /**
   * The live dossier that an id stands for. What is over is forgotten on the way, so that it crowds no key: also these
   * traces of it, which may have been left after the rest was taken away.
   */
  private async liveFor(id: string, hashes: readonly string[]): Promise<Dossier | undefined> {
    const standing = await this.dossiers.standing(id);
    if (!standing) return undefined;
    if (isOver(standing.state)) {
      await Promise.all(hashes.map((hash) => leadNoMore(this.table, hash, id)));
      await forgetTraces(this.table, id);
    }
    return isLive(standing.state) ? standing : undefined;
  }

  /** What a candidate's traces say, in the name of the dossier it was merged into, if it was. */
  private async compared(
    id: string,
    under: readonly string[],
    me: Pick<Dossier, 'id' | 'state'>,
    mine: readonly Trace[],
  ): Promise<FoundDuplicate | undefined> {
    const standing = await this.liveFor(id, under);
    if (!standing || standing.id === me.id) return undefined;
    const { verdict, score, reasons } = compare(mine, await submittedTraces(this.table, id));
    if (verdict === 'none') return undefined;
    const about = [id, standing.id];
    if (me.state.rulings.some((ruling) => about.includes(ruling.dossier) && covers(ruling, verdict))) return undefined;
    const { orgPath } = standing.state;
    return { duplicate: { dossier: standing.id, verdict, score, reasons, county: county(orgPath) }, orgPath };
  }
}
