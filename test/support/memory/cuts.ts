import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { expect } from 'vitest';
import type { App } from '../../../shared/services/app.ts';
import { legible } from '../legible.ts';
import type { MemoryApp } from './app.ts';
import type { Item } from './values.ts';

/** What is done by one instance of a function, and once more by another when the first has died. */
export interface Errand {
  run(app: App): Promise<unknown>;
  /** Done again as whoever asked does it; the same, when left out. */
  again?: (app: App) => Promise<unknown>;
  /** How much later that is: a queue hides what it has given out. */
  laterMs?: number;
  /** What a death may leave behind, or do twice, by how its place begins; each for a reason that is written down. */
  leaves?: readonly string[];
  /** What is drawn by lot, or counts how often, beside ids and ciphertexts: of no meaning to anybody. */
  drawn?: RegExp;
}

/**
 * Kills an instance at every call that changes anything, outside or in the table, and has another one do it again: then
 * all stands as if nobody had died. A call that only reads leaves what the last change left, so that to die there is no
 * other death. What is drawn (ids, nonces, ciphertexts) differs each time and is left out. Answers how often it died.
 */
export async function expectSurvived(app: MemoryApp, errand: Errand): Promise<number> {
  const restore = app.mark();
  const { run, again = run, laterMs = 0 } = errand;
  const whole = async (): Promise<{ changed: number[]; items: Place[] }> => {
    restore();
    const changed: number[] = [];
    await run(instance(app, (call) => void changed.push(call)));
    return { changed, items: outside(app) };
  };
  const [{ changed, items }, other] = [await whole(), await whole()];
  const kept = shared(items, other.items);
  const expectSame = (left: readonly Place[], message: string) => {
    // Most lie in the table as they did, and say the same.
    const now = told(without(left, items), kept, errand);
    expect(now, message).toEqual(told(without(items, left), kept, errand));
  };
  expectSame(other.items, '来两回，两回一样');
  for (const last of changed) {
    restore();
    let die: () => void = () => undefined;
    const death = new Promise<void>((resolve) => {
      die = resolve;
    });
    await Promise.race([run(instance(app, (call) => call === last && die(), last)).then(() => undefined), death]);
    app.at(new Date(app.now().getTime() + laterMs));
    await again(instance(app, () => undefined));
    expectSame(outside(app), `做到第 ${last} 步就断了`);
  }
  restore();
  return changed.length;
}

/**
 * Another instance of the functions: nothing is known from before. `onChange` is told the number of each call by which
 * something changed; after the call `last` it is never answered again.
 */
function instance(app: MemoryApp, onChange: (call: number) => void, last = Number.POSITIVE_INFINITY): App {
  let calls = 0;
  const asked = async <T>(call: () => Promise<T>): Promise<T> => {
    if (calls >= last) return new Promise<never>(() => undefined);
    const number = ++calls;
    const before = extent(app);
    try {
      return await call();
    } finally {
      if (extent(app) !== before) onChange(number);
      if (number >= last) await new Promise<never>(() => undefined);
    }
  };
  const through = <Client extends object>(client: Client): Client =>
    Object.create(client, {
      send: { value: (command: unknown) => asked(() => (client as unknown as DynamoDBClient).send(command as never)) },
    });
  const { dynamoDb, s3, stepFunctions, sqs, kms, secrets, mail } = app.edge;
  const edge = {
    ...app.edge,
    ...{ dynamoDb: through(dynamoDb as object), s3: through(s3 as object), sqs: through(sqs as object) },
    ...{ stepFunctions: through(stepFunctions as object), kms: through(kms as object) },
    secrets: through(secrets as object),
    mail: (...of: Parameters<NonNullable<typeof mail>>) => {
      const transport = mail?.(...of) as { sendMail(message: never): Promise<unknown>; close(): void };
      return { ...transport, sendMail: (message: never) => asked(() => transport.sendMail(message)) };
    },
  };
  return { ...app, edge } as unknown as App;
}

/** A number that changes when anything does. */
function extent(app: MemoryApp): string {
  const { dynamoDb, s3, workflows, queues, relay } = app;
  const sizes = [...s3.objects].map(([key, { body }]) => `${key} ${body.length}`);
  const sent = [...queues.sent.values()].map((all) => all.length);
  return JSON.stringify([
    dynamoDb.changes.length,
    dynamoDb.dossierKeys.dossiers().length,
    sizes,
    s3.locked.counts(),
    workflows.executions.size,
    workflows.answers.size,
    sent,
    relay.sent.length,
  ]);
}

