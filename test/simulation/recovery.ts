import { isGone } from '../../shared/dossier/disposal-state.ts';
import { Table } from '../../shared/registry/table.ts';
import { putMissing } from '../../tools/restore/apply.ts';
import { restoreDossiers } from '../../tools/restore/dossiers.ts';
import { kindOf, restOf } from '../../tools/restore/rest.ts';
import { readAnchors } from '../../tools/verify/anchored.ts';
import type { Stored, StoredItem } from '../../tools/verify/stored.ts';
import { anchorsOf } from '../support/memory/anchors.ts';
import { DOSSIER_KEYS } from '../support/memory/dossier-keys.ts';
import { backedUp } from '../support/restored.ts';
import type { Checks } from './checks.ts';
import type { World } from './world.ts';

/** What comes back. Links have to be sent anew, and what only counts tries begins again (decision 0061). */
const comesBack = (item: StoredItem): boolean =>
  !isPromised(item) &&
  ((/^(D|J|R|ID|NAME|TRACE|NOTICE)#/.test(item.pk) && !/^(LINK|AWAIT|SLOT|ATT)#/.test(item.sk)) ||
    kindOf(item) !== undefined);

/** Of a file that was announced and has not come: it is kept for a day, and announced again. */
const isPromised = ({ sk, ttl }: StoredItem): boolean => /^(ATT|SLOT)#/.test(sk) && ttl !== undefined;

/** Whatever years it had, a table that is lost whole, with its keys, is put back as it was out of a copy. */
export async function restoredAsItWas(world: World, checks: Checks): Promise<void> {
  const { app } = world.ground;
  const { dynamoDb } = app;
  // What is put back is no entry more.
  world.onEntry = () => undefined;
  world.onApplication = () => undefined;
  const all = () =>
    new Map(
      dynamoDb
        .all<StoredItem>()
        .filter((item) => comesBack(item) && !isDisposedOf(checks, item))
        .map((item) => [nameOf(item), textOf(item)]),
    );
  const before = all();
  const { keys } = backedUp(app);
  const tables = { live: checks.stored(), restored: copied(dynamoDb.all<StoredItem>()), keys };
  for (const item of dynamoDb.all<StoredItem>()) dynamoDb.remove(item);
  for (const id of dynamoDb.dossierKeys.dossiers()) dynamoDb.dossierKeys.remove(id);
  const { client } = dynamoDb;
  const target = { table: new Table('registry', client), keys: { name: DOSSIER_KEYS, client } };
  const looking = { terms: () => app.profile, today: world.today() };
  for await (const { came, plan } of restoreDossiers(tables, { dossiers: 'all', take: 'restored', target }, looking)) {
    if (came === 'refused') world.fail(`恢复 ${plan.id}：${plan.conflicts.join('、')}`);
  }
  for await (const step of restOf(tables)) await putMissing(target.table, step);
  const after = all();
  for (const [name, item] of before) if (after.get(name) !== item) world.fail(`恢复以后 ${name} 不是原来的`);
  for (const name of after.keys()) if (!before.has(name)) world.fail(`恢复以后多出 ${name}`);
  const anchors = await readAnchors(anchorsOf(app), world.today());
  for (const fault of anchors.faults) world.fail(`锚：${fault}`);
  await checks.whole(anchors);
}

/** What was released to be disposed of, and is not dark yet, comes back as little as what is. */
function isDisposedOf(checks: Checks, { pk, sk }: StoredItem): boolean {
  const id = /^D#(\w{26})$/.exec(pk)?.[1] ?? /^D#.*#(\w{26})$/.exec(sk)?.[1];
  const state = id === undefined ? undefined : checks.stateOf(id);
  return state !== undefined && isGone(state) && !/^(HEAD|TASK)/.test(sk);
}

const nameOf = ({ pk, sk }: StoredItem): string => `${pk} ${sk}`;

/** A receipt comes back without its code. */
function textOf({ codeHash: _, codeUntil: __, ...item }: StoredItem): string {
  const plain = (value: unknown): unknown => (value instanceof Set ? [...value].sort() : value);
  const entries = Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(entries.map(([name, value]) => [name, plain(value)]));
}

function copied(items: readonly StoredItem[]): Stored {
  const byPartition = Map.groupBy(items, ({ pk }) => pk);
  return {
    partition: async (pk) => [...(byPartition.get(pk) ?? [])].sort((a, b) => (a.sk < b.sk ? -1 : 1)),
    // As the table's own scan does, one partition after the other.
    async *scan() {
      for (const together of byPartition.values()) yield* together;
    },
  };
}
