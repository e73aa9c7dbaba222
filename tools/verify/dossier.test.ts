import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { profiles } from '../../infra/provinces/index.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { chain, type JournalEntry } from '../../shared/dossier/journal.ts';
import type { HeadFacts } from '../../shared/registry/dossier-reader.ts';
import { packed, unpacked } from '../../shared/registry/head-parts.ts';
import { examplePlan } from '../../test/support/example-plan.ts';
import { type Journey, people, told } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import { storedOf } from '../../test/support/restored.ts';
import { underWayIn } from '../../test/support/under-way.ts';
import { examine, type Looking } from './dossier.ts';
import type { StoredItem } from './stored.ts';
import { examineAll } from './whole.ts';

let app: MemoryApp;
/** At the approver's, after three notices and two levels that were other households'. */
let asked: Journey;
let noticed: Journey;
let onFile: Journey;
let back: () => void;

const looking: Looking = { terms: (province) => profiles[province], today: '2026-11-10' };

const stored = () => storedOf(() => app.dynamoDb.all<StoredItem>());

const faultsOf = async ({ id }: { id: string }) => (await examine(stored(), id, looking))?.faults;

async function allFaults(at = looking): Promise<string[]> {
  const found: string[] = [];
  for await (const { id, faults } of examineAll(stored(), at)) found.push(...faults.map((each) => `${id}：${each}`));
  return found;
}

const item = (pk: string, sk: string): StoredItem =>
  app.dynamoDb.all<StoredItem>().find((each) => each.pk === pk && each.sk === sk) as StoredItem;
const head = ({ id }: { id: string }) => item(`D#${id}`, 'HEAD');
const contentOf = (one: { id: string }): string => unpacked(head(one).content as Uint8Array);
const factsOf = (one: { id: string }): HeadFacts => JSON.parse(contentOf(one)).facts;
const change = (what: StoredItem, how: object) => app.dynamoDb.put({ ...what, ...how });
const entries = ({ id }: { id: string }) =>
  app.dynamoDb
    .all<StoredItem>()
    .filter(({ pk }) => pk === `J#${id}`)
    .sort((a, b) => (a.sk < b.sk ? -1 : 1));

beforeAll(async () => {
  app = memoryApp();
  ({ onFile, noticed, asked } = await underWayIn(app));
  back = app.mark();
});

beforeEach(() => {
  back();
});

