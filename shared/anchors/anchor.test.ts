import { describe, expect, it } from 'vitest';
import { anchorKey, anchorOf, dayOfKey, digestOfStatement, leafIn, noAnchor, packed, unpacked } from './anchor.ts';

const leaf = (of: string, version: number) => ({ of, version, hash: String(version).repeat(64) });
const anchored = (...leaves: ReturnType<typeof leaf>[]) => anchorOf('jdlk-530000', '2026-11-02', leaves, noAnchor);

describe('一天的锚', () => {
  it('叶来的次序、来了几遍，都不改变它', () => {
    const [a, b, c] = [leaf('a', 1), leaf('a', 2), leaf('b', 1)];
    expect(anchored(c, a, b, a, c)).toEqual(anchored(a, b, c));
    expect(anchored(a, b, c).statement).toMatchObject({ day: '2026-11-02', number: 1, leaves: 3 });
  });

  it('少一片、多一片、改一片，根都不同', () => {
    const roots = [[], [leaf('a', 1)], [leaf('a', 2)], [leaf('a', 1), leaf('a', 2)]].map((leaves) =>
      anchored(...leaves),
    );
    expect(new Set(roots.map(({ statement }) => statement.root)).size).toBe(4);
  });

  it('没有事的一天也有根，接着上一天', () => {
    const first = anchored(leaf('a', 1)).statement;
    const last = { number: first.number, digest: digestOfStatement(first) };
    const second = anchorOf('jdlk-530000', '2026-11-03', [], last).statement;
    expect(second).toMatchObject({ number: 2, leaves: 0, previous: digestOfStatement(first) });
    // RFC 6962: the hash of an empty list is that of the empty text.
    expect(second.root).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('存下去再读出来是同一个；不是锚的读不出', () => {
    const anchor = { ...anchored(leaf('a', 1), leaf('b', 7)), signature: 'c2ln' };
    expect(unpacked(packed(anchor))).toEqual(anchor);
    expect(anchor.leaves.map(leafIn)).toEqual([leaf('a', 1), leaf('b', 7)]);
    for (const rubbish of [Buffer.from('x'), packed({} as never), packed({ ...anchor, more: 1 } as never)]) {
      expect(unpacked(rubbish)).toBeUndefined();
    }
    for (const text of ['', 'a 1', 'a x 1', `a 0 ${'1'.repeat(64)}`, `a 1 ${'1'.repeat(64)} x`]) {
      expect(leafIn(text), text).toBeUndefined();
    }
  });

  it('文件名就是日子，别的文件名不是锚', () => {
    expect(dayOfKey(anchorKey('2026-11-02'))).toBe('2026-11-02');
    expect(dayOfKey('x2026-11-02.json.gz')).toBeUndefined();
  });
});
