/**
 * `npm run speed`: what the workbench weighs and how fast it answers on an old computer (a processor four times slower, a
 * line of 4 Mbit/s), beside what was promised. Ends with 1 where a promise is not kept.
 */
import type { Browser, CDPSession, Page } from 'playwright-core';
import type { Member } from '../../shared/form/form.ts';
import { argumentsOf } from '../../tools/arguments.ts';
import { aligned } from '../../tools/columns.ts';
import { launchBrowser } from '../support/browser.ts';
import { startProvince } from '../support/cloud-province.ts';
import { household, idNumberOf } from '../support/household.ts';
import { asIn2020 } from '../support/old-browser.ts';
import type { Province } from '../support/province.ts';
import { desk } from '../support/workbench.ts';
import { listOfMany } from './speed-of-many.ts';

const SLOWER = 4;
const line = { offline: false, latency: 40, downloadThroughput: 500_000, uploadThroughput: 500_000 };
const MEMBERS = 10;

export interface Figure {
  what: string;
  value: number;
  unit: string;
  most: number;
}

argumentsOf({}, 0, 'npm run speed');
const [province, browser] = await Promise.all([startProvince('speed'), launchBrowser()]);
try {
  const figures = [...(await measured(browser, province)), ...(await listOfMany(browser))];
  const rows = figures.map(({ what, value, unit, most }) => [
    what,
    `${value.toFixed(unit === 'KB' ? 1 : 0)} ${unit}`,
    `至多 ${most}`,
    value <= most ? '' : '✗',
  ]);
  for (const row of aligned([['工作台', '量得', '限', ''], ...rows])) console.log(row);
  if (figures.some(({ value, most }) => value > most)) process.exitCode = 1;
} finally {
  await browser.close();
  await province.stop();
}

async function measured(browser: Browser, province: Province): Promise<Figure[]> {
  const large = { ...household(0), members: Array.from({ length: MEMBERS }, (_, n) => memberOf(n)) };
  const { id } = await province.draft(large);
  const { api } = province.addresses;
  const context = await browser.newContext(desk);
  await context.addInitScript(asIn2020);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const weight = await weighed(session);
  // A door to come in by: the provider is not ours to measure.
  await page.goto(api);
  await page.getByRole('button', { name: '登录' }).waitFor();
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('button', { name: '何静' }).click();
  await page.getByRole('heading', { name: '今日待办' }).waitFor();
  // Whatever a page brings by itself is counted, also what comes after it can be used.
  await page.waitForLoadState('networkidle');
  const first = weight();
  await slowed(session, true);
  const asked = requests(page);
  const list = await timed(page, async () => {
    await page.getByRole('link', { name: '档案列表' }).click();
    await page.getByRole('rowheader').first().waitFor();
  });
  await page.waitForLoadState('networkidle');
  const requestsOfList = asked();
  await page.goto(`${api}/#/`);
  await page.waitForLoadState('networkidle');
  const before = weight();
  const open = await timed(page, async () => {
    await page.goto(`${api}/#/dossiers/${id}/form`);
    await page.getByLabel('姓名').first().waitFor();
  });
  await page.waitForLoadState('networkidle');
  const form = first + weight() - before;
  const key = await slowestKey(page);
  await context.close();
  return [
    { what: '第一页，压缩以后', value: first / 1024, unit: 'KB', most: 120 },
    { what: '填表一页，连同第一页', value: form / 1024, unit: 'KB', most: 200 },
    { what: `打开填表，到第一栏填得了（慢 ${SLOWER} 倍，4 Mbit/s）`, value: open, unit: 'ms', most: 1500 },
    { what: '打开档案列表，向接口发出的请求', value: requestsOfList, unit: '次', most: 1 },
    { what: `打开档案列表，到有第一行（慢 ${SLOWER} 倍，4 Mbit/s）`, value: list, unit: 'ms', most: 1500 },
    { what: `${MEMBERS} 位家庭成员的表，按得最慢的一个键（慢 ${SLOWER} 倍）`, value: key, unit: 'ms', most: 50 },
  ];
}

/** Bytes of scripts, styles and pages over the line so far, as they were sent. */
async function weighed(session: CDPSession): Promise<() => number> {
  let bytes = 0;
  const counted = new Set<string>();
  await session.send('Network.enable');
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    const isOurs = /\/workbench\/|\/$/.test(new URL(response.url).pathname);
    if (isOurs && ['Document', 'Script', 'Stylesheet'].includes(type)) counted.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (counted.has(requestId)) bytes += encodedDataLength;
  });
  return () => bytes;
}

/** How often the API has been asked since. */
function requests(page: Page): () => number {
  let count = 0;
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.includes('/v1/')) count += 1;
  });
  return () => count;
}

async function slowed(session: CDPSession, also: boolean): Promise<void> {
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  if (also) await session.send('Network.emulateNetworkConditions', line);
}

async function timed(page: Page, work: () => Promise<void>): Promise<number> {
  const now = () => page.evaluate('performance.now()') as Promise<number>;
  const begun = await now();
  await work();
  return (await now()) - begun;
}

/** From a key until what it changed is on the screen, by the browser's own reckoning; the slowest of some forty. */
async function slowestKey(page: Page): Promise<number> {
  await page.evaluate(`{
    globalThis.slowest = 0;
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries())
        if (/^key|input/.test(name)) globalThis.slowest = Math.max(globalThis.slowest, duration);
    }).observe({ type: 'event', durationThreshold: 16, buffered: false });
  }`);
  const box = page.getByLabel('家庭住址').first();
  await box.click();
  await page.keyboard.type('No. 12 Renmin Road, Building 3, Flat 402', { delay: 120 });
  await page.waitForTimeout(1000);
  return (await page.evaluate('globalThis.slowest')) as number;
}

function memberOf(n: number): Member {
  const birthDate = `${1960 + n * 5}-03-1${n % 10}`;
  const [member] = household(1).members;
  return {
    ...(member as Member),
    name: `成员${'甲乙丙丁戊己庚辛壬癸'[n]}`,
    birthDate,
    idNumber: idNumberOf(birthDate, 300 + n),
  };
}
