import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { darken } from '../../functions/disposal/darken.ts';
import { forgetApplication } from '../../functions/disposal/forget-application.ts';
import { profiles } from '../../infra/provinces/index.ts';
import type { Action } from '../../shared/dossier/actions.ts';
import { Table } from '../../shared/registry/table.ts';
import { ledTo } from '../../shared/registry/trace-lists.ts';
import { applications, dossiers, forms } from '../../shared/services/services.ts';
import { Applicant, filledIn } from '../../test/support/applicant.ts';
import { household } from '../../test/support/household.ts';
import { ask, Journey, linkIn, mailed, people, putPerson, told } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp, type SentMail } from '../../test/support/memory/app.ts';
import { DOSSIER_KEYS } from '../../test/support/memory/dossier-keys.ts';
import { backedUp, storedOf } from '../../test/support/restored.ts';
import { underWayIn } from '../../test/support/under-way.ts';
import type { Looking } from '../verify/dossier.ts';
import type { StoredItem } from '../verify/stored.ts';
import { examineAll } from '../verify/whole.ts';
import { putMissing, type Target } from './apply.ts';
import { type Order, type Outcome, restoreDossiers } from './dossiers.ts';
import { stepsOf, type Tables } from './plan.ts';
import { restOf } from './rest.ts';

const looking: Looking = { terms: (province) => profiles[province], today: '2026-11-10' };

let app: MemoryApp;
let target: Target;
let noticed: Journey;
let asked: Journey;
let onFile: Journey;
let ended: Journey;
/** To decide about `asked`. */
let link: { nonce: string; code: string };
let tables: Required<Tables>;
let back: () => void;

beforeAll(async () => {
  app = memoryApp();
  ({ onFile, noticed, asked, link } = await underWayIn(app));
  ended = new Journey(app);
  await ended.submitted(household(4));
  const body = { reason: '不再申请' };
  await told(app, 'withdraw', { as: people.registrar, params: { id: ended.id }, body });
  target = {
    table: new Table('registry', app.dynamoDb.client),
    keys: { name: DOSSIER_KEYS, client: app.dynamoDb.client },
  };
  tables = backedUp(app);
  back = app.mark();
});

beforeEach(() => back());
afterEach(() => vi.restoreAllMocks());

const items = () => app.dynamoDb.all<StoredItem>();
const item = (pk: string, sk: string): StoredItem =>
  items().find((each) => each.pk === pk && each.sk === sk) as StoredItem;
const change = (what: StoredItem, how: object) => app.dynamoDb.put({ ...what, ...how });
const isOf = ({ id }: Journey, item: StoredItem) =>
  [`D#${id}`, `J#${id}`, `R#${id}`].includes(item.pk) ||
  item.dossierId === id ||
  item.sk.endsWith(id) ||
  ledTo(item).includes(id);

/** Everything of a dossier, and what points to it. */
function lose(one: Journey, which: (item: StoredItem) => boolean = () => true): void {
  for (const each of items().filter((each) => isOf(one, each) && which(each))) {
    app.dynamoDb.remove(each);
    const others = ledTo(each).filter((id) => id !== one.id);
    if (others.length > 0) change(each, { ids: new Set(others) });
  }
}

async function restore(order: Partial<Order> = {}, from: Tables = tables): Promise<Outcome[]> {
  const found: Outcome[] = [];
  for await (const each of restoreDossiers(from, { dossiers: 'all', target, ...order }, looking)) found.push(each);
  return found;
}
const restoreOne = async ({ id }: Journey, order: Partial<Order> = {}, from: Tables = tables): Promise<Outcome> =>
  (await restore({ dossiers: [id], ...order }, from))[0] as Outcome;

async function faults(): Promise<string[]> {
  const found: string[] = [];
  for await (const each of examineAll(storedOf(items), looking)) found.push(...each.faults);
  return found;
}

