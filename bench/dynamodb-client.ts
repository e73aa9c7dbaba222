import { DynamoDBClient, GetItemCommand, QueryCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';

/** The peer of the import times: a DynamoDB client with the commands that every function needs, and nothing else. */
export const client = [new DynamoDBClient({}), GetItemCommand, QueryCommand, TransactWriteItemsCommand];
