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
  const { height, isBrought } = (await page.evaluate(
    "({ height: document.documentElement.scrollHeight, isBrought: 'axe' in globalThis })",
  )) as { height: number; isBrought: boolean };
  // It is half a megabyte: a page is given it once. Nobody reads the HTML of each element that it would write down.
  if (!isBrought) await page.evaluate(`${source};axe.configure({ noHtml: true })`);
  if (!seen || height <= seen.height) return faultsOf(page);
  // All of it at once: what keeps to the edge of the screen covers nothing that cannot be scrolled from under it.
  await page.setViewportSize({ ...seen, height });
  const faults = await faultsOf(page);
  await page.setViewportSize(seen);
  return faults;
}

async function faultsOf(page: Page): Promise<string[]> {
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
