import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { indexes, type TableIndex } from '../infra/indexes.ts';
import { schedules } from '../infra/triggers.ts';
import { photos } from '../shared/attachments/photos.fixture.ts';
import { addDays } from '../shared/calendar/dates.ts';
import { exchanges } from '../shared/contract/exchanges.ts';
import type { Form } from '../shared/form/form.ts';
import { idNumberOf, withDaughter } from '../test/support/household.ts';
import type { Change } from '../test/support/memory/dynamodb.ts';
import { MemoryGround } from '../test/support/memory/place.ts';
import { projected } from '../test/support/memory/reads.ts';
import { bytesOf } from '../test/support/memory/values.ts';
import { offUntil } from '../test/support/power-cut.ts';
import {
  beginning,
  type Household,
  type Province,
  provinceOn,
  registrar,
  reviewer,
  surveyor,
  yunnan,
} from '../test/support/province.ts';
import type { Row } from './row.ts';
import { Traffic } from './traffic.ts';

type Stored = Record<string, AttributeValue>;

/** Of one table, in the units that DynamoDB bills on demand. */
interface Units {
  reads: number;
  writes: number;
}

/**
 * Counts by AWS's rules. A write takes a unit a kilobyte of the larger image, twice in a transaction, and is billed when
 * it is refused too. An index takes a unit a kilobyte of what it projects, of both images when its key changes, and none
 * when nothing of it does. A read takes a unit four kilobytes, half of it when it need not be consistent.
 * (Amazon DynamoDB Developer Guide: "DynamoDB read and write operations", "Write capacity of global secondary indexes".)
 */
class Meter {
  private units: Units = { reads: 0, writes: 0 };

  constructor(ground: MemoryGround) {
    const daily = new AsyncLocalStorage<boolean>();
    const { run } = ground;
    ground.run = (name, payload) => daily.run(setOffByClock.has(name), () => run(name, payload));
    ground.app.dynamoDb.onCommand = (command, written, answer) => {
      // What a daily run asks and writes beside the households costs the same however many there are: it is part of the
      // fixed cost.
      if (daily.getStore() && !isOfHousehold(command, written)) return;
      this.units.reads += readUnits(command, answer);
      this.units.writes += writeUnits(command, written, answer);
    };
  }

  /** What was used since the last time. */
  take(): Units {
    const { units } = this;
    this.units = { reads: 0, writes: 0 };
    return units;
  }
}

const setOffByClock = new Set<string>(Object.values(schedules).map(({ function: name }) => name));

/** Whether it is about one dossier or one mail, and not about a list, the directory, or where a run stands. */
function isOfHousehold(command: unknown, written: readonly Change[]): boolean {
  const { IndexName, Key, ExpressionAttributeValues: values } = (command as GetItemCommand & QueryCommand).input;
  const partitions = [Key?.pk, values?.[':pk'], ...written.map(({ before, after }) => (after ?? before)?.pk)];
  return IndexName === undefined && partitions.some((pk) => /^(D|J|MAIL)#/.test(pk?.S ?? ''));
}

export function readUnits(command: unknown, answer: object | undefined): number {
  // Of each key by itself, also where nothing is.
  if (command instanceof BatchGetItemCommand) {
    const [asked] = Object.values(command.input.RequestItems ?? {});
    const [found = []] = Object.values(
      (answer as { Responses?: Record<string, Stored[]> } | undefined)?.Responses ?? {},
    );
    const missing = (asked?.Keys?.length ?? 0) - found.length;
    const units = found.reduce((sum, item) => sum + Math.ceil(bytesOf(item) / 4096), missing);
    return units * (asked?.ConsistentRead ? 1 : 0.5);
  }
  if (!(command instanceof GetItemCommand || command instanceof QueryCommand)) return 0;
  const { Item, Items = Item ? [Item] : [] } = (answer ?? {}) as { Item?: Stored; Items?: Stored[] };
  const bytes = Items.reduce((sum, item) => sum + bytesOf(item), 0);
  return Math.max(1, Math.ceil(bytes / 4096)) * (command.input.ConsistentRead ? 1 : 0.5);
}

export function writeUnits(command: unknown, written: readonly Change[], answer: object | undefined): number {
  const kinds = [GetItemCommand, BatchGetItemCommand, QueryCommand];
  if (kinds.some((kind) => command instanceof kind)) return 0;
  const times = command instanceof TransactWriteItemsCommand ? 2 : 1;
  // Refused, or nothing to delete: at the least a unit each item.
  if (answer === undefined || written.length === 0) return times * itemsOf(command);
  const ofTable = written.reduce((sum, { before, after }) => sum + units(larger(before, after)), 0);
  return times * ofTable + written.reduce((sum, change) => sum + indexUnits(change), 0);
}

function itemsOf(command: unknown): number {
  if (command instanceof TransactWriteItemsCommand) return command.input.TransactItems?.length ?? 1;
  if (command instanceof BatchWriteItemCommand) return Object.values(command.input.RequestItems ?? {}).flat().length;
  return 1;
}

function indexUnits({ before, after }: Change): number {
  return Object.values(indexes).reduce((sum, index) => {
    const [old, now] = [entryOf(index, before), entryOf(index, after)];
    if (old && now && old.key === now.key) {
      const same = JSON.stringify(old.item) === JSON.stringify(now.item);
      return sum + (same ? 0 : units(larger(old.item, now.item)));
    }
    return sum + (old ? units(bytesOf(old.item)) : 0) + (now ? units(bytesOf(now.item)) : 0);
  }, 0);
}

/** What an index holds of an item; undefined when the item has no such keys. */
export function entryOf(index: TableIndex, item: Stored | undefined): { key: string; item: Stored } | undefined {
  const [partition, sort] = [item?.[index.partition]?.S, item?.[index.sort]?.S];
  if (!item || partition === undefined || sort === undefined) return undefined;
  return { key: `${partition}\u0000${sort}`, item: projected(index, item) };
}

const units = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));
const larger = (before: Stored | undefined, after: Stored | undefined): number =>
  Math.max(before ? bytesOf(before) : 0, after ? bytesOf(after) : 0);

