/**
 * `npm run screens`: every screen of the workbench and every page by link as a picture, at a desk and on a phone, made from
 * a province that runs with invented households; and the pages of the mini-program. Axe looks at each, and so does whoever
 * is old or has a small phone, or no mouse; what they find is printed, and ends it with 1.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { argumentsOf } from '../../tools/arguments.ts';
import { project } from '../../tools/clouds.ts';
import { axeFaults } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { keyboardFaults } from '../support/keyboard.ts';
import { asIn2020 } from '../support/old-browser.ts';
import { ownRandomness } from '../support/own-randomness.ts';
import { withPalette } from '../support/palette.ts';
import { sequence } from '../support/random.ts';
import { readabilityFaults } from '../support/readability.ts';
import { servedProvince } from '../support/served-province.ts';
import { desk, phone } from '../support/workbench.ts';
import { drawnPages } from './mini-program.ts';
import { miniProgramPages, type Screen, screens } from './screens.ts';
import { beginWorld, profileOfAll, type World } from './world.ts';

const usage = 'npm run screens [-- <名字里有这几个字的屏>…]';
const { positionals } = argumentsOf({}, Number.POSITIVE_INFINITY, usage);
const isWanted = (name: string): boolean => positionals.length === 0 || positionals.some((part) => name.includes(part));
const wanted = screens.filter(({ name }) => isWanted(name));
const toDraw = new Set(miniProgramPages.filter(isWanted));

/** Committed, so that whoever reads the handbook or a change sees what it looks like. */
const folder = join(project, 'docs/images/screens');
const devices = [
  ['1366', desk, 14],
  // One picture's pixel a pixel: they are kept with the code.
  ['375', { ...phone, deviceScaleFactor: 1 }, 16],
] as const;

// The same households with the same ids each time: else every picture that shows one changes, or is ordered by it. The
// clock goes on as on any day, and so a few change still.
ownRandomness(sequence(1));
if (positionals.length === 0) await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const browser = await launchBrowser();
let faults = 0;
try {
  if (wanted.length > 0) await takeAll(browser);
  if (toDraw.size > 0) await drawnPages((name, html) => draw(browser, name, html));
  faults += told(
    '小程序',
    [...toDraw].map((name) => `没有拍成 ${name}`),
  );
} finally {
  await browser.close();
}
if (faults > 0) process.exitCode = 1;

async function takeAll(browser: Browser): Promise<void> {
  const province = await servedProvince({ profile: profileOfAll });
  try {
    const world = await beginWorld(province, browser);
    for (const screen of wanted) for (const device of devices) faults += await take(browser, world, screen, device);
  } finally {
    await province.stop();
  }
}

/** A page of the mini-program, on a phone alone. */
async function draw(browser: Browser, name: string, html: string): Promise<void> {
  if (!toDraw.delete(name)) return;
  const page = await browser.newPage({ viewport: phone.viewport });
  await page.setContent(html);
  await writeFile(join(folder, `${name}-375.png`), withPalette(await page.screenshot({ fullPage: true })));
  faults += told(`${name}（375）`, await axeFaults(page));
  await page.close();
}

/** How many there are. */
function told(of: string, found: readonly string[]): number {
  for (const fault of found) console.log(`${of}：${fault}`);
  console.log(`${of}${found.length === 0 ? '' : `：${found.length} 处`}`);
  return found.length;
}

async function take(
  browser: Browser,
  world: World,
  { name, who, go, isPublic, isLong }: Screen,
  [width, device, smallest]: (typeof devices)[number],
): Promise<number> {
  const storageState = who === 'applicant' ? { storageState: JSON.parse(world.applicant.state) } : {};
  const context = await browser.newContext({ ...device, reducedMotion: 'reduce', ...storageState });
  try {
    await context.addInitScript(asIn2020);
    const page = await context.newPage();
    if (!isPublic) await signIn(page, world.api, who);
    await go(page, world);
    await page.evaluate('document.fonts.ready');
    await writeFile(join(folder, `${name}-${width}.png`), withPalette(await page.screenshot({ fullPage: !isLong })));
    const found = [...(await axeFaults(page)), ...(await readabilityFaults(page, isPublic ? undefined : smallest))];
    if (width === '1366') found.push(...(await keyboardFaults(page)));
    return told(`${name}（${width}）`, found);
  } catch (error) {
    console.log(`${name}（${width}）没有拍成：${error instanceof Error ? error.message : error}`);
    return 1;
  } finally {
    await context.close();
  }
}

/** By the provider's own page; nobody signs in where nobody has to. */
async function signIn(page: Page, api: string, who: string | null): Promise<void> {
  await page.goto(api);
  if (who === null) return;
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('button', { name: who }).click();
  await page.getByRole('navigation', { name: '工作台' }).waitFor();
}