const cold = (): MemoryApp => ({ ...app });
const opens = async ({ id }: Journey) => (await forms(cold()).find(id, 1))?.worker?.name;
/** By key, links and what is done with apart. */
const sorted = () =>
  items()
    .filter(({ pk, sk }) => !/^(MAIL|LINK|IDEMPOTENCY|TRIES|RECEIPT)#/.test(pk) && !/^(LINK|AWAIT)#/.test(sk))
    .map((each) => [each.pk, each.sk, each] as const)
    .sort(([a, b], [c, d]) => (`${a} ${b}` < `${c} ${d}` ? -1 : 1));

describe('恢复一份档案', () => {
  it('什么也没有坏的，什么也不写', async () => {
    const before = sorted();
    const all = await restore({ take: 'restored' });
    expect(all.map(({ came }) => came)).toEqual(['sound', 'sound', 'sound', 'sound']);
    expect(sorted()).toEqual(before);
  });

  it('整份删掉的，一项不差地回来：日志、档案头、表、附件、待办、锁、查找、线索、公示、密钥', async () => {
    const before = sorted();
    for (const one of [noticed, asked, onFile]) {
      lose(one);
      app.dynamoDb.dossierKeys.remove(one.id);
    }
    expect(await faults()).toEqual([]);
    const compared = await restore({ target: undefined } as never);
    expect(compared.map(({ came }) => came).sort()).toEqual(['sound', 'would', 'would', 'would']);
    expect(sorted()).not.toEqual(before);
    const all = await restore();
    expect(all.map(({ came }) => came).sort()).toEqual(['restored', 'restored', 'restored', 'sound']);
    expect(all.flatMap(({ faults, plan }) => [...faults, ...plan.lacking])).toEqual([]);
    expect(sorted()).toEqual(before);
    expect(await faults()).toEqual([]);
    for (const one of [noticed, asked, onFile]) expect(await opens(one)).toBeDefined();
  });

  it('另存以后移交了的：照日志归接收的工会，查找、身份锁、待办都在那里；原工会的查找不放回', async () => {
    const to = '530000/530100/530103';
    const params = { id: onFile.id };
    const reason = '单位撤销';
    await putPerson(app, 'registrar-9', {
      name: '林代管',
      post: '干事',
      email: null,
      orgPath: to,
      roles: ['registrar'],
    });
    await told(app, 'proposeTransfer', { as: people.registrar, params, body: { to, reason } });
    const there = { ...people.reviewer, sub: 'reviewer-9', orgPath: to };
    await told(app, 'acceptTransfer', { as: there, params, body: { transfer: 1 } });
    const rest = async () => {
      const found: string[] = [];
      for await (const { what, item: each, live } of restOf(tables)) if (!live && isOf(onFile, each)) found.push(what);
      return found;
    };
    expect([(await restoreOne(onFile)).came, await rest(), await faults()]).toEqual(['sound', [], []]);
    const before = sorted();
    lose(onFile, ({ pk }) => !pk.startsWith('J#'));
    const { came, plan, faults: left } = await restoreOne(onFile);
    expect([came, left, plan.lacking, plan.conflicts]).toEqual(['restored', [], [], []]);
    expect((await onFile.state()).orgPath).toBe(to);
    expect([await rest(), await faults()]).toEqual([[], []]);
    const places = (all: ReturnType<typeof sorted>) => all.filter(([pk]) => /^(ID|NAME|NUMBER)#/.test(pk));
    expect(places(sorted())).toEqual(places(before));
  });

  it('已经终结的也回来；它的锁、线索不回来', async () => {
    lose(ended);
    expect((await restoreOne(ended)).faults).toEqual([]);
    expect(items().filter((each) => isOf(ended, each) && /^(ID|TRACE)#/.test(each.pk))).toEqual([]);
    expect(await faults()).toEqual([]);
  });

  it('审批的链接不放回：拿着旧链接的打不开什么，补发的新链接接着办', async () => {
    lose(asked, ({ pk }) => !pk.startsWith('LINK#'));
    const { plan } = await restoreOne(asked);
    expect(plan.afterwards).toEqual(['审批的链接不放回：由审核人补发']);
    expect(items().some(({ pk, sk }) => pk === `D#${asked.id}` && sk.startsWith('LINK#'))).toBe(false);
    app.at('2026-11-16T03:00:00Z');
    expect((await asked.resent()).statusCode).toBe(202);
    expect(await faults()).toEqual([]);
  });

  it('链接丢了、指着它的还在的，也说要补发', async () => {
    lose(asked, ({ pk }) => pk.startsWith('LINK#'));
    const { plan } = await restoreOne(asked);
    expect(plan.afterwards).toEqual(['审批的链接不放回：由审核人补发']);
  });

  it('档案头被退回旧的一版：推得出的改回来，但要人写明以哪边为准；没写的一项也不动', async () => {
    const head = item(`D#${asked.id}`, 'HEAD');
    const old = backedUp(app);
    await asked.decided(link);
    const now = item(`D#${asked.id}`, 'HEAD');
    expect(now.version).toBeGreaterThan(Number(head.version));
    app.dynamoDb.put(head as never);
    const before = sorted();
    expect(await restoreOne(asked, {}, old)).toMatchObject({ came: 'undecided' });
    expect(await restoreOne(asked, { take: 'live' }, old)).toMatchObject({ came: 'undecided' });
    expect(sorted()).toEqual(before);
    expect(await restoreOne(asked, { take: 'restored' }, old)).toMatchObject({ came: 'restored', faults: [] });
    expect(item(`D#${asked.id}`, 'HEAD')).toMatchObject({ version: now.version, hash: now.hash });
    expect(await faults()).toEqual([]);
  });

  it('换过的一份档案表、附件、待办、锁的所在，各按日志改回；多出来的待办和一项去掉', async () => {
    const { id } = asked;
    const right = sorted();
    change(item(`D#${id}`, 'FORM#0001'), { sealed: item(`D#${noticed.id}`, 'FORM#0001').sealed });
    const attachment = items().find(({ pk, sk }) => pk === `D#${id}` && sk.startsWith('ATT#')) as StoredItem;
    change(attachment, { kind: { iv: 'x', text: 'y' } });
    const task = items().find(({ pk, sk }) => pk === `D#${id}` && sk.startsWith('TASK#')) as StoredItem;
    change(task, { dueSort: `${String(task.dueSort)}0` });
    app.dynamoDb.put({ ...task, sk: 'TASK#plan#0009' });
    const lock = items().find(({ sk, dossierId }) => sk === 'LOCK' && dossierId === id) as StoredItem;
    change(lock, { orgPath: '530000' });
    const { plan } = await restoreOne(asked, { take: 'restored' });
    expect(plan.different.map(({ what }) => what.split(' ')[0]).sort()).toEqual(
      ['待办', '待办', '第', '附件', '身份锁'].sort(),
    );
    expect(sorted()).toEqual(right);
  });

  it('台账缺的、改过的、多出来的，都照日志改回', async () => {
    const right = sorted();
    const [one, two] = [1, 2].map((n) => item(`D#${onFile.id}`, `AID#000${n}`)) as [StoredItem, StoredItem];
    app.dynamoDb.remove(one);
    app.dynamoDb.remove(item(`D#${onFile.id}`, 'VISIT#0001'));
    change(two, { givenOn: '2026-11-19' });
    app.dynamoDb.put({ ...two, sk: 'AID#0003' });
    const { plan } = await restoreOne(onFile, { take: 'restored' });
    expect([plan.before, plan.different].map((steps) => steps.map(({ what }) => what))).toEqual([
      ['台账第 1 条帮扶', '台账第 1 次走访'],
      ['台账第 2 条帮扶', '台账第 3 条帮扶'],
    ]);
    expect(sorted()).toEqual(right);
  });

  it('这一刻以后又办过的，不退回去：只补缺的', async () => {
    await asked.decided(link);
    const later = sorted();
    const { id } = asked;
    app.dynamoDb.remove(item(`D#${id}`, 'FORM#0001'));
    app.dynamoDb.remove(item(`J#${id}`, '000002'));
    const { plan, came, faults: left } = await restoreOne(asked);
    expect({ came, left }).toEqual({ came: 'restored', left: [] });
    expect(plan.newer).toBeGreaterThan(0);
    expect(stepsOf(plan).map(({ what }) => what)).toEqual(['第 1 份档案表', '日志第 2 条']);
    expect(sorted()).toEqual(later);
  });
});

describe('还没有接收的申请', () => {
  const putRest = async (from: Tables) => {
    for await (const step of restOf(from)) await putMissing(target.table, step);
  };

  beforeEach(async () => {
    const body = { orgPath: filledIn(1).union, name: '护国片区工会联合会' };
    await told(app, 'putUnion', { as: people.administrator, body });
  });

  it('整张表、整张密钥表都没有了的：连同密钥回来，打得开，不算冲突', async () => {
    const applicant = new Applicant(app);
    await applicant.handedIn();
    const from = backedUp(app);
    for (const each of items()) app.dynamoDb.remove(each);
    for (const id of app.dynamoDb.dossierKeys.dossiers()) app.dynamoDb.dossierKeys.remove(id);
    const all = await restore({}, from);
    expect(all.filter(({ came }) => came !== 'restored')).toEqual([]);
    await putRest(from);
    const found = await applications(cold()).get(applicant.id);
    expect(found.file.receipt).toBe(applicant.receipt);
    expect(await faults()).toEqual([]);
  });

  it('删去了的：有过一件、谁看过它，整张表没有了也回来', async () => {
    const applicant = new Applicant(app);
    await applicant.handedIn();
    await told(app, 'getApplication', { as: people.registrar, params: { id: applicant.id } });
    const body = { reason: 'notReached', words: '打了三次电话没有人接。' };
    await told(app, 'refuseApplication', { as: people.registrar, params: { id: applicant.id }, body });
    await forgetApplication(app, applicant.id, new Date('2029-01-05T02:00:00Z'));
    const own = () => items().filter(({ pk }) => pk.endsWith(`#${applicant.id}`));
    const before = own();
    expect(before.map(({ pk }) => pk.slice(0, 2)).sort()).toEqual(['D#', 'R#']);
    const from = backedUp(app);
    for (const each of items()) app.dynamoDb.remove(each);
    await restore({}, from);
    await putRest(from);
    expect(own()).toEqual(expect.arrayContaining(before));
  });

  it('另存以后忘掉了的：密钥不放回', async () => {
    const applicant = new Applicant(app);
    await applicant.handedIn();
    const from = backedUp(app);
    app.at('2029-01-05T02:00:00Z');
    for (const day of [1, 2])
      await forgetApplication(app, applicant.id, new Date(Date.parse('2029-01-05T02:00:00Z') + day));
    const [outcome] = await restore({ dossiers: [applicant.id] }, from);
    expect([outcome?.came, app.dynamoDb.dossierKeys.dossiers()]).toEqual([
      'sound',
      expect.not.arrayContaining([applicant.id]),
    ]);
  });
});

describe('不能恢复的说出来，不做一半', () => {
  it('日志的一条两边不同、接不上：由人看', async () => {
    const second = item(`J#${asked.id}`, '000002');
    change(second, { entry: String(second.entry).replace('registrar-1', 'registrar-2') });
    app.dynamoDb.remove(item(`D#${asked.id}`, 'FORM#0001'));
    const before = sorted();
    const { came, plan } = await restoreOne(asked, { take: 'restored' });
    expect({ came, conflicts: plan.conflicts }).toEqual({
      came: 'refused',
      conflicts: ['日志第 2 条两边不同：由人核对，这里不改'],
    });
    expect(sorted()).toEqual(before);
    back();
    for (const { pk, sk } of items().filter(({ pk }) => pk === `J#${asked.id}`)) app.dynamoDb.remove({ pk, sk });
    const gap = { ...tables, restored: storedOf(() => without(`J#${asked.id}`, '000003')) };
    expect((await restoreOne(asked, { take: 'restored' }, gap)).plan.conflicts.join()).toContain('接不上');
  });

  it('身份锁已经由别的一份占着：一项也不放回', async () => {
    const lock = items().find(({ sk, dossierId }) => sk === 'LOCK' && dossierId === onFile.id) as StoredItem;
    lose(onFile);
    app.dynamoDb.put({ ...lock, dossierId: noticed.id });
    const before = sorted();
    const { came, plan } = await restoreOne(onFile, { take: 'restored' });
    expect({ came, conflicts: plan.conflicts }).toEqual({
      came: 'refused',
      conflicts: [`身份锁已由档案 ${noticed.id} 占着`],
    });
    expect(sorted()).toEqual(before);
  });

  it('比较之后锁才被占去的，也一项不放回', async () => {
    const lock = items().find(({ sk, dossierId }) => sk === 'LOCK' && dossierId === onFile.id) as StoredItem;
    lose(onFile);
    const before = items().length;
    const transact = target.table.transact.bind(target.table);
    vi.spyOn(target.table, 'transact').mockImplementationOnce(async (writes) => {
      app.dynamoDb.put({ ...lock, dossierId: noticed.id });
      return transact(writes);
    });
    expect((await restoreOne(onFile)).came).toBe('refused');
    expect(items().length).toBe(before + 1);
  });

  it('档案密钥：缺的放回，不同的不改，两边都没有的说打不开', async () => {
    const { dossierKeys } = app.dynamoDb;
    dossierKeys.remove(onFile.id);
    await expect(opens(onFile)).rejects.toMatchObject({ name: 'MissingDossierKey' });
    expect(await restoreOne(onFile)).toMatchObject({ came: 'restored', faults: [] });
    expect(await opens(onFile)).toBeDefined();
    dossierKeys.copy(noticed.id, onFile.id);
    expect((await restoreOne(onFile)).plan.conflicts).toEqual(['档案密钥两边不同：不改']);
    back();
    dossierKeys.remove(onFile.id);
    const none = { live: tables.keys.live, restored: tables.keys.live };
    expect((await restoreOne(onFile, {}, { ...tables, keys: none })).plan.lacking).toEqual([
      '档案密钥：两边都没有，这一户打不开',
    ]);
  });

  it('此后改过姓名、锁的，现在的档案头又没了：要更晚的一刻', async () => {
    const early = { ...tables, restored: storedOf(() => []) };
    app.dynamoDb.remove(item(`D#${asked.id}`, 'HEAD'));
    expect((await restoreOne(asked, {}, early)).plan.conflicts.join()).toContain('恢复到更晚的一刻');
    expect(await restoreOne(asked)).toMatchObject({ came: 'restored', faults: [] });
  });

  it('批准处置了的，只放回日志和由它推得的：密钥、档案表、附件、查找都不放回，说出为什么', async () => {
    await released();
    const since = backedUp(app);
    const sealed = ({ pk, sk }: StoredItem) =>
      /^(FORM#|AID#|ATT#|PLACES#|TRACES)/.test(sk) || /^(ID|NAME|NUMBER|TRACE)#/.test(pk);
    const own = (each: StoredItem) => isOf(ended, each) && each.pk !== `R#${ended.id}`;
    const kept = items().filter((each) => own(each) && !sealed(each));
    lose(ended);
    app.dynamoDb.dossierKeys.remove(ended.id);
    const outcome = await restoreOne(ended, {}, since);
    expect(outcome).toMatchObject({ came: 'restored', faults: [], plan: { key: undefined } });
    expect(outcome.plan.afterwards).toEqual([expect.stringContaining('2026-11-10 批准处置：只放回日志')]);
    for await (const each of restOf(since)) if (isOf(ended, each.item)) expect(each.live).toBeDefined();
    const named = (all: StoredItem[]) => all.map(({ pk, sk }) => `${pk} ${sk}`).sort();
    expect(named(items().filter(own))).toEqual(named(kept));
    expect(app.dynamoDb.dossierKeys.dossiers()).not.toContain(ended.id);
  });

  it('销毁了的，更早的一份里什么都还有，也一样不放回；丢了的档案头照日志放回，没有姓名', async () => {
    await released();
    await darken(app, ended, new Date('2026-11-12T19:30:00Z'));
    expect((await restoreOne(ended)).came).toBe('sound');
    expect(await faults()).toEqual([]);
    app.dynamoDb.remove(item(`D#${ended.id}`, 'HEAD'));
    const outcome = await restoreOne(ended);
    expect(outcome).toMatchObject({ came: 'restored', faults: [] });
    expect(outcome.plan.afterwards).toEqual([expect.stringContaining(`2026-11-13 销毁，处置证明 ${ended.id}`)]);
    expect(item(`D#${ended.id}`, 'HEAD')).toMatchObject({ maskedName: '', version: outcome.plan.newer + 5 });
    for await (const { item: each } of restOf(tables)) expect(isOf(ended, each)).toBe(false);
    expect(app.dynamoDb.dossierKeys.dossiers()).not.toContain(ended.id);
  });

  async function released(): Promise<void> {
    const steps: [Action, string][] = [
      [{ type: 'listDisposal' }, 'disposal-run'],
      [{ type: 'confirmDisposal', byOrg: people.reviewer.orgPath }, 'reviewer-1'],
      [{ type: 'releaseDisposal' }, 'reviewer-2'],
    ];
    for (const [action, by] of steps) {
      const before = await dossiers(app).get(ended.id);
      const actor = { kind: 'staff' as const, id: by };
      await dossiers(app).record({ id: ended.id, before, action, actor, now: new Date('2026-11-10T02:00:00Z') });
    }
  }
});

const without = (pk: string, sk: string): StoredItem[] => {
  const all: StoredItem[] = [];
  return all.concat(snapshot.filter((each) => each.pk !== pk || each.sk !== sk));
};
let snapshot: StoredItem[] = [];
beforeAll(() => {
  snapshot = items();
});

describe('断在哪里都可以再来', () => {
  it('写到任何一处断了，再来一遍就全了', async () => {
    const right = sorted();
    lose(asked);
    app.dynamoDb.dossierKeys.remove(asked.id);
    const damaged = app.mark();
    const { client } = app.dynamoDb;
    const writes = (await countWrites(() => restoreOne(asked))) as number;
    expect(writes).toBeGreaterThan(20);
    for (let n = 0; n < writes; n += 5) {
      damaged();
      let left = n;
      const send = client.send.bind(client);
      const cut = vi.spyOn(client, 'send').mockImplementation(((command: { constructor: { name: string } }) => {
        if (/Put|Transact/.test(command.constructor.name) && left-- <= 0) throw new Error('killed');
        return send(command as never);
      }) as never);
      await expect(restoreOne(asked), `${n}`).rejects.toThrow('killed');
      cut.mockRestore();
      expect((await restoreOne(asked)).faults, `${n}`).toEqual([]);
      expect(sorted(), `${n}`).toEqual(right);
      expect(await opens(asked)).toBeDefined();
    }
  });

  it('表一时收不下的，等一等再放', async () => {
    lose(asked);
    const { client } = app.dynamoDb;
    const send = client.send.bind(client);
    let refused = 0;
    vi.spyOn(client, 'send').mockImplementation(((command: { constructor: { name: string } }) => {
      if (/Put|Transact/.test(command.constructor.name) && refused++ % 3 === 0) {
        throw Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
      }
      return send(command as never);
    }) as never);
    expect(await restoreOne(asked)).toMatchObject({ came: 'restored', faults: [] });
  });
});

async function countWrites(work: () => Promise<unknown>): Promise<number> {
  const { client } = app.dynamoDb;
  const send = client.send.bind(client);
  let count = 0;
  const spy = vi.spyOn(client, 'send').mockImplementation(((command: { constructor: { name: string } }) => {
    if (/Put|Transact/.test(command.constructor.name)) count++;
    return send(command as never);
  }) as never);
  await work();
  spy.mockRestore();
  return count;
}

it('恢复之后照旧办下去', async () => {
  lose(asked, ({ pk }) => !pk.startsWith('LINK#'));
  await restoreOne(asked);
  expect((await asked.decided(link)).statusCode).not.toBe(200);
  await asked.resent();
  expect((await asked.decided(linkIn((await mailed(app)).at(-1) as SentMail))).statusCode).toBe(200);
  const detail = await ask(cold(), 'getDossier', { as: people.reviewer, params: { id: asked.id } });
  expect(detail.statusCode).toBe(200);
});
