import { encode } from 'uqr';
import { type Html, html } from './html.ts';

/** Modules of white around the code: readers need four (ISO/IEC 18004). */
const quiet = 4;

/**
 * A QR code as one vector path, to be printed at any size: runs of dark modules, so that it weighs some
 * 4 KB. A quarter of it may be lost to a crease or a smear (level Q).
 */
export function qrCode(text: string, label: string): Html {
  const { path, size } = qrPath(text);
  return html`<svg role="img" aria-label="${label}" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path d="${path}"></path></svg>`;
}

/** The dark modules as one path, in a square of `size` modules, the white around them included. */
export function qrPath(text: string): { path: string; size: number } {
  const { data, size } = encode(text, { ecc: 'Q', border: quiet });
  return { path: data.map((line, y) => runsOf(line, y)).join(''), size };
}

function runsOf(line: readonly boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < line.length; x++) {
    if (!line[x]) continue;
    const from = x;
    while (line[x + 1]) x++;
    path += `M${from} ${y}h${x + 1 - from}v1H${from}z`;
  }
  return path;
}
