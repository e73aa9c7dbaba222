import type { Publisher } from '../province/publisher.ts';
import { demonstrationNote } from '../standards/demonstration.ts';
import { type Html, html } from './html.ts';
import { style, styleDigest } from './style.ts';

/** What a page function answers, ready for API Gateway. */
export interface PageAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

interface Page {
  status: number;
  /** Stands in the browser's title and history: never a person's name. */
  title: string;
  publisher: Publisher;
  main: Html;
  layout?: 'wide' | 'unprinted';
  /** Seconds for which anyone may keep a copy; without it nobody may. */
  maxAge?: number;
  headers?: Record<string, string>;
  /** Seconds after which to ask again, where that is known. */
  retryAfter?: number | undefined;
  /** The origin to which its form goes beside ours: the bucket. */
  formAction?: string;
}

const policyOf = (formAction: string | undefined): string =>
  [
    "default-src 'none'",
    `style-src '${styleDigest}'`,
    'img-src data:',
    formAction === undefined ? "form-action 'self'" : `form-action 'self' ${formAction}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/**
 * A whole page with its headers: nothing is loaded from anywhere, no script can run, no search engine keeps it, and
 * the address (which may hold a link's nonce) is told to nobody.
 */
export function page({
  status,
  title,
  publisher,
  main,
  layout,
  maxAge,
  headers,
  retryAfter,
  formAction,
}: Page): PageAnswer {
  const head = html`<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no">
<title>${title}·${publisher.union}</title>
<link rel="icon" href="data:,">
`;
  const body = html`<body${layout && html` class="${layout}"`}>
<header>${publisher.union}</header>
${publisher.demonstration && html`<aside class="note">${demonstrationNote}</aside>`}
<main>
${main}
</main>
<footer>
<p>困难职工解困脱困建档立卡</p>
<p>${publisher.officeName}　<span class="keep">电话 ${telephone(publisher.officePhone)}</span></p>
</footer>
</body>
`;
  return {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Language': 'zh-CN',
      'Cache-Control': maxAge === undefined ? 'no-store' : `public, max-age=${maxAge}`,
      'Content-Security-Policy': policyOf(formAction),
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'X-Robots-Tag': 'noindex, nofollow, noarchive',
      ...(retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }),
      ...headers,
    },
    body: `<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n${head}<style>${style}</style>\n</head>\n${body}</html>\n`,
  };
}

/** A number that a phone dials when it is tapped, and the mark after it: apart from it, that would begin a line. */
export function telephone(phone: string, mark = ''): Html {
  return html`<span class="keep"><a href="tel:${phone.replace(/[^\d+]/g, '')}">${phone}</a>${mark}</span>`;
}

/** Label and value, one under the other on a phone, side by side where there is room. */
export function rows(entries: readonly { label: string; value: string | Html }[]): Html {
  return html`<dl class="rows">
${entries.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>\n`)}</dl>`;
}
