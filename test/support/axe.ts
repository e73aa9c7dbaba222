import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.2, levels A and AA, and all that they build on. */
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

interface Violation {
  id: string;
  help: string;
  nodes: { target: string[]; failureSummary?: string }[];
}

/** What axe finds wrong with the page as it is now shown, a line each; empty when nothing. */
export async function axeFaults(page: Page): Promise<string[]> {
  const seen = page.viewportSize();
  // All of it at once: what keeps to the edge of the screen covers nothing that cannot be scrolled from under it.
  const height = (await page.evaluate('document.documentElement.scrollHeight')) as number;
  if (seen) await page.setViewportSize({ ...seen, height: Math.max(seen.height, height) });
  const faults = await faultsOf(page);
  if (seen) await page.setViewportSize(seen);
  return faults;
}

async function faultsOf(page: Page): Promise<string[]> {
  // It is half a megabyte: a page is given it once. Nobody reads the HTML of each element that it would write down.
  if (!(await page.evaluate("'axe' in globalThis"))) await page.evaluate(`${source};axe.configure({ noHtml: true })`);
  const found = (await page.evaluate(
    `axe.run(document, { runOnly: { type: 'tag', values: ${JSON.stringify(standards)} }, resultTypes: ['violations'], preload: false }).then(({ violations }) => violations)`,
  )) as Violation[];
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary = '' }) =>
        `${id} (${help}) ${target.join(' ')}: ${failureSummary.split('\n').slice(1).join(' ').trim()}`,
    ),
  );
}
