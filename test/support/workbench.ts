import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Form } from '../../shared/form/form.ts';
import { axeFaults } from './axe.ts';
import { keepPicture } from './browser.ts';
import { asIn2020 } from './old-browser.ts';
import type { Province } from './province.ts';
import { readabilityFaults } from './readability.ts';

/** An office's old screen, and a small phone. */
export const desk = { viewport: { width: 1366, height: 768 } };
export const phone = { viewport: { width: 375, height: 812 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
export type Device = typeof desk | typeof phone;

/** Where pictures of the workbench are kept for whoever asks (PICTURES=1). The folder is made by the test. */
export const shots = 'out/system/workbench';

/**
 * A browser in which somebody has signed in, by the provider's own page; nothing on the way may break a policy of the
 * page, or fail unseen.
 *
 * @param who their name, as the demo's sign-in page offers it
 */
export async function signedIn(
  { browser, province }: { browser: Browser; province: Province },
  who: string,
  visit: (page: Page, context: BrowserContext) => Promise<void>,
  device: Device = desk,
): Promise<void> {
  const context = await browser.newContext(device);
  const complaints: string[] = [];
  try {
    await context.addInitScript(asIn2020);
    const page = await context.newPage();
    page.on('console', (message) => {
      // What the API answered is the screen's to say, and that it did not.
      if (message.type() === 'error' && !/status of 4\d\d|INTERNET_DISCONNECTED/.test(message.text()))
        complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(province.addresses.api);
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('button', { name: who }).click();
    await page.getByRole('navigation', { name: '工作台' }).waitFor();
    expect(new URL(page.url()).search).toBe('');
    await visit(page, context);
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
  }
}

/** Nothing is hard to read, to hit, or to tell by ear; a picture is kept for whoever asks. */
export async function look(page: Page, name: string): Promise<void> {
  const onPhone = (page.viewportSize()?.width ?? 0) < 700;
  expect(await readabilityFaults(page, onPhone ? 16 : 14)).toEqual([]);
  expect(await axeFaults(page)).toEqual([]);
  await keepPicture(page, `${shots}/${name}.png`);
}

/** As it is typed. */
export const yuan = (fen: number): string => String(fen / 100);
/** What is typed of a household, in the order of the boxes. Birth dates and sexes come of the ID numbers. */
export function keysOf({ worker, household, members, causes }: Form): (readonly [string, string])[] {
  const [husband] = members as [Form['members'][number]];
  return [
    ['/worker/name', worker.name],
    ['/worker/idNumber', worker.idNumber as string],
    ['/worker/ethnicity', worker.ethnicity],
    ['/worker/politicalStatus', worker.politicalStatus],
    ['/worker/health', worker.health],
    ['/worker/housingType', worker.housingType],
    ['/worker/mobile', worker.mobile as string],
    ['/worker/employer', worker.employer],
    ['/worker/homeAddress', worker.homeAddress],
    ['/worker/hukouDivision', worker.hukouDivision],
    ['/worker/monthlyIncome', yuan(worker.monthlyIncome)],
    ['/household/otherAnnualIncome', yuan(household.otherAnnualIncome)],
    ['/household/annualHouseholdIncome', yuan(household.annualHouseholdIncome)],
    ['/household/householdSize', String(household.householdSize)],
    ['/members/0/name', husband.name],
    ['/members/0/relation', husband.relation],
    ['/members/0/idNumber', husband.idNumber as string],
    ['/members/0/health', husband.health],
    ['/members/0/monthlyIncome', yuan(husband.monthlyIncome ?? 0)],
    ['/causes/primaryCause', causes.primaryCause],
  ];
}
