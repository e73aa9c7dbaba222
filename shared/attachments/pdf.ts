import { inflateSync } from 'node:zlib';
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
]);
/** The same, too short to be looked for in a picture's bytes. */
const activeShort = ['JS', 'AA', 'XFA'];
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
  const { open, packed } = split(text);
  if (open === undefined) return 'damaged';
  const names = namesIn(open);
  if (names.has('Encrypt')) return 'encrypted';
  // Raw bytes as well: a crafted cross-reference can point to an object inside what looks like a stream.
  if (hasActiveShort(names) || hasActive(namesIn(text))) return 'active';
  const readable = [open];
  let left = MAX_INFLATED;
  for (const each of packed) {
    const unpacked = unpack(each, left);
    if (unpacked === undefined) return 'uncheckable';
    left -= unpacked.length;
    readable.push(unpacked);
    for (const name of namesIn(unpacked)) names.add(name);
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

/**
 * Whether opening the file may do more than turn to a page. An action that stands elsewhere, or whose name is spelled
 * with escapes, cannot be told from one that only turns: with another kind of action in the file it counts as one.
 */
function actsAtOpening(pieces: readonly string[], names: ReadonlySet<string>): boolean {
  if (!names.has('OpenAction') || !actions.some((name) => names.has(name))) return false;
  const openings = pieces.flatMap((piece) => [...piece.matchAll(/\/OpenAction\s*([^/]{0,4}[^>]{0,80})/g)]);
  const turns = openings.filter(([, value = '']) => /^\[|^<<\s*(\/D\s*\[[^\]]*\]\s*)?\/S\s*\/GoTo\b/.test(value));
  return openings.length === 0 || turns.length < openings.length;
}

interface Packed {
  dictionary: string;
  data: string;
}

/** The file without the contents of its streams (undefined when a stream has no end), and its object streams. */
function split(text: string): { open: string | undefined; packed: Packed[] } {
  const open: string[] = [];
  const packed: Packed[] = [];
  const begin = />>\s*stream\r?\n/g;
  let at = 0;
  for (let match = begin.exec(text); match; match = begin.exec(text)) {
    const from = match.index + match[0].length;
    const to = text.indexOf('endstream', from);
    if (to === -1) return { open: undefined, packed };
    const between = text.slice(at, match.index + 2);
    open.push(between);
    const dictionary = between.slice(Math.max(0, between.lastIndexOf(' obj')));
    if (isObjectStream(namesIn(dictionary))) packed.push({ dictionary, data: text.slice(from, to) });
    at = to;
    begin.lastIndex = to;
  }
  open.push(text.slice(at));
  return { open: open.join('\n'), packed };
}

/** Readers go by the cross-reference and not by /Type: what only an object stream has is as good as its name. */
function isObjectStream(names: Set<string>): boolean {
  return names.has('ObjStm') || (names.has('First') && names.has('N'));
}

/** The objects of an object stream; undefined when it is packed in another way than anyone packs it, or too large. */
function unpack({ dictionary, data }: Packed, maximum: number): string | undefined {
  const names = namesIn(dictionary);
  if (!names.has('Filter')) return data;
  const filters = [...names].filter((name) => /Decode$|^Crypt$|^Fl$|^LZW$|^AHx$|^A85$|^RL$/.test(name));
  if (filters.length !== 1 || filters[0] !== 'FlateDecode' || names.has('Predictor') || maximum < 1) return undefined;
  try {
    return inflateSync(Buffer.from(data, 'latin1'), { maxOutputLength: maximum }).toString('latin1');
  } catch {
    return undefined;
  }
}

/** Every name (/Type, /J#61vaScript, …) in a piece of PDF, with its escapes undone. */
function namesIn(text: string): Set<string> {
  const written = new Set<string>();
  for (const [, name = ''] of text.matchAll(/\/([!-$&'*-.0-;=?-Z\\^-z|~]{1,127})/g)) written.add(name);
  return new Set([...written].map((name) => (name.includes('#') ? unescaped(name) : name)));
}

function unescaped(name: string): string {
  return name.replaceAll(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function hasActiveShort(names: ReadonlySet<string>): boolean {
  return activeShort.some((name) => names.has(name));
}

function hasActive(names: Set<string>): boolean {
  return [...names].some((name) => active.has(name));
}
