import { deflateSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PictureFacts, readExif, writeExif } from './exif.ts';
import { png, pngChunk, pngData, pngEnd, pngHeader, pngOf } from './files.fixture.ts';
import { endOfImage, jpeg, jpegBlocks, jpegCoded, jpegOf, jpegSegment, jpegTables } from './jpeg.fixture.ts';
import { inspectJpeg, rewriteJpeg } from './jpeg.ts';
import { inspectPng, rewritePng } from './png.ts';

describe('PNG', () => {
  it('任何一个字节被改动，都与校验值不符', async () => {
    for (let at = 8; at < png.length; at++) {
      const altered = Buffer.from(png);
      altered[at] = (altered[at] as number) ^ 1;
      expect(await inspectPng(altered)).toBe('damaged');
    }
  });

  it('带调色板的收下，缺调色板的拒收', async () => {
    const palette = pngChunk('PLTE', Buffer.from([0, 0, 0]));
    const indexed = pngChunk('IDAT', deflateSync(Buffer.from([0, 0])));
    expect(await inspectPng(pngOf(pngHeader(1, 1, 8, 3), palette, indexed, pngEnd))).toBeUndefined();
    expect(await inspectPng(pngOf(pngHeader(1, 1, 8, 3), indexed, pngEnd))).toBe('damaged');
  });

  it.each([
    ['没有像素', pngOf(pngHeader(1, 1), pngEnd)],
    ['没有结尾', pngOf(pngHeader(1, 1), pngData)],
    ['第一块不是图像头', pngOf(pngData, pngHeader(1, 1), pngEnd)],
    ['有两个图像头', pngOf(pngHeader(1, 1), pngHeader(1, 1), pngData, pngEnd)],
    ['宽为零', pngOf(pngHeader(0, 1), pngData, pngEnd)],
    ['位深与颜色类型不配', pngOf(pngHeader(1, 1, 4, 2), pngData, pngEnd)],
    ['颜色类型不存在', pngOf(pngHeader(1, 1, 8, 5), pngData, pngEnd)],
    ['图像头长度不对', pngOf(pngChunk('IHDR', Buffer.alloc(12)), pngData, pngEnd)],
  ])('%s的拒收', async (_, bytes) => {
    expect(await inspectPng(bytes)).toBe('damaged');
  });

  it('声称边长二十亿像素的拒收', async () => {
    expect(await inspectPng(pngOf(pngHeader(2 ** 31 - 1, 2 ** 31 - 1), pngData, pngEnd))).toBe('dimensions');
  });
});