/** A household of four: with a son and a daughter of its own. */
function ofFour(province: Province): Form {
  const form = province.nextForm();
  const surname = form.worker.name.slice(0, 1);
  const child = (name: string, relation: string, sex: string, birthDate: string, order: number) => ({
    ...{ name: `${surname}${name}`, relation, sex, birthDate, idNumber: idNumberOf(birthDate, order) },
    ...{ health: '良好', monthlyIncome: 0 },
  });
  const children = [child('小龙', '儿子', '男', '2009-05-04', 871), child('小凤', '女儿', '女', '2012-09-12', 872)];
  return {
    ...form,
    household: { ...form.household, householdSize: 4 },
    members: [...form.members, ...children],
  } as Form;
}

/** What one request asks of the table, the keys and the secrets. */
class Trips {
  private readonly asked: { command: unknown; from: number; to: number }[] = [];
  private ticks = 0;

  constructor({ dynamoDb, kms, secrets }: MemoryGround['app']['edge']) {
    for (const client of [dynamoDb, kms, secrets]) this.listen(client as unknown as Sender);
  }

  /** How many went out one after another: the most that no other overlapped. And what was written. */
  take(): { oneAfterAnother: number; before: number; inTransaction: number } {
    const all = this.asked.splice(0).sort((a, b) => a.to - b.to);
    // With its transaction a submission is done: what comes after it is the workflow's.
    const last = all.findIndex(({ command }) => command instanceof TransactWriteItemsCommand);
    const asked = all.slice(0, last + 1);
    let [oneAfterAnother, end] = [0, -1];
    for (const { from, to } of asked) {
      if (from <= end) continue;
      oneAfterAnother++;
      end = to;
    }
    const commands = asked.map(({ command }) => command);
    const transaction = commands.find((command) => command instanceof TransactWriteItemsCommand);
    const others = commands.filter(
      (command) =>
        command instanceof BatchWriteItemCommand ||
        command instanceof UpdateItemCommand ||
        command instanceof PutItemCommand,
    );
    return {
      oneAfterAnother,
      before: others.reduce((sum: number, command) => sum + itemsOf(command), 0),
      inTransaction: transaction ? itemsOf(transaction) : 0,
    };
  }

  private listen(client: Sender): void {
    const send = client.send.bind(client);
    client.send = async (command) => {
      const trip = { command, from: this.ticks++, to: Number.POSITIVE_INFINITY };
      this.asked.push(trip);
      try {
        return await send(command);
      } finally {
        trip.to = this.ticks++;
      }
    };
  }
}

interface Sender {
  send(command: unknown): Promise<object>;
}

/** A household on its way to its cards, read on it by everybody who has to: each of these readings is written down. */
async function readThrough(province: Province): Promise<Household> {
  const { system } = province;
  const one = await province.dossierIn('surveying');
  const { id } = one;
  for (const who of [registrar, surveyor, reviewer]) await system.as(who).dossier(id);
  const body = { reason: '入户核对户口本' };
  await system.as(surveyor).call('openNumbers', { params: { id }, body });
  await province.walk([one], 'surveying', 'awaitingApproval');
  await system.page((await province.approvalLink(one)).url);
  await system.as(reviewer).dossier(id);
  await province.walk([one], 'awaitingApproval', 'signed');
  for (const kind of ['officerCard', 'workerCard', 'bothCards', 'dossierForm']) {
    await system.as(registrar).call('getDocument', { params: { id, kind } });
  }
  return one;
}

