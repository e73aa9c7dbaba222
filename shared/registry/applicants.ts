import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { ApplicantContact } from '../application/application.ts';
import type { BlindIndex } from '../sealing/blind-index.ts';
import type { ProvinceKeyring, ProvinceSealer } from '../sealing/province-keyring.ts';
import type { ProvinceSealed } from '../sealing/sealed.ts';
import { type Coded, codeHash, newCode, tryCode } from './codes.ts';
import { type Key, keys } from './keys.ts';
import { secretDigest } from './secret-digest.ts';
import type { Table, Write } from './table.ts';

/**
 * What somebody holds who applies: their browser, or their mini-program. It opens with a code that came to their contact, or that the
 * staff said to them, and then leads to what this contact has applied for. Whoever holds no more than a contact, a receipt or an ID number, has nothing.
 */
export interface ApplicantItem extends Coded {
  /** Where the code went, sealed; none of one that was begun in presence, or where there is nobody to write to. */
  contact?: ProvinceSealed;
  /** Blind index of the contact. */
  contactIndex?: string;
  /** The one application that it leads to, of one begun in presence. */
  application?: string;
  /** Who of the staff said the code. */
  shownBy?: string;
  /** ISO instant until which the code counts. */
  codeUntil: string;
  /** ISO instant until which it is open, and the keyed hash that says so: whoever writes the table opens nothing. */
  openUntil?: string;
  opened?: string;
  ttl: number;
}

/** Minutes: a code by mail takes its time; nobody of sixty fills in a form by the minute. */
export const APPLICANT_MINUTES = { code: 30, open: 240 } as const;
const KEPT_SECONDS = 24 * 3600;

type Bound = Pick<ApplicantItem, 'contactIndex' | 'codeUntil' | 'shownBy' | 'application'>;
const opensOf = ({ contactIndex, application, codeUntil, shownBy }: Bound) => [
  contactIndex ?? '',
  application ?? '',
  codeUntil,
  shownBy ?? '',
];

export type CodeTried = { right: true; session: ApplicantItem } | { right: false; left: number } | 'ended';

export class Applicants {
  private readonly table: Table;
  private readonly blindIndex: BlindIndex;
  private readonly keyring: ProvinceKeyring;

  constructor(table: Table, blindIndex: BlindIndex, keyring: ProvinceKeyring) {
    this.table = table;
    this.blindIndex = blindIndex;
    this.keyring = keyring;
  }

  /**
   * One that waits for its code. `secret` goes to whoever asked alone; by `id` the mail is written. Without a contact it waits for a code that nobody is
   * sent: what is answered to a receipt that there is, and to one that there is not, is the same.
   */
  async begin(
    contact: ApplicantContact | undefined,
    sealer: ProvinceSealer,
    now: Date,
  ): Promise<{ secret: string; id: string; codeUntil: string; write: Write }> {
    const { secret, id } = fresh();
    const codeUntil = after(now, APPLICANT_MINUTES.code);
    const bound = { codeUntil, ...(contact ? { contactIndex: await contactIndexOf(this.blindIndex, contact) } : {}) };
    const code = contact ? await this.codeOf(id) : newCode();
    const item: ApplicantItem = {
      ...keys.applicant(id),
      ...bound,
      ...(contact ? { contact: await sealer.seal(applicantContext(keys.applicant(id).pk), contact) } : {}),
      codeHash: await codeHash(this.blindIndex, keys.applicant(id), code, opensOf(bound)),
      ttl: seconds(now) + KEPT_SECONDS,
    };
    return { secret, id, codeUntil, write: this.table.putWrite('applicant', item) };
  }

  /** One that is shown on a screen of the staff, whose code is said. What it opens is a session of its own: who has seen the screen has nothing. */
  async show(
    { shownBy, application }: { shownBy: string; application: string },
    now: Date,
  ): Promise<{ secret: string; code: string; codeUntil: string; write: Write }> {
    const { secret, id } = fresh();
    const code = newCode();
    const codeUntil = after(now, APPLICANT_MINUTES.code);
    const bound = { codeUntil, shownBy, application };
    const item: ApplicantItem = {
      ...keys.applicant(id),
      ...bound,
      codeHash: await codeHash(this.blindIndex, keys.applicant(id), code, opensOf(bound)),
      ttl: seconds(now) + KEPT_SECONDS,
    };
    return { secret, code, codeUntil, write: this.table.putWrite('applicant', item) };
  }