/** Something that outlasts an instance, as text. */
class Place {
  private settledText: string | undefined;
  private drawnTokens: readonly string[] | undefined;
  readonly pk: string;
  readonly sk: string;
  readonly text: string;

  constructor(item: { pk: string; sk: string }) {
    this.pk = item.pk;
    this.sk = item.sk;
    this.text = JSON.stringify(plain(item));
  }

  /** What may have been drawn. */
  get tokens(): readonly string[] {
    this.drawnTokens ??= this.text.match(DRAWN) ?? [];
    return this.drawnTokens;
  }

  /** Without those that were drawn, and without what follows from them. */
  told(kept: ReadonlySet<string>): string {
    if (this.tokens.some((token) => !kept.has(token))) {
      return this.text.replace(DRAWN, (token) => (kept.has(token) ? token : '*')).replace(FOLLOWS, '*');
    }
    this.settledText ??= this.text.replace(FOLLOWS, '*');
    return this.settledText;
  }
}

/** An item in the table is never changed but put anew; of thousands, a run puts a few. */
const places = new WeakMap<object, Place>();

function placeOf(item: Item): Place {
  const known = places.get(item);
  if (known) return known;
  const { ttl: _, ...plainly } = unmarshall(item);
  const place = new Place(legible([plainly])[0] as Place);
  places.set(item, place);
  return place;
}

/** Everything that outlasts an instance: the table, the keys, the bucket, the workflows, the queues. */
function outside(app: MemoryApp): Place[] {
  const beside = [
    ...app.dynamoDb.dossierKeys.dossiers().map((dossier) => ({ pk: `KEY#${dossier}`, sk: '' })),
    ...[...app.s3.objects].map(([key, { body }]) => ({ pk: `OBJECT#${key}`, sk: '', size: body.length })),
    // Of an anchor the signature is another one each time; what it says is in the table, too.
    ...Object.entries(app.s3.locked.counts()).map(([key, versions]) => ({ pk: `LOCKED#${key}`, sk: '', versions })),
    ...[...app.workflows.executions].map(([name, input]) => ({ pk: `EXECUTION#${name}`, sk: '', input })),
    ...[...app.workflows.answers].map(([token, answer]) => ({ pk: `ANSWER#${token}`, sk: '', answer })),
    // A queue may bring a message twice in any case.
    ...[...app.queues.sent].flatMap(([queue, all]) =>
      [...new Set(all.map((each) => JSON.stringify(each)))].map((message) => ({ pk: `QUEUE#${queue}`, sk: message })),
    ),
  ];
  return [...[...app.dynamoDb.stored()].map(placeOf), ...beside.map((item) => new Place(item))];
}

/** Without what is drawn for each sealing, and with what is stored as text opened. */
function plain(value: unknown): unknown {
  if (typeof value === 'string') return /^[{[]/.test(value) ? textOf(value) : value;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if ('iv' in value && 'text' in value) return 'sealed';
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)]));
}

function textOf(text: string): unknown {
  try {
    return plain(JSON.parse(text));
  } catch {
    return text;
  }
}

const DRAWN = /[0-9A-Za-z_+/=-]{20,}/g;
/** When it was written, and what an entry's hash, or a sealed text's digest (head-parts.ts), makes of all that was drawn. */
const FOLLOWS = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z|"(?:hash|prevHash|apart)":"[^"]*"|"HEAD#[\w-]{16}"/g;

/** What two runs have in common was not drawn. */
function shared(one: readonly Place[], other: readonly Place[]): ReadonlySet<string> {
  const theirs = new Set(other.flatMap(({ tokens }) => tokens));
  return new Set(one.flatMap(({ tokens }) => tokens.filter((token) => theirs.has(token))));
}

function without(all: readonly Place[], others: readonly Place[]): Place[] {
  const among = new Set(others);
  return all.filter((place) => !among.has(place));
}

/** Item by item, without what was drawn or follows from it, and what may be left behind. */
function told(all: readonly Place[], kept: ReadonlySet<string>, { leaves = [], drawn }: Errand): string[] {
  return all
    .filter(({ pk, sk }) => !leaves.some((start) => pk.startsWith(start) || `${pk} ${sk}`.includes(` ${start}`)))
    .map((place) => place.told(kept))
    .map((text) => (drawn ? text.replace(drawn, '*') : text))
    .sort();
}