describe('解开会撑满内存的图片', () => {
  it('两亿四千万像素的 PNG 只有两百多 KB，拒收', async () => {
    const rows = pngChunk('IDAT', deflateSync(Buffer.alloc(1000)));
    expect(await inspectPng(pngOf(pngHeader(16_000, 15_000), rows, pngEnd))).toBe('dimensions');
  });

  it.each([
    ['zTXt', Buffer.concat([Buffer.from('Comment\0\0', 'latin1'), deflateSync(Buffer.alloc(50 * 1024 * 1024))])],
    ['iCCP', Buffer.concat([Buffer.from('icc\0\0', 'latin1'), deflateSync(Buffer.alloc(2 * 1024 * 1024))])],
    ['iTXt', Buffer.concat([Buffer.from('k\0\x01\0zh\0\0', 'latin1'), deflateSync(Buffer.alloc(2 * 1024 * 1024))])],
  ])('%s 解开有几十兆的，拒收', async (type, data) => {
    expect(await inspectPng(pngOf(pngHeader(1, 1), pngChunk(type, data), pngData, pngEnd))).toBe('inflates');
  });

  it('每一段说明都不大，合起来有几十兆的，拒收', async () => {
    const text = pngChunk('zTXt', Buffer.concat([Buffer.from('a\0\0', 'latin1'), deflateSync(Buffer.alloc(600_000))]));
    expect(await inspectPng(pngOf(pngHeader(1, 1), text, pngData, pngEnd))).toBeUndefined();
    expect(await inspectPng(pngOf(pngHeader(1, 1), text, text, pngData, pngEnd))).toBe('inflates');
  });

  it('像素不是 zlib、少一行、多一行的，都打不开', async () => {
    const withRows = (data: Buffer) => inspectPng(pngOf(pngHeader(1, 2), pngChunk('IDAT', data), pngEnd));
    expect(await withRows(Buffer.from('no zlib at all'))).toBe('damaged');
    expect(await withRows(deflateSync(Buffer.alloc(4)))).toBe('damaged');
    expect(await withRows(deflateSync(Buffer.alloc(12)))).toBe('damaged');
    expect(await withRows(Buffer.concat([deflateSync(Buffer.alloc(8)), Buffer.from('hidden')]))).toBe('damaged');
    expect(await withRows(deflateSync(Buffer.alloc(8)))).toBeUndefined();
  });

  it('隔行的照样数得清', async () => {
    const header = Buffer.from(pngHeader(3, 3));
    // Adam7 of 3 × 3 has passes of 1, 0, 0, 1, 2, 2 and 3 pixels: (1+3)+(1+3)+(1+6)+2×(1+3)+(1+9) bytes.
    header[20] = 1;
    const interlaced = pngChunk('IHDR', header.subarray(8, 21));
    const pixels = (bytes: number) => pngChunk('IDAT', deflateSync(Buffer.alloc(bytes)));
    expect(await inspectPng(pngOf(interlaced, pixels(33), pngEnd))).toBeUndefined();
    expect(await inspectPng(pngOf(interlaced, pixels(32), pngEnd))).toBe('damaged');
  });
});

/** A picture whose header has these last bytes: depth, colour type; interlaced when said so. */
function pixels(
  header: [width: number, height: number, depth: number, colour: number],
  rows: number[],
  own: Buffer[] = [],
  interlace = 0,
) {
  const data = Buffer.from(pngHeader(...header)).subarray(8, 21);
  data[12] = interlace;
  return inspectPng(pngOf(pngChunk('IHDR', data), ...own, pngChunk('IDAT', deflateSync(Buffer.from(rows))), pngEnd));
}
const palette = (colours: number) => pngChunk('PLTE', Buffer.alloc(3 * colours));

