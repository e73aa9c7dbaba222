import { randomBytes } from 'node:crypto';
import type { BlindIndex } from '../sealing/blind-index.ts';
import { type Coded, codeHash, newCode, tryCode } from './codes.ts';
import { keys } from './keys.ts';
import { secretDigest } from './secret-digest.ts';
import type { Table, Write } from './table.ts';

/** What a link lets its holder do; the nonce itself is never stored. */
export interface LinkItem extends Coded {
  purpose: 'approval' | 'signature' | 'presence' | 'own';
  dossierId: string;
  /** Number of the approval request, or of the plan. */
  occurrence: number;
  /** The form under way when the link was made: a later one makes it void. */
  form: number;
  approver: string;
  /** Of one that was shown and not sent: by whom of the staff, in whose presence it is used. */
  shownBy: string | null;
  /**
   * Of one that is in the hands of the staff, who showed it or had it mailed in the worker's place: whose the household
   * was. Handed over to another union, it opens nothing. Null for the worker's own mail, and an approver's.
   */
  heldIn: string | null;
  /** The mail that carried it: by that it is known to whom it was sent. Empty for one that was shown. */
  mail: string;
  /** ISO instant; checked at every use, whatever TTL does. */
  expiresAt: string;
  ttl: number;
}

/** So long a link is kept when its time is over: it says why it opens nothing. */
export const LINK_KEPT_DAYS = 90;

/** Who knows a link and its code, and can write the table, cannot turn it to another household's or another's decision. */
function opensOf(link: Omit<LinkItem, keyof Coded | 'ttl'>) {
  const { purpose, dossierId, occurrence, form, approver, shownBy, heldIn, expiresAt } = link;
  return [purpose, dossierId, occurrence, form, approver, shownBy ?? '', heldIn ?? '', expiresAt];
}

/** A fresh nonce (256 bits) and its six-digit code. */
export function newNonce(): { nonce: string; code: string } {
  return { nonce: randomBytes(32).toString('base64url'), code: newCode() };
}

export class Links {
  private readonly table: Table;
  private readonly blindIndex: BlindIndex;

  constructor(table: Table, blindIndex: BlindIndex) {
    this.table = table;
    this.blindIndex = blindIndex;
  }

  /** Stores a link that is about to be sent. It opens nothing before it is made the one that counts. */
  async store(
    nonce: string,
    code: string,
    link: Omit<LinkItem, 'pk' | 'sk' | 'codeHash' | 'tried' | 'ttl'>,
  ): Promise<LinkItem> {
    const hash = secretDigest(nonce);
    const item: LinkItem = {
      ...keys.link(hash),
      ...link,
      codeHash: await codeHash(this.blindIndex, keys.link(hash), code, opensOf(link)),
      ttl: Math.floor(Date.parse(link.expiresAt) / 1000) + LINK_KEPT_DAYS * 24 * 3600,
    };
    await this.table.put(item);
    return item;
  }

  /** What makes a link the one that counts for its dossier and purpose, as long as the dossier stands at a version. */
  currentWrites({ pk, dossierId, purpose }: LinkItem, version: number): Write[] {
    const current = { ...keys.currentLink(dossierId, purpose), hash: pk.slice('LINK#'.length) };
    return [
      this.table.checkWrite('head', keys.head(dossierId), 'version = :version', { ':version': version }),
      this.table.putWrite('current', current, null),
    ];
  }

  /** The link behind a nonce; undefined for a guessed or malformed one. */
  async find(nonce: string): Promise<LinkItem | undefined> {
    if (!/^[\w-]{43}$/.test(nonce)) return undefined;
    return this.table.find<LinkItem>(keys.link(secretDigest(nonce)));
  }

  /** Whether a later mail, of the same matter or sent again, has made another link the one that counts. */
  async isSuperseded(link: Pick<LinkItem, 'pk' | 'dossierId' | 'purpose'>): Promise<boolean> {
    const current = await this.table.find<{ hash: string }>(keys.currentLink(link.dossierId, link.purpose));
    return current?.hash !== link.pk.slice('LINK#'.length);
  }

  /** Tries a code, as `tryCode` does. */
  async tryCode(link: LinkItem, code: string): Promise<{ right: boolean; left: number }> {
    return tryCode(this.table, this.blindIndex, link, code, opensOf);
  }

  /** What uses up the link that is out for an occurrence, of whoever does it another way; nothing where none is. */
  async usedUpWrites(dossierId: string, purpose: LinkItem['purpose'], occurrence: number, now: Date): Promise<Write[]> {
    const current = await this.table.find<{ hash: string }>(keys.currentLink(dossierId, purpose));
    const link = current && (await this.table.find<LinkItem>(keys.link(current.hash)));
    return link?.occurrence === occurrence ? [this.standsWrite(link, now)] : [];
  }

  /** The condition, inside the deciding transaction, that this link still stands where it stood. */
  standsWrite(link: LinkItem, now: Date): Write {
    return this.table.updateWrite(
      'link',
      { pk: link.pk, sk: link.sk },
      'SET usedAt = if_not_exists(usedAt, :now)',
      { ':now': now.toISOString() },
      'attribute_exists(pk) AND attribute_not_exists(usedAt)',
    );
  }
}
