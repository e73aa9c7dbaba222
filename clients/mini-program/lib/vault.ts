import { xchacha20poly1305 } from '@noble/ciphers/chacha';
import { scryptAsync } from '@noble/hashes/scrypt';
import { base64url, fromBase64url, joined, utf8 } from './bytes.ts';
import { randomBytes } from './random.ts';

/**
 * What opens everything that lies sealed on this phone: a random key, itself sealed by one derived from the 口令. The key
 * is in memory while somebody works and nowhere else (docs/decisions/0099-mini-program.md says against whom that helps).
 */
interface Kept {
  salt: string;
  /** log2 of scrypt's N; what an old phone without a just-in-time compiler does in a few seconds. */
  cost: number;
  /** The key, sealed. */
  key: string;
}

const STORED = 'sealed-key';
const COST = 14;
const NONCE = 24;
/** A phone that lay aside for so long asks for the 口令 again, milliseconds. */
const LEFT_ALONE = 10 * 60_000;

const shortestPassphrase = 8;

let key: Uint8Array | undefined;
let leftAt: number | undefined;

/** Somebody has chosen a 口令 on this phone. */
export function isSetUp(): boolean {
  return keptOf() !== undefined;
}

export function isOpen(): boolean {
  return key !== undefined;
}

/** Why it will not do as a 口令; undefined when it will. */
function passphraseFault(passphrase: string): string | undefined {
  if ([...passphrase].length < shortestPassphrase) return `口令至少 ${shortestPassphrase} 位，数字、字母、汉字都可以。`;
  const steps = [...passphrase].slice(1).map((sign, i) => sign.charCodeAt(0) - passphrase.charCodeAt(i));
  if (steps.every((step) => step === steps[0] && Math.abs(step) <= 1)) {
    return '口令不能是同一个字，也不能是 12345678 这样接连的。';
  }
  return undefined;
}

/** Chooses the 口令 of this phone, where there is none. @throws Error in words when it will not do */
export async function setUp(passphrase: string): Promise<void> {
  const fault = passphraseFault(passphrase);
  if (fault !== undefined) throw new Error(fault);
  if (isSetUp()) throw new Error('这部手机上已经设过口令。');
  const salt = await randomBytes(16);
  const fresh = await randomBytes(32);
  const sealed = sealedBy(await derived(passphrase, salt, COST), await randomBytes(NONCE), STORED, fresh);
  const kept: Kept = { salt: base64url(salt), cost: COST, key: base64url(sealed) };
  wx.setStorageSync(STORED, kept);
  key = fresh;
}

/** @returns false when it is not the 口令 */
export async function open(passphrase: string): Promise<boolean> {
  const kept = keptOf();
  if (!kept) throw new Error('这部手机上还没有设口令。');
  const by = await derived(passphrase, fromBase64url(kept.salt), kept.cost);
  key = openedBy(by, STORED, fromBase64url(kept.key));
  return key !== undefined;
}

/** Forgets the key; what is sealed stays. */
function lock(): void {
  key?.fill(0);
  key = undefined;
}

/** Throws the key away for good: what it sealed can no longer be opened by anybody. */
export function destroy(): void {
  lock();
  wx.removeStorageSync(STORED);
}

/** The mini-program went to the background, or came back from there. */
export function left(now: number): void {
  leftAt = now;
}
export function cameBack(now: number): void {
  if (leftAt !== undefined && now - leftAt > LEFT_ALONE) lock();
  leftAt = undefined;
}

/** Seals bytes under a name: opened under another, they are nothing. */
export async function seal(name: string, content: Uint8Array): Promise<Uint8Array> {
  return sealedBy(opened(), await randomBytes(NONCE), name, content);
}

/** Undefined for what is broken, was written only in part, or was sealed under another name. */
export function unseal(name: string, sealed: Uint8Array): Uint8Array | undefined {
  return openedBy(opened(), name, sealed);
}

function opened(): Uint8Array {
  if (!key) throw new Locked();
  return key;
}

/** Nobody has given the 口令. */
class Locked extends Error {
  constructor() {
    super('请先输入口令。');
    this.name = 'Locked';
  }
}

function keptOf(): Kept | undefined {
  return (wx.getStorageSync(STORED) as Kept | '') || undefined;
}

function derived(passphrase: string, salt: Uint8Array, cost: number): Promise<Uint8Array> {
  return scryptAsync(utf8(passphrase.normalize('NFC')), salt, { N: 2 ** cost, r: 8, p: 1, dkLen: 32 });
}

function sealedBy(by: Uint8Array, nonce: Uint8Array, name: string, content: Uint8Array): Uint8Array {
  return joined(nonce, xchacha20poly1305(by, nonce, utf8(name)).encrypt(content));
}

function openedBy(by: Uint8Array, name: string, sealed: Uint8Array): Uint8Array | undefined {
  try {
    return xchacha20poly1305(by, sealed.subarray(0, NONCE), utf8(name)).decrypt(sealed.subarray(NONCE));
  } catch {
    return undefined;
  }
}
