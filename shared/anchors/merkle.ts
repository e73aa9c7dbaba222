import { createHash } from 'node:crypto';

const sha256 = (...parts: Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const leafHash = (leaf: Uint8Array): Buffer => sha256(Buffer.of(0), leaf);
const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => sha256(Buffer.of(1), left, right);

/** Root of the Merkle tree of RFC 6962, section 2.1, over SHA-256; of no leaves it is the hash of nothing. */
export function merkleRoot(leaves: readonly Uint8Array[]): Buffer {
  return leaves.length === 0 ? sha256() : rootOf(leaves, 0, leaves.length);
}

/**
 * What proves that a leaf is in the tree (its audit path, section 2.1.1): the nodes beside its way up, the lowest first.
 * @throws RangeError when there is no such leaf
 */
export function auditPath(leaves: readonly Uint8Array[], index: number): Buffer[] {
  if (leaves[index] === undefined) throw new RangeError(`no leaf ${index} among ${leaves.length}`);
  return pathTo(leaves, index, 0, leaves.length);
}

/** The root that a leaf has by its path, in a tree of so many; undefined when a path of this length leads nowhere. */
export function rootByPath(
  leaf: Uint8Array,
  index: number,
  of: number,
  path: readonly Uint8Array[],
): Buffer | undefined {
  if (index < 0 || index >= of) return undefined;
  let [at, last, node] = [index, of - 1, leafHash(leaf)];
  for (const beside of path) {
    if (last === 0) return undefined;
    const isRight = at % 2 === 1 || at === last;
    node = isRight ? nodeHash(beside, node) : nodeHash(node, beside);
    // A last one without a neighbour goes up as it is.
    if (isRight) while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? node : undefined;
}

function rootOf(leaves: readonly Uint8Array[], from: number, to: number): Buffer {
  if (to - from === 1) return leafHash(leaves[from] as Uint8Array);
  const middle = from + leftOf(to - from);
  return nodeHash(rootOf(leaves, from, middle), rootOf(leaves, middle, to));
}

function pathTo(leaves: readonly Uint8Array[], index: number, from: number, to: number): Buffer[] {
  if (to - from === 1) return [];
  const middle = from + leftOf(to - from);
  return index < middle
    ? [...pathTo(leaves, index, from, middle), rootOf(leaves, middle, to)]
    : [...pathTo(leaves, index, middle, to), rootOf(leaves, from, middle)];
}

/** How many of n leaves stand on the left: the largest power of two below n. */
const leftOf = (n: number): number => 2 ** Math.floor(Math.log2(n - 1));
