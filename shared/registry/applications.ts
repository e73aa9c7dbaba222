import type { Application, ApplicationFile } from '../application/application.ts';
import { isOpenApplication } from '../application/application.ts';
import { Problem } from '../errors/problem.ts';
import { maskName } from '../privacy/masks.ts';
import type { Keyring } from '../sealing/keyring.ts';
import type { Sealed } from '../sealing/sealed.ts';
import { type ApplicationTerms, applicationTasks } from '../tasks/application-tasks.ts';
import { againWhenMet } from './again.ts';
import { EffectRefused } from './dossiers.ts';
import { type Key, keys } from './keys.ts';
import { secretDigest } from './secret-digest.ts';
import type { Table, Write } from './table.ts';
import { taskWrites } from './tasks.ts';

/** 申请 as it is kept, in the partition of the dossier that it may become. */
export interface ApplicationItem extends Key {
  version: number;
  /** Application, as JSON. */
  state: string;
  /** ApplicationFile; gone once it was forgotten. */
  file?: Sealed;
  maskedName: string;
  /** Whether it still takes papers, and may become a dossier. */
  phase: 'open' | 'over';
  /** Blind index of its contact; none of one that was begun in presence. */
  contactIndex?: string;
  /** Digest of its receipt, once there is one. */
  receiptDigest?: string;
  /** In the lists of the staff (byStatus), once it was handed in. */
  status?: string;
  statusSort?: string;
  listed?: string;
}

/** An application as it was read. */
export interface StoredApplication {
  version: number;
  state: Application;
  file: ApplicationFile;
  maskedName: string;
  contactIndex: string | undefined;
}

/** A row of a list of the staff. */
export interface ListedApplication {
  id: string;
  orgPath: string;
  maskedName: string;
  standing: Application['standing'];
  submittedOn: string;
  due: string | null;
}

/** Partitions of byStatus. */
const lists = { open: 'application#open', ended: 'application#ended' } as const;
export type ApplicationList = keyof typeof lists;

export const APPLICATION_EFFECT = 'application';
const GATE_EFFECT = 'begun';
/** Which one was begun last matters for as long as another is being begun. */
const LAST_KEPT_SECONDS = 24 * 3600;

const fileContext = (id: string): string => `${id}/application`;

export class Applications {
  private readonly table: Table;
  private readonly keyring: Keyring;
  private readonly terms: ApplicationTerms;

  constructor(table: Table, keyring: Keyring, terms: ApplicationTerms) {
    this.table = table;
    this.keyring = keyring;
    this.terms = terms;
  }

  async find(id: string): Promise<StoredApplication | undefined> {
    const item = await this.table.find<ApplicationItem>(keys.application(id));
    if (!item?.file) return undefined;
    const { version, maskedName, contactIndex } = item;
    const file = await this.keyring.open<ApplicationFile>(fileContext(id), item.file);
    return { version, maskedName, contactIndex, state: stateIn(item), file };
  }

  /** The same of one that must be there; E1363. */
  async get(id: string): Promise<StoredApplication> {
    const found = await this.find(id);
    if (!found) throw new Problem(1363);
    return found;
  }

  /** As it stands, without opening what is sealed. */
  async standing(id: string): Promise<Application | undefined> {
    const item = await this.table.find<ApplicationItem>(keys.application(id));
    return item && stateIn(item);
  }

  /** What a change writes, all or nothing; its condition is that nobody was faster. */
  async writes(
    before: StoredApplication | null,
    after: { state: Application; file: ApplicationFile; contactIndex?: string | undefined },
  ): Promise<Write[]> {
    const { state, file } = after;
    const { id } = state;
    const contactIndex = after.contactIndex ?? before?.contactIndex;
    const maskedName = maskName(file.content.worker?.name ?? '');
    const item: ApplicationItem = {
      ...keys.application(id),
      version: (before?.version ?? 0) + 1,
      state: JSON.stringify(state),
      file: await this.keyring.seal(fileContext(id), file),
      maskedName,
      phase: takesPapers(state) ? 'open' : 'over',
      ...(contactIndex === undefined ? {} : { contactIndex }),
      ...(file.receipt === null ? {} : { receiptDigest: secretDigest(file.receipt) }),
      ...listed(state),
    };
    const owed = (of: Application | null, name: string) => ({
      tasks: applicationTasks(of, this.terms),
      maskedName: name,
    });
    const put =
      before === null
        ? this.table.putWrite(APPLICATION_EFFECT, item)
        : this.table.putWrite(APPLICATION_EFFECT, item, 'version = :before', { ':before': before.version });
    return [
      put,
      ...(before === null && contactIndex !== undefined
        ? [this.table.putWrite(APPLICATION_EFFECT, { ...keys.appliedByAt(contactIndex, id), dossierId: id }, null)]
        : []),
      ...(file.receipt !== null && before?.file.receipt === null
        ? [this.table.putWrite(APPLICATION_EFFECT, { ...keys.appliedWith(secretDigest(file.receipt)), dossierId: id })]
        : []),
      ...taskWrites(this.table, id, owed(before?.state ?? null, before?.maskedName ?? ''), owed(state, maskedName)),
    ];
  }

