const first = [2, 3, 5, 7, 11, 13, 17, 19];

/** The first 32 bits of the fractional part of a root, as FIPS 180-4 derives its constants. */
const fraction = (root: number): number => ((root - Math.floor(root)) * 2 ** 32) | 0;

function primes(count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (found.every((prime) => n % prime !== 0)) found.push(n);
  return found;
}

const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

let constants: number[] | undefined;

/** SHA-256 (FIPS 180-4) of a text's UTF-8, in hex, at once: what a browser has of its own (WebCrypto) answers later. */
export function sha256(text: string): string {
  constants ??= primes(64).map((prime) => fraction(Math.cbrt(prime)));
  const state = first.map((prime) => fraction(Math.sqrt(prime)));
  const bytes = padded(new TextEncoder().encode(text));
  for (let at = 0; at < bytes.byteLength; at += 64) mix(state, wordsOf(bytes, at), constants);
  return state.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

function padded(bytes: Uint8Array): DataView {
  const whole = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  whole.set(bytes);
  whole[bytes.length] = 0x80;
  const view = new DataView(whole.buffer);
  view.setUint32(whole.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(whole.length - 4, bytes.length << 3);
  return view;
}

/** The 64 words that a block of 16 is spread to. */
function wordsOf(bytes: DataView, at: number): number[] {
  const words = Array.from({ length: 16 }, (_, n) => bytes.getInt32(at + 4 * n));
  for (let n = 16; n < 64; n++) {
    const [a, b, c, d] = [words[n - 15], words[n - 2], words[n - 16], words[n - 7]] as [number, number, number, number];
    const small = turned(a, 7) ^ turned(a, 18) ^ (a >>> 3);
    const large = turned(b, 17) ^ turned(b, 19) ^ (b >>> 10);
    words.push((c + small + d + large) | 0);
  }
  return words;
}

function mix(state: number[], words: readonly number[], constants: readonly number[]): void {
  let [a, b, c, d, e, f, g, h] = state as [number, number, number, number, number, number, number, number];
  for (let n = 0; n < 64; n++) {
    const choice = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const one = h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + choice + (constants[n] ?? 0) + (words[n] ?? 0);
    const two = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + majority;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  for (const [n, word] of [a, b, c, d, e, f, g, h].entries()) state[n] = ((state[n] ?? 0) + word) | 0;
}
