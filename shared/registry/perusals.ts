import { randomBytes, timingSafeEqual } from 'node:crypto';
import { PERUSAL_MINUTES } from '../pages/views.ts';
import type { BlindIndex } from '../sealing/blind-index.ts';
import { type Coded, codeHash, tryCode } from './codes.ts';
import { type Key, keys } from './keys.ts';
import type { LinkItem } from './links.ts';
import { secretDigest } from './secret-digest.ts';
import type { Table, Write } from './table.ts';

/**
 * 细看: what an approver's own browser may read beyond the page that their mail opens, once a code has come to their
 * telephone. Bound to the link, and to the browser that asked, which alone holds the secret.
 */
export interface PerusalItem extends Coded {
  /** The partition of the link. */
  link: string;
  dossierId: string;
  request: number;
  approver: string;
  /** ISO instant until which the code counts. */
  codeUntil: string;
  /** ISO instant until which it is open, and the keyed hash that says so: whoever writes the table opens nothing. */
  openUntil?: string;
  opened?: string;
  ttl: number;
}

const KEPT_SECONDS = 24 * 3600;

/** Who knows a browser's secret and its code, and can write the table, cannot turn it to another's household. */
const opensOf = ({ link, dossierId, request, approver, codeUntil }: Omit<PerusalItem, keyof Coded | 'ttl'>) => [
  link,
  dossierId,
  request,
  approver,
  codeUntil,
];

export class Perusals {
  private readonly table: Table;
  private readonly blindIndex: BlindIndex;

  constructor(table: Table, blindIndex: BlindIndex) {
    this.table = table;
    this.blindIndex = blindIndex;
  }

  /** A perusal that waits for its code. `secret` goes to the browser alone; by `id` the message is written. */
  async begin(
    { pk: link, dossierId, occurrence: request, approver }: LinkItem,
    now: Date,
  ): Promise<{ secret: string; id: string; write: Write }> {
    const secret = randomBytes(32).toString('base64url');
    const id = secretDigest(secret);
    const codeUntil = after(now, PERUSAL_MINUTES.code);
    const bound = { link, dossierId, request, approver, codeUntil };
    const item: PerusalItem = {
      ...keys.perusal(id),
      ...bound,
      codeHash: await codeHash(this.blindIndex, keys.perusal(id), await this.codeOf(id), opensOf(bound)),
      ttl: Math.floor(now.getTime() / 1000) + KEPT_SECONDS,
    };
    return { secret, id, write: this.table.putWrite('perusal', item) };
  }

  /**
   * The six digits for a perusal, made of its id under the province's secret: a message that goes out a second time says
   * the same, and they are kept nowhere.
   */
  async codeOf(id: string): Promise<string> {
    const digest = Buffer.from(await this.blindIndex.of('code', `perusal\n${id}`), 'base64url');
    return String(digest.readUIntBE(0, 6) % 1_000_000).padStart(6, '0');
  }

  /** By the secret that a browser holds. */
  async find(secret: string | undefined): Promise<PerusalItem | undefined> {
    if (secret === undefined || !/^[\w-]{43}$/.test(secret)) return undefined;
    return this.byId(secretDigest(secret));
  }

  byId(id: string): Promise<PerusalItem | undefined> {
    return this.table.find<PerusalItem>(keys.perusal(id));
  }

  /**
   * Tries the code, as `tryCode` does, and opens the perusal with the right one: once, so that typed again it gives no
   * more time. Answers until when (ISO instant) it is open. `ended`: neither it nor its code count any more.
   */
  async tryCode(
    item: PerusalItem,
    code: string,
    now: Date,
  ): Promise<{ right: true; until: string } | { right: false; left: number } | 'ended'> {
    if (item.codeUntil <= now.toISOString() && !(await this.openUntil(item, now))) return 'ended';
    const { right, left } = await tryCode(this.table, this.blindIndex, item, code, opensOf);
    if (!right) return { right, left };
    const openUntil = after(now, PERUSAL_MINUTES.open);
    const opened = await this.openedHash(item, openUntil);
    const won = await this.table.update<PerusalItem>(
      key(item),
      'SET openUntil = :until, opened = :opened',
      { ':until': openUntil, ':opened': opened },
      { condition: 'attribute_exists(pk) AND attribute_not_exists(openUntil)' },
    );
    const until = await this.openUntil(won ?? (await this.table.find<PerusalItem>(key(item))), now);
    return until === undefined ? 'ended' : { right, until };
  }

  /** Until when (ISO instant) what was opened is open; undefined when it is not, or not any more. */
  async openUntil(item: PerusalItem | undefined, now: Date): Promise<string | undefined> {
    const { openUntil, opened } = item ?? {};
    if (item === undefined || openUntil === undefined || opened === undefined) return undefined;
    const wanted = Buffer.from(await this.openedHash(item, openUntil));
    const given = Buffer.from(opened);
    const stands = given.length === wanted.length && timingSafeEqual(given, wanted);
    return stands && openUntil > now.toISOString() ? openUntil : undefined;
  }

  private openedHash(item: PerusalItem, until: string): Promise<string> {
    return codeHash(this.blindIndex, item, 'opened', [...opensOf(item), until]);
  }
}

const key = ({ pk, sk }: Key): Key => ({ pk, sk });
const after = (now: Date, minutes: number): string => new Date(now.getTime() + minutes * 60_000).toISOString();
