import { describe, expect, it } from 'vitest';
import {
  endOfImage,
  jpeg,
  jpegBlocks,
  jpegCoded,
  jpegFrame,
  jpegOf,
  jpegRestarts,
  jpegScan,
  jpegSegment,
  jpegTables,
} from './jpeg.fixture.ts';
import { inspectJpeg } from './jpeg.ts';
import { photos } from './photos.fixture.ts';

const PROGRESSIVE = 0xc2;
const pictureOf = (...parts: Buffer[]) => inspectJpeg(jpegOf(jpegTables, ...parts, endOfImage));
const codedAs = (bits: string) => pictureOf(jpegBlocks, jpegScan(bits));
/** Six blocks of two bits each. */
const blank = '00 '.repeat(6);

describe('JPEG', () => {
  it.each(Object.entries(photos))('libjpeg 写的照片收下，结尾少几个字节、少一半的都拒收：%s', (_, photo) => {
    expect(inspectJpeg(photo)).toBeUndefined();
    for (let length = 0; length < photo.length; length++) {
      expect(inspectJpeg(photo.subarray(0, length))).toMatch(length < 3 ? /otherType/ : /damaged/);
    }
  });

  it.each(Object.entries(photos))('少了画面、再补上结尾标记的，照样看得出残缺：%s', (_, photo) => {
    // Behind the last scan's header and a little of its data.
    const from = photo.lastIndexOf(Buffer.from([0xff, 0xda])) + 20;
    for (let length = from; length < photo.length - 4; length++) {
      expect(inspectJpeg(Buffer.concat([photo.subarray(0, length), endOfImage]))).toBe('damaged');
    }
  });

  it('手机照片结尾之后附带的预览不影响收下，预览残缺也不影响', () => {
    const preview = jpeg.subarray(0, jpeg.length - 9);
    expect(inspectJpeg(Buffer.concat([jpeg, preview, Buffer.from('MotionPhoto_Data')]))).toBeUndefined();
  });

  it('EXIF 里的缩略图是什么样都不影响收下', () => {
    const thumbnail = jpegSegment(0xe1, [...Buffer.from('Exif\0\0', 'latin1'), ...jpeg.subarray(0, 40)]);
    expect(pictureOf(thumbnail, jpegBlocks, jpegCoded)).toBeUndefined();
  });

  it('标记之前的填充字节是允许的', () => {
    const fill = Buffer.from([0xff, 0xff]);
    expect(inspectJpeg(jpegOf(fill, jpegTables, fill, jpegBlocks, jpegCoded, fill, endOfImage))).toBeUndefined();
  });

  it.each([
    ['乱写的', jpegScan('0101 1101 0011 1010 0110 1011 1000 0111 1010 0101')],
    ['全是零，没完没了的', jpegScan('0'.repeat(8 * 100))],
    ['一块也没有的', jpegScan('')],
    ['少一块的', jpegScan('00 '.repeat(2))],
    ['用了没有的码的', jpegScan(`11111 ${blank}`)],
    ['均值长得八位图里不会有的', jpegScan(`1110 000000000000 0 ${blank}`)],
    ['一块写得超出六十四个值的', jpegScan(`0 ${'110 '.repeat(4)} 0 ${blank}`)],
    ['中间夹着重启标记的', jpegScan(`${'00 '.repeat(4)}, 0000`)],
  ])('画面数据%s，打不开，拒收', (_, scan) => {
    expect(pictureOf(jpegBlocks, scan)).toBe('damaged');
  });

  it('画面数据后面多出一两个字节的相机照片收下，藏着一段的拒收', () => {
    expect(codedAs(blank + '0'.repeat(4 + 8 * 2))).toBeUndefined();
    expect(codedAs(blank + '0'.repeat(4 + 8 * 17))).toBe('damaged');
  });

  it.each([
    ['没有画面', [jpegBlocks]],
    ['没有尺寸', [jpegCoded]],
    ['画面在尺寸之前', [jpegCoded, jpegBlocks]],
    ['宽为零', [jpegFrame(0, 16), jpegCoded]],
    ['高为零', [jpegFrame(24, 0), jpegCoded]],
    ['两个画面', [jpegBlocks, jpegBlocks, jpegCoded]],
    ['同一遍扫描两次', [jpegBlocks, jpegCoded, jpegCoded]],
    ['一种颜色没有扫描', [jpegFrame(24, 16, 0xc0, [0x11, 0x11, 0x11]), jpegCoded]],
    ['扫描了没有的颜色', [jpegBlocks, jpegScan(blank, { components: [2] })]],
    ['采样为零', [jpegFrame(24, 16, 0xc0, [0x01]), jpegCoded]],
    ['重启间隔缺一半', [jpegSegment(0xdd, [1]), jpegBlocks, jpegCoded]],
    ['霍夫曼表超出段', [jpegSegment(0xc4, [0, ...Array<number>(16).fill(9)]), jpegBlocks, jpegCoded]],
    ['霍夫曼表的码放不下', [jpegSegment(0xc4, [0, 3, ...Array<number>(15).fill(0), 1, 2, 3]), jpegBlocks, jpegCoded]],
    ['量化表缺一半', [jpegSegment(0xdb, [0, 1, 2]), jpegBlocks, jpegCoded]],
    ['段的长度超出文件', [Buffer.from([0xff, 0xe1, 0xff, 0xff, 1, 2, 3])]],
    ['段的长度小于二', [Buffer.from([0xff, 0xe1, 0, 1]), jpegBlocks, jpegCoded]],
  ])('%s的拒收', (_, parts) => {
    expect(pictureOf(...parts)).toBe('damaged');
  });

  it('没有霍夫曼表、没有量化表的拒收', () => {
    expect(inspectJpeg(jpegOf(jpegTables.subarray(0, 69), jpegBlocks, jpegCoded, endOfImage))).toBe('damaged');
    expect(inspectJpeg(jpegOf(jpegTables.subarray(69), jpegBlocks, jpegCoded, endOfImage))).toBe('damaged');
  });

  it.each([
    ['无损编码', jpegFrame(24, 16, 0xc3)],
    ['算术编码', jpegFrame(24, 16, 0xc9)],
    ['渐进式算术编码', jpegFrame(24, 16, 0xca)],
    ['每色十二位', jpegFrame(24, 16, 0xc1, [0x11], 12)],
    ['两种颜色', jpegFrame(24, 16, 0xc0, [0x11, 0x11])],
  ])('%s，浏览器打不开，说明怎样另存', (_, frame) => {
    expect(pictureOf(frame, jpegCoded)).toBe('unusual');
  });

  it('几百字节却声称铺满 65535×65535 的图片拒收，不让看图的机器耗尽内存', () => {
    expect(pictureOf(jpegFrame(65535, 65535), jpegCoded)).toBe('dimensions');
  });

  it('没有内容的段有几千个的拒收，不让检查的机器耗尽内存', () => {
    expect(pictureOf(...Array<Buffer>(5000).fill(jpegSegment(0xc4, [])), jpegBlocks, jpegCoded)).toBe('unusual');
  });
});

