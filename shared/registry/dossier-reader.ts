import { isGoing } from '../dossier/disposal-state.ts';
import { isHeld, openDuplicates } from '../dossier/duplicate-state.ts';
import type { JournalEntry } from '../dossier/journal.ts';
import { isOver } from '../dossier/life.ts';
import { assessmentOf } from '../dossier/matter.ts';
import { untriagedObjections } from '../dossier/objection-list.ts';
import type { DossierState } from '../dossier/state.ts';
import { type Status, statusOf } from '../dossier/status.ts';
import { isTemporary } from '../dossier/temporary-state.ts';
import { pendingTransfer } from '../dossier/transfer-state.ts';
import { isTold } from '../duplicates/told.ts';
import { Problem } from '../errors/problem.ts';
import { contains, isOwnOf, isWithinCounty } from '../organisation/org-path.ts';
import type { Sealed } from '../sealing/sealed.ts';
import type { Tier } from '../standards/tiers.ts';
import { joined, type PartItem } from './head-parts.ts';
import { isId } from './ids.ts';
import { type Key, keys } from './keys.ts';
import type { Item, Table } from './table.ts';

/** Of a proposed form's household. */
type Proposed = Pick<HeadFacts, 'maskedName' | 'locks' | 'names'>;

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
  /** Of the form that an amendment proposes, once it is submitted: the same three, as they are when it comes into force. */
  proposed?: Proposed;
  /** Where to write to the person who submitted it. */
  registrarMail?: Sealed;
  /** Blind index of 核验过的联系方式, by which it leads here; null where there is none, or no more. */
  ownContact?: string | null;
}

/** A dossier as loaded: its state, and what the next entry must continue. */
export interface Dossier extends HeadFacts {
  id: string;
  /** Since when lists show it as they do now, an instant. */
  listedAt: string;
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
  /** How many objections wait for 初核; none once the dossier's life is over. */
  untriaged: number;
  /** Its matter or its plan stands still (停滞) until an administrator resumes it; absent of the others, which cost nothing. */
  stalled?: true;
  /** It is proposed to another union, which has not answered (移交中); absent of the others. */
  transferring?: true;
  /** One of 临时救助, in whatever status it is; absent of the others. */
  temporary?: true;
  /** Somebody has confirmed that it goes (处置): nobody looks at it any more; absent of the others. */
  going?: true;
  /** 职工编号; absent of a household that was never on file, as are the next two of one that was not assessed. */
  dossierNumber?: string;
  category?: string;
  tier?: Tier;
  /** The last day (ISO date) on which it was given something; absent where that was never. */
  aidedOn?: string;
  changedAt: string;
  /** How many of `openDuplicates` somebody who does not rule on them may be told. */
  toldDuplicates: number;
  /** Who must not decide: of them less is counted. Not for showing. */
  registrars: string[];
  surveyors: string[];
}

/** What an index copies of the state, so that a list opens no dossier (infra/indexes.ts). */
export type Listed = Pick<
  DossierSummary,
  | 'openDuplicates'
  | 'toldDuplicates'
  | 'held'
  | 'untriaged'
  | 'stalled'
  | 'transferring'
  | 'temporary'
  | 'going'
  | 'dossierNumber'
  | 'category'
  | 'tier'
  | 'aidedOn'
  | 'registrars'
  | 'surveyors'
>;

function listedOf(state: DossierState): Listed {
  const { registrars, surveyors } = state.matter;
  const known = {
    ...(isTemporary(state) ? { temporary: true as const } : {}),
    ...(isGoing(state) ? { going: true as const } : {}),
    ...keptAs(state),
  };
  if (isOver(state)) {
    return { openDuplicates: 0, toldDuplicates: 0, held: false, untriaged: 0, ...known, registrars, surveyors };
  }
  const open = openDuplicates(state);
  return {
    openDuplicates: open.length,
    toldDuplicates: open.filter(isTold).length,
    held: isHeld(state),
    untriaged: untriagedObjections(state.matter).length,
    ...(isStalled(state) ? { stalled: true as const } : {}),
    ...(pendingTransfer(state) ? { transferring: true as const } : {}),
    ...known,
    registrars,
    surveyors,
  };
}

/** As what it is on file, or would be, and since when it was given nothing. */
function keptAs(state: DossierState): Pick<Listed, 'dossierNumber' | 'category' | 'tier' | 'aidedOn'> {
  const { registration, aid } = state;
  const { category, tier } = registration ?? assessmentOf(state) ?? {};
  const [last] = aid.latest;
  return {
    ...(registration ? { dossierNumber: registration.dossierNumber } : {}),
    ...(category ? { category } : {}),
    ...(tier ? { tier } : {}),
    ...(last ? { aidedOn: last.on } : {}),
  };
}

/** What makes a list show a dossier anew. That it was given something is told, and is no change of the dossier. */
export function shownAs(state: DossierState): unknown {
  const { aidedOn: _, ...shown } = listedOf(state);
  return [statusOf(state), state.orgPath, shown];
}

