import { Inflate } from 'fflate';

/** What a workbook of a county's dossiers may hold unpacked; a few thousand people are some ten megabytes. */
const MOST_INFLATED = 60_000_000;
/** Parts of a workbook: sheets, styles, words. */
const MOST_PARTS = 200;
/** So much is unpacked at a time, packed. */
const PIECE = 16_384;

const END = 0x06054b50;
const ENTRY = 0x02014b50;

/**
 * Why a packed file (.xlsx) is not opened, as a Chinese sentence; undefined when it may be. Its directory says how large
 * each part is unpacked, and is asked first; what a part really holds is then counted, and stops where it says another.
 */
export function unpackingRefusal(bytes: Uint8Array): string | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  if (end === undefined) return '文件不是 .xlsx 工作簿，或者没有保存完整：请在 Excel 里重新另存一次';
  const parts = view.getUint16(end + 10, true);
  if (parts > MOST_PARTS) return tooLarge;
  let total = 0;
  let at = view.getUint32(end + 16, true);
  const packed: { from: number; size: number; inflated: number }[] = [];
  for (let n = 0; n < parts; n++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY) return broken;
    const [method, size, inflated] = [10, 20, 24].map((place, index) =>
      index === 0 ? view.getUint16(at + place, true) : view.getUint32(at + place, true),
    ) as [number, number, number];
    if ((method !== 0 && method !== 8) || (view.getUint16(at + 8, true) & 1) === 1) return broken;
    total += inflated;
    if (total > MOST_INFLATED) return tooLarge;
    const local = view.getUint32(at + 42, true);
    if (local + 30 > bytes.length) return broken;
    const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    if (from + size > bytes.length) return broken;
    if (method === 8) packed.push({ from, size, inflated });
    else if (size !== inflated) return broken;
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return packed.every((part) => holds(bytes, part)) ? undefined : broken;
}

const tooLarge = '这个工作簿打开以后太大，没有打开：请只留要转入的一张表，另存成新的文件';
const broken = '这个工作簿读不出来，或者里面与它自己写的不符，没有打开：请在 Excel 里另存成新的文件';

/** Where the directory ends; behind it there may be a comment. */
function endOf(view: DataView): number | undefined {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 65_535); at--) {
    if (view.getUint32(at, true) === END) return at;
  }
  return undefined;
}

/** Whether a part holds as much as its directory says, and not a byte more is unpacked to find out. */
function holds(bytes: Uint8Array, { from, size, inflated }: { from: number; size: number; inflated: number }): boolean {
  let found = 0;
  const inflate = new Inflate((chunk) => {
    found += chunk.length;
  });
  try {
    for (let at = from; at < from + size; at += PIECE) {
      const last = Math.min(at + PIECE, from + size);
      inflate.push(bytes.subarray(at, last), last === from + size);
      if (found > inflated) return false;
    }
  } catch {
    return false;
  }
  return found === inflated;
}
