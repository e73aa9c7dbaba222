import { describe, expect, it } from 'vitest';
import { auditPath, merkleRoot, rootByPath } from './merkle.ts';

// The vectors of the reference implementation of Certificate Transparency (google/certificate-transparency,
// merkle_tree_test), by which other implementations of RFC 6962 are held too.
const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(
  (hex) => Buffer.from(hex, 'hex'),
);
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const paths: [index: number, of: number, path: string[]][] = [
  [0, 1, []],
  [
    0,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    5,
    8,
    [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  [
    1,
    5,
    [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
];
const hex = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString('hex');

describe('RFC 6962 的树，与公开的测试向量相符', () => {
  it.each(roots.map((root, n) => [n, root]))('%i 片叶的根', (n, root) => {
    expect(hex(merkleRoot(leaves.slice(0, Number(n))))).toBe(root);
  });

  it.each(paths)('第 %i 片（共 %i 片）的证明', (index, of, path) => {
    expect(auditPath(leaves.slice(0, of), index).map(hex)).toEqual(path);
  });
});

describe('一片叶在不在树里', () => {
  const made = (n: number) => Array.from({ length: n }, (_, i) => Buffer.from(`leaf ${i}`));

  it('每一片都由它的证明推得出根，多大的树都是', () => {
    for (const n of [...Array.from({ length: 40 }, (_, i) => i + 1), 100, 257]) {
      const all = made(n);
      const root = hex(merkleRoot(all));
      for (const [index, leaf] of all.entries()) {
        expect(hex(rootByPath(leaf, index, n, auditPath(all, index))), `${index} / ${n}`).toBe(root);
      }
    }
  });

  it('别的叶、别的位置、改过、长短不合的证明，都推不出', () => {
    for (const n of [2, 3, 7, 8, 13]) {
      const all = made(n);
      const root = hex(merkleRoot(all));
      for (const [index, leaf] of all.entries()) {
        const path = auditPath(all, index);
        const wrong = [
          rootByPath(Buffer.from('other'), index, n, path),
          rootByPath(leaf, (index + 1) % n, n, path),
          rootByPath(leaf, index, n, path.slice(1)),
          rootByPath(leaf, index, n, [...path, Buffer.alloc(32)]),
          rootByPath(leaf, n, n, path),
          ...path.map((node, i) => rootByPath(leaf, index, n, path.with(i, Buffer.from(node).fill(0)))),
        ];
        expect(wrong.map(hex)).not.toContain(root);
      }
    }
    expect(() => auditPath(made(3), 3)).toThrow(RangeError);
  });
});
