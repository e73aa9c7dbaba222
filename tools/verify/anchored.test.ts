import { createHash } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { profiles } from '../../infra/provinces/index.ts';
import { type Anchor, anchorKey, packed, unpacked } from '../../shared/anchors/anchor.ts';
import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { chain, firstHash, type JournalEntry } from '../../shared/dossier/journal.ts';
import { type DossierState, reduce } from '../../shared/dossier/state.ts';
import { isAnchoredAlone, leafAlone } from '../../shared/registry/alone.ts';
import { type HeadContent, listedAs } from '../../shared/registry/dossier-reader.ts';
import { packed as packedHead, parted } from '../../shared/registry/head-parts.ts';
import { isId } from '../../shared/registry/ids.ts';
import { household } from '../../test/support/household.ts';
import { Journey, putPeople, step } from '../../test/support/journey.ts';
import { anchorsOf } from '../../test/support/memory/anchors.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import { registeredIn } from '../../test/support/on-file.ts';
import { queueEvent } from '../../test/support/queue-event.ts';
import { storedOf } from '../../test/support/restored.ts';
import { readAnchors } from './anchored.ts';
import { examine, type Finding } from './dossier.ts';
import { contentIn } from './head.ts';
import { isProven, type Proof, proofsOf } from './proof.ts';
import type { StoredItem } from './stored.ts';
import { examineAll } from './whole.ts';

let app: MemoryApp;
let onFile: Journey;
let surveying: Journey;
let back: () => void;
/** When three nights have gone by since the last thing was recorded. */
let today: string;

const items = () => app.dynamoDb.all<StoredItem>();
const stored = () => storedOf(items);
const journal = ({ id }: { id: string }) =>
  items()
    .filter(({ pk }) => pk === `J#${id}`)
    .sort((a, b) => (a.sk < b.sk ? -1 : 1));
const entriesOf = (one: { id: string }) => journal(one).map(({ entry }) => JSON.parse(String(entry)) as JournalEntry);
const looking = async () => ({
  terms: (province: string) => profiles[province],
  today,
  anchors: await readAnchors(anchorsOf(app), today),
});
const faultsOf = async ({ id }: { id: string }) => (await examine(stored(), id, await looking()))?.faults;
const ofAnchors = async () => (await readAnchors(anchorsOf(app), today)).faults;
async function all(): Promise<Finding[]> {
  const found: Finding[] = [];
  for await (const each of examineAll(stored(), await looking())) found.push(each);
  return found;
}

/** As the dispatcher tells it, when it happened or on another day. */
async function collect({ dossierId, version, hash, at }: JournalEntry, when = at): Promise<void> {
  app.at(when);
  await step(app, 'collect-leaves', queueEvent({ of: dossierId, version, hash }));
}
async function night(day: string): Promise<void> {
  app.at(`${day}T18:00:00Z`);
  await step(app, 'anchor', {});
}
const anchorAt = (day: string) => unpacked(app.s3.locked.first(anchorKey(day)) ?? Buffer.of()) as Anchor;
const days = () =>
  Object.keys(app.s3.locked.counts())
    .map((key) => key.slice(0, 10))
    .sort();
const replace = (day: string, anchor: Anchor) => {
  app.s3.locked.purge(anchorKey(day));
  app.s3.locked.putOnTop(anchorKey(day), packed(anchor));
};

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  app = memoryApp();
  await putPeople(app);
  onFile = await registeredIn(app, 1);
  surveying = new Journey(app);
  await surveying.submitted(household(2));
  await surveying.surveyed();
  const entries = [onFile, surveying].flatMap(entriesOf);
  const dates = entries.map(({ at }) => dateInShanghai(at)).sort();
  const last = addDays(dates.at(-1) as string, 2);
  const alone = items().filter(isAnchoredAlone);
  for (const item of alone) await step(app, 'collect-leaves', queueEvent(leafAlone(item)));
  for (let day = dates[0] as string; day <= last; day = addDays(day, 1)) {
    for (const each of entries) if (dateInShanghai(each.at) === day) await collect(each);
    await night(day);
  }
  today = addDays(last, 1);
  const [restore, then] = [app.mark(), today];
  back = () => {
    restore();
    today = then;
  };
  return () => void vi.restoreAllMocks();
});

beforeEach(() => {
  back();
});

