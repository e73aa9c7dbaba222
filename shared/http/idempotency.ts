import { createHash, createSecretKey, type KeyObject } from 'node:crypto';
import { digest } from '../digest/digest.ts';
import { Problem } from '../errors/problem.ts';
import { keys } from '../registry/keys.ts';
import type { Table, Write } from '../registry/table.ts';
import { decrypt, encrypt } from '../sealing/cipher.ts';
import type { Sealed } from '../sealing/sealed.ts';
import type { Reply } from './reply.ts';

const KEEP_SECONDS = 7 * 24 * 3600;
const IDEMPOTENCY_EFFECT = 'idempotency';

/** Not permitted, or not to be known of: nothing that was answered before is repeated. */
const withheld: readonly number[] = [1304, 1501, 1502, 1503];

/** An answer may hold what only whoever asked may have, as a receipt: what the table has of it opens with their key alone. */
interface StoredReply {
  request: string;
  reply: Sealed;
}

/**
 * One use of an Idempotency-Key: the reply is written in the very transaction that does the work, so that a repeat,
 * even of a request whose answer was lost, gets the first answer and does nothing again.
 */
export class IdempotentRequest {
  private readonly table: Table;
  private readonly key: { pk: string; sk: string };
  private readonly opens: KeyObject;
  private readonly request: string;
  private readonly now: Date;

  /** E1007 when the key is malformed. */
  constructor(table: Table, parts: { key: string; caller: string; route: string; body: unknown; now: Date }) {
    if (!/^[\x21-\x7e]{8,128}$/.test(parts.key)) throw new Problem(1007);
    const scope = [parts.caller, parts.route, parts.key].join('\n');
    this.table = table;
    this.key = keys.idempotency(createHash('sha256').update(scope).digest('base64url'));
    this.opens = createSecretKey(createHash('sha256').update(`reply\n${scope}`).digest());
    this.request = digest(parts.body ?? null);
    this.now = parts.now;
  }

  /**
   * Does the work and answers, unless it was done already: then the first answer is given again. Of several requests
   * at the very same moment one does the work; the others, refused for whatever reason that gives, get its answer.
   * E1006 when the key was used for another request.
   */
  async once(work: () => Promise<Reply>): Promise<Reply> {
    return (await this.firstReply()) ?? this.orFirst(work);
  }

  /**
   * The same for work that begins by asking for permission: it is asked on every repeat too, and who may not (any
   * more) do it does not get the answer either. The work itself cannot be done twice, because its transaction holds
   * what `remember` writes.
   */
  async oncePermitted(work: () => Promise<Reply>): Promise<Reply> {
    return this.orFirst(work);
  }

  private async orFirst(work: () => Promise<Reply>): Promise<Reply> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Problem && withheld.includes(error.code)) throw error;
      const first = await this.firstReply();
      if (first) return first;
      throw error;
    }
  }

  private async firstReply(): Promise<Reply | undefined> {
    const stored = await this.table.find<StoredReply>(this.key);
    if (!stored) return undefined;
    if (stored.request !== this.request) throw new Problem(1006);
    return decrypt<Reply>(this.opens, this.key.pk, stored.reply);
  }

  /** Remembers the reply; belongs into the transaction that does the work. */
  remember(reply: Reply): Write {
    return this.table.putWrite(IDEMPOTENCY_EFFECT, {
      ...this.key,
      request: this.request,
      reply: encrypt(this.opens, this.key.pk, reply),
      ttl: Math.floor(this.now.getTime() / 1000) + KEEP_SECONDS,
    });
  }
}
