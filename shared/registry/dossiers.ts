import { dateInShanghai } from '../calendar/dates.ts';
import type { Action, Sealed } from '../dossier/actions.ts';
import { isHeld, noDuplicates, openDuplicates } from '../dossier/duplicates.ts';
import { chain, firstHash, type JournalEntry } from '../dossier/journal.ts';
import { refusal } from '../dossier/rules.ts';
import { type Actor, apply, type DossierState } from '../dossier/state.ts';
import { isOver, type Status } from '../dossier/status.ts';
import { Problem } from '../errors/problem.ts';
import { isId } from './ids.ts';
import { type Key, keys } from './keys.ts';
import { HANDOVER_EFFECT, RELEASE_EFFECT } from './locks.ts';
import type { Item, Table, Write } from './table.ts';

/** What the head knows beside the state: for lists and locks, never for decisions. */
export interface HeadFacts {
  /** 李*英: all that a list shows. */
  maskedName: string;
  /** Blind indexes of the ID numbers that this dossier holds locks on. */
  locks: string[];
  /** Those of them that came with dossiers merged into this one. */
  absorbedLocks: string[];
  /** Blind indexes of the names under which it is found. */
  names: string[];
  /** Where to write to the person who submitted it. */
  registrarMail?: Sealed;
}

/** A dossier as loaded: its state, and what the next entry must continue. */
export interface Dossier extends HeadFacts {
  id: string;
  version: number;
  hash: string;
  state: DossierState;
}

/** What a list shows of a dossier, without opening it. */
export interface DossierSummary {
  id: string;
  status: Status;
  orgPath: string;
  maskedName: string;
  /** How many 疑似重复 wait for a ruling; none once the dossier's life is over. */
  openDuplicates: number;
  /** Ruled to be of another dossier's household: it waits to be merged or withdrawn. */
  held: boolean;
  changedAt: string;
}

interface HeadItem extends Key, HeadFacts {
  version: number;
  hash: string;
  state: string;
  status: Status;
  statusSort: string;
  changedAt: string;
}

export interface Recording {
  id: string;
  /** The dossier as it was read; null only when it is created. */
  before: Dossier | null;
  action: Action;
  actor: Actor;
  now: Date;
  /** Facts of the head that change with this action. */
  facts?: Partial<HeadFacts>;
  /** What else is written in the same transaction, or not at all. */
  effects?: Write[];
}

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
const lockMoves: readonly string[] = [RELEASE_EFFECT, HANDOVER_EFFECT];

/** Dossiers in the registry: read by id, recorded one action at a time. */
export class Dossiers {
  readonly table: Table;

  constructor(table: Table) {
    this.table = table;
  }

  async find(id: string): Promise<Dossier | undefined> {
    if (!isId(id)) return undefined;
    const head = await this.table.find<HeadItem>(keys.head(id));
    return head && fromHead(id, head);
  }

  /** Throws E1304. */
  async get(id: string): Promise<Dossier> {
    const dossier = await this.find(id);
    if (!dossier) throw new Problem(1304);
    return dossier;
  }

  /** The dossier, or the one that it was merged into, however often; undefined when there is none. */
  async standing(id: string): Promise<Dossier | undefined> {
    const dossier = await this.find(id);
    const into = dossier?.state.mergedInto;
    return into ? this.standing(into) : dossier;
  }

  async journal(id: string): Promise<JournalEntry[]> {
    const items = await this.table.range<Item & { entry: string }>(keys.dossier(id), 'LOG#', 'LOG$');
    return items.map(({ entry }) => JSON.parse(entry) as JournalEntry);
  }

  async entry(id: string, version: number): Promise<JournalEntry | undefined> {
    const item = await this.table.find<Item & { entry: string }>(keys.journal(id, version));
    return item && (JSON.parse(item.entry) as JournalEntry);
  }

  /**
   * Records one action: the journal entry, the head and every effect in one transaction. Throws E1302 when the rules
   * refuse it, E1301 when the dossier has moved on, EffectRefused when another effect's condition failed.
   */
  async record(recording: Recording): Promise<Dossier> {
    return (await this.recordTogether([recording]))[0] as Dossier;
  }

  /** Records an action in each of several dossiers, in one transaction; throws as `record` does. */
  async recordTogether(recordings: readonly Recording[]): Promise<Dossier[]> {
    const prepared = recordings.map((recording) => this.prepare(recording));
    const failed = await this.table.transact(prepared.flatMap(({ writes }) => writes));
    if (failed.length === 0) return prepared.map(({ after }) => after);
    // A dossier that has moved on may have taken its locks along, to another or away: its head says so.
    const moved = failed.includes(HEAD_EFFECT);
    const others = failed.filter(
      (effect) => effect !== HEAD_EFFECT && effect !== JOURNAL_EFFECT && !(moved && lockMoves.includes(effect)),
    );
    // A repeated request fails on both its version and its idempotency item: the latter says more.
    if (others.length > 0) throw new EffectRefused(others);
    throw new Problem(1301);
  }

