import type { AttributeValue, QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { indexes, type TableIndex } from '../../../infra/indexes.ts';
import { condition, keyTerms, type Term } from './conditions.ts';
import { firstOf } from './items.ts';
import type { IndexName } from './late-indexes.ts';
import { overlap, type Path, pick } from './paths.ts';
import { type Names, Tokens } from './tokens.ts';
import { byPlaces, bytesOf, type Item, order, Refused } from './values.ts';
import { keyAttributes } from './writes.ts';

const MAX_PAGE_BYTES = 1024 * 1024;

/** Items that have a text as an attribute by which they lie together, in order. */
export type Partition = (index: IndexName | undefined, attribute: string, text: string) => readonly Item[];

export function query(partitionOf: Partition, input: QueryCommandInput): object {
  const { IndexName, ScanIndexForward = true, Limit, ExclusiveStartKey, Select } = input;
  const index = IndexName === undefined ? undefined : indexOf(IndexName);
  const [partition, sort] = index ? [index.partition, index.sort] : keyAttributes;
  if (index && input.ConsistentRead) {
    throw new Refused('Consistent reads are not supported on global secondary indexes');
  }
  if (Limit !== undefined && Limit < 1) throw new Refused('Limit must be at least 1');
  const tokens = new Tokens(input);
  const terms = keyTerms(tokens, input.KeyConditionExpression ?? '');
  const value = requireKeyTerms(terms, partition, sort);
  const filter = input.FilterExpression === undefined ? undefined : condition(tokens, input.FilterExpression);
  const paths = projection(tokens, input.ProjectionExpression);
  tokens.done();
  if (index && paths) requireProjected(index, paths);
  if (paths && Select === 'COUNT') throw new Refused('Cannot specify the ProjectionExpression with Select COUNT');
  const compare = byPlaces([sort, ...keyAttributes]);
  const test = (item: Item) => terms.every((term) => term.test(item));
  if (ExclusiveStartKey) requireStart(ExclusiveStartKey, new Set([...keyAttributes, partition, sort]), test);
  // The partition has those of its key alone.
  const within = terms.find(({ path }) => path?.[0] !== partition);
  const found = rangeOf(partitionOf(IndexName as IndexName | undefined, partition, value), sort, within);
  if (!ScanIndexForward) found.reverse();
  if (ExclusiveStartKey) {
    const isAfter = (item: Item) => compare(item, ExclusiveStartKey) * (ScanIndexForward ? 1 : -1) > 0;
    found.splice(0, firstOf(found, isAfter));
  }
  const page = pageOf(found, Limit, index);
  const kept = filter ? page.filter(filter) : page;
  const last = page.at(-1);
  const isFull = Limit !== undefined && page.length === Limit;
  const more = last !== undefined && (page.length < found.length || isFull);
  return {
    ...(Select === 'COUNT' ? {} : { Items: kept.map((item) => (paths ? pick(item, paths) : item)) }),
    Count: kept.length,
    ScannedCount: page.length,
    ...(more
      ? {
          LastEvaluatedKey: pick(
            last,
            [...new Set([...keyAttributes, partition, sort])].map((name) => [name]),
          ),
        }
      : {}),
  };
}

/** Those of a partition for which a condition on its sort key holds: they lie together. */
function rangeOf(items: readonly Item[], sort: string, term: Term | undefined): Item[] {
  if (term === undefined) return [...items];
  const beside = (item: Item): number => order(item[sort] as AttributeValue, term.literal as AttributeValue) ?? 0;
  const from = term.operator.startsWith('<') ? 0 : firstOf(items, (item) => beside(item) >= 0);
  const found: Item[] = [];
  for (let i = from; i < items.length; i++) {
    const item = items[i] as Item;
    if (term.test(item)) found.push(item);
    // What is the same as the bound may be left out, and what comes after it be meant.
    else if (beside(item) !== 0) break;
  }
  return found;
}

/** An item, or what is asked for of it. */
export function read(request: Names & { ProjectionExpression?: string | undefined }): (item: Item) => Item {
  const tokens = new Tokens(request);
  const paths = projection(tokens, request.ProjectionExpression);
  tokens.done();
  return (item) => (paths ? pick(item, paths) : item);
}

function projection(tokens: Tokens, text: string | undefined): Path[] | undefined {
  if (text === undefined) return undefined;
  tokens.read(text);
  const paths: Path[] = [];
  do {
    const path = tokens.takePath();
    if (paths.some((other) => overlap(path, other) || overlap(other, path))) {
      throw new Refused('Two document paths overlap with each other');
    }
    paths.push(path);
  } while (tokens.takeIf(','));
  tokens.end();
  return paths;
}

/** The partition that a key condition names: one equality on its key, and at most one condition on the sort key. */
function requireKeyTerms(terms: readonly Term[], partition: string, sort: string): string {
  const on = (name: string) => terms.filter(({ path }) => path?.length === 1 && path[0] === name);
  const [[own, ...again], within] = [on(partition), on(sort)];
  if (own?.operator !== '=' || again.length > 0) {
    throw new Refused(`Query condition missed key schema element: ${partition}`);
  }
  if (within.length > 1 || within.length + 1 < terms.length) throw new Refused('Query key condition not supported');
  const allowed = ['=', '<', '<=', '>', '>=', 'BETWEEN', 'begins_with'];
  for (const { operator, literal } of [own, ...within]) {
    if (!allowed.includes(operator)) throw new Refused(`Invalid operator used in KeyConditionExpression: ${operator}`);
    if (literal?.S === undefined) throw new Refused('Condition parameter type does not match schema type');
  }
  if (own.literal?.S === '') throw new Refused('A key condition with an empty text');
  return own.literal?.S as string;
}

/** An index answers what it holds, and does not fetch the rest. */
function requireProjected({ partition, sort, projects }: TableIndex, paths: readonly Path[]): void {
  const held = new Set<unknown>([...keyAttributes, partition, sort, ...projects]);
  const missing = paths.filter(([name]) => !held.has(name));
  if (missing.length > 0) throw new Refused(`Global secondary index does not project ${missing.join(', ')}`);
}

function requireStart(start: Item, names: ReadonlySet<string>, test: (item: Item) => boolean): void {
  const given = Object.keys(start);
  if (given.length !== names.size || given.some((name) => !names.has(name) || !start[name]?.S)) {
    throw new Refused('The provided starting key is invalid');
  }
  if (!test(start))
    throw new Refused('The provided starting key is outside query boundaries based on provided conditions');
}

function indexOf(name: string): TableIndex {
  if (!Object.hasOwn(indexes, name)) throw new Refused(`The table does not have the specified index: ${name}`);
  return indexes[name as keyof typeof indexes];
}

/** What an index holds of an item. */
export function projected({ partition, sort, projects }: TableIndex, item: Item): Item {
  return pick(
    item,
    [...keyAttributes, partition, sort, ...projects].map((name) => [name]),
  );
}

function pageOf(found: readonly Item[], limit = Number.POSITIVE_INFINITY, index?: TableIndex): Item[] {
  const page: Item[] = [];
  let bytes = 0;
  for (const item of found) {
    if (page.length >= limit || bytes >= MAX_PAGE_BYTES) break;
    const shown = index ? kept(held, index, item, () => projected(index, item)) : item;
    page.push(shown);
    bytes += kept(sizes, everything, shown, () => bytesOf(shown));
  }
  return page;
}

/** What is stored is never changed but replaced, so that what was worked out of it stays true as long as it lies there. */
const held = new WeakMap<object, WeakMap<Item, Item>>();
const sizes = new WeakMap<object, WeakMap<Item, number>>();
const everything = {};

function kept<T>(known: WeakMap<object, WeakMap<Item, T>>, of: object, item: Item, make: () => T): T {
  const ofOne = known.get(of) ?? new WeakMap<Item, T>();
  known.set(of, ofOne);
  const found = ofOne.get(item) ?? make();
  ofOne.set(item, found);
  return found;
}