describe('JPEG 的重启标记', () => {
  const restarting = (interval: number, bits: string) => pictureOf(jpegRestarts(interval), jpegBlocks, jpegScan(bits));

  it('隔几块一个、依次编号的收下', () => {
    expect(restarting(2, '0000,0000,0000')).toBeUndefined();
    expect(restarting(1, '00,00,00,00,00,00')).toBeUndefined();
    expect(restarting(0xffff, blank)).toBeUndefined();
  });

  it.each([
    ['少一个', 2, '0000,00000000'],
    ['早了', 2, '00,000000,0000'],
    ['前面还有数据', 2, `0000${'0'.repeat(16)},0000,0000`],
  ])('%s的拒收', (_, interval, bits) => {
    expect(restarting(interval, bits)).toBe('damaged');
  });

  it('编号不对的拒收', () => {
    const scan = jpegScan('0000,0000,0000');
    scan[scan.indexOf(0xd1, 10)] = 0xd5;
    expect(pictureOf(jpegRestarts(2), jpegBlocks, scan)).toBe('damaged');
  });
});

describe('渐进式 JPEG', () => {
  const frame = jpegFrame(24, 16, PROGRESSIVE);
  /** The means of six blocks, the last bit to come. */
  const means = jpegScan('0 '.repeat(6), { progress: [0, 0, 0, 1] });
  const lastBits = jpegScan('101010', { progress: [0, 0, 1, 0] });
  /** Of coefficients 1 to 5: a block with one value, two that end at once, one with a value, two more that end. */
  const values = jpegScan('10 1 0  11110 0  10 1 0  11110 0', { progress: [1, 5, 0, 1] });
  /** One bit more for each value there is, and a new value in the third block behind the one zero. */
  const moreBits = jpegScan('0 1  0  10 1 0  0 0  11110 0', { progress: [1, 5, 1, 0] });

  it('一遍比一遍精确的收下，只有前几遍的也收下', () => {
    expect(pictureOf(frame, means, lastBits, values, moreBits)).toBeUndefined();
    expect(pictureOf(frame, means)).toBeUndefined();
  });

  it.each([
    ['没有均值', [values]],
    ['均值之前先有别的', [values, means]],
    ['同一遍再来一次', [means, means]],
    ['同样精确的再来一次', [means, lastBits, lastBits]],
    ['跳过一位', [jpegScan('0 '.repeat(6), { progress: [0, 0, 0, 2] }), lastBits]],
    ['还没有的先要更精确', [means, moreBits]],
    ['均值和别的一起', [jpegScan(blank, { progress: [0, 5, 0, 0] })]],
    ['超出六十四个值', [means, jpegScan(blank, { progress: [1, 64, 0, 0] })]],
    ['结束的块比有的多', [means, jpegScan('11110 1  11110 0  11110 0', { progress: [1, 5, 0, 0] })]],
    ['更精确的一遍里数据不够', [means, values, jpegScan('0', { progress: [1, 5, 1, 0] })]],
  ])('%s的拒收', (_, scans) => {
    expect(pictureOf(frame, ...scans)).toBe('damaged');
  });

  it('几百遍扫描的拒收，不逐遍去看', () => {
    expect(pictureOf(frame, ...Array<Buffer>(33).fill(means))).toBe('unusual');
  });
});
