import { crc32, deflateSync } from 'node:zlib';
import { encode } from 'uqr';

/** Each module is so many pixels wide: sharp on paper at 3 cm. */
const scale = 8;

/** A QR code as a PNG: Word shows no vectors that every version knows. A quarter of it may be lost (level Q). */
export function qrPicture(text: string): Buffer {
  const { data, size } = encode(text, { ecc: 'Q', border: 4 });
  const side = size * scale;
  // A filter of none before each line, then a byte of grey a pixel.
  const lines = data.map((line) => {
    const pixels = Buffer.alloc(1 + side, 255);
    pixels[0] = 0;
    for (const [x, dark] of line.entries()) if (dark) pixels.fill(0, 1 + x * scale, 1 + (x + 1) * scale);
    return Buffer.concat(Array.from({ length: scale }, () => pixels));
  });
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  // Eight bits of grey.
  head.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(lines))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