  /** Writes a change. E1301 when somebody was faster. */
  async change(
    before: StoredApplication | null,
    after: { state: Application; file: ApplicationFile; contactIndex?: string | undefined },
    effects: Write[] = [],
  ): Promise<StoredApplication> {
    const refused = await this.table.transact([...(await this.writes(before, after)), ...effects]);
    if (refused.length > 0) throw new Problem(1301);
    return {
      version: (before?.version ?? 0) + 1,
      maskedName: maskName(after.file.content.worker?.name ?? ''),
      contactIndex: after.contactIndex ?? before?.contactIndex,
      ...{ state: after.state, file: after.file },
    };
  }

  /**
   * Begins one of a contact. `allowed` looks at what the contact has, and throws where that is enough: it is asked again
   * whenever another was begun since, so that of any number at the same moment no more begin than may. EffectRefused when an effect's condition failed.
   */
  async begin(
    after: { state: Application; file: ApplicationFile; contactIndex: string },
    { now, allowed, effects }: { now: Date; allowed: () => Promise<void>; effects: Write[] },
  ): Promise<void> {
    const { contactIndex, state } = after;
    const at = keys.appliedLast(contactIndex);
    const writes = [...(await this.writes(null, after)), ...effects];
    await againWhenMet(async () => {
      const last = (await this.table.find<{ last: string }>(at))?.last;
      await allowed();
      const item = { ...at, last: state.id, ttl: Math.floor(now.getTime() / 1000) + LAST_KEPT_SECONDS };
      const gate =
        last === undefined
          ? this.table.putWrite(GATE_EFFECT, item)
          : this.table.putWrite(GATE_EFFECT, item, '#last = :last', { ':last': last }, { '#last': 'last' });
      const refused = await this.table.transact([gate, ...writes]);
      const others = refused.filter((effect) => effect !== GATE_EFFECT);
      if (others.length > 0) throw new EffectRefused(others);
      if (refused.length > 0) throw new Problem(1301);
    });
  }

  /** The applications of a contact, in no order. */
  async ofContact(contactIndex: string): Promise<string[]> {
    const found = await this.table.range<{ dossierId: string; sk: string }>(keys.appliedBy(contactIndex), '0', '~');
    return found.map(({ sk }) => sk);
  }

  /** Which application a receipt is of. */
  async ofReceipt(receipt: string): Promise<string | undefined> {
    return (await this.table.find<{ dossierId: string }>(keys.appliedWith(secretDigest(receipt))))?.dossierId;
  }

  /** A page of those of an org path and below, those handed in first first. */
  async page(
    list: ApplicationList,
    orgPath: string,
    { limit, after }: { limit: number; after?: string },
  ): Promise<{ applications: ListedApplication[]; last: string | undefined }> {
    const status = lists[list];
    const { items, last } = await this.table.indexPage<ApplicationItem>('byStatus', status, {
      prefix: orgPath,
      limit,
      ...(after === undefined ? {} : { after: { ...keys.application(idIn(after)), status, statusSort: after } }),
    });
    return {
      applications: items.map((item) => ({
        id: idIn(item.statusSort ?? ''),
        orgPath: (item.statusSort ?? '').split('#')[0] as string,
        maskedName: item.maskedName,
        ...(JSON.parse(item.listed ?? '{}') as Pick<ListedApplication, 'standing' | 'submittedOn' | 'due'>),
      })),
      last: last && items.at(-1)?.statusSort,
    };
  }
}

