import type { Browser } from 'playwright-core';
import { startEmulator } from '../support/emulator.ts';
import { fill, type Template, templates } from '../support/many-dossiers.ts';
import { memoryApp } from '../support/memory/app.ts';
import type { Province } from '../support/province.ts';
import { servedProvince } from '../support/served-province.ts';
import { signedIn } from '../support/workbench.ts';
import type { Figure } from './speed.ts';

const MANY = 100_000;
/** How often the list is opened: what a machine is busy with besides is not measured. */
const TIMES = 5;
const MOST_MS = 300;

/**
 * The list of a county with a hundred thousand households, opened by its reviewer: from the click until its first row is
 * drawn. On the store of the local cloud, for the table in memory looks at every item of an index. What a processor that is
 * slower or a longer line adds is measured with few.
 */
export async function listOfMany(browser: Browser): Promise<Figure[]> {
  const emulator = await startEmulator();
  const province = await servedProvince({ table: emulator.client });
  try {
    const memory = memoryApp();
    const { onFile, waiting } = await templates();
    const store = { ...memory, edge: { ...memory.edge, dynamoDb: emulator.client } };
    await fill(store, MANY, { onFile: headOf(onFile), waiting: headOf(waiting) });
    return await measuredOf(browser, province);
  } finally {
    await province.stop();
    await emulator.stop();
  }
}

/** In a province whose table is full. */
async function measuredOf(browser: Browser, province: Province): Promise<Figure[]> {
  const times: number[] = [];
  let asked: string[] = [];
  // Each time anew: what was read a moment ago would be shown at once.
  for (let n = 0; n < TIMES; n++)
    await signedIn({ browser, province }, '沐春华', async (page) => {
      await page.waitForLoadState('networkidle');
      asked = [];
      page.on('request', (request) => {
        const { pathname } = new URL(request.url());
        if (pathname.includes('/v1/')) asked.push(pathname);
      });
      await page.evaluate(beginToLook);
      await page.getByRole('link', { name: '档案列表' }).click();
      times.push((await page.evaluate('globalThis.firstRow')) as number);
      await page.waitForLoadState('networkidle');
    });
  return [
    {
      what: `一个县 ${MANY / 10_000} 万户的档案列表，点开到有第一行，${TIMES} 次的中位数`,
      value: median(times),
      unit: 'ms',
      most: MOST_MS,
    },
    {
      what: `一个县 ${MANY / 10_000} 万户的档案列表，读一页各行的请求`,
      value: asked.filter(isOfRows).length,
      unit: '次',
      most: 1,
    },
    {
      what: `一个县 ${MANY / 10_000} 万户的档案列表，各行出来以后数一共几份的请求`,
      value: asked.filter((path) => !isOfRows(path)).length,
      unit: '次',
      most: 1,
    },
  ];
}

const isOfRows = (path: string): boolean => path.endsWith('/dossiers');

/** A list reads heads alone: what the queues hold of as many households would take longer to put there than all else. */
const headOf = (of: Template): Template => ({ ...of, items: of.items.filter(({ sk }) => sk === 'HEAD') });

/** From the click until the frame in which a row of the list is drawn, by the page's own clock. */
const beginToLook = `{
  globalThis.firstRow = new Promise((seen) => {
    let begun;
    addEventListener('click', ({ timeStamp }) => { begun = timeStamp; }, { capture: true, once: true });
    const look = () => {
      if (begun !== undefined && document.querySelector('main table.list tbody tr')) seen(performance.now() - begun);
      else requestAnimationFrame(look);
    };
    look();
  });
  // Nobody waits for it here.
  undefined;
}`;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