describe('PNG 的每一行', () => {
  it('五种过滤方式都收下，第六种打不开，在哪一行都一样', async () => {
    for (const filter of [0, 1, 2, 3, 4]) expect(await pixels([1, 2, 8, 0], [0, 7, filter, 9])).toBeUndefined();
    expect(await pixels([1, 2, 8, 0], [5, 7, 0, 9])).toBe('damaged');
    expect(await pixels([1, 2, 8, 0], [0, 7, 255, 9])).toBe('damaged');
  });

  it('隔行的，每一趟的每一行也一样', async () => {
    // 3 × 3: passes of one row with 1, 0, 0 (none), 1, 2 rows of 2 …
    const rows = [
      [0, 1],
      [0, 1],
      [0, 1, 1],
      [0, 1],
      [0, 1],
      [0, 1, 1, 1],
    ];
    expect(await pixels([3, 3, 8, 0], rows.flat(), [], 1)).toBeUndefined();
    for (let bad = 0; bad < rows.length; bad++) {
      const altered = rows.map((row, index) => (index === bad ? [9, ...row.slice(1)] : row));
      expect(await pixels([3, 3, 8, 0], altered.flat(), [], 1)).toBe('damaged');
    }
  });

  it('颜色编号不在调色板里的拒收，不论用哪种过滤方式写成', async () => {
    const indexed = (rows: number[], colours: number) => pixels([3, 2, 8, 3], rows, [palette(colours)]);
    expect(await indexed([0, 0, 1, 2, 0, 2, 1, 0], 3)).toBeUndefined();
    expect(await indexed([0, 0, 1, 2, 0, 2, 1, 3], 3)).toBe('damaged');
    // Sub: 1, 2, 3. Up: 1, 1, 1 more than the row before. Average, Paeth: from the left and from above.
    expect(await indexed([1, 1, 1, 1, 0, 0, 0, 0], 4)).toBeUndefined();
    expect(await indexed([1, 1, 1, 1, 0, 0, 0, 0], 3)).toBe('damaged');
    expect(await indexed([0, 1, 1, 1, 2, 1, 1, 2], 3)).toBe('damaged');
    expect(await indexed([0, 2, 2, 2, 3, 1, 0, 0], 3)).toBeUndefined();
    expect(await indexed([0, 2, 2, 2, 3, 1, 1, 0], 3)).toBe('damaged');
    expect(await indexed([0, 2, 2, 2, 4, 0, 0, 0], 3)).toBeUndefined();
    expect(await indexed([0, 2, 2, 2, 4, 0, 0, 1], 3)).toBe('damaged');
  });

  it('一个字节里有几个编号的，行末多出的几位不算', async () => {
    const indexed = (rows: number[], colours: number) => pixels([3, 1, 2, 3], rows, [palette(colours)]);
    expect(await indexed([0, 0b00_01_10_11], 3)).toBeUndefined();
    expect(await indexed([0, 0b00_01_11_00], 3)).toBe('damaged');
    expect(await pixels([3, 3, 2, 3], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0b1100_0000, 0, 0], [palette(3)], 1)).toBe('damaged');
  });

  it.each([
    ['调色板是空的', [palette(0)]],
    ['调色板有两个', [palette(2), palette(2)]],
    ['调色板比位深容得下的多', [palette(5)]],
  ])('%s的拒收', async (_, own) => {
    expect(await pixels([1, 1, 2, 3], [0, 0], own)).toBe('damaged');
  });

  it('调色板在像素之后、像素分在两处的，打不开', async () => {
    const data = pngChunk('IDAT', deflateSync(Buffer.from([0, 0])));
    expect(await inspectPng(pngOf(pngHeader(1, 1, 8, 3), data, palette(1), pngEnd))).toBe('damaged');
    const text = pngChunk('tEXt', Buffer.from('a\0b'));
    const [head, tail] = [pngChunk('IDAT', data.subarray(8, 12)), pngChunk('IDAT', data.subarray(12, -4))];
    expect(await inspectPng(pngOf(pngHeader(1, 1, 8, 0), head, tail, pngEnd))).toBeUndefined();
    expect(await inspectPng(pngOf(pngHeader(1, 1, 8, 0), head, text, tail, pngEnd))).toBe('damaged');
  });

  it('没有内容的块有几万个的拒收，不让检查的机器耗尽内存', async () => {
    const empty = Array<Buffer>(33_000).fill(pngChunk('tEXt', Buffer.alloc(0)));
    expect(await inspectPng(pngOf(pngHeader(1, 1), ...empty, pngData, pngEnd))).toBe('unusual');
  });
});

/** What a telephone writes: little-endian, with orientation, date and place. */
function telephoneExif(): Buffer {
  const bytes = Buffer.alloc(200);
  bytes.write('II*\0', 0, 'latin1');
  bytes.writeUInt32LE(8, 4);
  const entry = (at: number, tag: number, type: number, count: number, value: number) => {
    bytes.writeUInt16LE(tag, at);
    bytes.writeUInt16LE(type, at + 2);
    bytes.writeUInt32LE(count, at + 4);
    bytes.writeUInt32LE(value, at + 8);
  };
  bytes.writeUInt16LE(3, 8);
  entry(10, 0x0112, 3, 1, 6);
  entry(22, 0x8769, 4, 1, 60);
  entry(34, 0x8825, 4, 1, 100);
  bytes.writeUInt16LE(1, 60);
  entry(62, 0x9003, 2, 20, 80);
  bytes.write('2026:09:07 10:11:12', 80, 'latin1');
  bytes.write('GPS 25.04N 102.71E', 100, 'latin1');
  return bytes;
}
const taken: PictureFacts = { orientation: 6, takenAt: '2026-09-07T10:11:12' };

