import { encode } from 'uqr';
import { type Html, html } from './html.ts';

/** Modules of white around the code: readers need four (ISO/IEC 18004). */
const quiet = 4;

/**
 * A QR code as one vector path, to be printed at any size: runs of dark modules, so that it weighs some
 * 4 KB. A quarter of it may be lost to a crease or a smear (level Q).
 */
export function qrCode(text: string, label: string): Html {
  const { data, size } = encode(text, { ecc: 'Q', border: quiet });
  const path = data.map((line, y) => runsOf(line, y)).join('');
  return html`<svg role="img" aria-label="${label}" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path d="${path}"></path></svg>`;
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