/** Writes a journal as if it had always been so: chained, with a head and its parts that follow from it. */
function rewrite(one: { id: string }, entries: readonly JournalEntry[]): void {
  for (const item of journal(one)) app.dynamoDb.remove(item);
  const chained: JournalEntry[] = [];
  for (const { action, actor, at, on } of entries) {
    const { version, hash } = chained.at(-1) ?? { version: 0, hash: firstHash };
    chained.push(chain(one.id, version + 1, hash, { action, actor, at, on }));
  }
  for (const entry of chained) {
    const sk = String(entry.version).padStart(6, '0');
    app.dynamoDb.put({ pk: `J#${one.id}`, sk, action: entry.action.type, entry: JSON.stringify(entry) });
  }
  const head = items().find(({ pk, sk }) => pk === `D#${one.id}` && sk === 'HEAD') as StoredItem;
  const old = items().filter(({ pk, sk }) => pk === `D#${one.id}` && sk.startsWith('HEAD#'));
  const { facts } = contentIn(head, old) as HeadContent;
  const state = reduce(one.id, chained) as DossierState;
  const { head: written, parts } = parted({ state, facts });
  const listed = listedAs(one.id, state, String(head.statusSort).split('#')[1] ?? '');
  for (const item of old) app.dynamoDb.remove(item);
  for (const [place, part] of parts) app.dynamoDb.put({ pk: `D#${one.id}`, sk: `HEAD#${place}`, part });
  app.dynamoDb.put({
    ...head,
    ...listed,
    content: packedHead(written),
    version: chained.length,
    hash: chained.at(-1)?.hash,
  });
}

describe('没有人动过的', () => {
  it('表与锚相符，锚一天接着一天', async () => {
    expect(await ofAnchors()).toEqual([]);
    expect((await all()).flatMap(({ faults }) => faults)).toEqual([]);
    const dossiers = (await all()).filter(({ id }) => isId(id));
    expect(dossiers.map(({ entries }) => entries).sort()).toEqual(
      [onFile, surveying].map((one) => entriesOf(one).length).sort(),
    );
  });

  it('公钥的指纹与 KMS 给的一致', async () => {
    const key = Buffer.from(await anchorsOf(app).publicKey());
    expect((await readAnchors(anchorsOf(app), today)).fingerprint).toBe(createHash('sha256').update(key).digest('hex'));
  });
});