const isStalled = ({ matter, plan }: DossierState): boolean => (matter.stalled ?? plan?.stalled ?? null) !== null;

/** What of a head is its own and no index copies: what does not lie beside it (head-parts.ts) stands in it. */
export interface HeadContent {
  state: DossierState;
  facts: HeadFacts;
}

export interface HeadItem extends Key {
  version: number;
  hash: string;
  /** Its HeadContent, parted and packed (head-parts.ts). */
  content: Uint8Array;
  maskedName: string;
  status: Status;
  /** `<org path>#<since when lists show it so>#<id>` */
  statusSort: string;
  listed: Listed;
  /** Day of its last entry (ISO date). */
  on: string;
}

/** What a head says so that an index can list it: it follows from the state, and from since when lists show it so. */
export function listedAs(id: string, state: DossierState, listedAt: string) {
  return { status: statusOf(state), statusSort: `${state.orgPath}#${listedAt}#${id}`, listed: listedOf(state) };
}

/** What an index of lists holds of a head. */
type ListItem = Pick<HeadItem, 'pk' | 'sk' | 'status' | 'statusSort' | 'maskedName' | 'listed' | 'on'>;

/** So often a head is read again whose parts were being written. */
const MOST_READS = 5;
/** So many of an index are read in one command: what it gives at most. */
const RECORDED_PAGE = 4000;

/** So many are read behind each county that is passed over: what follows one is mostly the next. */
const BEHIND_A_COUNTY = 25;

/** Around every version, however many digits it has. */
const [FIRST, LAST] = ['0', ':'];

/** Dossiers as they are read, without what recording needs: some functions only read, and their bundles stay small. */
export class DossierReader {
  readonly table: Table;

  constructor(table: Table) {
    this.table = table;
  }

