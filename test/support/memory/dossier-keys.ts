import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Change } from './dynamodb.ts';
import type { Item } from './values.ts';

/** The name of the table of data keys in memory (setting DOSSIER_KEYS_TABLE). */
export const DOSSIER_KEYS = 'dossier-keys';

/** The table of data keys, in which a function reads one item, puts one where none is, or deletes one: nothing else is permitted. */
export class MemoryDossierKeys {
  private readonly items = new Map<string, Item>();

  /** The dossiers that have a key. */
  dossiers(): string[] {
    return [...this.items.keys()];
  }

  /** A dossier's item, as it lies there. */
  item(dossier: string): { wrapped: string } {
    return { wrapped: this.items.get(dossier)?.wrapped?.S ?? '' };
  }

  /** What only an operator may: makes a dossier dark. */
  remove(dossier: string): void {
    this.items.delete(dossier);
  }

  /** What only whoever can write the table could: gives one dossier the item of another. */
  copy(from: string, to: string): void {
    this.items.set(to, { ...(this.items.get(from) as Item), pk: { S: to } });
  }

  /** Answers a function that puts back everything as it is now. */
  mark(): () => void {
    const items = [...this.items];
    return () => {
      this.items.clear();
      for (const [dossier, item] of items) this.items.set(dossier, item);
    };
  }

  answer(command: unknown): { written: Change[]; answer: object } {
    if (command instanceof GetItemCommand) {
      const Item = this.items.get(command.input.Key?.pk?.S ?? '');
      return { written: [], answer: Item ? { Item } : {} };
    }
    if (command instanceof DeleteItemCommand && command.input.ConditionExpression === undefined) {
      const dossier = command.input.Key?.pk?.S ?? '';
      const before = this.items.get(dossier);
      this.items.delete(dossier);
      return { written: before ? [{ before, after: undefined }] : [], answer: {} };
    }
    if (!(command instanceof PutItemCommand) || command.input.ConditionExpression !== 'attribute_not_exists(pk)') {
      const message = `no function may ${(command as object).constructor.name} in the table of data keys`;
      throw Object.assign(new Error(message), { name: 'AccessDeniedException' });
    }
    const after = command.input.Item as Item;
    const dossier = after.pk?.S ?? '';
    if (this.items.has(dossier)) {
      throw new ConditionalCheckFailedException({ message: 'The conditional request failed', $metadata: {} });
    }
    this.items.set(dossier, after);
    return { written: [{ before: undefined, after }], answer: {} };
  }
}
