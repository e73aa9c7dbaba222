import { randomInt } from 'node:crypto';
import type { BlindIndex } from '../sealing/blind-index.ts';
import type { Sealed } from '../sealing/sealed.ts';
import { codeHash, newCode, tryCode } from './codes.ts';
import { type Key, keys } from './keys.ts';
import { secretDigest } from './secret-digest.ts';
import type { Table, Write } from './table.ts';

/** What a citizen holds of an objection. It leads to where the objection stands, and to nothing of anyone. */
export interface ReceiptItem extends Key {
  dossierId: string;
  /** The notice that it was raised against. */
  notice: string;
  /** ISO instant at which it was sent in; once its code has come, at which it was received. */
  receivedAt: string;
  /** Number of the objection; absent while it waits for its code before it is received at all. */
  objection?: number;
  /** What was written, while there is no journal entry to hold it; sealed under receiptContext. */
  statement?: Sealed;
  /** Where the code goes, an Addressee sealed by sealAddressee. */
  mail?: Sealed;
  /** Keyed hash of the code that was sent last, and the ISO instant until which it counts. */
  codeHash?: string;
  codeUntil?: string;
  tried?: Set<string>;
  ttl: number;
}

/** A code that is about to be sent. */
export interface NewCode {
  receipt: string;
  codeHash: string;
  codeUntil: string;
}

const HOUR_MS = 3600_000;
const CODE_HOURS = 24;
/** Long after the notice and its approval; nothing depends on it. */
export const RECEIPT_KEPT_YEARS = 2;
const KEEP_SECONDS = RECEIPT_KEPT_YEARS * 365 * 24 * 3600;
const EFFECT = 'receipt';

/** Who knows a receipt and its code, and can write the table, cannot turn it to another objection, or make it last. */
function opensOf({ dossierId, notice, objection, codeUntil }: Omit<ReceiptItem, keyof Key>) {
  return [dossierId, notice, objection ?? 'waits', codeUntil ?? ''];
}

/** Without the letters and digits that look alike. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** K7QM-2XPA-9TWD: 58 bits, to be read out on the telephone. */
export function newReceipt(): string {
  const letters = Array.from({ length: 12 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return (letters.match(/.{4}/g) as string[]).join('-');
}

/** A receipt as it was given, out of what somebody typed: any width, case, blanks and dashes. Undefined where it cannot be one. */
export function typedReceipt(typed: string): string | undefined {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\u2212_]/gu, '');
  if (letters.length !== 12 || [...letters].some((letter) => !ALPHABET.includes(letter))) return undefined;
  return (letters.match(/.{4}/g) as string[]).join('-');
}

export class Receipts {
  private readonly table: Table;
  private readonly blindIndex: BlindIndex;

  constructor(table: Table, blindIndex: BlindIndex) {
    this.table = table;
    this.blindIndex = blindIndex;
  }

  /** Undefined for a mistyped or invented one. */
  async find(receipt: string): Promise<ReceiptItem | undefined> {
    const known = typedReceipt(receipt);
    return known === undefined ? undefined : this.table.find<ReceiptItem>(keyOf(known));
  }

  /** Belongs into the transaction that takes the objection in, or that keeps it until its code comes. */
  openWrite(receipt: string, item: Omit<ReceiptItem, 'pk' | 'sk' | 'tried' | 'ttl'>): Write {
    const ttl = Math.floor(Date.parse(item.receivedAt) / 1000) + KEEP_SECONDS;
    return this.table.putWrite(EFFECT, { ...keyOf(receipt), ...item, ttl });
  }

  /**
   * What waited for its code is received: once, however often the code comes, which opens this objection from now on.
   * What was written is in the journal now.
   */
  async receivedWrite(item: ReceiptItem, { objection, code }: { objection: number; code: string }, now: Date) {
    const { pk, sk } = item;
    const hash = await codeHash(this.blindIndex, item, code, opensOf({ ...item, objection }));
    return this.table.updateWrite(
      EFFECT,
      { pk, sk },
      'SET objection = :objection, receivedAt = :now, codeHash = :hash REMOVE statement',
      { ':objection': objection, ':now': now.toISOString(), ':hash': hash },
      'attribute_exists(pk) AND attribute_not_exists(objection)',
    );
  }

  /**
   * A mailbox is heard on a notice, by this receipt. Refused when it was heard before.
   *
   * @param mailbox its blind index
   */
  heardWrite(notice: string, mailbox: string, receipt: string, now: Date): Write {
    const ttl = Math.floor(now.getTime() / 1000) + KEEP_SECONDS;
    return this.table.putWrite('heard', { ...keys.heard(notice, mailbox), receipt: keyOf(receipt).pk, ttl });
  }

  /** Whether the mailbox was heard on the notice by this very receipt. */
  async isHeard(notice: string, mailbox: string, receipt: string): Promise<boolean> {
    const heard = await this.table.find<{ receipt: string }>(keys.heard(notice, mailbox));
    return heard?.receipt === keyOf(receipt).pk;
  }

  /** A code for this receipt; it counts from `sent` on, and the one before counts until then. */
  async newCode(receipt: string, item: ReceiptItem, now: Date): Promise<{ code: string; fresh: NewCode }> {
    const code = newCode();
    const codeUntil = new Date(now.getTime() + CODE_HOURS * HOUR_MS).toISOString();
    const hash = await codeHash(this.blindIndex, item, code, opensOf({ ...item, codeUntil }));
    return { code, fresh: { receipt, codeHash: hash, codeUntil } };
  }

  async sent({ receipt, codeHash, codeUntil }: NewCode): Promise<void> {
    const values = { ':hash': codeHash, ':until': codeUntil };
    await this.table.update(keyOf(receipt), 'SET codeHash = :hash, codeUntil = :until REMOVE tried', values, {
      condition: 'attribute_exists(pk)',
    });
  }

  /** Tries a code, as `tryCode` does; `expired` and `notSent` count no try. */
  async tryCode(
    item: ReceiptItem,
    code: string,
    now: Date,
  ): Promise<{ right: boolean; left: number } | 'expired' | 'notSent'> {
    const { codeHash, codeUntil } = item;
    if (codeHash === undefined || codeUntil === undefined) return 'notSent';
    if (codeUntil <= now.toISOString()) return 'expired';
    return tryCode(this.table, this.blindIndex, { ...item, codeHash }, code, opensOf);
  }
}

const keyOf = (receipt: string): Key => keys.receipt(secretDigest(receipt));
