import { createRequire, syncBuiltinESMExports } from 'node:module';

/** Whatever this process draws from now on, ids, keys and nonces too, comes from `draw`: numbers from 0 to 1. */
export function ownRandomness(draw: () => number): void {
  const bytes = (size: number): Buffer => {
    const drawn = Buffer.alloc(size);
    for (let i = 0; i < size; i++) drawn[i] = Math.floor(draw() * 256);
    return drawn;
  };
  /** As Node's: below one number, or from one to below another. */
  const randomInt = (first: number, second?: number): number => {
    const [from, below] = second === undefined ? [0, first] : [first, second];
    return from + Math.floor(draw() * (below - from));
  };
  const randomUUID = (): string => {
    const hex = bytes(16).toString('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  };
  Math.random = draw;
  const crypto = createRequire(import.meta.url)('node:crypto') as Record<string, unknown>;
  Object.assign(crypto, { randomBytes: bytes, randomInt, randomUUID });
  Object.defineProperty(globalThis.crypto, 'randomUUID', { value: randomUUID });
  syncBuiltinESMExports();
}
