import type PDFDocument from 'pdfkit';
import { leading, type WidthOf } from './cell-layout.ts';
import { type Face, type Faces, runsOf } from './face.ts';

export const ink = '#1a1a1a';
/** A box for the pen is as high as its line: in the smallest print 4.5 mm, and a character can be written into it. */
const boxSide = 1.4;

/** Measures and writes single lines in the two fonts of a document. */
export interface Pen {
  widthOf: WidthOf;
  /**
   * Writes one line whose leading begins at `top`, centred in it. Stronger text is outlined in the same ink: one weight
   * of 10 MB is enough.
   */
  write(text: string, x: number, top: number, size: number, strong?: boolean): void;
}

export function penFor(doc: InstanceType<typeof PDFDocument>, faces: Faces): Pen {
  /** The name by which the document knows a font, once it has been told of it: what is unused is not embedded. */
  const known = new Set<string>();
  const use = (name: 'main' | 'rare', size: number) => {
    // pdfkit takes a parsed font where its types know only a path.
    if (!known.has(name)) doc.registerFont(name, (name === 'main' ? faces.main : faces.rare()) as Face & string);
    known.add(name);
    return doc.font(name).fontSize(size);
  };
  const widthOfRun = (font: 'main' | 'rare' | 'box', text: string, size: number) =>
    font === 'box' ? size * boxSide : use(font, size).widthOfString(text);
  return {
    widthOf: (text, size) =>
      runsOf(faces, text).reduce((width, run) => width + widthOfRun(run.font, run.text, size), 0),
    write(text, x, top, size, strong = false) {
      if (text === '') return;
      // The em box of Chinese characters reaches from 0.88 above the baseline to 0.12 below it.
      const baseline = top + (size * (leading - 1)) / 2 + size * 0.88;
      let from = x;
      for (const run of runsOf(faces, text)) {
        const width = widthOfRun(run.font, run.text, size);
        if (run.font === 'box') {
          const side = size * boxSide;
          doc.lineWidth(0.6).strokeColor(ink);
          doc.rect(from + 0.4, top + (size * leading - side) / 2 + 0.4, side - 0.8, side - 0.8).stroke();
        } else {
          if (strong) doc.lineWidth(size * 0.035).strokeColor(ink);
          const style = { lineBreak: false, baseline: 'alphabetic', fill: true, stroke: strong } as const;
          use(run.font, size).text(run.text, from, baseline, style);
        }
        from += width;
      }
    },
  };
}
