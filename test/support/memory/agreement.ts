import { isDeepStrictEqual } from 'node:util';
import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { sequence } from '../random.ts';
import { type Command, commandsOn } from './commands.fixture.ts';
import { type Change, MemoryDynamoDb } from './dynamodb.ts';
import { differences } from './looser.ts';
import { type Send, sendOf, told, withoutOrder } from './told.ts';
import { sameItem } from './values.ts';

/** So many commands one after the other make a table's life. */
const LIFE = 500;

/** A store beside which the table in memory is held. */
export interface Store {
  name: string;
  send: Send;
  /** Makes a table as the registry's, of this name. */
  create(name: string): Promise<void>;
  drop(name: string): Promise<void>;
  /** What the table's stream has, in order. */
  stream(name: string): Promise<Change[]>;
}

export interface Agreement {
  commands: number;
  /** How often each error, or no error, was the answer. */
  answers: Record<string, number>;
  /** How often each known difference was met. */
  known: Record<string, number>;
  /** What nobody expects, with the fewest commands that lead to it. */
  unknown: object[];
}

/** Sends the same random commands to both stores, table by table, some tables at a time. */
export async function agreement(store: Store, seed: number, commands: number): Promise<Agreement> {
  const result: Agreement = { commands: 0, answers: {}, known: {}, unknown: [] };
  const lives = Array.from({ length: Math.ceil(commands / LIFE) }, (_, i) => i);
  const next = async (): Promise<void> => {
    for (let life = lives.shift(); life !== undefined && result.unknown.length === 0; life = lives.shift()) {
      await live(store, `registry-${seed}-${life}`, sequence(seed * 1000 + life), Math.min(LIFE, commands), result);
    }
  };
  await Promise.all([next(), next(), next()]);
  return result;
}

async function live(store: Store, name: string, random: () => number, commands: number, result: Agreement) {
  let draw = commandsOn(name, random);
  let tables = await Tables.create(store, name);
  let sent: Command[] = [];
  for (let i = 0; i < commands; i++) {
    const command = draw();
    sent.push(command);
    result.commands++;
    const [inMemory, stored] = await tables.send(command);
    const answer = (stored as { error?: string }).error ?? 'no error';
    result.answers[answer] = (result.answers[answer] ?? 0) + 1;
    if (isDeepStrictEqual(inMemory, stored)) continue;
    const known = tables.known(command, inMemory, stored);
    if (!known) {
      const few = await fewest(store, name, sent);
      result.unknown.push({
        inMemory,
        stored,
        after: few.map(({ constructor: { name }, input }) => ({ [name]: input })),
      });
      return;
    }
    result.known[known.name] = (result.known[known.name] ?? 0) + 1;
    if (!known.parts) continue;
    await store.drop(tables.name);
    tables = await Tables.create(store, `${name}-${i}`);
    draw = commandsOn(tables.name, random);
    sent = [];
  }
  result.unknown.push(...(await tables.differences()));
  await store.drop(tables.name);
}

/** The commands without those that the last one's difference does not need. */
async function fewest(store: Store, name: string, commands: readonly Command[]): Promise<Command[]> {
  const last = commands.at(-1) as Command;
  let kept = commands.slice(0, -1);
  let tries = 0;
  for (let size = Math.ceil(kept.length / 2); size >= 1 && tries < 60; size = size > 1 ? Math.ceil(size / 2) : 0) {
    for (let from = 0; from < kept.length && tries < 60; tries++) {
      const fewer = [...kept.slice(0, from), ...kept.slice(from + size)];
      const tables = await Tables.create(store, `${name}-fewer-${tries}`);
      for (const command of fewer) await tables.send(command);
      const [inMemory, stored] = await tables.send(last);
      if (isDeepStrictEqual(inMemory, stored)) from += size;
      else kept = fewer;
    }
  }
  return [...kept, last];
}

/** One table in both stores. */
class Tables {
  readonly name: string;
  private readonly store: Store;
  private readonly memory = new MemoryDynamoDb();

  private constructor(store: Store, name: string) {
    this.store = store;
    this.name = name;
  }

  static async create(store: Store, name: string): Promise<Tables> {
    await store.create(name);
    return new Tables(store, name);
  }

  /** What each is told; the command says the table's name. */
  async send(command: Command): Promise<[inMemory: object, stored: object]> {
    const named = JSON.parse(JSON.stringify(command.input).replaceAll(/"registry-[\w-]*?"/g, `"${this.name}"`));
    const own = Object.assign(Object.create(Object.getPrototypeOf(command)), { input: named }) as Command;
    return Promise.all([told(sendOf(this.memory.client), own), told(this.store.send, own)]);
  }

  /** The known difference that this is. */
  known(command: Command, inMemory: object, stored: object) {
    return differences[this.store.name]?.find((difference) => difference.is(command, inMemory, stored));
  }

  /** In what they differ as a whole: everything they hold, under each key of an index too, and what the stream brings. */
  async differences(): Promise<object[]> {
    const partitions = ['D#1', 'D#2', 'TRIES#x'].map((text) => ['pk', text, {}] as const);
    const statuses = ['draft', 'submitted'].map((text) => ['status', text, { IndexName: 'byStatus' }] as const);
    const dues = ['review#1', 'review#2'].map((text) => ['due', text, { IndexName: 'byDue' }] as const);
    const found: object[] = [];
    for (const [attribute, text, more] of [...partitions, ...statuses, ...dues]) {
      const query = new QueryCommand({
        TableName: this.name,
        KeyConditionExpression: '#p = :p',
        ExpressionAttributeNames: { '#p': attribute },
        ExpressionAttributeValues: { ':p': { S: text } },
        ...more,
      });
      const [inMemory, stored] = await this.send(query);
      if (!isDeepStrictEqual(inMemory, stored) && !this.known(query, inMemory, stored)) {
        found.push({ attribute, text, inMemory, stored });
      }
    }
    const streams = [this.memory.changes, await this.store.stream(this.name)].map((changes) => byKey(changes));
    if (!isDeepStrictEqual(streams[0], streams[1])) found.push({ inMemory: streams[0], stored: streams[1] });
    return found;
  }
}

/** Each item's own changes in their order. What changed nothing is none on AWS, and dynoxide records it. */
function byKey(changes: readonly Change[]): Record<string, Change[]> {
  const found: Record<string, Change[]> = {};
  for (const { before, after } of changes) {
    if (before && after && sameItem(before, after)) continue;
    const { pk, sk } = after ?? before ?? {};
    const key = `${pk?.S} ${sk?.S}`;
    found[key] = [...(found[key] ?? []), withoutOrder({ before, after })];
  }
  return found;
}
