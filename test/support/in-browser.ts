import { mkdir } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll } from 'vitest';
import { launchBrowser } from './browser.ts';
import type { Province } from './province.ts';
import { type Device, seated, shots, signedIn, type Visit } from './workbench.ts';

export interface Stage {
  province: Province;
  browser: Browser;
  /** Somebody at the workbench: see `seated`. */
  as(who: string, visit: Visit, device?: Device): Promise<void>;
  /** Somebody at the workbench in a browser of their own, who has signed in by the page: see `signedIn`. */
  anew(who: string, visit: Visit, device?: Device): Promise<void>;
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
  const there = { province, browser };
  return {
    ...there,
    as: (who, visit, device) => seated(there, who, visit, device),
    anew: (who, visit, device) => signedIn(there, who, visit, device),
  };
}
