import { dateInShanghai } from '../calendar/dates.ts';
import { type Action, type ActionType, assertAction } from '../dossier/actions.ts';
import { isRefusal, type Refusal } from '../dossier/deed.ts';
import { isDark } from '../dossier/disposal-state.ts';
import { chain, firstHash, type JournalEntry } from '../dossier/journal.ts';
import { isOver } from '../dossier/life.ts';
import { refusal } from '../dossier/rules.ts';
import { type Actor, apply } from '../dossier/state.ts';
import { Problem } from '../errors/problem.ts';
import { divisionOf } from '../organisation/org-path.ts';
import type { ProvinceProfile } from '../province/profile.ts';
import { obligations } from '../tasks/obligations.ts';
import { againWhenMet } from './again.ts';
import { campaignWrites } from './campaigns.ts';
import { disposalWrites } from './disposals.ts';
import { Divisions } from './divisions.ts';
import {
  contentOf,
  type Dossier,
  DossierReader,
  factsOf,
  factsOfDark,
  type HeadFacts,
  type HeadItem,
  listedAs,
  shownAs,
} from './dossier-reader.ts';
import { endingWrites } from './ending.ts';
import { packed, parted, partWrites } from './head-parts.ts';
import { keys } from './keys.ts';
import { LEDGER_EFFECT, ledgerWrites } from './ledger.ts';
import { HANDOVER_EFFECT, handoverWrites, MOVE_EFFECT, moveWrites, RELEASE_EFFECT } from './locks.ts';
import { marginWrites } from './margins.ts';
import { answerWrites, droppedBy } from './objectors.ts';
import { ownContactWrites } from './own-contacts.ts';
import { factsAfterProposal, proposalEnds, proposalWrites } from './proposal-end.ts';
import { spotCheckWrites } from './spot-checks.ts';
import type { Table, Write } from './table.ts';
import { taskWrites } from './tasks.ts';

export type { Dossier, HeadFacts } from './dossier-reader.ts';

export interface Recording {
  id: string;
  /** The dossier as it was read; null only when it is created. */
  before: Dossier | null;
  /** What was decided: an action, or why there is none. */
  action: Action | Refusal;
  actor: Actor;
  now: Date;
  /** Facts of the head that change with this action. */
  facts?: Partial<HeadFacts>;
  /** What else is written in the same transaction, or not at all. */
  effects?: Write[];
}

/** What a refusal comes to for whoever asked. */
export function refusedAs({ refused, code }: Refusal): Problem {
  return new Problem(code, { detail: `${refused}。` });
}

/** What of a province's profile decides what is owed, and where its notices hang. */
export type Terms = Pick<ProvinceProfile, 'code' | 'deadlines' | 'drafts' | 'retention' | 'afterLeaving'>;

/** An effect's condition failed: the names given to the effects, e.g. `lock:…`, `link`, `idempotency`. */
export class EffectRefused extends Error {
  readonly effects: string[];
  constructor(effects: string[]) {
    super(`refused: ${effects.map((effect) => effect.split(':')[0]).join(', ')}`);
    this.name = 'EffectRefused';
    this.effects = effects;
  }
}

const HEAD_EFFECT = 'head';
const JOURNAL_EFFECT = 'journal';
/** After these a dossier is found by other traces than before, and no assessment leaves them: `follow-traces` does. */
const movingTraces: readonly ActionType[] = ['transcribe', 'updateContact'];
/** What whoever was faster may have taken along, or have written under the same number. */
const moves: readonly string[] = [RELEASE_EFFECT, HANDOVER_EFFECT, MOVE_EFFECT, LEDGER_EFFECT];

/** Dossiers in the registry: read as `DossierReader` does, recorded one action at a time. */
export class Dossiers extends DossierReader {
  private readonly terms: Terms;
  private readonly divisions: Divisions;

  constructor(table: Table, terms: Terms) {
    super(table);
    this.terms = terms;
    this.divisions = new Divisions(table);
  }

  /**
   * Records one action: the journal entry, the head, the tasks that come of it and every effect in one transaction; when
   * it ends something, what that held goes in the same transaction. Throws E1302 when it was refused, E1301 when the dossier has moved on, EffectRefused when another effect's condition failed.
   */
  async record(recording: Recording): Promise<Dossier> {
    return (await this.recordTogether([recording]))[0] as Dossier;
  }

  /** Records an action in each of several dossiers, in one transaction; throws as `record` does. */
  async recordTogether(recordings: readonly Recording[]): Promise<Dossier[]> {
    const prepared = recordings.map((recording) => this.prepare(recording, recordings));
    for (const [i, { after }] of prepared.entries()) {
      const { orgPath } = after.state;
      if (recordings[i]?.before?.state.orgPath !== orgPath) await this.divisions.enter(orgPath);
      // What is owed elsewhere: in the union above its county, or where it may be handed over to.
      const elsewhere = this.owed(after).tasks.filter((task) => divisionOf(task.orgPath) !== divisionOf(orgPath));
      for (const task of elsewhere) await this.divisions.enter(task.orgPath);
    }
    const letters = await Promise.all(prepared.map(({ after }, i) => this.letters(recordings[i] as Recording, after)));
    const failed = await this.table.transact([...prepared.flatMap(({ writes }) => writes), ...letters.flat()]);
    if (failed.length === 0) return prepared.map(({ after }) => after);
    // A dossier that has moved on may have taken its locks along, and have the entry of this number: its head says so.
    const moved = failed.includes(HEAD_EFFECT);
    const others = failed.filter(
      (effect) => effect !== HEAD_EFFECT && effect !== JOURNAL_EFFECT && !(moved && moves.includes(effect)),
    );
    // A repeated request fails on both its version and its idempotency item: the latter says more.
    if (others.length > 0) throw new EffectRefused(others);
    throw new Problem(1301);
  }

