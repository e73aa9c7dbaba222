import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { brotliDecompressSync } from 'node:zlib';
import fc from 'fast-check';
import PDFDocument from 'pdfkit';
import { describe, expect, it } from 'vitest';
import { openFace } from '../../functions/documents/print/face.ts';
import { packRanges, unpackRanges } from './character-ranges.ts';
import { unprintable } from './printable.ts';
import { packed } from './printable-characters.ts';

const fonts = [
  readFileSync(
    createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
  ),
  brotliDecompressSync(
    readFileSync(new URL('../../functions/documents/print/fonts/rare-characters.ttf.br', import.meta.url)),
  ),
];

describe('印得出的字', () => {
  it('常用字、生僻的姓和地名都印得出', () => {
    for (const text of ['李秀英', '龚䶮', '𠮷野', '昆明市五华区1号-2（东）\n𥖄村', '阿卜杜拉·买买提江', 'Zhāng']) {
      expect(unprintable(text), text).toEqual([]);
    }
  });

  it('印不出的一个一个说出来，同一个字只说一次', () => {
    expect(unprintable('王\u{2A6D0}和\u{2A6D0}\u{1F600}')).toEqual(['\u{2A6D0}', '\u{1F600}']);
  });

  it('指定了异体的，字库里没有那个异体就算印不出：印成别的样子不是他的姓', () => {
    expect(unprintable('辻\u{E0100}英')).toEqual(['辻\u{E0100}']);
  });

  it('表和两种字库里有的一个不差', () => {
    const sets = fonts.map((font) => openFace(PDFDocument, font).characterSet);
    const drawn = new Set(sets.flat());
    expect(brotliDecompressSync(Buffer.from(packed, 'base64')).toString()).toBe(
      packRanges([...drawn].sort((a, b) => a - b)),
    );
    // Every block from which a name may come, and the characters that are let through without the table.
    const blocks = [0x20, 0xa0, 0xb7, 0x2014, 0x3000, 0x3400, 0x4e00, 0x9f00, 0xff00, 0x20b00, 0x2b700, 0x30000];
    const asked = blocks.flatMap((block) => Array.from({ length: 256 }, (_, index) => block + index));
    const wrong = asked.filter((code) => (unprintable(String.fromCodePoint(code)).length === 0) !== drawn.has(code));
    expect(wrong).toEqual([]);
    const common = Array.from({ length: 0x9fa5 - 0x4e00 + 1 }, (_, index) => 0x4e00 + index);
    expect(common.filter((code) => !drawn.has(code))).toEqual([]);
  });

  it('区间怎样写的就怎样读回', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(300), { minLength: 1 }), (numbers) => {
        const sorted = numbers.sort((a, b) => a - b);
        const bounds = unpackRanges(packRanges(sorted));
        const read = Array.from({ length: bounds.length / 2 }, (_, run) => [bounds[2 * run], bounds[2 * run + 1]]);
        const all = read.flatMap(([from = 0, to = 0]) => Array.from({ length: to - from }, (_, index) => from + index));
        expect(all).toEqual(sorted);
      }),
    );
  });
});