  private prepare(recording: Recording): { after: Dossier; writes: Write[] } {
    const { id, before, action, actor, now } = recording;
    const why = refusal(before?.state ?? null, action);
    if (why !== undefined) throw new Problem(1302, { detail: `${why}。` });
    const recorded = { action, actor, at: now.toISOString(), on: dateInShanghai(now) };
    const entry = chain(id, (before?.version ?? 0) + 1, before?.hash ?? firstHash, recorded);
    const facts: HeadFacts = {
      maskedName: '',
      locks: [],
      absorbedLocks: [],
      names: [],
      ...(before && factsOf(before)),
      ...recording.facts,
    };
    const state = apply(id, before?.state ?? null, recorded);
    const after: Dossier = { id, version: entry.version, hash: entry.hash, state, ...facts };
    const writes = [this.headWrite(after, before, entry.at), this.journalWrite(entry), ...(recording.effects ?? [])];
    return { after, writes };
  }

  /**
   * For the system's own steps: reads the dossier, asks what to record, and asks again when somebody else was faster.
   * `decide` answers undefined when there is nothing (any more) to record.
   */
  async recordLatest(
    id: string,
    decide: (dossier: Dossier) => Promise<Omit<Recording, 'id' | 'before'> | undefined>,
  ): Promise<Dossier> {
    for (let attempt = 1; ; attempt++) {
      const before = await this.get(id);
      const recording = await decide(before);
      if (!recording) return before;
      try {
        return await this.record({ id, before, ...recording });
      } catch (error) {
        if (!(error instanceof Problem && error.code === 1301) || attempt === MAX_ATTEMPTS) throw error;
      }
    }
  }

  private headWrite(after: Dossier, before: Dossier | null, at: string): Write {
    const { id, version, hash, state } = after;
    const item: HeadItem = {
      ...keys.head(id),
      ...factsOf(after),
      version,
      hash,
      state: JSON.stringify(state),
      status: state.status,
      statusSort: `${state.orgPath}#${at}#${id}`,
      changedAt: at,
      ...dueOf(state),
    };
    return before === null
      ? this.table.putWrite(HEAD_EFFECT, item)
      : this.table.putWrite(HEAD_EFFECT, item, 'version = :before', { ':before': before.version });
  }

  private journalWrite(entry: JournalEntry): Write {
    const item = {
      ...keys.journal(entry.dossierId, entry.version),
      action: entry.action.type,
      entry: JSON.stringify(entry),
    };
    return this.table.putWrite(JOURNAL_EFFECT, item);
  }

  /**
   * One page of dossiers in a status below an org path, oldest change first. `after` is the `last` of the page before;
   * it must be one of this org path (`isPlace`).
   */
  async page(
    status: Status,
    orgPath: string,
    options: { limit: number; after?: string },
  ): Promise<{ dossiers: DossierSummary[]; last: string | undefined }> {
    const { limit, after } = options;
    const { items, last } = await this.table.indexPage<HeadItem>('byStatus', status, {
      prefix: orgPath,
      limit,
      ...(after === undefined ? {} : { after: placeKey(status, after) }),
    });
    const dossiers = items
      .map(summaryOf)
      // The index prefix is a text prefix; an org path ends at a segment.
      .filter((each) => isWithin(each.orgPath, orgPath));
    return { dossiers, last: (last as HeadItem | undefined)?.statusSort };
  }
}

/** Whether a text can be a place in the list of an org path: `<orgPath>#<instant>#<id>`. */
export function isPlace(text: string, orgPath: string): boolean {
  return text.startsWith(orgPath) && /^[\w/-]{6,160}#[\dTZ:.-]{20,30}#[0-9a-z]{26}$/.test(text);
}

function placeKey(status: Status, statusSort: string): Item {
  return { ...keys.head(statusSort.slice(-26)), status, statusSort };
}

const MAX_ATTEMPTS = 6;

/** Whether `orgPath` is `ancestor` or lies below it. */
export function isWithin(orgPath: string, ancestor: string): boolean {
  return orgPath === ancestor || orgPath.startsWith(`${ancestor}/`);
}

function summaryOf(item: HeadItem): DossierSummary {
  const state = stateOf(item);
  const over = isOver(item.status);
  return {
    id: item.pk.slice(2),
    status: item.status,
    orgPath: item.statusSort.split('#')[0] as string,
    maskedName: item.maskedName,
    openDuplicates: over ? 0 : openDuplicates(state).length,
    held: !over && isHeld(state),
    changedAt: item.changedAt,
  };
}

/** Heads recorded before there were mergers have no `absorbedLocks`. */
function factsOf({ maskedName, locks, absorbedLocks = [], names, registrarMail }: HeadFacts): HeadFacts {
  return { maskedName, locks, absorbedLocks, names, ...(registrarMail ? { registrarMail } : {}) };
}

function fromHead(id: string, head: HeadItem): Dossier {
  return { id, version: head.version, hash: head.hash, state: stateOf(head), ...factsOf(head) };
}

/** Heads recorded before there was 查重 say nothing about it. */
function stateOf({ state }: HeadItem): DossierState {
  return { ...noDuplicates, ...(JSON.parse(state) as DossierState) };
}

/** The day on which a daily run must look at this dossier again. */
function dueOf(state: DossierState): { due?: string; dueSort?: string } {
  const pending = state.status === 'awaitingApproval' || state.status === 'leaving' ? state.approval : null;
  if (pending?.decision === null) return { due: `approval#${dateInShanghai(pending.deadline)}`, dueSort: state.id };
  if (state.nextReviewOn !== null) return { due: `review#${state.nextReviewOn}`, dueSort: state.id };
  if (state.retainUntil !== null) return { due: `retention#${state.retainUntil}`, dueSort: state.id };
  return {};
}