describe('核对一份档案在表里的一切', () => {
  it('没有人动过的，哪一份都没有不符', async () => {
    expect(await allFaults()).toEqual([]);
    expect(await examine(stored(), '0'.repeat(26), looking)).toBeUndefined();
  });

  describe('日志', () => {
    it('档案头之后多出一条', async () => {
      const all = entries(asked);
      const last = JSON.parse(String(all.at(-1)?.entry)) as JournalEntry;
      const now = new Date('2026-11-16T03:00:00Z');
      const recorded = {
        action: { type: 'stall', for: 'registration', number: 1, run: 1, step: 'x', error: 'y' } as never,
        actor: { kind: 'system' as const, id: 'workflow' },
        at: now.toISOString(),
        on: dateInShanghai(now),
      };
      const more = chain(asked.id, last.version + 1, last.hash, recorded);
      app.dynamoDb.put({
        pk: `J#${asked.id}`,
        sk: String(more.version).padStart(6, '0'),
        action: 'stall',
        entry: JSON.stringify(more),
      });
      expect(await faultsOf(asked)).toContain(`档案头只到第 ${last.version} 条，日志在它之后多出 1 条`);
    });

    it('截去末尾的', async () => {
      for (const { pk, sk } of entries(asked).slice(-2)) app.dynamoDb.remove({ pk, sk });
      expect(await faultsOf(asked)).toContain(`档案头到第 ${head(asked).version} 条，日志末尾少了 2 条`);
    });

    it('中间抽去一条、改了一条、旁边的种类改了', async () => {
      const [, second, third] = entries(asked) as [StoredItem, StoredItem, StoredItem];
      app.dynamoDb.remove(second);
      expect(await faultsOf(asked)).toContain('第 2 条：与上一条不相接');
      back();
      change(third, { entry: String(third.entry).replace('registrar-1', 'registrar-2') });
      expect(await faultsOf(asked)).toContain('第 3 条：内容与摘要不符');
      back();
      change(third, { action: 'decide' });
      expect(await faultsOf(asked)).toEqual(['第 3 条：旁边写的种类与条目不符']);
      back();
      change(third, { entry: '{' });
      expect(await faultsOf(asked)).toContain(`日志 ${third.sk}：不是日志的格式`);
      change(third, { sk: '000099' });
      expect((await faultsOf(asked))?.join()).toContain('日志 000099：写的是第 3 条');
    });

    it('接得上、却是当时不能有的一条', async () => {
      const all = entries(asked);
      const last = JSON.parse(String(all.at(-1)?.entry)) as JournalEntry;
      const recorded = {
        action: { type: 'keep', matter: 1, opinion: null } as never,
        actor: last.actor,
        at: last.at,
        on: last.on,
      };
      const more = chain(asked.id, last.version + 1, last.hash, recorded);
      app.dynamoDb.put({
        pk: `J#${asked.id}`,
        sk: String(more.version).padStart(6, '0'),
        action: 'keep',
        entry: JSON.stringify(more),
      });
      expect((await faultsOf(asked))?.join()).toMatch(/当时不能有|不是日志的格式/);
    });

    it('整个没有了，档案头还在；或反过来', async () => {
      for (const each of entries(asked)) app.dynamoDb.remove(each);
      expect(await faultsOf(asked)).toEqual(['日志不见了，档案头还在']);
      back();
      app.dynamoDb.remove(head(asked));
      expect(await faultsOf(asked)).toEqual([`档案头不见了，日志有 ${entries(asked).length} 条`]);
    });
  });

  describe('档案头', () => {
    it.each([
      ['status', 'registered', '状态'],
      ['statusSort', '530000/530100/530103/U0001#2026-11-02T02:00:00.000Z#x', '列表里的位置'],
      ['listed', { openDuplicates: 0 }, '列表上的几样'],
      ['maskedName', '王*', '遮盖后的姓名'],
    ])('改了 %s', async (name, value, title) => {
      change(head(asked), { [name]: value });
      expect(await faultsOf(asked)).toContain(`档案头的${title}与日志推得的不符`);
    });

    it.each([
      ['locks', [], '身份锁'],
      ['names', [], '姓名的盲索引'],
      ['absorbedLocks', ['x'], '并入的身份锁'],
    ])('改了里面的 %s', async (name, value, title) => {
      const { state, facts } = JSON.parse(contentOf(asked));
      change(head(asked), { content: packed(JSON.stringify({ state, facts: { ...facts, [name]: value } })) });
      expect(await faultsOf(asked)).toContain(`档案头的${title}与日志推得的不符`);
    });

    it('排在列表里别的时候', async () => {
      const { statusSort } = head(asked);
      change(head(asked), { statusSort: String(statusSort).replace(/#2026-11-\d\dT/, '#2025-01-01T') });
      expect(await faultsOf(asked)).toEqual(['档案头的列表里的位置与日志推得的不符']);
    });

    it('改了里面的内容、旁边的一项、多出一样', async () => {
      change(head(asked), { content: packed(contentOf(asked).replace('"approval"', '"conclusion"')) });
      expect(await faultsOf(asked)).toContain('档案头的内容与日志推得的不符');
      back();
      const part = app.dynamoDb
        .all<StoredItem>()
        .find(({ pk, sk }) => pk === `D#${asked.id}` && sk.startsWith('HEAD#')) as StoredItem;
      change(part, { part: '[]' });
      expect(await faultsOf(asked)).toEqual(['档案头的内容读不出，或与旁边的各项不符']);
      back();
      app.dynamoDb.put({ ...part, sk: 'HEAD#/other' });
      expect(await faultsOf(asked)).toEqual(['档案头旁边多出一项 HEAD#/other']);
      back();
      change(head(asked), { due: 'task#review' });
      expect(await faultsOf(asked)).toEqual(['档案头多出一项 due']);
    });
  });

  it('档案表换过、删了、多出一份：不用密钥', async () => {
    const form = item(`D#${asked.id}`, 'FORM#0001');
    change(form, { sealed: { ...(form.sealed as object), iv: 'AAAAAAAAAAAAAAAA' } });
    expect(await faultsOf(asked)).toEqual(['第 1 份档案表与保存时的摘要不符']);
    change(form, { sealed: item(`D#${onFile.id}`, 'FORM#0001').sealed });
    expect(await faultsOf(asked)).toEqual(['第 1 份档案表与保存时的摘要不符']);
    app.dynamoDb.remove(form);
    expect(await faultsOf(asked)).toEqual(['第 1 份档案表不见了']);
    app.dynamoDb.put(form);
    app.dynamoDb.put({ ...form, sk: 'FORM#0002' });
    expect(await faultsOf(asked)).toEqual(['第 2 份档案表没有保存过']);
  });

  it('附件抽掉、添上', async () => {
    const paper = app.dynamoDb
      .all<StoredItem>()
      .find(({ pk, sk }) => pk === `D#${asked.id}` && sk.startsWith('ATT#')) as StoredItem;
    const name = paper.sk.slice('ATT#'.length);
    app.dynamoDb.remove(paper);
    expect(await faultsOf(asked)).toEqual([`附件 ${name} 与日志记的不符`]);
    app.dynamoDb.put(paper);
    app.dynamoDb.put({ ...paper, sk: `ATT#${'0'.repeat(26)}` });
    expect(await faultsOf(asked)).toEqual([`附件 ${'0'.repeat(26)} 没有收下过`]);
    // As one of an application has it, which would be in the journal since the first form.
    app.dynamoDb.put({ ...paper, sk: `ATT#${'0'.repeat(26)}`, by: 'applicant', sha256: 'a'.repeat(64) });
    expect(await faultsOf(asked)).toEqual([`附件 ${'0'.repeat(26)} 没有收下过`]);
    back();
    for (const changes of [{ size: 1 }, { contentType: 'application/pdf' }]) {
      change(paper, changes);
      expect(await faultsOf(asked)).toEqual([`附件 ${name} 与日志记的不符`]);
      back();
    }
  });

  it('台账的一条改了、抽掉、添上', async () => {
    const entry = item(`D#${onFile.id}`, 'AID#0001');
    change(entry, { givenOn: '2026-11-19' });
    expect(await faultsOf(onFile)).toEqual(['台账第 1 条帮扶与日志记的不符']);
    app.dynamoDb.remove(entry);
    expect(await faultsOf(onFile)).toEqual(['台账第 1 条帮扶不见了']);
    app.dynamoDb.put(entry);
    app.dynamoDb.put({ ...entry, sk: 'AID#0003' });
    expect(await faultsOf(onFile)).toEqual(['台账第 3 条帮扶没有登记过']);
    back();
    app.dynamoDb.remove(item(`D#${onFile.id}`, 'VISIT#0001'));
    expect(await faultsOf(onFile)).toEqual(['台账第 1 次走访不见了']);
  });

  it('待办改了日子、删了、多出一件', async () => {
    const task = app.dynamoDb
      .all<StoredItem>()
      .find(({ pk, sk }) => pk === `D#${asked.id}` && sk.startsWith('TASK#')) as StoredItem;
    change(task, { dueSort: String(task.dueSort).replace(/20\d\d-/, '2036-') });
    expect(await faultsOf(asked)).toEqual(['待办 decide#0001与档案的状态推得的不符（改过本省期限的，旧的日子不变）']);
    app.dynamoDb.remove(task);
    expect(await faultsOf(asked)).toEqual(['待办 decide#0001不见了']);
    app.dynamoDb.put(task);
    app.dynamoDb.put({ ...task, sk: 'TASK#dispose#0001' });
    expect(await faultsOf(asked)).toEqual(['待办 dispose#0001不该有']);
  });

  it('链接指到别处、改了是谁的、不见了', async () => {
    const current = item(`D#${asked.id}`, 'LINK#approval');
    const link = item(`LINK#${current.hash}`, 'LINK');
    change(current, { hash: item(`D#${onFile.id}`, 'LINK#approval').hash });
    expect(await faultsOf(asked)).toEqual(['送审的链接：指着的不是这份档案要的']);
    change(current, {});
    for (const how of [
      { dossierId: onFile.id },
      { approver: 'registrar-1' },
      { occurrence: 2 },
      { expiresAt: '2099-01-01T00:00:00Z' },
    ]) {
      change(link, how);
      expect(await faultsOf(asked)).toEqual(['送审的链接：指着的不是这份档案要的']);
    }
    app.dynamoDb.remove(link);
    expect(await faultsOf(asked)).toEqual(['送审的链接：指着的链接不见了']);
  });

  it('没有人答的链接期满九十天以后清走，不算不见', async () => {
    const plan = await onFile.planned(examplePlan, '2026-11-20T02:00:00Z');
    const made = app.dynamoDb.all<StoredItem>().filter(({ pk }) => pk.startsWith('LINK#'));
    expect(plan.nonce).toBeTruthy();
    for (const link of made) app.dynamoDb.remove(link);
    const on = async (today: string) => {
      const all = [asked, onFile].map(async ({ id }) => (await examine(stored(), id, { ...looking, today }))?.faults);
      return (await Promise.all(all)).flat();
    };
    const gone = ['送审的链接：指着的链接不见了', '签字的链接：指着的链接不见了'];
    expect(await on('2027-02-20')).toEqual(gone);
    expect(await on('2027-06-01')).toEqual([]);
  });

  it('公示撤下、改期、多出一张', async () => {
    const notice = app.dynamoDb.all<StoredItem>().find(({ pk }) => pk.startsWith('NOTICE#')) as StoredItem;
    const name = notice.sk.slice(notice.sk.indexOf('#') + 1);
    change(notice, { workingDays: 1 });
    expect(await faultsOf(noticed)).toEqual([`公示 ${name} 与日志记的不符`]);
    app.dynamoDb.remove(notice);
    expect(await faultsOf(noticed)).toEqual([`公示 ${name} 不在公示栏上`]);
    app.dynamoDb.put(notice);
    app.dynamoDb.put({ ...notice, sk: `${notice.sk}x`, dossierId: onFile.id });
    expect(await allFaults()).toEqual([`${onFile.id}：公示 ${name}x写着是它的，它没有`]);
  });

  it('两处公示栏上一样地换了姓名、类别或级别', async () => {
    const walls = app.dynamoDb.all<StoredItem>().filter(({ pk }) => pk.startsWith('NOTICE#'));
    expect(walls).toHaveLength(2);
    for (const how of [
      { maskedName: '张*三' },
      { hardshipCategory: '意外致困户' },
      { tier: '省级' },
      { leaveAs: '注销' },
    ]) {
      for (const wall of walls) change(wall, { summary: { ...(wall.summary as object), ...how } });
      expect((await faultsOf(noticed))?.join()).toMatch(/^公示 \S+ 与日志记的不符$/);
    }
  });

  it('线索删去一条、添上一条、单子换过或没有了，就查不出像它的：认定过的都看得出', async () => {
    const list = item(`D#${asked.id}`, 'TRACES');
    const [hash] = [...(list.hashes as Set<string>)];
    const trace = item(`TRACE#${hash}`, 'LIST');
    app.dynamoDb.remove(trace);
    expect(await faultsOf(asked)).toEqual(['按 1 条线索找不到']);
    // Beside a list that says so it is found, and beside one that does not it is not.
    const beside = { pk: trace.pk, sk: `D#${asked.id}` };
    app.dynamoDb.put(beside);
    expect(await faultsOf(asked)).toEqual(['按 1 条线索找不到']);
    app.dynamoDb.put({ ...trace, ids: undefined, more: true });
    expect([await faultsOf(asked), await allFaults()]).toEqual([[], []]);
    app.dynamoDb.remove(beside);
    change(trace, { ids: new Set([onFile.id]) });
    expect(await faultsOf(asked)).toEqual(['按 1 条线索找不到']);
    app.dynamoDb.put(trace);
    change(list, { hashes: new Set([...(list.hashes as Set<string>)].slice(1)) });
    expect(await faultsOf(asked)).toEqual(['线索的单子与比较用的线索不符']);
    change(list, { traces: new Uint8Array() });
    expect(await faultsOf(asked)).toEqual(['线索的单子与比较用的线索不符']);
    change(list, { traces: new Uint8Array(1) });
    expect(await faultsOf(asked)).toEqual(['线索的单子读不出']);
    app.dynamoDb.remove(list);
    expect(await faultsOf(asked)).toEqual(['线索的单子不见了']);
    app.dynamoDb.put(list);
    const nobody = '0'.repeat(26);
    for (const how of [{ ids: new Set([asked.id, nobody]) }, { sk: `D#${nobody}`, ids: undefined }]) {
      change(trace, how);
      expect(await allFaults()).toEqual([`${nobody}：线索指着它，而档案不见了`]);
    }
    app.dynamoDb.remove({ ...trace, sk: `D#${nobody}` });
    app.dynamoDb.put(trace);
    app.dynamoDb.put({ ...trace, pk: 'TRACE#another' });
    expect(await allFaults()).toEqual([`${asked.id}：1 条线索写着是它的，它没有`]);
  });

  it('换了电话，新的线索还在路上：一天以内不算找不到，以后算', async () => {
    app.at('2026-11-24T02:00:00Z');
    const body = { form: 1, changes: { worker: { mobile: '13911112222' } } };
    await told(app, 'updateContact', { as: people.registrar, params: { id: onFile.id }, body });
    const on = async (today: string) => (await examine(stored(), onFile.id, { ...looking, today }))?.faults;
    expect(await on('2026-11-24')).toEqual([]);
    expect(await on('2026-11-25')).toEqual([]);
    expect(await on('2026-11-26')).toEqual(['按 1 条线索找不到']);
  });

  it('身份锁换了主、放开了、扣在没有占它的档案名下；按姓名、按职工编号找不到了', async () => {
    const [index] = factsOf(asked).locks;
    const lock = item(`ID#${index}`, 'LOCK');
    change(lock, { dossierId: onFile.id });
    expect(await allFaults()).toEqual(
      [`${asked.id}：身份锁 ${index} 不在这份档案名下`, `${onFile.id}：身份锁 ${index}写着是它的，它没有`].sort(),
    );
    app.dynamoDb.remove(lock);
    expect(await faultsOf(asked)).toEqual([`身份锁 ${index} 不见了`]);
    app.dynamoDb.put(lock);
    const [name] = factsOf(asked).names;
    app.dynamoDb.remove({ pk: `NAME#${name}`, sk: `D#530000/530100/530102/U0001#${asked.id}` });
    expect(await faultsOf(asked)).toEqual([`按姓名找不到：${name}`]);
    const number = (await onFile.state()).registration?.dossierNumber;
    app.dynamoDb.remove({ pk: `NUMBER#${number}`, sk: `D#530000/530100/530102/U0001#${onFile.id}` });
    expect(await faultsOf(onFile)).toEqual([`按职工编号找不到：${number}`]);
  });

  it('公示挂到别的县的公示栏上', async () => {
    const notice = app.dynamoDb.all<StoredItem>().find(({ pk }) => pk === 'NOTICE#530102') as StoredItem;
    app.dynamoDb.put({ ...notice, pk: 'NOTICE#530103' });
    const name = notice.sk.slice(notice.sk.indexOf('#') + 1);
    expect(await allFaults()).toEqual([`${noticed.id}：公示 ${name}写着是它的，它没有`]);
  });

  it('异议的回执指到别的异议、别的公示、别的一户，改了收到的时刻，或者不见了', async () => {
    const params = { id: (await noticed.state()).matter.notice?.id as string };
    const body = { reason: '反映家中有门面出租。', name: '周某', mail: 'neighbour@example.cn' };
    for (const hour of ['02', '03']) {
      app.at(`2026-11-10T${hour}:31:00Z`);
      await told(app, 'raiseObjection', { params, body });
    }
    expect(await allFaults()).toEqual([]);
    const receipts = app.dynamoDb.all<StoredItem>().filter(({ sk }) => sk === 'RECEIPT');
    const [first] = receipts.filter(({ objection }) => objection === 1) as [StoredItem];
    const wrong = '异议的回执写着是它的，它没有';
    for (const how of [
      { objection: 2 },
      { objection: 3 },
      { notice: 'x' },
      { receivedAt: '2026-11-01T02:00:00.000Z' },
    ]) {
      change(first, how);
      expect(await allFaults(), JSON.stringify(how)).toEqual([`${noticed.id}：${wrong}`]);
    }
    change(first, { dossierId: asked.id });
    expect(await allFaults()).toEqual([`${asked.id}：${wrong}`]);
    app.dynamoDb.remove(first);
    expect(await allFaults()).toEqual([]);
    const next: Looking = { ...looking, today: '2026-11-11' };
    expect(await allFaults(next)).toEqual([`${noticed.id}：异议的回执少了 1 张`]);
    app.dynamoDb.put({ ...(receipts.find(({ objection }) => objection === 2) as StoredItem), pk: 'RECEIPT#x' });
    expect(await allFaults(next)).toEqual([`${noticed.id}：异议的回执少了 1 张`, `${noticed.id}：异议的回执多出 1 张`]);
    app.dynamoDb.remove({ pk: 'RECEIPT#x', sk: 'RECEIPT' });
    expect(await allFaults({ ...next, today: '2028-11-11' })).not.toContain(`${noticed.id}：异议的回执少了 1 张`);
  });

  it('没有列上、等着验证码的一张，公示须是它的', async () => {
    const { notice } = (await noticed.state()).matter;
    const waiting = {
      notice: notice?.id,
      dossierId: noticed.id,
      receivedAt: '2026-11-10T02:31:00.000Z',
      tries: 0,
      ttl: 1,
    };
    app.dynamoDb.put({ pk: 'RECEIPT#x', sk: 'RECEIPT', ...waiting });
    expect(await allFaults()).toEqual([]);
    app.dynamoDb.put({ pk: 'RECEIPT#x', sk: 'RECEIPT', ...waiting, dossierId: asked.id });
    expect(await allFaults()).toEqual([`${asked.id}：异议的回执写着是它的，它没有`]);
  });

  it('查找时排到别的工会名下，那里的人就找得到', async () => {
    const [name] = factsOf(asked).names;
    app.dynamoDb.put({ pk: `NAME#${name}`, sk: `D#530000/530100/530103/U0001#${asked.id}` });
    expect(await allFaults()).toEqual([`${asked.id}：查找写着是它的，它没有`]);
  });

  it.each([
    ['列表里多出一户', () => ({ status: 'registered', statusSort: String(head(onFile).statusSort), listed: {} })],
    ['待办里多出一件', () => ({ due: 'task#530102', dueSort: 'reviewer#2026-11-10#x' })],
  ])('不是档案的一项排在索引里，%s', async (_, how) => {
    const { sk } = item(`J#${onFile.id}`, '000001');
    app.dynamoDb.put({ pk: 'TRIES#x', sk: '2026-11-10', ...how() });
    change(item(`J#${onFile.id}`, sk), how());
    const kind = 'due' in how() ? '待办和未发的邮件里' : '档案的列表里';
    expect(await allFaults()).toEqual([
      `J#${onFile.id}|${sk}：排在${kind}，不该有`,
      `TRIES#x|2026-11-10：排在${kind}，不该有`,
    ]);
  });

  it('职工编号的计数退了回去、不见了，或两户同一个编号', async () => {
    const counter = app.dynamoDb.all<StoredItem>().find(({ sk }) => sk === 'COUNTER') as StoredItem;
    const fault = (n: number) => [`${counter.pk}：职工编号发到第 1 个，计数是 ${n}`];
    change(counter, { n: 0 });
    expect(await allFaults()).toEqual(fault(0));
    app.dynamoDb.remove(counter);
    expect(await allFaults()).toEqual(fault(0));
    change(counter, { n: 2 });
    expect(await allFaults()).toEqual([]);
    const another = '0'.repeat(26);
    app.dynamoDb.put({ ...head(onFile), pk: `D#${another}`, sk: 'HEAD' });
    expect(await allFaults()).toContain(
      `${counter.pk}：第 1 个职工编号有 2 份档案：${[another, onFile.id].join('、')}`,
    );
  });

  it('多出不认识的一项', async () => {
    app.dynamoDb.put({ pk: `D#${asked.id}`, sk: 'OTHER' });
    expect(await faultsOf(asked)).toEqual(['多出不认识的一项 OTHER']);
  });

  it('整份删了的，还有指着它的就看得出', async () => {
    for (const each of app.dynamoDb.all<StoredItem>()) {
      if (each.pk === `D#${asked.id}` || each.pk === `J#${asked.id}`) app.dynamoDb.remove(each);
    }
    const faults = await allFaults();
    expect(faults).toContain(`${asked.id}：查找指着它，而档案不见了`);
    expect(faults.every((each) => each.startsWith(asked.id))).toBe(true);
  });

  it('退出、撤回了的也没有不符', async () => {
    await told(app, 'withdraw', { as: people.registrar, params: { id: noticed.id }, body: { reason: '本人不办了。' } });
    expect(await allFaults()).toEqual([]);
  });
});