describe('只看表看不出、由锚看得出的', () => {
  it('整条日志连同档案头和旁边的各项重写：哪几条、哪一天锚定的', async () => {
    const entries = entriesOf(surveying);
    rewrite(surveying, entries);
    expect(await faultsOf(surveying), '照原样重写，还是原样').toEqual([]);
    const other = entries.map((each, index) =>
      index === 1 ? { ...each, actor: { ...each.actor, id: 'registrar-2' } } : each,
    );
    rewrite(surveying, other as JournalEntry[]);
    const terms = (province: string) => profiles[province];
    expect((await examine(stored(), surveying.id, { terms, today }))?.faults, '不看锚，看不出').toEqual([]);
    const rewritten = entries
      .slice(1)
      .map(({ version, at }) => `第 ${version} 条：与 ${dateInShanghai(at)} 锚定的不符，被改写过`);
    expect(await faultsOf(surveying)).toEqual(rewritten);
  });

  it('末尾连同档案头截去', async () => {
    const entries = entriesOf(surveying);
    rewrite(surveying, entries.slice(0, -1));
    const { version, at } = entries.at(-1) as JournalEntry;
    expect(await faultsOf(surveying)).toContain(
      `锚定到第 ${version} 条，日志只有 ${version - 1} 条：第 ${version} 条（${dateInShanghai(at)} 锚定）起不见了`,
    );
  });

  it('一份档案连同指着它的一切删得一点不剩：说出是哪一份', async () => {
    const { id } = onFile;
    const { length } = entriesOf(onFile);
    const ofIt = items().filter((item) => !/^(LEAF#|ANCHORS)/.test(item.pk) && JSON.stringify(item).includes(id));
    for (const { pk, sk } of ofIt) app.dynamoDb.remove({ pk, sk });
    const gone = (await all()).find((each) => each.id === id);
    expect(gone?.faults).toEqual([expect.stringContaining(`锚定过 ${length} 条（最近的在 `)]);
    expect(await faultsOf(onFile)).toEqual(gone?.faults);
  });

  it('换了一条又锚定一次的，以先锚定的为准', async () => {
    const [first, second] = entriesOf(surveying) as [JournalEntry, JournalEntry];
    await collect({ ...second, hash: first.hash }, `${addDays(today, -1)}T20:00:00Z`);
    await night(today);
    expect(await faultsOf(surveying)).toEqual([
      expect.stringMatching(/^第 2 条：\S+ 锚定以后换了内容，\S+ 又锚定了一次$/),
    ]);
  });
});

describe('还没有锚定的', () => {
  /** One more entry of today, of which nobody has been told. */
  async function stalledToday(): Promise<{ late: JournalEntry; day: string }> {
    app.at(`${today}T03:00:00Z`);
    const run = { for: 'registration', number: 1, run: 1 } as const;
    const stalled = { dossierId: surveying.id, ...run, step: 'stall', failed: 'OpenNotice', error: 'x' };
    await step(app, 'stall', stalled as never);
    return { late: entriesOf(surveying).at(-1) as JournalEntry, day: today };
  }

  it('昨天的一条迟到，归到它的那一天，不算不符；早该锚定的算', async () => {
    const { late, day } = await stalledToday();
    for (const later of [0, 1]) await night(addDays(day, later));
    today = addDays(day, 2);
    expect(await faultsOf(surveying)).toEqual([]);
    await collect(late, `${addDays(day, 2)}T03:00:00Z`);
    await night(addDays(day, 2));
    expect(anchorAt(addDays(day, 2)).leaves).toEqual([`${surveying.id} ${late.version} ${late.hash}`]);
    today = addDays(day, 3);
    expect(await faultsOf(surveying)).toEqual([]);
  });

  it('叶没有收到的一条，两天以后就看得出', async () => {
    const { late, day } = await stalledToday();
    for (const later of [0, 1, 2]) await night(addDays(day, later));
    today = addDays(day, 3);
    expect(await faultsOf(surveying)).toContain(`第 ${late.version} 条（${day}）起没有锚定，早该锚定了`);
  });

  it('一个锚也没有，三天以前的就算不符', async () => {
    for (const day of days()) app.s3.locked.purge(anchorKey(day));
    expect(await faultsOf(surveying)).toEqual([expect.stringMatching(/^第 1 条（\S+）起没有锚定/)]);
  });
});

describe('锚自己被动过', () => {
  const middle = () => days()[1] as string;

  it('上面放了别的一版，或做了删除标记：说出来，仍按最早的一版', async () => {
    app.s3.locked.putOnTop(anchorKey(middle()), packed({ ...anchorAt(middle()), leaves: [] }));
    app.s3.locked.putOnTop(anchorKey(days()[0] as string), undefined);
    expect(await ofAnchors()).toEqual(
      [days()[0], middle()].map((day) => `${day} 的锚：后来被换过或删过，按最早的一版核对`),
    );
    expect((await all()).flatMap(({ faults }) => faults)).toEqual([]);
  });

  it('少了一天', async () => {
    const [first, second, third] = days() as [string, string, string];
    app.s3.locked.purge(anchorKey(second));
    expect(await ofAnchors()).toEqual([
      `${third} 的锚：前面缺 1 天的（${second} 起）`,
      `${third} 的锚：与前一个不相接`,
    ]);
    back();
    app.s3.locked.purge(anchorKey(first));
    expect(await ofAnchors()).toEqual([`${second} 的锚：是第 2 个，更早的不见了`]);
  });

  it('最近的几天没有', async () => {
    const [until] = days();
    for (const day of days().slice(1)) app.s3.locked.purge(anchorKey(day));
    expect(await ofAnchors()).toEqual([`最近的锚是 ${until} 的，此后的没有`]);
  });

  it('叶被抽去、根被改、签名不符、不是锚', async () => {
    const [day] = days() as [string];
    const anchor = anchorAt(day);
    replace(day, { ...anchor, leaves: anchor.leaves.slice(1) });
    expect(await ofAnchors()).toEqual([`${day} 的锚：叶与根不符`]);
    const { root } = anchorAt(days()[1] as string).statement;
    replace(day, { ...anchor, leaves: [], statement: { ...anchor.statement, leaves: 0, root } });
    expect((await ofAnchors())[0]).toBe(`${day} 的锚：签名不符`);
    expect((await ofAnchors())[1]).toBe(`${days()[1]} 的锚：是第 2 个，更早的不见了`);
    back();
    app.s3.locked.purge(anchorKey(day));
    app.s3.locked.putOnTop(anchorKey(day), Buffer.from('x'));
    expect((await ofAnchors())[0]).toBe(`${day} 的锚：读不出`);
    back();
    app.s3.locked.putOnTop('其他', Buffer.from('x'));
    expect(await ofAnchors()).toEqual(['锚定的桶里多出不认识的 其他']);
  });

  it('别人放在还没有到的一天、不是日子的一天：说出来，谁的日志也不因此不符', async () => {
    const [day] = days() as [string];
    const anchor = anchorAt(day);
    app.s3.locked.putOnTop('2099-01-01.json.gz', packed(anchor));
    app.s3.locked.putOnTop('2098-01-01.json.gz', packed({ ...anchor, signature: '' }));
    app.s3.locked.putOnTop('9999-99-99.json.gz', packed({ ...anchor, signature: '' }));
    expect(await ofAnchors()).toEqual([
      '锚定的桶里多出不认识的 9999-99-99.json.gz',
      '2098-01-01 的锚：签名不符',
      `2098-01-01 的锚：写的是 ${day}`,
      `2099-01-01 的锚：写的是 ${day}`,
    ]);
    expect((await all()).flatMap(({ faults }) => faults)).toEqual([]);
  });

  it('读不了的对象（别人的密钥、归了档）是一处不符，其余的照样核对', async () => {
    const store = anchorsOf(app);
    const denied = Object.assign(new Error('x'), { name: 'InvalidObjectState', $metadata: { httpStatusCode: 403 } });
    const [day] = days() as [string];
    const versions = async function* () {
      for await (const each of store.versions()) {
        yield each.key === anchorKey(day) ? { ...each, read: () => Promise.reject(denied) } : each;
      }
    };
    const { faults } = await readAnchors({ ...store, versions }, today);
    expect(faults[0]).toBe(`${day} 的锚：读不出（InvalidObjectState）`);
    const lost = Object.assign(new Error('x'), { name: 'TimeoutError' });
    const cut = async function* () {
      yield { key: anchorKey(day), read: () => Promise.reject(lost) };
    };
    await expect(readAnchors({ ...store, versions: cut }, today)).rejects.toThrow(lost);
  });

  it('有人在表里放了世上没有的一片叶，签了名也不是叶：说出来，核对照样做完', async () => {
    app.at(`${today}T03:00:00Z`);
    const { hash } = entriesOf(onFile)[0] as JournalEntry;
    app.dynamoDb.put({ pk: `LEAF#${today}#0`, sk: `${onFile.id}#${2 ** 40}#${hash}` });
    await night(today);
    expect(await ofAnchors()).toEqual([`${today} 的锚：有不是叶的一行`]);
    expect((await all()).flatMap(({ faults }) => faults)).toEqual([]);
  });

  it('没有人签过的不算数：里面的叶不用来核对', async () => {
    const [day] = days() as [string];
    const anchor = anchorAt(day);
    replace(day, { ...anchor, signature: anchorAt(days()[1] as string).signature });
    expect(await ofAnchors()).toEqual([`${day} 的锚：签名不符`, `${days()[1]} 的锚：是第 2 个，更早的不见了`]);
    const anchors = await readAnchors(anchorsOf(app), today);
    const known = [onFile, surveying].flatMap(({ id }) => anchors.of(id)).map((leaf) => leaf.day);
    expect(known).not.toContain(day);
  });
});

describe('证明一份档案的日志，不必给人看别的', () => {
  it('锚定过的每一条各有一份，自己就站得住；换一条、换一天、换一把钥匙都不成立', async () => {
    const anchors = await readAnchors(anchorsOf(app), today);
    const proofs = await proofsOf(anchors, onFile.id);
    const anchored = entriesOf(onFile).map(({ version, hash }) => `${onFile.id} ${version} ${hash}`);
    expect(proofs.map(({ leaf }) => leaf).sort()).toEqual(anchored.sort());
    expect(proofs.filter((proof) => !isProven(proof, anchors.publicKey))).toEqual([]);
    const [first, last] = [proofs[0], proofs.at(-1)] as [Proof, Proof];
    expect(isProven({ ...first, leaf: last.leaf }, anchors.publicKey)).toBe(false);
    expect(isProven({ ...first, statement: last.statement }, anchors.publicKey)).toBe(false);
    expect(isProven(first, await anchorsOf(memoryApp()).publicKey())).toBe(false);
  });
});
