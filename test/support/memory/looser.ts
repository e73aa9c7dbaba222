import { QueryCommand, TransactGetItemsCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { dynamoDbLocal } from '../../../local/dynamodb/dynamodb-local.ts';
import { dynoxide } from '../../../local/dynamodb/dynoxide.ts';
import type { Command } from './commands.fixture.ts';

interface Difference {
  /** What the emulator does otherwise than AWS documents, as local/README.md says it. */
  name: string;
  is(command: Command, inMemory: Told, emulated: Told): boolean;
  /** Whether the two tables hold other things afterwards. */
  parts: boolean;
}

interface Told {
  error?: string;
  reasons?: { Code: string }[];
  Attributes?: object;
}

const text = (command: Command): string => JSON.stringify(command.input);
const isInvalid = ({ error, reasons }: Told): boolean =>
  error === 'ValidationException' || (reasons?.some(({ Code }) => Code === 'ValidationError') ?? false);
const names = (command: Command) => command.constructor.name;

/**
 * In what dynoxide is not as AWS documents it, and the table in memory is. DynamoDB Local is on the memory's side in each
 * of them. The project does none of these; whatever else differs fails the test.
 */
const dynoxideDiffers: readonly Difference[] = [
  {
    name: 'an update of an item that is not there yet answers its key as what it was before',
    is: (command, inMemory, { Attributes = {} }) =>
      command instanceof UpdateItemCommand &&
      command.input.ReturnValues === 'ALL_OLD' &&
      Object.keys(inMemory).length === 0 &&
      Object.keys(Attributes).sort().join() === 'pk,sk',
    parts: false,
  },
  {
    name: 'something is taken out of a list or a map that is not there',
    is: (command, inMemory) => text(command).includes('REMOVE #l[0]') && isInvalid(inMemory),
    parts: true,
  },
  {
    name: 'a query starts at a key that lies outside it',
    is: (command, inMemory) => text(command).includes('ExclusiveStartKey') && isInvalid(inMemory),
    parts: false,
  },
  {
    name: 'a query asks for a partition without a name, or one of another type',
    is: (command, inMemory) =>
      /"KeyConditionExpression":"pk = :pk".*":pk":(\{"S":""|\{"N")/.test(text(command)) && isInvalid(inMemory),
    parts: false,
  },
  {
    name: 'a query of an index asks for an attribute that the index does not hold',
    is: (command, inMemory) =>
      command instanceof QueryCommand && command.input.ProjectionExpression !== undefined && isInvalid(inMemory),
    parts: false,
  },
  {
    name: 'a condition that fails hides that its expression is invalid',
    is: (_, inMemory, { error }) => isInvalid(inMemory) && error === 'ConditionalCheckFailedException',
    parts: false,
  },
  {
    name: 'an invalid expression in a transaction cancels it, or is overlooked',
    is: (command, inMemory) =>
      names(command) === 'TransactWriteItemsCommand' && inMemory.error === 'ValidationException',
    parts: true,
  },
];

/** In what DynamoDB Local is otherwise, where dynoxide is on the memory's side and AWS's documents say so or nothing. */
const dynamoDbLocalDiffers: readonly Difference[] = [
  {
    name: 'a query that ends where its condition ends says at once that there is no more; items of one place in an index have another order',
    is: (command, inMemory, stored) =>
      command instanceof QueryCommand && itemsOf(inMemory).sort().join() === itemsOf(stored).sort().join(),
    parts: false,
  },
  {
    name: 'a transaction that reads, or that has an item twice, is cancelled with other reasons or none',
    is: (command, inMemory, stored) =>
      (command instanceof TransactGetItemsCommand || inMemory.error === 'ValidationException') &&
      stored.error === 'TransactionCanceledException',
    parts: false,
  },
  {
    name: 'an update puts a number as the key of an index',
    is: (command, inMemory) => text(command).includes('SET due = :n') && isInvalid(inMemory),
    parts: true,
  },
  {
    name: 'a condition that fails hides that a key would be changed',
    is: (command, inMemory, { error }) =>
      text(command).includes('SET pk') && isInvalid(inMemory) && error === 'ConditionalCheckFailedException',
    parts: false,
  },
  {
    name: 'of a map in which something was changed all is answered',
    is: (command, { Attributes = {} }, stored) =>
      command instanceof UpdateItemCommand && 'map' in Attributes && 'map' in (stored.Attributes ?? {}),
    parts: false,
  },
  {
    name: 'a filter over an attribute that the index does not hold is refused',
    is: (command, _, stored) =>
      command instanceof QueryCommand &&
      command.input.IndexName !== undefined &&
      command.input.FilterExpression !== undefined &&
      isInvalid(stored),
    parts: false,
  },
  {
    name: 'a transaction is found invalid before its token is found to be known',
    is: (_, inMemory, stored) => inMemory.error === 'IdempotentParameterMismatchException' && isInvalid(stored),
    parts: false,
  },
  {
    name: 'what is wrong with one item refuses the whole transaction, in place of cancelling it with a reason an item',
    is: (_, { reasons = [] }, stored) =>
      stored.error === 'ValidationException' && reasons.some(({ Code }) => Code === 'ValidationError'),
    parts: false,
  },
];

/** All that a query brings, each item as a text with its names in order. */
function itemsOf(told: Told | readonly Told[]): string[] {
  const pages = [told].flat() as { Items?: object[] }[];
  return pages.flatMap(({ Items = [] }) => Items.map((item) => JSON.stringify(Object.entries(item).sort())));
}

/** By the store's name. */
export const differences: Readonly<Record<string, readonly Difference[]>> = {
  [dynoxide.name]: dynoxideDiffers,
  [dynamoDbLocal.name]: dynamoDbLocalDiffers,
};
