import {
  AlignmentType,
  BorderStyle,
  Document,
  type FileChild,
  Footer,
  Header,
  HeightRule,
  type IParagraphOptions,
  type IRunOptions,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  TabStopType,
  TextRun,
} from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

// What Word files are made of here. Lengths are points, as in the sheets; Word counts in twentieths and halves of them.

/** The margins of the PDF: the left one leaves room for the holes of a binder. */
const margin = { left: 51, right: 46, top: 40, bottom: 50 };
export const textWidth = 595.28 - margin.left - margin.right;
/** A union's seal is 42 mm across. */
export const sealHeight = 119;
export const rule = '4A4A4A';
const nothing = { style: BorderStyle.NONE, size: 0 };
export const noBorders = {
  ...{ top: nothing, bottom: nothing, left: nothing, right: nothing },
  ...{ insideHorizontal: nothing, insideVertical: nothing },
};

/** Named and not embedded: every office has them, and whoever has not gets the nearest that they have. */
const song = '宋体';
export const fangsong = '仿宋';

export const twips = (points: number): number => Math.round(points * 20);

/** What no XML file may hold: they would keep Word from opening it. */
const unwritable = /[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu;

export function run(text: string, size: number, style: Omit<IRunOptions, 'text' | 'size'> = {}): TextRun {
  return new TextRun({ font: song, ...style, text: text.replace(unwritable, ''), size: size * 2 });
}

/** Set as tight as in the PDF; a line of Chinese wants half a character's height around it. */
const tight = { before: 0, after: 0, line: 300, lineRule: LineRuleType.AUTO };

export function paragraph(children: IParagraphOptions['children'], style: IParagraphOptions = {}): Paragraph {
  return new Paragraph({ spacing: tight, ...style, children: children ?? [] });
}

/** One paragraph a line of the text. */
export function lines(text: string, size: number, style: IParagraphOptions, set: Parameters<typeof run>[2] = {}) {
  return text.split('\n').map((line) => paragraph([run(line, size, set)], style));
}

export const atLeast = (points: number) => ({ value: twips(points), rule: HeightRule.ATLEAST });

/** Keeps two tables apart that would otherwise be one, and takes next to no room. */
export function gap(style: Pick<IParagraphOptions, 'keepNext'> = {}): Paragraph {
  return new Paragraph({ ...style, spacing: { before: 0, after: 0, line: 20, lineRule: LineRuleType.EXACTLY } });
}

/** At the right edge of the page's text. */
export const rightTab = { type: TabStopType.RIGHT, position: twips(textWidth) };

/** What stands on every page: at the foot the number of the print and of the page, at the head of further pages its name. */
export interface Running {
  title: string;
  union: string;
  documentNumber: string;
}

/**
 * One A4 document. Its properties name the union and what it is, and nobody of the household. The same content and
 * instant give the same bytes, as in the PDFs.
 */
export async function wordFile(
  children: FileChild[],
  { title, union, documentNumber }: Running,
  at: Date,
): Promise<Uint8Array> {
  const small = 9;
  const foot = new Footer({
    children: [
      paragraph(
        [
          run(documentNumber === '' ? '' : `编号：${documentNumber}`, small),
          new TextRun({
            font: song,
            size: small * 2,
            children: ['\t第 ', PageNumber.CURRENT, ' 页　共 ', PageNumber.TOTAL_PAGES, ' 页'],
          }),
        ],
        { tabStops: [rightTab] },
      ),
    ],
  });
  const first = new Header({ children: [paragraph([])] });
  const further = new Header({ children: [paragraph([run(`${title}（续）`, small)])] });
  const document = new Document({
    title,
    creator: union,
    lastModifiedBy: union,
    description: '',
    styles: { default: { document: { run: { font: song, size: 21, language: { eastAsia: 'zh-CN' } } } } },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: 11906, height: 16838 },
            margin: {
              ...{ left: twips(margin.left), right: twips(margin.right) },
              ...{ top: twips(margin.top), bottom: twips(margin.bottom), header: twips(22), footer: twips(22) },
            },
          },
        },
        headers: { default: further, first },
        footers: { default: foot, first: foot },
        children,
      },
    ],
  });
  return dated(await Packer.toBuffer(document), at);
}

/** With an instant in place of that at which it was made: the package that writes it looks at the clock. */
function dated(made: Uint8Array, at: Date): Uint8Array {
  const parts = unzipSync(made);
  const core = 'docProps/core.xml';
  const properties = strFromU8(parts[core] as Uint8Array);
  const stamped = properties.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z(?=<\/dcterms:)/g, at.toISOString());
  return zipSync({ ...parts, [core]: strToU8(stamped) }, { mtime: at });
}

/** Who seals, over the union's name and the date as is the custom. */
export function sealLines(sealedBy: string, union: string, day: string, size: number): Paragraph[] {
  return [`${sealedBy}（盖章）`, union, day].flatMap((text) =>
    lines(text, size, { alignment: AlignmentType.CENTER, keepNext: true }),
  );
}
