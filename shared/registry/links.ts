import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import type { BlindIndex } from '../sealing/blind-index.ts';
import { type Key, keys } from './keys.ts';
import type { Table, Write } from './table.ts';

/** What a link lets its holder do; the nonce itself is never stored. */
export interface LinkItem extends Key {
  purpose: 'approval' | 'signature';
  dossierId: string;
  /** Number of the approval request, or of the plan. */
  occurrence: number;
  /** The form under way when the link was made: a later one makes it void. */
  form: number;
  approver: string;
  /** ISO instant; checked at every use, whatever TTL does. */
  expiresAt: string;
  codeHash: string;
  /** Codes tried so far, right or wrong: counted before they are compared. */
  tries: number;
  ttl: number;
}

export const MAX_TRIES = 5;

export function nonceHash(nonce: string): string {
  return createHash('sha256').update(nonce).digest('base64url');
}

/** A fresh nonce (256 bits) and its six-digit code. */
export function newNonce(): { nonce: string; code: string } {
  return { nonce: randomBytes(32).toString('base64url'), code: String(randomInt(1_000_000)).padStart(6, '0') };
}

export class Links {
  private readonly table: Table;
  private readonly blindIndex: BlindIndex;

  constructor(table: Table, blindIndex: BlindIndex) {
    this.table = table;
    this.blindIndex = blindIndex;
  }

  /** Stores a link that is about to be sent. It opens nothing before `makeCurrent`. */
  async store(
    nonce: string,
    code: string,
    link: Omit<LinkItem, 'pk' | 'sk' | 'codeHash' | 'tries' | 'ttl'>,
  ): Promise<LinkItem> {
    const hash = nonceHash(nonce);
    const item: LinkItem = {
      ...keys.link(hash),
      ...link,
      codeHash: await this.codeHash(hash, code),
      tries: 0,
      ttl: Math.floor(Date.parse(link.expiresAt) / 1000) + 90 * 24 * 3600,
    };
    await this.table.put(item);
    return item;
  }

  /**
   * The link is out: it is the one that counts for its dossier and purpose, and whatever was sent before is superseded.
   * Not earlier, or a relay that is down would leave somebody without any link that opens.
   */
  async makeCurrent({ pk, dossierId, purpose }: LinkItem): Promise<void> {
    await this.table.put({ ...keys.currentLink(dossierId, purpose), hash: pk.slice('LINK#'.length) });
  }

  /** The link behind a nonce; undefined for a guessed or malformed one. */
  async find(nonce: string): Promise<LinkItem | undefined> {
    if (!/^[\w-]{43}$/.test(nonce)) return undefined;
    return this.table.find<LinkItem>(keys.link(nonceHash(nonce)));
  }

  /** Whether a later mail, of the same matter or sent again, has made another link the one that counts. */
  async isSuperseded(link: LinkItem): Promise<boolean> {
    const current = await this.table.find<{ hash: string }>(keys.currentLink(link.dossierId, link.purpose));
    return current?.hash !== link.pk.slice('LINK#'.length);
  }

  /**
   * Tries a code. The try is counted first, in one conditional write, so that a thousand guesses at the same moment
   * are still five. Answers whether it was right, and how many tries are left.
   */
  async tryCode(link: LinkItem, code: string): Promise<{ right: boolean; left: number }> {
    const counted = await this.table.update<LinkItem>(
      { pk: link.pk, sk: link.sk },
      'ADD tries :one',
      { ':one': 1, ':max': MAX_TRIES },
      { condition: 'tries < :max' },
    );
    if (!counted) return { right: false, left: 0 };
    const given = Buffer.from(await this.codeHash(link.pk.slice('LINK#'.length), code));
    const right = timingSafeEqual(given, Buffer.from(link.codeHash));
    return { right, left: MAX_TRIES - counted.tries };
  }

  /** The condition, inside the deciding transaction, that this link still stands where it stood. */
  standsWrite(link: LinkItem): Write {
    return this.table.updateWrite(
      'link',
      { pk: link.pk, sk: link.sk },
      'SET usedAt = if_not_exists(usedAt, :now)',
      { ':now': new Date().toISOString() },
      'attribute_exists(pk) AND attribute_not_exists(usedAt)',
    );
  }

  private codeHash(hash: string, code: string): Promise<string> {
    return this.blindIndex.of('code', `${hash}\n${code}`);
  }
}
