import { decrypt, encrypt } from './cipher.ts';
import { type DataKey, newDataKey, type SealKey, unwrap } from './data-key.ts';
import { OpenedKeys } from './opened-keys.ts';
import type { ProvinceSealed } from './sealed.ts';

/** A data key seals for five minutes or a thousand times, whichever ends first. */
const MAX_AGE_MS = 300_000;
const MAX_USES = 1000;

/** What is of no household (人员名册): each ciphertext carries its data key, wrapped, for several to open with one. */
const purpose = { purpose: 'directory' } as const;

/** Opens what ProvinceSealer sealed. */
export class ProvinceKeyring {
  private readonly sealKey: SealKey;
  private readonly opened = new OpenedKeys();

  constructor(sealKey: SealKey) {
    this.sealKey = sealKey;
  }

  /** Throws when it was altered or moved. */
  async open<T>(context: string, sealed: ProvinceSealed): Promise<T> {
    const key = await this.opened.of(sealed.key, () => unwrap(this.sealKey, sealed.key, purpose));
    return decrypt<T>(key, context, sealed);
  }
}

/** Seals under the province's own data keys; not every function that opens may. */
export class ProvinceSealer {
  private readonly sealKey: SealKey;
  private current: { key: Promise<DataKey>; uses: number; since: number } | undefined;

  constructor(sealKey: SealKey) {
    this.sealKey = sealKey;
  }

  /** Seals any JSON value. */
  async seal(context: string, value: unknown): Promise<ProvinceSealed> {
    const { wrapped, plain } = await this.sealingKey();
    return { key: wrapped, ...encrypt(plain, context, value) };
  }

  private sealingKey(): Promise<DataKey> {
    const now = performance.now();
    if (!this.current || this.current.uses >= MAX_USES || now - this.current.since > MAX_AGE_MS) {
      const key = newDataKey(this.sealKey, purpose);
      key.catch(() => {
        this.current = undefined;
      });
      this.current = { key, uses: 0, since: now };
    }
    this.current.uses++;
    return this.current.key;
  }
}
