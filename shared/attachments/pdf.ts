import { inflateSync } from 'node:zlib';
import { actions, active, activeShort, filters, nameForm, namesIn } from './pdf-names.ts';
import { objectsIn } from './pdf-objects.ts';
import type { Refusal } from './refusal.ts';

/** Readers look for the header in the first kilobyte and for the end mark in the last. */
const EDGE = 1024;

/** What all compressed object streams of one file may hold together: text, of which the longest files have a few MB. */
const MAX_INFLATED = 32 * 1024 * 1024;
/** A writer puts a hundred objects or more into each. */
const MAX_OBJECT_STREAMS = 4096;
/** One for each time that the file was added to. */
const MAX_OPENINGS = 100;
/** A ZIP ends with this, 18 bytes more, and a comment whose length stands in the last two of them. */
const zipEnd = 'PK\x05\x06';
const ZIP_END_BYTES = 22;

/**
 * A PDF that opens and only shows pages: header, cross-reference where it says it is, end mark, at least one page; no
 * password, no script, nothing launched, no file inside. Objects packed into streams are unpacked and looked at too;
 * where that cannot be done, the file is refused rather than trusted.
 */
export function inspectPdf(bytes: Buffer): Refusal | undefined {
  const text = bytes.toString('latin1');
  const header = /%PDF-[12]\.\d/.exec(text.slice(0, EDGE));
  if (!header) return 'otherType';
  // Another kind of file may stand before or behind: viewers of that kind would open it.
  if (header.index > 0 || isZip(bytes)) return 'surrounded';
  if (!hasSoundEnd(text)) return text.includes('%%EOF') && !endsAtMark(text) ? 'surrounded' : 'damaged';
  const objects = objectsIn(text);
  if (objects === undefined) return 'uncheckable';
  const lastEnd = text.lastIndexOf('endstream');
  if (objects.some(({ streamAt }) => streamAt !== undefined && streamAt > lastEnd)) return 'damaged';
  const names = new Set<string>();
  const readable: string[] = [];
  const read = (piece: string) => {
    readable.push(piece);
    for (const name of namesIn(piece)) names.add(name);
  };
  for (const object of objects) read(object.text);
  if (names.has('Encrypt')) return 'encrypted';
  // Long names in the raw bytes as well, where no object was found.
  if (hasActiveShort(names) || hasActive(namesIn(text))) return 'active';
  const streams = objects.filter(({ text, streamAt }) => streamAt !== undefined && isObjectStream(namesIn(text)));
  if (streams.length > MAX_OBJECT_STREAMS) return 'uncheckable';
  let [left, packedTo] = [MAX_INFLATED, 0];
  for (const { text: dictionary, streamAt = 0 } of streams) {
    // One inside another could be made to be unpacked as often as there are objects.
    const unpacked = streamAt < packedTo ? undefined : unpack(bytes, dictionary, streamAt, left);
    if (unpacked === undefined) return 'uncheckable';
    left -= unpacked.text.length;
    packedTo = unpacked.to;
    read(unpacked.text);
  }
  if (hasActiveShort(names) || hasActive(names) || actsAtOpening(readable, names)) return 'active';
  return names.has('Page') ? undefined : 'noPage';
}

/** Whether a program that unpacks would take the file's end for a comment behind a ZIP. */
function isZip(bytes: Buffer): boolean {
  const from = Math.max(0, bytes.length - ZIP_END_BYTES - 0xffff);
  for (let at = bytes.indexOf(zipEnd, from, 'latin1'); at !== -1; at = bytes.indexOf(zipEnd, at + 1, 'latin1')) {
    const commentAt = at + ZIP_END_BYTES;
    if (commentAt <= bytes.length && bytes.readUInt16LE(commentAt - 2) === bytes.length - commentAt) return true;
  }
  return false;
}

/** Whether nothing but blanks follows the last end mark. */
function endsAtMark(text: string): boolean {
  return /%%EOF[\s\0]*$/.test(text.slice(-EDGE));
}

/** Whether the end mark is the last thing there and `startxref` leads to a cross-reference table or stream. */
function hasSoundEnd(text: string): boolean {
  const tail = text.slice(-EDGE);
  const end = /startxref\s+(\d{1,10})\s+%%EOF[\s\0]*$/;
  const match = end.exec(tail.slice(Math.max(0, tail.lastIndexOf('startxref'))));
  if (!match) return false;
  const at = Number(match[1]);
  const there = text.slice(at, at + EDGE);
  return /^\s*xref\s/.test(there) || (/^\s*\d+\s+\d+\s+obj\b/.test(there) && there.includes('/XRef'));
}

/** Where a page is turned to: its place, or its name. */
const target = String.raw`/D\s*(?:\[[^[\]<>()]*\]|/\w+|\([^()\\]*\))`;
const goTo = String.raw`/S\s*/GoTo`;
/** An array, or an action that turns to a page and names nothing else, such as what is to be done next. */
const turnsOnly = new RegExp(
  String.raw`^\s*(?:\[|<<\s*(?:/Type\s*/Action\s*)?(?:${goTo}\s*${target}|${target}\s*${goTo})\s*(?:/Type\s*/Action\s*)?>>)`,
);

const openingForm = nameForm(['OpenAction']);

/**
 * Whether opening the file may do more than turn to a page. An action that stands elsewhere, or is written in another
 * way, cannot be told from one that only turns: with another kind of action in the file it counts as one.
 */
function actsAtOpening(pieces: readonly string[], names: ReadonlySet<string>): boolean {
  if (!names.has('OpenAction') || !actions.some((name) => names.has(name))) return false;
  let openings = 0;
  return pieces.some((piece) => {
    for (const { index, 0: whole } of piece.matchAll(openingForm)) {
      const after = index + whole.length;
      if (++openings > MAX_OPENINGS || !turnsOnly.test(piece.slice(after, after + EDGE))) return true;
    }
    return false;
  });
}

/** Readers go by the cross-reference and not by /Type: what only an object stream has is as good as its name. */
function isObjectStream(names: Set<string>): boolean {
  return names.has('ObjStm') || (names.has('First') && names.has('N'));
}

/**
 * The objects of an object stream, and where its packed bytes end, which they say themselves; undefined when it is packed
 * in another way than anyone packs it, or too large.
 */
function unpack(
  bytes: Buffer,
  dictionary: string,
  streamAt: number,
  maximum: number,
): { text: string; to: number } | undefined {
  const names = namesIn(dictionary);
  const used = filters.filter((name) => names.has(name));
  const isPlain = used.length === 1 && used[0] === 'FlateDecode' && !names.has('DecodeParms') && !names.has('DP');
  const [lineEnd] = /^\r?\n/.exec(bytes.toString('latin1', streamAt, streamAt + 2)) ?? [];
  if (!isPlain || lineEnd === undefined || maximum < 1) return undefined;
  const from = streamAt + lineEnd.length;
  try {
    // With `info`, which its types leave out, zlib also says how much of the data it used.
    const options = { maxOutputLength: maximum, info: true };
    const { buffer, engine } = inflateSync(bytes.subarray(from), options) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    return { text: buffer.toString('latin1'), to: from + engine.bytesWritten };
  } catch {
    return undefined;
  }
}

function hasActiveShort(names: ReadonlySet<string>): boolean {
  return activeShort.some((name) => names.has(name));
}

function hasActive(names: ReadonlySet<string>): boolean {
  return active.some((name) => names.has(name));
}