/** For runs that open nothing of it: a change of its state alone. Answers false when there is nothing to change, or somebody was faster. */
export async function changeState(
  table: Table,
  terms: ApplicationTerms,
  id: string,
  decide: (before: Application) => Promise<{ state: Application; effects: Write[] } | undefined>,
): Promise<boolean> {
  const item = await table.find<ApplicationItem>(keys.application(id));
  const decided = item && (await decide(stateIn(item)));
  if (!item || !decided) return false;
  const { status: _, statusSort: __, listed: ___, ...plain } = item;
  const { state, effects } = decided;
  const after: ApplicationItem = {
    ...plain,
    version: item.version + 1,
    state: JSON.stringify(state),
    phase: takesPapers(state) ? 'open' : 'over',
    ...listed(state),
  };
  const owed = (of: Application) => ({ tasks: applicationTasks(of, terms), maskedName: item.maskedName });
  const refused = await table.transact([
    table.putWrite(APPLICATION_EFFECT, after, 'version = :before', { ':before': item.version }),
    ...taskWrites(table, id, owed(stateIn(item)), owed(state)),
    ...effects,
  ]);
  return refused.length === 0;
}

/** Takes away by what an application is found: its contact, and its receipt. */
export async function forgetPlaces(table: Table, id: string): Promise<void> {
  const { contactIndex, receiptDigest: receipt } = (await table.find<ApplicationItem>(keys.application(id))) ?? {};
  if (contactIndex !== undefined) await table.remove(keys.appliedByAt(contactIndex, id));
  if (receipt !== undefined) await table.remove(keys.appliedWith(receipt));
}

/** So long what is left of a forgotten one says that there was one: as long as who has read it. */
const STUB_YEARS = 3;

/**
 * What is left of one that was forgotten: when it was begun and how it ended, of nobody. Its places go, and what was
 * owed about it. Last of all, when its files and its key are gone.
 */
export async function leaveStub(table: Table, terms: ApplicationTerms, id: string, now: Date): Promise<void> {
  const item = await table.find<ApplicationItem>(keys.application(id));
  if (!item) return;
  const { pk, sk, version } = item;
  await forgetPlaces(table, id);
  const owed = { tasks: applicationTasks(stateIn(item), terms), maskedName: item.maskedName };
  const stub = { pk, sk, version: version + 1, state: item.state, maskedName: '', phase: 'over' as const };
  const ttl = Math.floor(now.getTime() / 1000) + STUB_YEARS * 366 * 24 * 3600;
  await table.transact([
    table.putWrite(APPLICATION_EFFECT, { ...stub, ttl }, 'version = :before', { ':before': version }),
    ...taskWrites(table, id, owed, { tasks: [], maskedName: '' }),
  ]);
}

/** While nobody has taken it over, and it has not ended otherwise. */
export const takesPapers = (state: Application): boolean => state.standing === 'draft' || isOpenApplication(state);

/** Whether an application takes papers, for whoever opens nothing of it. */
export async function takesPapersNow(table: Table, id: string): Promise<boolean> {
  return (await table.find<ApplicationItem>(keys.application(id)))?.phase === 'open';
}

/** The condition that it still does. */
export const takesPapersWrite = (table: Table, id: string): Write =>
  table.checkWrite(APPLICATION_EFFECT, keys.application(id), 'phase = :open', { ':open': 'open' });

const stateIn = ({ state }: Pick<ApplicationItem, 'state'>): Application => JSON.parse(state) as Application;
const idIn = (statusSort: string): string => statusSort.split('#')[2] ?? '';

/** Whether a text can be a place in a list of an org path. */
export const isApplicationPlace = (text: string, orgPath: string): boolean =>
  text.startsWith(orgPath) && /^[\w/-]{6,160}#\d{4}-\d\d-\d\d#[0-9a-z]{26}$/.test(text);

/** By what it stands in the lists; nothing before it is handed in. */
export function listed(state: Application): Pick<ApplicationItem, 'status' | 'statusSort' | 'listed'> {
  const { id, orgPath, submittedOn, standing, due } = state;
  if (orgPath === null || submittedOn === null) return {};
  const status = isOpenApplication(state) ? lists.open : lists.ended;
  return {
    status,
    statusSort: `${orgPath}#${submittedOn}#${id}`,
    listed: JSON.stringify({ standing, submittedOn, due }),
  };
}
