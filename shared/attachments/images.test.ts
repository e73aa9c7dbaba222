import { describe, expect, it } from 'vitest';
import {
  endOfImage,
  jpeg,
  jpegFrame,
  jpegOf,
  jpegScan,
  jpegSegment,
  png,
  pngChunk,
  pngData,
  pngEnd,
  pngHeader,
  pngOf,
} from './files.fixture.ts';
import { inspectJpeg } from './jpeg.ts';
import { inspectPng } from './png.ts';

describe('JPEG', () => {
  it('手机照片结尾之后附带的预览不影响收下', () => {
    expect(inspectJpeg(Buffer.concat([jpeg, jpeg, Buffer.from('MotionPhoto_Data')]))).toBeUndefined();
  });

  it('渐进式照片有几遍扫描，收下', () => {
    const progressive = jpegOf(jpegFrame(640, 480, 0xc2), jpegScan, jpegSegment(0xc4, [0]), jpegScan, endOfImage);
    expect(inspectJpeg(progressive)).toBeUndefined();
  });

  it('标记之前的填充字节是允许的', () => {
    const fill = Buffer.from([0xff, 0xff]);
    expect(inspectJpeg(jpegOf(fill, jpegFrame(8, 8), fill, jpegScan, fill, endOfImage))).toBeUndefined();
  });

  it.each([
    ['没有画面', jpegOf(jpegFrame(640, 480), endOfImage)],
    ['没有尺寸', jpegOf(jpegScan, endOfImage)],
    ['没有结尾', jpegOf(jpegFrame(640, 480), jpegScan)],
    ['宽为零', jpegOf(jpegFrame(0, 480), jpegScan, endOfImage)],
    ['高为零', jpegOf(jpegFrame(640, 0), jpegScan, endOfImage)],
    ['两个画面', jpegOf(jpegFrame(640, 480), jpegFrame(640, 480), jpegScan, endOfImage)],
    ['段的长度超出文件', jpegOf(Buffer.from([0xff, 0xe1, 0xff, 0xff, 1, 2, 3]))],
    ['段的长度小于二', jpegOf(Buffer.from([0xff, 0xe1, 0, 1]), jpegFrame(8, 8), jpegScan, endOfImage)],
  ])('%s的拒收', (_, bytes) => {
    expect(inspectJpeg(bytes)).toBe('damaged');
  });

  it('几十字节却声称铺满 65535×65535 的图片拒收，不让看图的机器耗尽内存', () => {
    expect(inspectJpeg(jpegOf(jpegFrame(65535, 65535), jpegScan, endOfImage))).toBe('dimensions');
  });
});

describe('PNG', () => {
  it('任何一个字节被改动，都与校验值不符', () => {
    for (let at = 8; at < png.length; at++) {
      const altered = Buffer.from(png);
      altered[at] = (altered[at] as number) ^ 1;
      expect(inspectPng(altered)).toBe('damaged');
    }
  });

  it('带调色板的收下，缺调色板的拒收', () => {
    const palette = pngChunk('PLTE', Buffer.from([0, 0, 0]));
    expect(inspectPng(pngOf(pngHeader(1, 1, 8, 3), palette, pngData, pngEnd))).toBeUndefined();
    expect(inspectPng(pngOf(pngHeader(1, 1, 8, 3), pngData, pngEnd))).toBe('damaged');
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
  ])('%s的拒收', (_, bytes) => {
    expect(inspectPng(bytes)).toBe('damaged');
  });

  it('声称边长二十亿像素的拒收', () => {
    expect(inspectPng(pngOf(pngHeader(2 ** 31 - 1, 2 ** 31 - 1), pngData, pngEnd))).toBe('dimensions');
  });
});
