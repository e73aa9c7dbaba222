import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { rowsDigest } from './rows-digest.ts';
import { returnDigest, returnLines, type SignedContent } from './signed.ts';

const content: SignedContent = {
  ...{ period: '2026', orgPath: '530000/530100', number: 1 },
  columns: [
    { id: 'onFile', title: '期末在册户数', figure: 'onFile', unit: 'households', compare: true },
    { id: 'fen', title: '帮扶金额', figure: 'aid/fen', unit: 'fen', compare: true },
  ],
  own: { values: { onFile: 1, fen: 0 }, rows: 2, digest: 'a'.repeat(64) },
  corrections: [{ column: 'onFile', by: -1 }],
  parts: [{ orgPath: '530000/530100/530102', number: 0, digest: 'b'.repeat(64) }],
  sources: { onFile: 3, aid: 2 },
  values: { onFile: 12, fen: 300 },
};

it('摘要是写得出来的几行的 SHA-256：有 sha256sum 的人就能再算一遍', () => {
  const lines = [
    'return 2026 530000/530100 1',
    `rows 2 ${'a'.repeat(64)}`,
    'correction onFile -1',
    `part 530000/530100/530102 0 ${'b'.repeat(64)}`,
    'value onFile 12',
    'value fen 300',
  ];
  expect(returnLines(content)).toEqual(lines);
  expect(returnDigest(content)).toBe(
    createHash('sha256')
      .update(`${lines.join('\n')}\n`)
      .digest('hex'),
  );
});

it('任何一个数、一份下级的签报、一条历史行变了，摘要就变', () => {
  const others: SignedContent[] = [
    { ...content, values: { ...content.values, fen: 301 } },
    { ...content, own: { ...content.own, digest: 'c'.repeat(64) } },
    { ...content, parts: [] },
    { ...content, corrections: [] },
    { ...content, number: 2 },
  ];
  for (const other of others) expect(returnDigest(other)).not.toBe(returnDigest(content));
});

it('历史行的摘要与先后、与读到几遍无关，与里面封着的有关', () => {
  const row = (dossier: string, version: number, people = 1) => ({
    row: { dossier, version },
    open: () => ({ people }),
  });
  const one = rowsDigest([row('a', 1), row('a', 2), row('b', 1)]);
  expect(one.rows).toBe(3);
  expect(rowsDigest([row('b', 1), row('a', 2), row('a', 1), row('a', 1)])).toEqual(one);
  expect(rowsDigest([row('a', 1), row('a', 2), row('b', 1, 2)]).digest).not.toBe(one.digest);
});
