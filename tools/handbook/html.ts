import { tokens } from '../../shared/pages/tokens.ts';

/**
 * For paper: each section begins on a sheet of its own, no picture is cut in two, a phone stands beside the words. Of a
 * long screen the upper part is shown, where its words do not say the middle or the lower.
 */
const style = `${tokens}
body { max-width: 46rem; margin: 0 auto; padding: 1rem; font: 1.1rem/1.7 sans-serif; color: var(--ink); }
section { break-before: page; }
section:first-of-type { break-before: auto; }
h1, h2 { break-after: avoid; clear: both; margin: 1rem 0 0.5rem; }
h1 { border-bottom: 3px solid var(--red); }
img { display: block; width: 100%; max-height: 8.2cm; object-fit: cover; object-position: top; margin: 0.5rem 0; border: 1px solid var(--line); break-inside: avoid; }
img[alt*="下半"] { object-position: bottom; }
img[alt*="中间"] { object-position: 50% 55%; }
img[src*="-375"] { float: right; width: 5cm; max-height: 9cm; margin: 0 0 0.5rem 1rem; }
p, ul, ol { margin: 0.5rem 0; }
table { clear: both; border-collapse: collapse; margin: 0.5rem 0; }
td, th { border: 1px solid var(--line); padding: 0.2rem 0.6rem; text-align: left; }
li, tr, div:has(img[src*="-375"]) { break-inside: avoid; }
@media print { body { font-size: 12pt; line-height: 1.5; max-width: none; padding: 0; } }`;

/**
 * The handbook as one page for a browser to print: its files one after the other, each a section.
 * @param files name and Markdown, of which headings, paragraphs, lists, tables, pictures, links and bold are known
 * @param pictureOf where a picture lies, seen from the page, by how its file names it
 */
export function handbookPage(
  files: readonly { name: string; text: string }[],
  pictureOf: (target: string) => string,
): string {
  const sections = files.map(({ name, text }) => {
    const topics = text.trim().split(/\n(?=## )/);
    const parts = topics.map((topic) => `<div>\n${blocks(topic, pictureOf)}\n</div>`);
    return `<section id="${name}">\n${parts.join('\n')}\n</section>`;
  });
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>工作台使用手册</title><style>${style}</style></head>
<body>
${sections.join('\n')}
</body></html>
`;
}

function blocks(text: string, pictureOf: (target: string) => string): string {
  return text
    .trim()
    .split(/\n{2,}/)
    .map((block) => blockOf(block, pictureOf))
    .join('\n');
}

function blockOf(block: string, pictureOf: (target: string) => string): string {
  const inline = (text: string) => inlineOf(text, pictureOf);
  const [, marks, title] = /^(#{1,3}) (.*)$/.exec(block) ?? [];
  if (marks !== undefined) return `<h${marks.length}>${inline(title ?? '')}</h${marks.length}>`;
  if (block.startsWith('|')) return tableOf(block, inline);
  if (/^(?:\d+\.|-) /.test(block)) return listOf(block.split('\n'), inline);
  return `<p>${inline(block.replaceAll('\n', ''))}</p>`;
}

/** A list, in whose lines another may stand, pushed in. */
function listOf(lines: readonly string[], inline: (text: string) => string): string {
  // One that goes on behind a picture goes on counting.
  const [, first] = /^(\d+)\./.exec(lines[0] ?? '') ?? [];
  const tag = first === undefined ? 'ul' : 'ol';
  const start = first === undefined || first === '1' ? '' : ` start="${first}"`;
  const items: { text: string; inner: string[] }[] = [];
  for (const line of lines) {
    const [, text] = /^(?:\d+\.|-) (.*)$/.exec(line) ?? [];
    if (text !== undefined) items.push({ text, inner: [] });
    else items.at(-1)?.inner.push(line.trim());
  }
  const html = items.map(
    ({ text, inner }) => `<li>${inline(text)}${inner.length > 0 ? listOf(inner, inline) : ''}</li>`,
  );
  return `<${tag}${start}>${html.join('')}</${tag}>`;
}

function tableOf(block: string, inline: (text: string) => string): string {
  const [head = '', , ...rows] = block.split('\n');
  const cells = (line: string, tag: string) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => `<${tag}>${inline(cell.trim())}</${tag}>`)
      .join('');
  const body = rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('');
  return `<table><thead><tr>${cells(head, 'th')}</tr></thead><tbody>${body}</tbody></table>`;
}

function inlineOf(text: string, pictureOf: (target: string) => string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/!\[([^\]]*)\]\(([^)]+)\)/g, (_, alt: string, to: string) => `<img alt="${alt}" src="${pictureOf(to)}">`)
    .replace(/\[([^\]]*)\]\(([^)]+)\.md\)/g, '<a href="#$2">$1</a>')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/`([^`]+)`/g, '<code>$1</code>');
}
