import type { Browser } from 'playwright-core';
import { photos } from '../../shared/attachments/photos.fixture.ts';
import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { exchangeOf } from '../../shared/contract/exchanges.ts';
import type { RequestOf } from '../../shared/contract/types.ts';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import { opensOwn } from '../support/apply-pages.ts';
import { household } from '../support/household.ts';
import { type Household, type Link, type Province, registrar } from '../support/province.ts';
import { beginMany, endMany, type Many } from './many.ts';

/** Of whoever applies by the pages. */
const mailbox = 'li.xiuying@example.cn';

/** The households that the pictures show, and where the API is. */
export interface World {
  api: string;
  draft: Household;
  surveying: Household;
  underNotice: Household;
  /** Somebody has objected. */
  contested: Household;
  awaitingApproval: Household;
  /** On file, with a plan signed. */
  onFile: Household;
  many: Many;
  /** What an approver was sent by mail. */
  approval: Link;
  /** What a worker was sent who has a plan to sign. */
  signature: Link;
  /** Somebody's browser who has applied for themselves, and the number of what they applied for. */
  applicant: { state: string; id: string };
}

/**
 * A province that uses all there is: what was withdrawn need not be kept, a change is checked with an office, and the
 * figures are published.
 */
export const profileOfAll = (of: ProvinceProfile): ProvinceProfile => ({
  ...of,
  courses: { ...of.courses, amendment: ['assessment', 'checking'] },
  checking: { ...of.checking, sources: ['vehicles', 'property'] },
  retention: { ...of.retention, withdrawnYears: 0 },
  openFigures: true,
});

/** Walks households to where each kind of screen has something to show. Weeks pass before the last of them begin. */
export async function beginWorld(province: Province, browser: Browser): Promise<World> {
  const [onFile, found, leaving, amended] = await province.dossiersIn('signed', 5);
  if (!onFile || !found || !leaving || !amended) throw new Error('five households were walked');
  const begun = await beginMany(province);
  await helped(province, onFile);
  const [awaitingApproval, planned] = await province.dossiersIn('awaitingApproval', 2);
  if (!awaitingApproval || !planned) throw new Error('two households were walked');
  await province.walk([planned], 'awaitingApproval', 'planMade');
  const [contested, underNotice] = await province.dossiersIn('underNotice', 2);
  if (!contested || !underNotice) throw new Error('two households were walked');
  await province.contest(contested, '他家在小区东门开着一间水产店，每天都在营业。');
  const surveying = await province.dossierIn('surveying');
  const draft = await province.dossierIn('draft');
  const many = await endMany(province, begun, [found, leaving, amended]);
  await verified(province, onFile);
  const applicant = await applied(province, browser);
  return {
    ...{ api: province.addresses.api, draft, surveying, underNotice, contested, awaitingApproval, onFile, applicant },
    many,
    approval: await province.approvalLink(awaitingApproval),
    signature: await province.signatureLink(planned),
  };
}

/** Somebody of the union has seen the worker, and their ID card: this mailbox is theirs. */
async function verified(province: Province, { id }: Household): Promise<void> {
  const body = { by: 'mail' as const, address: mailbox, idSeen: true as const };
  await province.system.as(registrar).call('verifyContact', { params: { id }, body });
}

/** Something was given to them, somebody went to see them, and a paper of theirs was kept. */
async function helped(province: Province, { id }: Household): Promise<void> {
  const clerk = province.system.as(registrar);
  const params = { id };
  const today = dateInShanghai(await province.system.now());
  const { breachReason: _, ...aid } = exchangeOf('recordAid').example as RequestOf<'recordAid'>['body'];
  await clerk.call('recordAid', { params, body: { ...aid, givenOn: today } });
  const visit = exchangeOf('recordVisit').example as RequestOf<'recordVisit'>['body'];
  await clerk.call('recordVisit', { params, body: { ...visit, visitedOn: today, nextOn: addDays(today, 90) } });
  const bytes = Buffer.from(photos.baseline as Buffer);
  await clerk.upload(id, { kind: '户口本复印件', name: '户口本.jpg', contentType: 'image/jpeg', bytes });
}

/** A worker applies by the pages, on a telephone without scripts, as far as the union's answer. */
async function applied(province: Province, browser: Browser): Promise<World['applicant']> {
  const { worker, members } = household(71);
  const context = await browser.newContext({ javaScriptEnabled: false });
  try {
    const page = await context.newPage();
    const press = (name: string) => page.getByRole('button', { name }).click();
    const next = () => press('存下，下一步');
    await opensOwn(page, province, mailbox);
    await press('开始一件申请');
    const id = /\/apply\/([0-9a-z]{26})\//.exec(page.url())?.[1] ?? '';
    await page.getByLabel('困难职工本人').check();
    await next();
    await page.getByLabel('姓名').fill(worker.name);
    await page.getByLabel('身份证号').fill(worker.idNumber);
    await page.getByLabel('联系电话').fill('13800000071');
    await next();
    await page.getByLabel('县（市、区）').selectOption({ label: '五华区' });
    await next();
    await page.getByLabel('工会', { exact: true }).selectOption('530000/530100/530102/U0001');
    await next();
    await page.getByLabel('家庭住址').fill(worker.homeAddress);
    await next();
    await page.getByLabel('一起生活的有几口人').fill('2');
    await page.getByLabel('职工本人每月收入多少元').fill('600');
    await page.getByLabel('其他人每月收入一共多少元').fill('0');
    await next();
    await page.getByLabel('第 1 位的姓名').fill(members[0]?.name ?? '');
    await page.getByLabel('第 1 位是职工的').selectOption('丈夫');
    await next();
    await page.getByLabel('有人得了大病').check();
    await page.getByLabel('用自己的话写').fill('丈夫得了心血管病，今年住院两次。');
    await next();
    await page.getByLabel('再拍一份').selectOption('诊断证明复印件');
    await press('去拍照');
    const file = { name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: photos.baseline as Buffer };
    await page.getByLabel('拍照，或者选一张照片').setInputFiles(file);
    await press('上传');
    await page.getByRole('link', { name: '材料好了，下一步' }).click();
    await page.getByRole('link', { name: '都对，去看告知书并提交' }).click();
    await page.getByLabel('我看过告知书').check();
    await page.getByLabel('我另外同意').check();
    await press('提交申请');
    const state = JSON.stringify(await context.storageState());
    return { state, id };
  } finally {
    await context.close();
  }
}