  /** The six digits, made of the id under the province's secret: a mail that goes out twice says the same. */
  async codeOf(id: string): Promise<string> {
    const digest = Buffer.from(await this.blindIndex.of('code', `applicant\n${id}`), 'base64url');
    return String(digest.readUIntBE(0, 6) % 1_000_000).padStart(6, '0');
  }

  /** By the secret that somebody holds. */
  async find(secret: string | undefined): Promise<ApplicantItem | undefined> {
    if (secret === undefined || !/^[\w-]{43}$/.test(secret)) return undefined;
    return this.byId(secretDigest(secret));
  }

  byId(id: string): Promise<ApplicantItem | undefined> {
    return this.table.find<ApplicantItem>(keys.applicant(id));
  }

  async contactOf({ pk, contact }: ApplicantItem): Promise<ApplicantContact | undefined> {
    return contact && this.keyring.open<ApplicantContact>(applicantContext(pk), contact);
  }

  /** Tries the code, as `tryCode` does. The right one opens it, once: typed again it gives no more time. */
  async tryCode(item: ApplicantItem, code: string, now: Date): Promise<CodeTried> {
    if (item.codeUntil <= now.toISOString() && !(await this.isOpen(item, now))) return 'ended';
    const { right, left } = await tryCode(this.table, this.blindIndex, item, code, opensOf);
    if (!right) return { right, left };
    const openUntil = after(now, APPLICANT_MINUTES.open);
    const won = await this.table.update<ApplicantItem>(
      place(item),
      'SET openUntil = :until, opened = :opened',
      { ':until': openUntil, ':opened': await this.openedHash(item, openUntil) },
      { condition: 'attribute_exists(pk) AND attribute_not_exists(openUntil)' },
    );
    const session = won ?? (await this.table.find<ApplicantItem>(place(item)));
    return session && (await this.isOpen(session, now)) ? { right, session } : 'ended';
  }

  /** Tries the code that the staff said, and begins a session of its own with the right one. */
  async tryShown(
    item: ApplicantItem,
    code: string,
    now: Date,
  ): Promise<{ right: true; secret: string; session: ApplicantItem } | { right: false; left: number } | 'ended'> {
    if (item.codeUntil <= now.toISOString()) return 'ended';
    const { right, left } = await tryCode(this.table, this.blindIndex, item, code, opensOf);
    if (!right) return { right, left };
    const { secret, id } = fresh();
    const { codeUntil, shownBy = '', application = '' } = item;
    const bound = { codeUntil, shownBy, application };
    const at = keys.applicant(id);
    const openUntil = after(now, APPLICANT_MINUTES.open);
    const session: ApplicantItem = {
      ...at,
      ...bound,
      codeHash: item.codeHash,
      openUntil,
      opened: await this.openedHash({ ...at, ...bound }, openUntil),
      ttl: seconds(now) + KEPT_SECONDS,
    };
    await this.table.put(session);
    return { right, secret, session };
  }

  /** Whether it is open, and not only said to be. */
  async isOpen(item: ApplicantItem | undefined, now: Date): Promise<boolean> {
    const { openUntil, opened } = item ?? {};
    if (item === undefined || openUntil === undefined || opened === undefined) return false;
    const wanted = Buffer.from(await this.openedHash(item, openUntil));
    const given = Buffer.from(opened);
    const stands = given.length === wanted.length && timingSafeEqual(given, wanted);
    return stands && openUntil > now.toISOString();
  }

  async end(item: ApplicantItem): Promise<void> {
    await this.table.remove(place(item));
  }

  private openedHash(item: Key & Bound, until: string): Promise<string> {
    return codeHash(this.blindIndex, item, 'opened', [...opensOf(item), until]);
  }
}

/** Blind index of a contact, by which a session of it leads to what is its own. */
export const contactIndexOf = (blindIndex: BlindIndex, { by, address }: ApplicantContact): Promise<string> =>
  // As it was typed, but for its case: whoever reads another spelling of a mailbox may be somebody else.
  blindIndex.of('mailbox', `${by}\n${address.normalize('NFKC').trim().toLowerCase()}`);

const applicantContext = (pk: string): string => `applicant/${pk}`;
const place = ({ pk, sk }: Key): Key => ({ pk, sk });
function fresh(): { secret: string; id: string } {
  const secret = randomBytes(32).toString('base64url');
  return { secret, id: secretDigest(secret) };
}
const after = (now: Date, minutes: number): string => new Date(now.getTime() + minutes * 60_000).toISOString();
const seconds = (now: Date): number => Math.floor(now.getTime() / 1000);
