import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { indexes } from '../../../infra/indexes.ts';
import { putOnce } from '../../../shared/registry/keys.ts';
import { condition } from './conditions.ts';
import { type Path, pick } from './paths.ts';
import { type Names, Tokens } from './tokens.ts';
import { type Update, update } from './updates.ts';
import { bytesOf, type Item, Refused, requireValues } from './values.ts';

const MAX_ITEM_BYTES = 400 * 1024;

/** The keys of the registry's table (infra/constructs/registry-table.ts). */
export const keyAttributes = ['pk', 'sk'] as const;
const indexAttributes = Object.values(indexes).flatMap(({ partition, sort }) => [partition, sort]);

/** One write of a request: whether its condition holds, and what it makes of the item; undefined deletes it. */
export interface Prepared {
  key: string;
  /** What is wrong with its keys: alone it is refused, and a transaction is cancelled for it. */
  fault: Refused | undefined;
  holds(before: Item | undefined): boolean;
  apply(before: Item | undefined): Item | undefined;
  /** Whether it only looks (ConditionCheck). */
  looks: boolean;
  /** What the condition's failure brings beside its name. */
  onFailure(before: Item | undefined): { Item?: Item };
  /** What the write answers when it stands alone. */
  answer(before: Item | undefined, after: Item | undefined): { Attributes?: Item };
}

interface Request extends Names {
  Item?: Item;
  Key?: Item;
  ConditionExpression?: string;
  UpdateExpression?: string;
  ReturnValues?: string;
  ReturnValuesOnConditionCheckFailure?: string;
}

export const keyOf = ({ pk, sk }: Item): string => `${pk?.S}\u0000${sk?.S}`;

/** What the role of every function is denied (infra/constructs/permissions.ts). */
export function requireAllowed(key: Item | undefined): void {
  if (!putOnce.some((prefix) => key?.pk?.S?.startsWith(prefix))) return;
  throw Object.assign(new Error('explicit deny: an entry or a reading'), { name: 'AccessDeniedException' });
}

/** @throws Refused for what DynamoDB finds wrong before it looks at any item */
export function prepare(write: TransactWriteItem): Prepared {
  const kinds = ['Put', 'Update', 'Delete', 'ConditionCheck'] as const;
  const [kind, ...others] = kinds.filter((each) => write[each] !== undefined);
  if (kind === undefined || others.length > 0) throw new Refused('TransactItems can only contain one of the actions');
  const request = write[kind] as Request;
  if (kind === 'Update' || kind === 'Delete') requireAllowed(request.Key);
  const tokens = new Tokens(request);
  const test = request.ConditionExpression === undefined ? () => true : condition(tokens, request.ConditionExpression);
  const change = kind === 'Update' ? changeOf(tokens, request.UpdateExpression) : undefined;
  tokens.done();
  const item = kind === 'Put' ? { ...(request.Item ?? {}) } : (request.Key ?? {});
  const fault = faultOfKey(item, kind === 'Put') ?? (kind === 'Put' ? faultOfIndexKeys(item) : undefined);
  if (kind === 'Put') requireFits(item);
  const after = (before: Item | undefined): Item | undefined => {
    if (kind === 'Put') return item;
    if (kind === 'Delete') return undefined;
    if (kind === 'ConditionCheck') return before;
    const found = change?.apply(before ?? { ...item }) ?? before ?? { ...item };
    requireStorable(found);
    return found;
  };
  return {
    key: keyOf(item),
    fault,
    holds: (before) => test(before ?? {}),
    apply: after,
    looks: kind === 'ConditionCheck',
    onFailure: (before) =>
      request.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' && before ? { Item: before } : {},
    answer: (before, after) => attributes(returned(request.ReturnValues, change?.paths ?? [], before, after)),
  };
}

function changeOf(tokens: Tokens, text: string | undefined): Update | undefined {
  if (text === undefined) return undefined;
  const change = update(tokens, text);
  if (change.paths.some(([name]) => name === 'pk' || name === 'sk')) {
    throw new Refused('Cannot update attribute. This attribute is part of the key');
  }
  return change;
}

function returned(
  values: string | undefined,
  paths: readonly Path[],
  before: Item | undefined,
  after: Item | undefined,
): Item | undefined {
  if (values === 'ALL_OLD') return before;
  if (values === 'ALL_NEW') return after;
  // Of a list, all of it.
  const changed = paths.map((path) =>
    path.slice(
      0,
      [...path, 0].findIndex((step) => typeof step === 'number'),
    ),
  );
  if (values === 'UPDATED_OLD') return before && pick(before, changed);
  if (values === 'UPDATED_NEW') return after && pick(after, changed);
  return undefined;
}

const attributes = (found: Item | undefined): { Attributes?: Item } =>
  found && Object.keys(found).length > 0 ? { Attributes: found } : {};

/** What is wrong with a key. An empty one is refused outright, in whatever request. @throws Refused */
function faultOfKey(item: Item, isWhole = false): Refused | undefined {
  for (const name of keyAttributes) {
    const text = item[name]?.S;
    if (text === undefined) return new Refused(`Missing the key ${name} in the item`);
    if (text === '') {
      throw new Refused(`The AttributeValue for a key attribute cannot contain an empty string value. Key: ${name}`);
    }
    const bytes = Buffer.byteLength(text);
    if (bytes > (name === 'pk' ? 2048 : 1024)) return new Refused(`the key ${name} is too long`);
  }
  if (isWhole || Object.keys(item).length === 2) return undefined;
  return new Refused('The provided key element does not match the schema');
}

export function requireKey(key: Item): Item {
  const fault = faultOfKey(key);
  if (fault) throw fault;
  return key;
}

/** @throws Refused for an empty one */
function faultOfIndexKeys(item: Item): Refused | undefined {
  for (const name of indexAttributes) {
    const value = item[name];
    if (value?.S === '') throw new Refused(`Empty text for index key ${name}`);
    if (value && value.S === undefined) return new Refused(`Type mismatch for index key ${name}`);
  }
  return undefined;
}

function requireStorable(item: Item): void {
  const fault = faultOfIndexKeys(item);
  if (fault) throw fault;
  requireFits(item);
}

function requireFits(item: Item): void {
  requireValues(item);
  if (bytesOf(item) > MAX_ITEM_BYTES) throw new Refused('Item size has exceeded the maximum allowed size');
}
