import { posix } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { expect } from 'vitest';

/** The parts of an OOXML file by name, once it is seen to be one: every part well formed, every relationship resolved. */
export function partsOf(file: Uint8Array): Record<string, string> {
  const parts = Object.fromEntries(Object.entries(unzipSync(file)).map(([name, bytes]) => [name, strFromU8(bytes)]));
  const names = Object.keys(parts);
  const isXml = (name: string) => /\.(xml|rels)$/.test(name);
  for (const name of names.filter(isXml)) expect(faultOf(parts[name] as string), name).toBeUndefined();
  for (const name of names.filter((each) => each.endsWith('.rels'))) {
    const [, folder = '', of = ''] = /^(?:(.*)\/)?_rels\/(.*)\.rels$/.exec(name) ?? [];
    if (of !== '') expect(names, `${name} is of a part`).toContain(posix.join(folder, of));
    for (const [tag] of (parts[name] as string).matchAll(/<Relationship\b[^>]*>/g)) {
      if (/TargetMode="External"/.test(tag)) continue;
      const target = /Target="([^"]*)"/.exec(tag)?.[1] ?? '';
      expect(names, `${name}: ${target}`).toContain(
        target.startsWith('/') ? target.slice(1) : posix.join(folder, target),
      );
    }
  }
  const types = parts['[Content_Types].xml'] as string;
  for (const name of names.filter((each) => each !== '[Content_Types].xml')) {
    const isTyped =
      types.includes(`PartName="/${name}"`) || new RegExp(`Extension="${name.split('.').at(-1)}"`, 'i').test(types);
    expect(isTyped, `${name} has a type`).toBe(true);
  }
  for (const [name, part] of Object.entries(parts)) {
    const [, kind] = /^xl\/(workbook|worksheet)(?:s\/sheet\d+)?\.xml$/.exec(name) ?? [];
    if (kind === undefined) continue;
    const found = childrenOf(part);
    expect(found, `${name}: what stands in it, in the order of the schema, each once`).toEqual(
      sequences[kind as keyof typeof sequences].filter((child) => found.includes(child)),
    );
  }
  return parts;
}

/** ECMA-376, part 1: CT_Workbook and CT_Worksheet, of which each may stand once. A program that is strict offers to repair others. */
const sequences = {
  workbook: [
    ...['fileVersion', 'fileSharing', 'workbookPr', 'workbookProtection', 'bookViews', 'sheets', 'functionGroups'],
    ...['externalReferences', 'definedNames', 'calcPr', 'oleSize', 'extLst'],
  ],
  worksheet: [
    ...['sheetPr', 'dimension', 'sheetViews', 'sheetFormatPr', 'cols', 'sheetData', 'sheetCalcPr', 'sheetProtection'],
    ...['protectedRanges', 'scenarios', 'autoFilter', 'sortState', 'dataConsolidate', 'customSheetViews', 'mergeCells'],
    ...['phoneticPr', 'dataValidations', 'hyperlinks', 'printOptions', 'pageMargins', 'pageSetup', 'headerFooter'],
    ...['rowBreaks', 'colBreaks', 'drawing', 'legacyDrawing', 'tableParts', 'extLst'],
  ],
};

/** The names of the elements right below the root. */
function childrenOf(xml: string): string[] {
  const found: string[] = [];
  let depth = 0;
  for (const [, closing, name, empty] of xml.matchAll(/<(\/?)([\w:.-]+)(?:\s+[\w:.-]+="[^"<]*")*\s*(\/?)>/g)) {
    if (closing === '/') depth--;
    else {
      if (depth === 1) found.push(name as string);
      if (empty !== '/') depth++;
    }
  }
  return found;
}

/** Why a text is no well-formed XML. */
function faultOf(xml: string): string | undefined {
  const open: string[] = [];
  const tokens =
    /<\?[^>]*\?>|<!--[\s\S]*?-->|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)|(<)/g;
  let roots = 0;
  for (const [token, closes, opens, attributes = '', isEmpty, text, stray] of xml.matchAll(tokens)) {
    if (stray !== undefined) return `a stray < before ${open.at(-1)}`;
    if (/&(?!(amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i.test(`${attributes}${text ?? ''}`))
      return `a stray & in ${token}`;
    if (/[^\P{Cc}\t\n\r]/u.test(token)) return 'a control character';
    if (opens !== undefined && open.length === 0) roots++;
    if (opens !== undefined && isEmpty === '') open.push(opens);
    if (closes !== undefined && open.pop() !== closes) return `${closes} closes another`;
    if (text !== undefined && open.length === 0 && text.trim() !== '') return 'text outside';
  }
  return roots === 1 && open.length === 0 ? undefined : 'not one root';
}

/** The cells of a sheet of a workbook as text, by reference (A1); every one must be a text or a number, and none a formula. */
export function cellsOf(file: Uint8Array, number = 1): Record<string, string> {
  const parts = partsOf(file);
  const sheet = parts[`xl/worksheets/sheet${number}.xml`] as string;
  expect(sheet).not.toMatch(/<f[ >]/);
  const shared = [...(parts['xl/sharedStrings.xml'] ?? '').matchAll(/<si>([\s\S]*?)<\/si>/g)].map(([, si = '']) =>
    textIn(si, 't'),
  );
  const cells = [...sheet.matchAll(/<c ([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)].filter(
    ([, , inner]) => inner !== undefined,
  );
  return Object.fromEntries(
    cells.map(([, attributes = '', inner = '']) => {
      const reference = /r="([A-Z]+\d+)"/.exec(attributes)?.[1] ?? '';
      const type = /t="(\w+)"/.exec(attributes)?.[1];
      if (type === undefined || type === 'n') return [reference, String(Number(textIn(inner, 'v')))];
      expect(['s', 'inlineStr'], reference).toContain(type);
      return [reference, type === 's' ? (shared[Number(textIn(inner, 'v'))] as string) : textIn(inner, 't')];
    }),
  );
}

/** All text within elements of a name. */
export function textIn(xml: string, element: string): string {
  const found = [...xml.matchAll(new RegExp(`<${element}(?: [^>]*)?>([\\s\\S]*?)</${element}>`, 'g'))];
  return found.map(([, text = '']) => unescaped(text)).join('');
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescaped = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (_, decimal, hex, name) =>
    name === undefined
      ? String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hex, 16))
      : (entities[name] ?? ''),
  );