/** Until nothing waits, and what is gathered first is done, too (infra/triggers.ts). */
async function settled({ system }: Province): Promise<void> {
  await system.atRest();
  await system.leapTo(new Date(Date.parse(await system.now()) + 120_000).toISOString());
  await system.atRest();
}

/** A year later: the sweep opens the review, the registrar reports that nothing has changed, and it stays on file. */
async function unchangedReview(province: Province, one: Household, meter: Meter): Promise<Units> {
  const { id } = one;
  const { nextReviewOn } = await province.view(one);
  const day = nextReviewOn as string;
  await offUntil(province, `${addDays(day, -1)}T12:00:00+08:00`);
  meter.take();
  await province.system.leapTo(`${day}T08:01:00+08:00`);
  const body = { ...(await province.seen(one)), outcome: 'unchanged' as const, opinion: '入户核对，家庭情况没有变化' };
  await province.system.as(registrar).call('reverify', { params: { id }, body });
  await settled(province);
  return meter.take();
}

/** A daughter is born: the amendment is opened, filled in, handed in, assessed and in force, and its traces have followed. */
async function amendment(province: Province, one: Household, meter: Meter): Promise<Units> {
  await settled(province);
  meter.take();
  await province.amend(one, (form) => withDaughter(form));
  await settled(province);
  return meter.take();
}

/** One entry in the ledger of a household on file, with its receipt, once the stream has told of it. */
async function aidEntry(province: Province, { id }: Household, meter: Meter): Promise<Units> {
  const as = province.system.as(registrar);
  const bytes = photos.baseline as Buffer;
  const photo = { kind: '帮扶款物签收凭证', name: '签收单.jpg', contentType: 'image/jpeg', bytes } as const;
  const receipt = await as.upload(id, photo);
  await settled(province);
  meter.take();
  const givenOn = (await province.system.now()).slice(0, 10);
  const body = { ...exchanges.recordAid.example, givenOn, receipt };
  await as.call('recordAid', { params: { id }, body });
  await settled(province);
  return meter.take();
}

/** Units of a household's registration, of an unchanged yearly review, and of a page of a list, in one process. */
export async function run(): Promise<Row[]> {
  const ground = new MemoryGround(yunnan, beginning);
  const province = await provinceOn(ground, yunnan);
  try {
    const meter = new Meter(ground);
    const trips = new Trips(ground.app.edge);
    const traffic = new Traffic(ground);
    const one = await readThrough(province);
    await settled(province);
    const registration = meter.take();
    const { queueRequests, invocations } = traffic.take();
    const head = (await (await province.registry()).items()).find(
      ({ pk, sk }) => pk === `D#${one.id}` && sk === 'HEAD',
    ) as unknown as { content: Uint8Array };
    const headBytes = Buffer.byteLength(JSON.stringify({ ...head, content: '' })) + head.content.length;
    const amended = await amendment(province, one, meter);
    const review = await unchangedReview(province, one, meter);
    const aid = await aidEntry(province, one, meter);
    await province.dossiersIn('surveying', 50);
    meter.take();
    await province.system.as(registrar).call('listDossiers', { query: { status: 'surveying' } });
    const list = meter.take();
    const draft = await province.draft(ofFour(province));
    await province.system.atRest();
    trips.take();
    await province.submit(draft);
    const submission = trips.take();
    const row = (what: string, value: number, unit: string, limit: number | null): Row => ({
      ...{ what, value, unit, limit },
      better: 'less',
    });
    return [
      row('从草稿到发卡的写入，连同查阅', registration.writes, '写单位', 350),
      row('从草稿到发卡的读取', registration.reads, '读单位', null),
      row('没有变化的一次复核，连同待办', review.writes, '写单位', 120),
      row('不用审批的一次变更，连同线索和待办', amended.writes, '写单位', 80),
      row('登记一条帮扶，连同凭证', aid.writes, '写单位', 20),
      row('没有变化的一次复核的读取', review.reads, '读单位', null),
      row('从草稿到发卡的队列请求', queueRequests, '次', 100),
      row('从草稿到发卡，没有人等的函数调用', invocations, '次', null),
      row('一户办到发卡，档案头', headBytes / 1024, 'KB', 16),
      row('一页五十户的列表', list.reads, '读单位', 5),
      row('四口之家的一次提交，事务里', submission.inTransaction, '项', 12),
      row('四口之家的一次提交，连同事务之外写的', submission.inTransaction + submission.before, '项', 30),
      row('四口之家的一次提交，一个接一个的往返', submission.oneAfterAnother, '次', 6),
    ];
  } finally {
    await province.stop();
  }
}
