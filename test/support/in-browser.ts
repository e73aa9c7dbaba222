import { mkdir } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll } from 'vitest';
import { launchBrowser } from './browser.ts';
import type { Province } from './province.ts';
import { type Device, shots, signedIn } from './workbench.ts';

export interface Stage {
  province: Province;
  browser: Browser;
  /** A browser in which somebody has signed in: see `signedIn`. */
  as(who: string, visit: (page: Page, context: BrowserContext) => Promise<void>, device?: Device): Promise<void>;
}

let launched: Promise<Browser> | undefined;

/** One Chromium for all files that run in this process, and ends with it: what a file opened in it is closed with its last test. */
export async function theBrowser(): Promise<Browser> {
  launched ??= launchBrowser();
  const browser = await launched;
  afterAll(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
  });
  return browser;
}

/** What a file of browser tests begins with, and ends with its last test: a province that is starting, and a Chromium. */
export async function inBrowser(starting: Promise<Province>): Promise<Stage> {
  const [province, browser] = await Promise.all([starting, theBrowser(), mkdir(shots, { recursive: true })]);
  afterAll(() => province.stop());
  return { province, browser, as: (who, visit, device) => signedIn({ browser, province }, who, visit, device) };
}