  async find(id: string): Promise<Dossier | undefined> {
    if (!isId(id)) return undefined;
    for (let attempt = 1; ; attempt++) {
      const { pk, sk } = keys.head(id);
      const [head, ...parts] = await this.table.range<HeadItem & PartItem>(pk, sk, `${sk}$`);
      if (!head) return undefined;
      const content = joined<HeadContent>(head.content, parts);
      if (content) return fromHead(id, head, content);
      // A transaction was being written: a query may see some of it.
      if (attempt === MOST_READS) throw new Error(`the head of ${id} lacks a part`);
    }
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

  /** Where the head says that the journal ends, without opening what it holds. Throws E1304. */
  async chainEnd(id: string): Promise<{ version: number; hash: string }> {
    const head = isId(id) ? await this.table.find<HeadItem>(keys.head(id)) : undefined;
    if (!head) throw new Problem(1304);
    return { version: head.version, hash: head.hash };
  }

  async journal(id: string): Promise<JournalEntry[]> {
    const items = await this.table.range<Item & { entry: string }>(keys.journal(id), FIRST, LAST);
    return items.map(({ entry }) => JSON.parse(entry) as JournalEntry);
  }

  /** The journal after a version, at most so many entries of it. */
  async entriesAfter(id: string, version: number, limit: number): Promise<JournalEntry[]> {
    const from = keys.entry(id, version + 1).sk;
    const items = await this.table.range<Item & { entry: string }>(keys.journal(id), from, LAST, { limit });
    return items.map(({ entry }) => JSON.parse(entry) as JournalEntry);
  }

  async entry(id: string, version: number): Promise<JournalEntry | undefined> {
    const item = await this.table.find<Item & { entry: string }>(keys.entry(id, version));
    return item && (JSON.parse(item.entry) as JournalEntry);
  }

  /** Those of some dossiers that there are, in no order: what lists show of each. */
  async summaries(ids: readonly string[]): Promise<DossierSummary[]> {
    return (await this.table.findAll<HeadItem>(ids.map(keys.head))).map(summaryOf);
  }

  /**
   * One page of dossiers in a status below an org path, oldest change first, or `backward`. `after` is the `last` of the page before;
   * it must be one of this org path (`isPlace`).
   */
  async page(status: Status, orgPath: string, options: PageOptions): Promise<DossierPage> {
    const { limit, after, backward = false } = options;
    const { items, last } = await this.table.indexPage<ListItem>('byStatus', status, {
      prefix: orgPath,
      limit,
      backward,
      ...(after === undefined ? {} : { after: placeKey(status, after) }),
    });
    const dossiers = items
      .map(summaryOf)
      // The index prefix is a text prefix; an org path ends at a segment.
      .filter((each) => contains(orgPath, each.orgPath));
    return { dossiers, last: (last as ListItem | undefined)?.statusSort };
  }

  /**
   * The same of those alone that are the union's own (`isOwnOf`): of a city or a province each county is passed over, however
   * many it has, so that one call costs a read or two for each county in which there is any.
   */
  async ownPage(status: Status, orgPath: string, options: PageOptions): Promise<DossierPage> {
    if (isWithinCounty(orgPath)) return this.page(status, orgPath, options);
    const { limit, backward = false } = options;
    let { after } = options;
    for (;;) {
      const passed = after === undefined ? undefined : behindCounty(orgPath, after, backward);
      const page = await this.page(status, orgPath, {
        backward,
        limit: passed === undefined ? limit : Math.min(limit, BEHIND_A_COUNTY),
        ...(after === undefined ? {} : { after: passed ?? after }),
      });
      const own = page.dossiers.filter((each) => isOwnOf(orgPath, each.orgPath));
      after = page.last;
      if (own.length > 0 || after === undefined || behindCounty(orgPath, after, backward) === undefined)
        return { dossiers: own, last: after };
    }
  }

  /** A page of all dossiers in a status, each with the day of its last entry (ISO date). `after` is the `last` of the page before. */
  async recorded(
    status: Status,
    after?: string,
  ): Promise<{ found: { id: string; on: string }[]; last: string | undefined }> {
    const { items, last } = await this.table.indexPage<ListItem>('byStatus', status, {
      limit: RECORDED_PAGE,
      ...(after === undefined ? {} : { after: placeKey(status, after) }),
    });
    const found = items.map(({ pk, on }) => ({ id: pk.slice(2), on }));
    return { found, last: (last as ListItem | undefined)?.statusSort };
  }
}

interface PageOptions {
  limit: number;
  after?: string;
  backward?: boolean;
}

interface DossierPage {
  dossiers: DossierSummary[];
  last: string | undefined;
}

/**
 * Of a place that lies in a county, or a city, below an org path, the end of what lies there; undefined of one that is its
 * own. A county's union and what is below it are passed by themselves: a unit whose code goes on where the county's ends,
 * as 530102-1, sorts between them.
 */
function behindCounty(orgPath: string, place: string, backward: boolean): string | undefined {
  const [path = ''] = place.split('#');
  if (!contains(orgPath, path) || isOwnOf(orgPath, path)) return undefined;
  const county = path
    .split('/')
    .slice(0, orgPath.split('/').length + 1)
    .join('/');
  const end = backward ? '!' : '~';
  return `${place.slice(0, county.length + 1)}${end}${'0'.repeat(26)}`;
}

/** Where a dossier stands in the list of its org path and of those above it, as `page` takes it. */
export const placeOf = ({ id, orgPath, changedAt }: Pick<DossierSummary, 'id' | 'orgPath' | 'changedAt'>): string =>
  `${orgPath}#${changedAt}#${id}`;

/** Whether a text can be a place in the list of an org path: `<orgPath>#<instant>#<id>`. */
export function isPlace(text: string, orgPath: string): boolean {
  return text.startsWith(orgPath) && /^[\w/-]{6,160}#[\dTZ:.-]{20,30}#[0-9a-z]{26}$/.test(text);
}

function placeKey(status: Status, statusSort: string): Item {
  return { ...keys.head(statusSort.slice(-26)), status, statusSort };
}

function summaryOf({ pk, status, statusSort, maskedName, listed }: ListItem): DossierSummary {
  const [orgPath = '', changedAt = ''] = statusSort.split('#');
  // One by one: a map comes back from the database in any order, and an answer should not look different each time.
  const { openDuplicates, toldDuplicates, held, untriaged, registrars, surveyors } = listed;
  const { stalled, transferring, temporary, going, dossierNumber, category, tier, aidedOn } = listed;
  const marks = {
    ...(stalled ? { stalled } : {}),
    ...(transferring ? { transferring } : {}),
    ...(temporary ? { temporary } : {}),
    ...(going ? { going } : {}),
    ...(dossierNumber ? { dossierNumber } : {}),
    ...(category ? { category } : {}),
    ...(tier ? { tier } : {}),
    ...(aidedOn ? { aidedOn } : {}),
  };
  const counts = { openDuplicates, toldDuplicates, held, untriaged, ...marks };
  return { id: pk.slice(2), status, orgPath, maskedName, changedAt, ...counts, registrars, surveyors };
}

export const contentOf = (dossier: Dossier): HeadContent => ({ state: dossier.state, facts: factsOf(dossier) });

export function factsOf(facts: HeadFacts): HeadFacts {
  const { maskedName, locks, absorbedLocks, names, proposed, registrarMail, ownContact } = facts;
  return {
    maskedName,
    locks,
    absorbedLocks,
    names,
    ...(proposed ? { proposed } : {}),
    ...(registrarMail ? { registrarMail } : {}),
    ...(ownContact ? { ownContact } : {}),
  };
}

/** Of a dossier that was made dark its head knows nothing beside the state. */
export const factsOfDark: HeadFacts = { maskedName: '', locks: [], absorbedLocks: [], names: [] };

/** Every ID number that a dossier holds a lock on, by index: of those on file, and of those who are to come in. */
export const heldLocks = ({ locks, proposed }: Pick<HeadFacts, 'locks' | 'proposed'>): string[] => [
  ...new Set([...locks, ...(proposed?.locks ?? [])]),
];

function fromHead(id: string, { version, hash, statusSort }: HeadItem, { state, facts }: HeadContent): Dossier {
  return { id, version, hash, state, listedAt: statusSort.split('#')[1] ?? '', ...facts };
}
