/** Small JPEGs, built from ITU-T T.81, for tests to alter; and some as libjpeg writes them. */

export function jpegSegment(marker: number, data: readonly number[]): Buffer {
  const length = data.length + 2;
  return Buffer.from([0xff, marker, length >> 8, length & 0xff, ...data]);
}

const [BASELINE, DHT, SOS, DQT, DRI] = [0xc0, 0xc4, 0xda, 0xdb, 0xdd];
const GREY = [0x11];

/** A frame of one component for each sampling (0x21: two blocks across, one down), numbered from 1. */
export function jpegFrame(width: number, height: number, marker = BASELINE, samplings = GREY, precision = 8): Buffer {
  const components = samplings.flatMap((sampling, index) => [index + 1, sampling, 0]);
  const size = [height >> 8, height & 0xff, width >> 8, width & 0xff];
  return jpegSegment(marker, [precision, ...size, samplings.length, ...components]);
}

/** A Huffman table whose codes are 0, 10, 110 … in the order of these symbols. */
function jpegHuffman(place: number, symbols: readonly number[]): Buffer {
  const counts = Array.from({ length: 16 }, (_, length) => (length < symbols.length ? 1 : 0));
  return jpegSegment(DHT, [place, ...counts, ...symbols]);
}

const quantization = jpegSegment(DQT, [0, ...Array<number>(64).fill(1)]);
/** Of the means: 0 is no change, 10 one bit follows, 110 two bits, 1110 twelve bits, which no picture has. */
const means = jpegHuffman(0x00, [0, 1, 2, 12]);
/** Of the others: 0 ends the block, 10 one bit, 110 sixteen zeros, 1110 fifteen zeros and one bit, 11110 ends 2 or 3. */
const others = jpegHuffman(0x10, [0x00, 0x01, 0xf0, 0xf1, 0x10]);
export const jpegTables = Buffer.concat([quantization, means, others]);

export const jpegRestarts = (interval: number): Buffer => jpegSegment(DRI, [interval >> 8, interval & 0xff]);

interface ScanHeader {
  components?: readonly number[];
  /** First and last coefficient, bits to come before and after. */
  progress?: readonly [number, number, number, number];
}

/** A scan whose coded data is these bits (blanks left away), filled with ones, 0xFF stuffed; `,` stands for a restart. */
export function jpegScan(bits: string, { components = [1], progress = [0, 63, 0, 0] }: ScanHeader = {}): Buffer {
  const [from, to, before, after] = progress;
  const header = [components.length, ...components.flatMap((id) => [id, 0]), from, to, (before << 4) | after];
  const coded = bits.split(',').flatMap((piece, index) => {
    const bytes = piece
      .replaceAll(' ', '')
      .match(/.{1,8}/g)
      ?.flatMap((each) => stuffed(Number.parseInt(each.padEnd(8, '1'), 2)));
    return [...(index > 0 ? [0xff, 0xd0 + ((index - 1) % 8)] : []), ...(bytes ?? [])];
  });
  return Buffer.concat([jpegSegment(SOS, header), Buffer.from(coded)]);
}

const stuffed = (byte: number): number[] => (byte === 0xff ? [byte, 0] : [byte]);

const startOfImage = Buffer.from([0xff, 0xd8]);
export const endOfImage = Buffer.from([0xff, 0xd9]);

export function jpegOf(...parts: Buffer[]): Buffer {
  return Buffer.concat([startOfImage, ...parts]);
}

/** Six blocks, 24 × 16. */
export const jpegBlocks = jpegFrame(24, 16);
/** The data of those: a mean of two bits, a value, its end; the same and a far value; four that are as the one before. */
export const jpegCoded = jpegScan('110 11 10 1 0  10 0 1110 1 0  00 00 00 00');

export const jpeg = jpegOf(
  jpegSegment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0]),
  jpegTables,
  jpegBlocks,
  jpegCoded,
  endOfImage,
);