describe('存下的图片', () => {
  it.each([
    ['Adobe 段之后', jpegSegment(0xee, [...Buffer.from('Adobe\0d\0\0\0\0\x01hidden', 'latin1')]), 'Adobe'],
    ['冒名的 Adobe 段', jpegSegment(0xee, [...Buffer.from('GPS hidden', 'latin1')]), ''],
    ['保留未用的段', jpegSegment(0xf0, [...Buffer.from('hidden', 'latin1')]), ''],
    ['保留未用的段', jpegSegment(0x02, [...Buffer.from('hidden', 'latin1')]), ''],
  ])('JPEG %s里夹带的不留', (_, segment, left) => {
    const whole = jpegOf(segment, jpegTables, jpegBlocks, jpegCoded, endOfImage);
    expect(inspectJpeg(whole)).toBeUndefined();
    const { content } = rewriteJpeg(whole);
    expect(content.includes('hidden')).toBe(false);
    expect(content.includes('Adobe')).toBe(left !== '');
    expect(inspectJpeg(content)).toBeUndefined();
  });

  it.each(['gAMA', 'cHRM', 'sRGB', 'pHYs'])('PNG 的 %s 比应有的长，不留', async (type) => {
    const whole = pngOf(pngHeader(1, 1), pngChunk(type, Buffer.alloc(64, 'hidden')), pngData, pngEnd);
    expect(await inspectPng(whole)).toBeUndefined();
    expect(rewritePng(whole).content.includes('hidden')).toBe(false);
  });

  it('PNG 的结尾里还有别的，拒收', async () => {
    expect(await inspectPng(pngOf(pngHeader(1, 1), pngData, pngChunk('IEND', Buffer.from('hidden'))))).toBe('damaged');
  });

  const exif = telephoneExif();
  const app1 = jpegSegment(0xe1, [...Buffer.from('Exif\0\0', 'latin1'), ...exif]);
  const comment = jpegSegment(0xfe, [...Buffer.from('某某家中')]);
  const photo = Buffer.concat([
    jpegOf(app1, comment, jpegTables, jpegBlocks, jpegCoded, endOfImage),
    Buffer.from('MotionPhoto_Data'),
  ]);

  it('JPEG：没有拍摄地点、说明和结尾之后的东西，还打得开，方向和拍摄时间还在', () => {
    const { content, facts } = rewriteJpeg(photo);
    expect(facts).toEqual(taken);
    expect(inspectJpeg(content)).toBeUndefined();
    expect(content.includes('GPS')).toBe(false);
    expect(content.includes('某某家中')).toBe(false);
    expect(content.subarray(-2)).toEqual(endOfImage);
    expect(rewriteJpeg(content)).toEqual({ content, facts: taken });
    expect(content.includes(jpegCoded)).toBe(true);
  });

  it('PNG：同样', async () => {
    const image = pngOf(
      pngHeader(1, 1),
      pngChunk('eXIf', exif),
      pngChunk('tEXt', Buffer.from('Author\0某')),
      pngData,
      pngEnd,
    );
    const { content, facts } = rewritePng(Buffer.concat([image, Buffer.from('after')]));
    expect(facts).toEqual(taken);
    expect(await inspectPng(content)).toBeUndefined();
    for (const gone of ['GPS', 'Author', 'after']) expect(content.includes(gone)).toBe(false);
    expect(rewritePng(content)).toEqual({ content, facts: taken });
  });

  it('没有什么可留的，不添 EXIF', () => {
    expect(writeExif({ orientation: null, takenAt: null })).toBeUndefined();
    expect(rewriteJpeg(jpeg).content.includes('Exif')).toBe(false);
  });

  it('方向和时间写下去再读出来不变', () => {
    for (const facts of [taken, { ...taken, orientation: null }, { ...taken, takenAt: null }]) {
      expect(readExif(writeExif(facts) as Buffer)).toEqual(facts);
    }
  });

  it('不论 EXIF 是什么字节，读它不出错', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom('II*\0', 'MM\0*', ''), (bytes, start) => {
        const tiff = Buffer.concat([Buffer.from(start, 'latin1'), bytes]);
        expect(readExif(tiff)).toMatchObject({});
      }),
    );
  });
});
