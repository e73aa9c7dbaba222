import { inflateSync } from 'node:zlib';
import { objectsIn } from './pdf-objects.ts';
import type { Refusal } from './refusal.ts';

/** Readers look for the header in the first kilobyte and for the end mark in the last. */
const EDGE = 1024;
/** What all compressed object streams of one file may hold together. */
const MAX_INFLATED = 64 * 1024 * 1024;

/** Names of what acts by itself or carries another file; long enough never to turn up in a picture's bytes by chance. */
const active = new Set([
  'JavaScript',
  'Launch',
  'EmbeddedFile',
  'EmbeddedFiles',
  'GoToR',
  'GoToE',
  'SubmitForm',
  'ImportData',
  'RichMedia',
  'Rendition',
  'Movie',
  'Sound',
  'FileAttachment',
  'OnInstantiate',
]);
/** The same, too short to be looked for in a picture's bytes. */
const activeShort = ['JS', 'AA', 'XFA', 'EF', '3D'];
/** What an action at opening may not be; turning to a page is none of these. */
const actions = ['URI', 'Named', 'Thread', 'Hide', 'SetOCGState', 'Trans', 'GoTo3DView'];

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
  if (header.index > 0) return 'surrounded';
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
  let left = MAX_INFLATED;
  for (const object of objects) {
    if (object.streamAt === undefined || !isObjectStream(namesIn(object.text))) continue;
    const unpacked = unpack(bytes, object.text, object.streamAt, left);
    if (unpacked === undefined) return 'uncheckable';
    left -= unpacked.length;
    read(unpacked);
  }
  if (hasActiveShort(names) || hasActive(names) || actsAtOpening(readable, names)) return 'active';
  return names.has('Page') ? undefined : 'noPage';
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

/**
 * Whether opening the file may do more than turn to a page. An action that stands elsewhere, or is written in another
 * way, cannot be told from one that only turns: with another kind of action in the file it counts as one.
 */
function actsAtOpening(pieces: readonly string[], names: ReadonlySet<string>): boolean {
  if (!names.has('OpenAction') || !actions.some((name) => names.has(name))) return false;
  return pieces.some((piece) =>
    [...piece.matchAll(nameForm)].some(({ index, 0: whole, 1: name = '' }) => {
      const after = index + whole.length;
      return unescaped(name) === 'OpenAction' && !turnsOnly.test(piece.slice(after, after + EDGE));
    }),
  );
}

/** Readers go by the cross-reference and not by /Type: what only an object stream has is as good as its name. */
function isObjectStream(names: Set<string>): boolean {
  return names.has('ObjStm') || (names.has('First') && names.has('N'));
}

/**
 * The objects of an object stream; undefined when it is packed in another way than anyone packs it, or too large. Where
 * the packed bytes end, they say themselves.
 */
function unpack(bytes: Buffer, dictionary: string, streamAt: number, maximum: number): string | undefined {
  const names = namesIn(dictionary);
  const filters = [...names].filter((name) => /Decode$|^Crypt$|^Fl$|^LZW$|^AHx$|^A85$|^RL$/.test(name));
  const isPlain = filters.length === 1 && filters[0] === 'FlateDecode' && !names.has('DecodeParms') && !names.has('DP');
  const [lineEnd] = /^\r?\n/.exec(bytes.toString('latin1', streamAt, streamAt + 2)) ?? [];
  if (!isPlain || lineEnd === undefined || maximum < 1) return undefined;
  try {
    return inflateSync(bytes.subarray(streamAt + lineEnd.length), { maxOutputLength: maximum }).toString('latin1');
  } catch {
    return undefined;
  }
}

const nameForm = /\/([!-$&'*-.0-;=?-Z\\^-z|~]{1,127})/g;

/** Every name (/Type, /J#61vaScript, …) in a piece of PDF, with its escapes undone. */
function namesIn(text: string): Set<string> {
  const written = new Set<string>();
  for (const [, name = ''] of text.matchAll(nameForm)) written.add(name);
  return new Set([...written].map((name) => (name.includes('#') ? unescaped(name) : name)));
}

/** Some readers end a name at a zero byte. */
function unescaped(name: string): string {
  return name
    .replaceAll(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\0.*$/s, '');
}

function hasActiveShort(names: ReadonlySet<string>): boolean {
  return activeShort.some((name) => names.has(name));
}

function hasActive(names: Set<string>): boolean {
  return [...names].some((name) => active.has(name));
}
