import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';

/** Any command; each client knows those that it serves. */
export interface Command {
  input: object;
}

type Item = Record<string, unknown>;

/**
 * Commands as the project sends them (shared/registry), on so few keys that their conditions meet; and all that
 * DynamoDB takes beside that such a command could come to use, invalid ones too.
 *
 * @param random numbers from 0 to 1, by which everything is drawn
 */
export function commandsOn(TableName: string, random: () => number): () => Command {
  const below = (n: number): number => Math.floor(random() * n);
  const one = <T>(...all: readonly T[]): T => all[below(all.length)] as T;
  const chance = (n: number): boolean => below(n) === 0;
  const many = <T>(from: number, to: number, draw: () => T): T[] =>
    Array.from({ length: from + below(to - from + 1) }, draw);
  const weighted = <T>(...all: readonly (readonly [weight: number, draw: () => T])[]): T => {
    let left = random() * all.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, draw] of all) {
      left -= weight;
      if (left < 0) return draw();
    }
    return (all.at(-1) as (typeof all)[number])[1]();
  };

  const key = () => ({
    pk: one('D#1', 'D#2', 'TRIES#x'),
    sk: one('HEAD', 'LOG#000001', 'LOG#000002', '中', '～', '\u{1F600}', 'z'),
  });
  const oddKey = (): Item =>
    one<Item>(
      { pk: '', sk: 'a' },
      { pk: 1, sk: 'a' },
      { pk: 'D#1' },
      { ...key(), other: 1 },
      { pk: 'D#1', sk: 'x'.repeat(1025) },
    );
  const Key = () => marshall(chance(60) ? oddKey() : key());

  const values: Record<string, () => unknown> = {
    version: () => 1 + below(3),
    owner: () => one('a', 'b'),
    n: () => one(-2, -1, 0, 1, 2, 0.5),
    things: () => one(new Set(['x']), new Set(['x', 'y']), new Set(['z', '中'])),
    numbers: () => one(new Set([1]), new Set([1, 2.5])),
    status: () => one('draft', 'submitted'),
    statusSort: () => one('530000/1#a', '530000/1#b', '530000/2#a'),
    due: () => one('review#1', 'review#2'),
    dueSort: () => one('a', 'b'),
    maskedName: () => one('张*', '李*'),
    listed: () => ({ a: below(2), b: ['x'] }),
    note: () => one('', '说明', '说'),
    flag: () => one(true, false, null),
    list: () => one([], ['x'], ['x', 1, { a: 1 }]),
    map: () => one({}, { a: 1 }, { a: 2, b: { c: '中' }, l: [1, 2] }),
    ttl: () => below(5),
    usedAt: () => one('2026-01-01', '2026-02-01'),
    text: () => 'x'.repeat(one(10, 1000, ...(chance(40) ? [200_000, 409_000, 409_600, 420_000] : []))),
  };
  const item = (): Item => {
    const chosen: Item = { ...key() };
    for (const name of many(0, 7, () => one(...Object.keys(values)))) chosen[name] = values[name]?.();
    return chosen;
  };
  /** An item as large as one may be, or a byte larger. Of other types than texts AWS says only about how large they are. */
  const largest = () => ({ pk: 'D#1', sk: 'z', text: 'x'.repeat(409_600 - 12 + below(2)) });
  const Item = () =>
    chance(50)
      ? marshall(
          one<Item>({ ...item(), status: '' }, { ...item(), due: 7 }, oddKey(), largest(), {
            ...item(),
            statusSort: null,
          }),
        )
      : marshall(item());

  const named = (names: Record<string, string>, given: Item) => ({
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    ...(Object.keys(given).length > 0 && { ExpressionAttributeValues: marshall(given) }),
  });
  type Expression = [text: string, values?: Item, names?: Record<string, string>];

  /** Those of shared/registry and functions/, and whatever else a condition may say. */
  const condition = (mostlyValid = false): Expression =>
    weighted<Expression>(
      [6, () => ['attribute_not_exists(pk)']],
      [4, () => ['attribute_exists(pk)']],
      [4, () => ['version = :before', { ':before': values.version?.() }]],
      [2, () => ['attribute_not_exists(pk) OR #o = :me', { ':me': 'a' }, { '#o': 'owner' }]],
      [2, () => ['attribute_exists(pk) AND attribute_not_exists(usedAt)']],
      [2, () => ['attribute_not_exists(usedAt) OR usedAt <= :now', { ':now': '2026-01-15' }]],
      [2, () => ['#s = :s AND (attribute_not_exists(n) OR n <= :n)', { ':s': 'draft', ':n': 0 }, { '#s': 'status' }]],
      [2, () => ['attribute_not_exists(things) OR size(things) <= :max', { ':max': 1 + below(2) }]],
      [1, () => ['attribute_not_exists(pk) OR #ttl <= :now', { ':now': 2 }, { '#ttl': 'ttl' }]],
      [1, () => ['NOT begins_with(note, :p)', { ':p': '说' }]],
      [1, () => ['n BETWEEN :a AND :b', { ':a': -1, ':b': 1 }]],
      [2, () => [`version ${one('<', '<=', '>', '>=')} :max`, { ':max': values.version?.() }]],
      [1, () => [`note ${one('<', '<=', '>', '>=')} :text`, { ':text': values.note?.() }]],
      [1, () => ['n <> :n', { ':n': 1 }]],
      [1, () => ['n IN (:a, :b)', { ':a': 0, ':b': 1 }]],
      [1, () => ['contains(things, :x) OR contains(note, :x)', { ':x': one('x', '说') }]],
      [1, () => ['contains(#l, :x)', { ':x': 'x' }, { '#l': 'list' }]],
      [1, () => ['attribute_type(n, :t)', { ':t': one('N', 'S', 'L') }]],
      [1, () => ['#m.a = :a', { ':a': 1 }, { '#m': 'map' }]],
      [1, () => ['#m.b.c = :c AND attribute_exists(#l[0])', { ':c': '中' }, { '#m': 'map', '#l': 'list' }]],
      [1, () => ['#l[0] = :x', { ':x': 'x' }, { '#l': 'list' }]],
      [1, () => ['things = :t', { ':t': new Set(['y', 'x']) }]],
      [1, () => ['#m = :m', { ':m': { a: 1 } }, { '#m': 'map' }]],
      [1, () => ['version > n']],
      [1, () => ['flag = :f', { ':f': true }]],
      [
        mostlyValid ? 0.02 : 1,
        () =>
          one<Expression>(
            ['version = :missing'],
            ['#missing = :a', { ':a': 1 }],
            ['version = :a', { ':a': 1, ':unused': 1 }],
            ['attribute_exists(pk)', {}, { '#unused': 'x' }],
            ['status = :s', { ':s': 'draft' }],
            ['version ='],
            ['version = :a AND', { ':a': 1 }],
            ['(version = :a', { ':a': 1 }],
            ['nothing(version)'],
            ['begins_with(note, :n)', { ':n': 1 }],
            ['n BETWEEN :b AND :a', { ':a': 0, ':b': 1 }],
            ['n < :f', { ':f': true }],
            ['attribute_type(n, :t)', { ':t': 'X' }],
            [''],
          ),
      ],
    );

  const update = (mostlyValid = false): Expression =>
    weighted<Expression>(
      [3, () => ['ADD n :one', { ':one': one(1, -1) }]],
      [2, () => ['ADD n :one SET #t = :ttl', { ':one': 1, ':ttl': 5 }, { '#t': 'ttl' }]],
      [2, () => ['ADD things :t SET #t = :ttl', { ':t': new Set(['x', 'w']), ':ttl': 1 }, { '#t': 'ttl' }]],
      [2, () => ['ADD things :t', { ':t': new Set([one('x', 'y', 'z')]) }]],
      [2, () => ['DELETE things :t', { ':t': new Set([one('x', 'y', 'z')]) }]],
      [1, () => ['ADD numbers :t', { ':t': new Set([3]) }]],
      [1, () => ['DELETE numbers :t', { ':t': new Set([1]) }]],
      [2, () => ['SET usedAt = if_not_exists(usedAt, :now)', { ':now': '2026-01-03' }]],
      [2, () => ['SET n = :n, note = if_not_exists(note, :x)', { ':n': 2, ':x': 'x' }]],
      [2, () => ['SET n = n + :n', { ':n': 2 }]],
      [1, () => ['SET n = if_not_exists(n, :none) - :n', { ':n': 2, ':none': 0 }]],
      [2, () => ['SET #s = :s REMOVE due, dueSort', { ':s': 'submitted' }, { '#s': 'status' }]],
      [2, () => ['SET due = :due, dueSort = :sort', { ':due': 'review#1', ':sort': 'c' }]],
      [1, () => ['SET version = version, n = version']],
      [1, () => ['SET #l = list_append(#l, :more)', { ':more': [1] }, { '#l': 'list' }]],
      [
        1,
        () => [
          'SET #l = list_append(:more, if_not_exists(#l, :none))',
          { ':more': [1], ':none': [] },
          { '#l': 'list' },
        ],
      ],
      [1, () => ['SET #m.a = :a', { ':a': 7 }, { '#m': 'map' }]],
      [1, () => ['SET #l[0] = :a', { ':a': 'first' }, { '#l': 'list' }]],
      [1, () => ['REMOVE #l[0], #m.a', {}, { '#l': 'list', '#m': 'map' }]],
      [1, () => ['REMOVE usedAt']],
      [1, () => ['ADD #m.a :a', { ':a': 1 }, { '#m': 'map' }]],
      [0.3, () => ['SET #t = :t', { ':t': 'x'.repeat(409_000) }, { '#t': 'text' }]],
      [
        mostlyValid ? 0.02 : 1,
        () =>
          one<Expression>(
            ['SET pk = :x', { ':x': 'x' }],
            ['ADD owner :one', { ':one': 1 }],
            ['ADD n :one', { ':one': 'text' }],
            ['DELETE n :one', { ':one': 1 }],
            ['SET n = :n, n = :n', { ':n': 2 }],
            ['SET n = :n SET note = :n', { ':n': 2 }],
            ['SET #m.a = :n, #m = :n', { ':n': 2 }, { '#m': 'map' }],
            ['SET n = :n + :s', { ':n': 2, ':s': 'x' }],
            ['SET due = :n', { ':n': one<unknown>(2, '') }],
            ['SET n'],
            ['UPSET n = :n', { ':n': 2 }],
            ['SET n = :missing'],
            ['REMOVE n', { ':unused': 1 }],
            [''],
          ),
      ],
    );

  const when = (mostlyValid: boolean): { ConditionExpression?: string } => {
    if (chance(3)) return {};
    const [ConditionExpression, given = {}, names = {}] = condition(mostlyValid);
    return { ConditionExpression, ...named(names, given) };
  };
  const onFailure = () => (chance(3) ? { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const } : {});
  const put = (within = false) => ({ TableName, Item: Item(), ...when(within), ...onFailure() });
  const remove = (within = false) => ({ TableName, Key: Key(), ...when(within), ...onFailure() });
  const change = (within = false) => {
    const [UpdateExpression, given = {}, names = {}] = update(within);
    const [ConditionExpression, more = {}, moreNames = {}] = chance(2) ? condition(within) : [undefined];
    return {
      TableName,
      Key: Key(),
      UpdateExpression,
      ...(ConditionExpression !== undefined && { ConditionExpression }),
      ...named({ ...names, ...moreNames }, { ...given, ...more }),
      ...onFailure(),
    };
  };
  const check = () => {
    const [ConditionExpression, given = {}, names = {}] = condition(true);
    return { TableName, Key: Key(), ConditionExpression, ...named(names, given), ...onFailure() };
  };

  const bounds = () => ({
    ...(chance(2) && { Limit: 1 + below(4) }),
    ...(chance(2) && { ScanIndexForward: chance(2) }),
    ...(chance(20) && { Limit: 0 }),
  });
  /** What a query asks for beside its keys. */
  const shown = (): Expression =>
    one<Expression>(
      ['n > :zero', { ':zero': 0 }],
      ['attribute_exists(maskedName)'],
      ['maskedName = :m', { ':m': '张*' }],
    );
  const query = (): object => {
    const [text, given, names, more] = weighted<[...Required<Expression>, object]>(
      [
        4,
        () => [
          'pk = :pk AND sk BETWEEN :from AND :to',
          { ':pk': key().pk, ':from': 'LOG#', ':to': '~' },
          {},
          { ConsistentRead: true },
        ],
      ],
      [2, () => ['pk = :pk', { ':pk': key().pk }, {}, {}]],
      [1, () => ['pk = :pk AND begins_with(sk, :p)', { ':pk': key().pk, ':p': 'LOG' }, {}, {}]],
      [
        1,
        () => [`pk = :pk AND sk ${one('<', '<=', '>', '>=', '=')} :sk`, { ':pk': key().pk, ':sk': key().sk }, {}, {}],
      ],
      [
        3,
        () => [
          '#pk = :pk AND begins_with(#sk, :prefix)',
          { ':pk': values.status?.(), ':prefix': '530000/1' },
          { '#pk': 'status', '#sk': 'statusSort' },
          { IndexName: 'byStatus' },
        ],
      ],
      [2, () => ['#pk = :pk', { ':pk': values.status?.() }, { '#pk': 'status' }, { IndexName: 'byStatus' }]],
      [
        3,
        () => [
          '#pk = :pk AND #sk <= :until',
          { ':pk': values.due?.(), ':until': 'a' },
          { '#pk': 'due', '#sk': 'dueSort' },
          { IndexName: 'byDue' },
        ],
      ],
      [
        1,
        () =>
          one<[...Required<Expression>, object]>(
            ['sk = :pk', { ':pk': 'a' }, {}, {}],
            ['pk = :pk OR sk = :pk', { ':pk': 'a' }, {}, {}],
            ['pk = :pk AND sk <> :sk', { ':pk': 'D#1', ':sk': 'a' }, {}, {}],
            ['pk > :pk', { ':pk': 'a' }, {}, {}],
            ['pk = :pk AND owner = :o', { ':pk': 'a', ':o': 'a' }, {}, {}],
            ['pk = :pk', { ':pk': 1 }, {}, {}],
            ['pk = :pk', { ':pk': '' }, {}, {}],
            ['due = :pk', { ':pk': 'a' }, {}, { IndexName: 'byDue', ConsistentRead: true }],
            ['due = :pk', { ':pk': 'a' }, {}, { IndexName: 'byNothing' }],
            ['pk = :pk AND sk BETWEEN :to AND :from', { ':pk': 'a', ':from': 'a', ':to': 'b' }, {}, {}],
            ['pk = :pk', { ':pk': 'D#1' }, {}, { ExclusiveStartKey: marshall({ pk: 'D#2', sk: 'a' }) }],
            ['pk = :pk', { ':pk': 'D#1' }, {}, { ExclusiveStartKey: marshall({ pk: 'D#1' }) }],
            [
              'pk = :pk AND sk < :m',
              { ':pk': 'D#1', ':m': 'M' },
              {},
              { ExclusiveStartKey: marshall({ pk: 'D#1', sk: 'z' }) },
            ],
          ),
      ],
    );
    const [FilterExpression, filtering = {}] = chance(5) ? shown() : [undefined];
    return {
      TableName,
      KeyConditionExpression: text,
      ...named(names, { ...given, ...filtering }),
      ...(FilterExpression !== undefined && { FilterExpression }),
      ...(chance(6) && { ProjectionExpression: one('pk, maskedName', 'sk, n', 'version', 'pk, pk') }),
      ...(chance(15) && { Select: 'COUNT' }),
      ...bounds(),
      ...more,
    };
  };

  const asked = () => ({
    TableName,
    Key: Key(),
    ...(chance(2) && { ConsistentRead: true }),
    ...(chance(8) && { ProjectionExpression: one('pk, version', 'things', 'note, listed.a', 'listed.b[0], pk', '') }),
  });
  const transaction = () => {
    const most = chance(40) ? 101 : 6;
    const writes = many(chance(60) ? 0 : 1, most, () =>
      weighted<object>(
        [4, () => ({ Put: put(true) })],
        [1, () => ({ Delete: remove(true) })],
        [3, () => ({ Update: change(true) })],
        [1, () => ({ ConditionCheck: check() })],
      ),
    );
    // Of one item mostly once, as the project has it.
    const places = writes.map((write) => JSON.stringify(placeOf(write)));
    return chance(15) ? writes : writes.filter((_, i) => places.indexOf(places[i] as string) === i);
  };

  let last: TransactWriteItemsCommand | undefined;
  return () =>
    weighted<Command>(
      [5, () => new PutItemCommand({ ...put(), ...(chance(3) && { ReturnValues: one('ALL_OLD', 'NONE') }) } as never)],
      [
        2,
        () =>
          new DeleteItemCommand({ ...remove(), ...(chance(3) && { ReturnValues: one('ALL_OLD', 'NONE') }) } as never),
      ],
      [
        5,
        () =>
          new UpdateItemCommand({
            ...change(),
            ...(!chance(4) && {
              ReturnValues: one('ALL_NEW', 'ALL_NEW', 'ALL_OLD', 'UPDATED_NEW', 'UPDATED_OLD', 'NONE'),
            }),
          } as never),
      ],
      [2, () => new GetItemCommand(asked())],
      [4, () => new QueryCommand(query() as never)],
      [
        6,
        () => {
          last = new TransactWriteItemsCommand({
            TransactItems: transaction() as never,
            ...(chance(3) && { ClientRequestToken: `${TableName}-${below(1_000_000)}` }),
          });
          return last;
        },
      ],
      // The same once more under its token, or another under the same.
      [
        1,
        () => {
          const { ClientRequestToken = `${TableName}-again`, TransactItems = [] } = last?.input ?? {};
          return new TransactWriteItemsCommand({
            ClientRequestToken,
            TransactItems: chance(3) ? (transaction() as never) : TransactItems,
          });
        },
      ],
      [
        1,
        () =>
          new BatchWriteItemCommand({
            RequestItems: {
              [TableName]: many(0, chance(20) ? 26 : 4, () =>
                chance(4) ? { DeleteRequest: { Key: Key() } } : { PutRequest: { Item: Item() } },
              ),
            },
          }),
      ],
      [
        1,
        () =>
          new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: many(1, 4, Key), ConsistentRead: true } } }),
      ],
      [1, () => new TransactGetItemsCommand({ TransactItems: many(1, 4, () => ({ Get: { TableName, Key: Key() } })) })],
    );
}

function placeOf(write: object): unknown {
  const [request] = Object.values(write) as { Item?: Item; Key?: Item }[];
  const { pk, sk } = request?.Item ?? request?.Key ?? {};
  return [pk, sk];
}
