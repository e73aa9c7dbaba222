import { ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { KeyTable } from '../../shared/registry/dossier-keys.ts';
import { keys, TRACE } from '../../shared/registry/keys.ts';
import type { Table, Write } from '../../shared/registry/table.ts';
import { isThrottle, Throttled } from '../../shared/registry/throttled.ts';
import { leadBy } from '../../shared/registry/trace-lists.ts';
import { inLanes } from '../../shared/runtime/lanes.ts';
import type { StoredItem } from '../verify/stored.ts';
import type { Plan } from './plan.ts';
import type { RestStep } from './rest.ts';
import type { Step } from './steps.ts';

/** Where a plan is carried out. */
export interface Target {
  table: Table;
  keys?: KeyTable;
}

/** Whether what differs from the journal is written over, or left as it lies there. */
export type Take = 'restored' | 'live';

/** Items put at once. */
const LANES = 8;
/** So long a table that takes no more is asked again. */
const PATIENCE_MS = 10 * 60_000;
/** What one transaction takes. */
const MOST = 100;

/** Somebody has recorded something, or taken a lock, since the dossier was compared. */
export class Moved extends Error {}

/**
 * Puts a dossier back. Everything that is missing is put only where there still is nothing, so that it can be done again
 * wherever it was broken off; everything that is written over goes in one transaction with the head, if that still is the
 * one that was compared. Throws Moved.
 */
export async function apply({ table, keys: keyTable }: Target, plan: Plan, take: Take): Promise<void> {
  const { id, before, after, different, head, standing } = plan;
  const over = take === 'live' ? [] : different;
  await patiently(() => allOrNone(table, plan.locks));
  if (plan.key !== undefined && keyTable) await patiently(() => putKey(keyTable, id, plan.key as string));
  await inLanes(before, LANES, (step) => put(table, step));
  // Written again as it stands where it is right: if it has moved on, what was compared is not what is there.
  const top = head ?? { what: '', item: standing, live: standing };
  if (head !== undefined || over.length > 0) await patiently(() => overwrite(table, [top, ...over]));
  const isEntry = ({ item }: Step) => item?.pk === keys.journal(id);
  await inLanes(
    after.filter((step) => !isEntry(step)),
    LANES,
    (step) => put(table, step),
  );
  // One after another: whoever is told of an entry finds those before it.
  for (const step of after.filter(isEntry)) await put(table, step);
}

/** Whether carrying a plan out so leaves nothing half done: what differs is chosen by a person, and a wrong head is no choice. */
export function isChosen({ head, different }: Plan, take: Take | undefined): boolean {
  if (take === 'restored') return true;
  const isReplaced = head?.live !== undefined;
  return !isReplaced && (take === 'live' || different.length === 0);
}

const itemOf = ({ item }: Step): StoredItem => item as StoredItem;

/** By a trace a dossier is found where there is room: in the list that others stand in, or beside it. */
const put = (table: Table, step: Step): Promise<void> => {
  const { pk, sk } = itemOf(step);
  const isTrace = pk.startsWith(TRACE);
  return patiently(() =>
    isTrace ? leadBy(table, pk.slice(TRACE.length), sk.slice('D#'.length)) : table.putNew(itemOf(step)),
  );
};

/** Puts what is nobody's where it is missing; a counter that is behind goes on from where the numbers on file end. */
export async function putMissing(table: Table, { item, live }: RestStep): Promise<void> {
  if (live === undefined) await patiently(() => table.putNew(item));
  else if (item.sk === 'COUNTER') {
    const behind = { condition: 'n < :n' };
    await patiently(() => table.update(item, 'SET n = :n', { ':n': item.n }, behind));
  }
}

async function allOrNone(table: Table, steps: readonly Step[]): Promise<void> {
  if (steps.length === 0) return;
  const failed = await table.transact(steps.map((step) => table.putWrite('lock', itemOf(step))));
  if (failed.length > 0) throw new Moved('a lock was taken');
}

async function overwrite(table: Table, steps: readonly Step[]): Promise<void> {
  if (steps.length > MOST) throw new Error(`${steps.length} items differ: more than one transaction takes`);
  const writes = steps.map((step) =>
    step.live === undefined ? table.putWrite('item', itemOf(step)) : replacement(table, step),
  );
  if ((await table.transact(writes)).length > 0) throw new Moved('the dossier has moved on');
}

/** Only over what was compared: its texts and numbers say whether it still is that. */
function replacement(table: Table, { item, live }: Step): Write {
  const { pk, sk, ...rest } = live as StoredItem;
  const scalars = Object.entries(rest).filter(([, value]) => ['string', 'number'].includes(typeof value));
  const names = Object.fromEntries(scalars.map(([name], i) => [`#n${i}`, name]));
  const values = Object.fromEntries(scalars.map(([, value], i) => [`:v${i}`, value]));
  const same = ['attribute_exists(pk)', ...scalars.map((_, i) => `#n${i} = :v${i}`)].join(' AND ');
  const given = scalars.length === 0 ? undefined : values;
  if (item !== undefined) return table.putWrite('item', item, same, given, given && names);
  const write = table.putWrite('item', { pk, sk }, same, given, given && names);
  const { Item, ...condition } = write.item.Put as NonNullable<Write['item']['Put']>;
  return { effect: write.effect, item: { Delete: { ...condition, Key: Item } } };
}

async function putKey({ name, client }: KeyTable, dossier: string, wrapped: string): Promise<void> {
  const Item = { pk: { S: dossier }, wrapped: { S: wrapped } };
  try {
    await client.send(new PutItemCommand({ TableName: name, Item, ConditionExpression: 'attribute_not_exists(pk)' }));
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

/** A restored table fills the live one as fast as that takes it, and no faster. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const isBusy = error instanceof Throttled || isThrottle(error);
      if (!isBusy || performance.now() - start > PATIENCE_MS) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 100 * 2 ** Math.min(attempt, 8)));
    }
  }
}
