import type { KeyObject } from 'node:crypto';
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { newDataKey, type SealKey, unwrap } from '../sealing/data-key.ts';
import type { KeysOfDossiers } from '../sealing/keyring.ts';
import { OpenedKeys } from '../sealing/opened-keys.ts';

/** The table of wrapped data keys: one item a dossier, `{ pk: dossier id, wrapped }`, put once and never changed. */
export interface KeyTable {
  name: string;
  client: DynamoDBClient;
}

const purposeOf = (dossier: string) => ({ purpose: 'dossier', dossier }) as const;

/** The dossier's key is not in its table: it was made dark, or the key is lost and must be brought back. */
class MissingDossierKey extends Error {
  constructor() {
    super('the dossier has no data key');
    this.name = 'MissingDossierKey';
  }
}

/** 档案密钥: the data key of each dossier, read and unwrapped when it is first needed, and kept for a while. */
export class DossierKeys implements KeysOfDossiers {
  private readonly table: KeyTable;
  private readonly sealKey: SealKey;
  private readonly opened: OpenedKeys;

  constructor(table: KeyTable, sealKey: SealKey, opened = new OpenedKeys()) {
    this.table = table;
    this.sealKey = sealKey;
    this.opened = opened;
  }

  /** Throws MissingDossierKey. */
  of(dossier: string): Promise<KeyObject> {
    return this.opened.of(dossier, async () => {
      const Key = { pk: { S: dossier } };
      const command = new GetItemCommand({ TableName: this.table.name, Key, ConsistentRead: true });
      const wrapped = (await this.table.client.send(command)).Item?.wrapped?.S;
      if (wrapped === undefined) throw new MissingDossierKey();
      return unwrap(this.sealKey, wrapped, purposeOf(dossier));
    });
  }
}

/**
 * Makes a dossier's key, before the dossier itself: a crash in between leaves a key that opens nothing. Where it has one
 * that one stays, for whatever is sealed under it opens with no other.
 */
export class NewDossierKeys {
  private readonly table: KeyTable;
  private readonly sealKey: SealKey;

  constructor(table: KeyTable, sealKey: SealKey) {
    this.table = table;
    this.sealKey = sealKey;
  }

  async create(dossier: string): Promise<void> {
    const { wrapped } = await newDataKey(this.sealKey, purposeOf(dossier));
    const Item = { pk: { S: dossier }, wrapped: { S: wrapped } };
    const ConditionExpression = 'attribute_not_exists(pk)';
    try {
      await this.table.client.send(new PutItemCommand({ TableName: this.table.name, Item, ConditionExpression }));
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }
}

/** Deletes a dossier's key, for good: what is sealed under it opens no more. Once more is harmless. */
export class DossierKeysToEnd {
  private readonly table: KeyTable;

  constructor(table: KeyTable) {
    this.table = table;
  }

  async remove(dossier: string): Promise<void> {
    await this.table.client.send(new DeleteItemCommand({ TableName: this.table.name, Key: { pk: { S: dossier } } }));
  }
}
