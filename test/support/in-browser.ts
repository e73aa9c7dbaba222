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

/** What a file of browser tests begins with, and ends with its last test: a province that is starting, and a Chromium. */
export async function inBrowser(starting: Promise<Province>): Promise<Stage> {
  const [province, browser] = await Promise.all([starting, launchBrowser(), mkdir(shots, { recursive: true })]);
  afterAll(async () => {
    await browser.close();
    await province.stop();
  });
  return { province, browser, as: (who, visit, device) => signedIn({ browser, province }, who, visit, device) };
}
