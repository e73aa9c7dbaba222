/** Names of what acts by itself or carries another file; long enough never to turn up in a picture's bytes by chance. */
export const active = [
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
];
/** The same, too short to be looked for in a picture's bytes. */
export const activeShort = ['JS', 'AA', 'XFA', 'EF', '3D'];
/** What an action at opening may not be; turning to a page is none of these. */
export const actions = ['URI', 'Named', 'Thread', 'Hide', 'SetOCGState', 'Trans', 'GoTo3DView'];
/** Every way in which a stream may be packed, the short names too. */
export const filters = [
  'FlateDecode',
  'LZWDecode',
  'ASCIIHexDecode',
  'ASCII85Decode',
  'RunLengthDecode',
  'CCITTFaxDecode',
  'JBIG2Decode',
  'DCTDecode',
  'JPXDecode',
  'Crypt',
  'Fl',
  'LZW',
  'AHx',
  'A85',
  'RL',
];
const structure = ['Encrypt', 'OpenAction', 'Page', 'ObjStm', 'First', 'N', 'DecodeParms', 'DP'];

const watched = [...active, ...activeShort, ...actions, ...filters, ...structure];

/** A name with any of its letters written as #xx; some readers end a name at a zero byte. */
const spelled = (name: string): string =>
  [...name].map((letter) => `(?:${letter}|#${hexOf(letter)})`).join('') +
  String.raw`(?=#00|[^!-$&'*-.0-;=?-Z\\^-z|~]|$)`;

const hexOf = (letter: string): string =>
  [...(letter.codePointAt(0) as number).toString(16)]
    .map((digit) => (/[a-f]/.test(digit) ? `[${digit}${digit.toUpperCase()}]` : digit))
    .join('');

/** Where one of these names is written, whichever way. */
export const nameForm = (names: readonly string[]): RegExp => new RegExp(`/(?:${names.map(spelled).join('|')})`, 'g');

const anyWatched = nameForm(watched);
/** So often the same few names come in a page; what has been found is then looked for no more. */
const MANY = 1000;

/**
 * Which of the names above are in a piece of PDF, with their escapes undone. All others go by: a file may hold millions,
 * and to gather them would fill the memory.
 */
export function namesIn(text: string): Set<string> {
  const found = new Set<string>();
  let form = anyWatched;
  form.lastIndex = 0;
  for (let count = 1; found.size < watched.length; count++) {
    const match = form.exec(text);
    if (!match) break;
    found.add(unescaped(match[0].slice(1)));
    if (count % MANY > 0) continue;
    const from = form.lastIndex;
    form = nameForm(watched.filter((name) => !found.has(name)));
    form.lastIndex = from;
  }
  return found;
}

function unescaped(name: string): string {
  return name.replaceAll(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
