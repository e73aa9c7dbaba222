import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { photos } from '../../shared/attachments/photos.fixture.ts';
import type { Form } from '../../shared/form/form.ts';
import { axeFaults } from './axe.ts';
import { keepPicture } from './browser.ts';
import { hurried } from './hurried.ts';
import { asIn2020 } from './old-browser.ts';
import type { Household, Province } from './province.ts';
import { readabilityFaults } from './readability.ts';
import { comeBackAs, leaveSeat, type Seat, takeSeat } from './seat.ts';
import { unsaidFaults } from './unsaid.ts';

/** An office's old screen, and a small phone. */
export const desk = { viewport: { width: 1366, height: 768 } };
export const phone = { viewport: { width: 375, height: 812 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
export type Device = typeof desk | typeof phone;

/** Where pictures of the workbench are kept for whoever asks (PICTURES=1). The folder is made by the test. */
export const shots = 'out/system/workbench';

export type Visit = (page: Page, context: BrowserContext) => Promise<void>;
/** What the console may say of answers: that is the screen's to say, and that there was none. */
const expectedComplaints = /status of 4\d\d|INTERNET_DISCONNECTED/;

/**
 * A browser of their own in which somebody has signed in, by the provider's own page; nothing on the way may break a
 * policy of the page, or fail unseen. `inBrowser` has it for less.
 *
 * @param who their name, as the demo's sign-in page offers it
 */
export async function signedIn(
  { browser, province }: { browser: Browser; province: Province },
  who: string,
  visit: Visit,
  device: Device = desk,
  expected = expectedComplaints,
): Promise<void> {
  const context = await browser.newContext(device);
  try {
    await context.addInitScript(`${asIn2020}\n${hurried}`);
    const page = await context.newPage();
    const signIn = async () => {
      await page.goto(province.addresses.api);
      await page.getByRole('button', { name: '登录' }).click();
      await page.getByRole('button', { name: who }).click();
    };
    await visited({ page, context }, who, signIn, visit, expected);
  } finally {
    await context.close();
  }
}

/** The same in a window in which others may have sat, and as somebody whom the provider has sent back already. */
export async function seated(
  { browser, province }: { browser: Browser; province: Province },
  who: string,
  visit: Visit,
  device: Device = desk,
): Promise<void> {
  const seat = await takeSeat(browser, device);
  try {
    await visited(seat, who, () => comeBackAs(seat.page, province, who), visit, expectedComplaints);
    await leaveSeat(seat, device);
  } catch (fault) {
    await seat.context.close();
    throw fault;
  }
}

async function visited(
  { page, context }: Seat,
  who: string,
  signIn: () => Promise<void>,
  visit: Visit,
  expected: RegExp,
): Promise<void> {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !expected.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await signIn();
  await page.getByRole('navigation', { name: '工作台' }).waitFor();
  expect(new URL(page.url()).search).toBe('');
  await visit(page, context).catch(async (fault: unknown) => {
    await keepPicture(page, `${shots}/fault-${who}.png`);
    throw fault;
  });
  expect(complaints).toEqual([]);
}

/** A picture is drawn anew in the frame after its room has another width: what is looked at is the frame after that. */
const DRAWN = 'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))';

/** Nothing is hard to read, to hit, or to tell by ear, and what does not work says why; a picture is kept for whoever asks. */
export async function look(page: Page, name: string): Promise<void> {
  const onPhone = (page.viewportSize()?.width ?? 0) < 700;
  await page.evaluate(DRAWN);
  expect(await readabilityFaults(page, onPhone ? 16 : 14)).toEqual([]);
  expect(await axeFaults(page)).toEqual([]);
  expect(await unsaidFaults(page)).toEqual([]);
  await keepPicture(page, `${shots}/${name}.png`);
}

/** As an office's screen and as a phone show it. */
export async function lookTwice(page: Page, name: string): Promise<void> {
  await look(page, `${name}-desk`);
  await page.setViewportSize(phone.viewport);
  await look(page, `${name}-phone`);
  await page.setViewportSize(desk.viewport);
}

/** A page of the citizens', on a phone and on an office's screen: nothing hard to read, to hit, or to tell by ear. */
export async function lookAtBothWidths(page: Page, name: string): Promise<void> {
  const size = page.viewportSize();
  for (const width of [375, 1366]) {
    await page.setViewportSize({ width, height: 812 });
    expect(await readabilityFaults(page), name).toEqual([]);
    await keepPicture(page, `${shots}/${name}-${width}.png`);
  }
  if (size) await page.setViewportSize(size);
}

/** A household found by the worker's number, as people find it. */
export async function find(page: Page, one: Household): Promise<void> {
  await page.getByRole('link', { name: '档案列表' }).click();
  await page.getByLabel('身份证号、姓名、职工编号').fill(one.form.worker.idNumber);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: one.maskedName }).first().click();
  await page.getByRole('heading', { name: one.form.worker.name }).waitFor();
}

/** A deed by its link on the page of a household, as far as its form. */
export async function begin(page: Page, title: string): Promise<void> {
  await page.getByRole('link', { name: title, exact: true }).first().click();
  await page.getByRole('heading', { name: title, exact: true }).first().waitFor();
}

/** Until the page says that it was done. */
export const done = (page: Page, words: string | RegExp) =>
  page.getByRole('status').filter({ hasText: words }).waitFor();

/** A screen of a group of the menu. */
export async function openScreen(page: Page, group: string, title: string): Promise<void> {
  const menu = page.getByRole('navigation', { name: '工作台' });
  await menu.getByText(group, { exact: true }).click();
  await menu.getByRole('link', { name: title, exact: true }).click();
}

/** The task of this household in 今日待办. */
export async function taskOf(page: Page, { maskedName }: Pick<Household, 'maskedName'>, title: string): Promise<void> {
  await page.getByRole('row', { name: maskedName }).getByRole('link', { name: title }).first().click();
}

/** A paper as it is chosen from the disk. */
export const photo = (name: string) => ({
  name,
  mimeType: 'image/jpeg',
  buffer: Buffer.from(photos.baseline as Buffer),
});

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