  /** Whoever objected hears that what they objected to is over, and that nobody looks into it any more. */
  private async letters({ id, before, now, effects = [] }: Recording, after: Dossier): Promise<Write[]> {
    const dropped = droppedBy(before?.state, after.state);
    if (dropped.length === 0) return [];
    return answerWrites(this.table, id, await this.journal(id), dropped, 'dropped', now, effects.length);
  }

  private prepare(recording: Recording, together: readonly Recording[]): { after: Dossier; writes: Write[] } {
    const { id, before, action, actor, now } = recording;
    if (isRefusal(action)) throw refusedAs(action);
    assertAction(action);
    const why = refusal(before?.state ?? null, action);
    if (why !== undefined) throw new Problem(1302, { detail: `${why}。` });
    const recorded = { action, actor, at: now.toISOString(), on: dateInShanghai(now) };
    const entry = chain(id, (before?.version ?? 0) + 1, before?.hash ?? firstHash, recorded);
    const state = apply(id, before?.state ?? null, recorded);
    const over = isOver(state);
    const ends = before !== null && proposalEnds(before, state);
    const known = isDark(state) ? null : before;
    const facts: HeadFacts = {
      ...factsOfDark,
      ...(known && (ends ? factsAfterProposal(known, state) : factsOf(known))),
      ...recording.facts,
      ...(over ? { locks: [], absorbedLocks: [], ownContact: null } : {}),
    };
    const listedAt = before && isListedAlike(before, { state, ...facts }) ? before.listedAt : entry.at;
    const after: Dossier = { id, version: entry.version, hash: entry.hash, state, listedAt, ...factsOf(facts) };
    const heir = action.type === 'mergeInto' ? together.find((each) => each.id === action.dossier)?.before : undefined;
    const writes = [
      this.headWrite(after, before, entry.on),
      ...partWrites(this.table, id, before && contentOf(before), contentOf(after)),
      this.journalWrite(entry, { over, moved: ends || movingTraces.includes(action.type) }),
      ...ledgerWrites(this.table, entry),
      ...disposalWrites(this.table, before?.state, state),
      ...marginWrites(this.table, before?.state, state),
      ...ownContactWrites(this.table, id, before?.ownContact, facts.ownContact),
      ...campaignWrites(this.table, before?.state, state),
      ...spotCheckWrites(this.table, before?.state, state),
      ...taskWrites(this.table, id, this.owed(before), this.owed(after)),
      // What is over lets go of all that it held.
      ...(before && ends && !over ? proposalWrites(this.table, before, state, facts) : []),
      ...(before ? endingWrites(this.table, before, state, this.terms.code, heir !== undefined) : []),
      ...(before && before.state.orgPath !== state.orgPath ? moveWrites(this.table, before, state.orgPath) : []),
      ...(before && heir ? handoverWrites(this.table, before, heir) : []),
      ...(recording.effects ?? []),
    ];
    return { after, writes };
  }

  /**
   * For the system's own steps, and for citizens: reads the dossier, asks what to record, and asks again when somebody else was faster.
   * `decide` answers undefined when there is nothing (any more) to record.
   */
  async recordLatest(
    id: string,
    decide: (dossier: Dossier) => Promise<Omit<Recording, 'id' | 'before'> | undefined>,
  ): Promise<Dossier> {
    return againWhenMet(async () => {
      const before = await this.get(id);
      const recording = await decide(before);
      return recording ? this.record({ id, before, ...recording }) : before;
    });
  }

  private owed(dossier: Dossier | null) {
    return { tasks: obligations(dossier?.state ?? null, this.terms), maskedName: dossier?.maskedName ?? '' };
  }

  private headWrite(after: Dossier, before: Dossier | null, on: string): Write {
    const { id, version, hash, state, listedAt } = after;
    const item: HeadItem = {
      ...keys.head(id),
      version,
      hash,
      content: packed(parted(contentOf(after)).head),
      maskedName: after.maskedName,
      on,
      ...listedAs(id, state, listedAt),
    };
    return before === null
      ? this.table.putWrite(HEAD_EFFECT, item)
      : this.table.putWrite(HEAD_EFFECT, item, 'version = :before', { ':before': before.version });
  }

  private journalWrite(entry: JournalEntry, { over, moved }: { over: boolean; moved: boolean }): Write {
    const item = {
      ...keys.entry(entry.dossierId, entry.version),
      action: entry.action.type,
      entry: JSON.stringify(entry),
      // For the stream: who acts on the end of a dossier's life, or on other traces of it, need not be told of every entry.
      ...(over ? { over: true } : {}),
      ...(moved ? { moved: true } : {}),
    };
    return this.table.putWrite(JOURNAL_EFFECT, item);
  }
}

/** Whether lists show nothing new: then the index need not be written either. */
function isListedAlike(before: Dossier, after: Pick<Dossier, 'state' | 'maskedName'>): boolean {
  const shown = ({ state, maskedName }: Pick<Dossier, 'state' | 'maskedName'>): string =>
    JSON.stringify([shownAs(state), maskedName]);
  return shown(before) === shown(after);
}
