import { crc32, deflateSync } from 'node:zlib';

/** Small PNGs and PDFs, built byte by byte from their specifications, for tests to alter. */

export function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

export function pngHeader(width: number, height: number, depth = 8, colour = 2): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data[8] = depth;
  data[9] = colour;
  return pngChunk('IHDR', data);
}

/** One row of one red pixel. */
export const pngData = pngChunk('IDAT', deflateSync(Buffer.from([0, 255, 0, 0])));
export const pngEnd = pngChunk('IEND', Buffer.alloc(0));

export function pngOf(...chunks: Buffer[]): Buffer {
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...chunks]);
}

export const png = pngOf(pngHeader(1, 1), pngData, pngEnd);

/** A PDF of these objects (without their numbers, which are 1, 2, 3 …), with a cross-reference table. */
export function pdfOf(objects: string[], trailer = ''): Buffer {
  let text = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = ['0000000000 65535 f ', ...offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n `)];
  const tableAt = text.length;
  text += `xref\n0 ${table.length}\n${table.join('\n')}\ntrailer\n<< /Size ${table.length} /Root 1 0 R ${trailer} >>\n`;
  return Buffer.from(`${text}startxref\n${tableAt}\n%%EOF\n`, 'latin1');
}

export const catalog = '<< /Type /Catalog /Pages 2 0 R >>';
export const pages = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>';
export const page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>';

export const pdf = pdfOf([catalog, pages, page]);

/** A stream object; what `data` holds is written as it is. */
export function pdfStream(dictionary: string, data: Buffer): string {
  return `<< ${dictionary} /Length ${data.length} >>\nstream\n${data.toString('latin1')}\nendstream`;
}

/** Objects packed and compressed into one stream, as PDF 1.5 and later may do. */
export function objectStream(objects: string[], type = '/Type /ObjStm'): string {
  const inside = Buffer.from(objects.join('\n'), 'latin1');
  return pdfStream(`${type} /N ${objects.length} /First 0 /Filter /FlateDecode`, deflateSync(inside));
}
