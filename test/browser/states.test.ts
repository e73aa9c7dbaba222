import type { Page, Request, Route } from 'playwright-core';
import { expect, it } from 'vitest';
import { paths } from '../../workbench/paths.ts';
import { axeFaults } from '../support/axe.ts';
import { keepPicture } from '../support/browser.ts';
import { inBrowser } from '../support/in-browser.ts';
import { readabilityFaults } from '../support/readability.ts';
import { servedProvince } from '../support/served-province.ts';
import { unsaidFaults } from '../support/unsaid.ts';
import { desk, phone, shots, signedIn } from '../support/workbench.ts';

const { province, browser, as } = await inBrowser(servedProvince());
const draft = await province.dossierIn('draft');

/** There is nothing of this number. */
const none = '0'.repeat(26);
const registrar = '何静';
const reviewer = '沐春华';
const administrator = '文晓蓉';
const auditor = '庞德胜';

/** Each address of the workbench, and who is at home there: one that is new does not compile before it stands here. */
const screens: Record<keyof typeof paths, readonly [who: string, path: () => string]> = {
  tasks: [registrar, () => paths.tasks],
  dossiers: [registrar, () => paths.dossiers],
  dossiersBy: [registrar, () => paths.dossiersBy(new URLSearchParams({ status: 'registered' }))],
  printing: [registrar, () => paths.printing],
  newDossier: [registrar, () => paths.newDossier],
  applications: [registrar, () => paths.applications],
  application: [registrar, () => paths.application(none)],
  dossier: [registrar, () => paths.dossier(draft.id)],
  deed: [registrar, () => paths.deed(draft.id, 'cancelDraft')],
  form: [registrar, () => paths.form(draft.id)],
  batches: [registrar, () => paths.batches],
  batch: [registrar, () => paths.batch(none)],
  transcripts: [registrar, () => paths.transcripts],
  transcript: [registrar, () => paths.transcript(none)],
  mobile: ['毕晓峰', () => paths.mobile],
  approvals: ['宋国栋', () => paths.approvals],
  approval: ['宋国栋', () => paths.approval(none)],
  transfers: [reviewer, () => paths.transfers],
  campaigns: [reviewer, () => paths.campaigns],
  campaign: [reviewer, () => paths.campaign(none)],
  scenarios: [reviewer, () => paths.scenarios],
  scenario: [reviewer, () => paths.scenario(none)],
  scenarioHouseholdsBy: [reviewer, () => paths.scenarioHouseholdsBy(new URLSearchParams({ scenario: none }))],
  checks: [reviewer, () => paths.checks],
  check: [reviewer, () => paths.check(none)],
  disposals: [reviewer, () => paths.disposals],
  figures: [reviewer, () => paths.figures],
  figuresBy: [reviewer, () => paths.figuresBy(new URLSearchParams({ counties: 'asNow' }))],
  figureHouseholdsBy: [reviewer, () => paths.figureHouseholdsBy(new URLSearchParams({ figure: 'onFile' }))],
  people: [administrator, () => paths.people],
  approvers: [administrator, () => paths.approvers],
  standards: [administrator, () => paths.standards],
  health: [administrator, () => paths.health],
  returns: [administrator, () => paths.returns],
  return: [administrator, () => paths.return('2026-Q3')],
  inspection: [auditor, () => paths.inspection],
  spotChecks: [auditor, () => paths.spotChecks],
  spotCheck: [auditor, () => paths.spotCheck(none)],
  coveredBy: [reviewer, () => paths.coveredBy(new URLSearchParams({ looked: 'no' }))],
};

/** Whoever signs in has these. */
const everybodys: readonly (keyof typeof paths)[] = ['tasks', 'standards'];

const api = /\/v1\//;
/** Goes to an address behind the #, until what stood there before is gone. */
const at = (page: Page, path: string) =>
  page.evaluate(`new Promise((resolve) => {
    if (location.hash === ${JSON.stringify(`#${path}`)}) return resolve();
    addEventListener('hashchange', () => setTimeout(resolve), { once: true });
    location.hash = ${JSON.stringify(path)};
  })`);

/** Opens a screen as if for the first time: what was read before is forgotten after five minutes. */
async function open(page: Page, path: string): Promise<void> {
  await at(page, '/nowhere');
  await page.getByRole('heading', { name: '打不开' }).waitFor();
  await page.clock.fastForward('06:00');
  await at(page, path);
  await page.locator('main h1').first().waitFor();
}

/** What got no answer is asked for twice again, seconds apart: they pass at once, once nothing is on its way. */
async function untilSaid(page: Page, quiet: () => Promise<void>): Promise<void> {
  const alert = page.locator('main [role=alert], main .form-fault').first();
  for (let turns = 0; turns < 100 && !(await alert.isVisible()); turns++) {
    await page.clock.fastForward(2_000);
    await quiet();
  }
  expect(await alert.textContent({ timeout: 1_000 })).toMatch(/[\u4e00-\u9fff]/);
}

const problem = (status: number, code: number, title: string) => (route: Route) =>
  route.fulfill({ status, contentType: 'application/problem+json', body: JSON.stringify({ status, code, title }) });
const busy = problem(503, 1009, '系统忙，请稍后再试，已填内容不会丢失。');
const forbidden = problem(403, 1502, '您没有进行这项操作的权限。');
const ended = problem(401, 1501, '没有登录，或登录已过期，请重新登录。');
/** Each screen has one of these besides. */
const others: readonly ((route: Route) => Promise<void>)[] = [
  (route) => route.abort('internetdisconnected'),
  (route) => route.fulfill({ status: 502, body: '<html>Bad Gateway</html>' }),
  problem(429, 1010, '提交过于频繁，请稍后再试。'),
];

/** What is wrong with what is shown, at one width. Letters that are no word of Chinese are a program's. */
async function wrong(page: Page, name: string, device: typeof desk | typeof phone, withAxe = true): Promise<string[]> {
  await page.setViewportSize(device.viewport);
  const faults = [
    ...(await readabilityFaults(page, device === phone ? 16 : 14)),
    ...(await unsaidFaults(page)),
    ...(withAxe ? await axeFaults(page) : []),
  ];
  const headings = await page.locator('main h1:visible').count();
  if (headings !== 1) faults.push(`一级标题有 ${headings} 个`);
  await keepPicture(page, `${shots}/${name}-${device.viewport.width}.png`);
  return faults.map((fault) => `${name} ${device.viewport.width}：${fault}`);
}

/** In large type on a phone, and on paper: nothing goes over the edge. */
async function wrongElsewhere(page: Page, name: string): Promise<string[]> {
  await page.evaluate("document.documentElement.classList.add('large')");
  const faults = await wrong(page, `${name}-large`, phone, false);
  await page.evaluate("document.documentElement.classList.remove('large')");
  await page.setViewportSize({ width: 718, height: 1000 });
  await page.emulateMedia({ media: 'print' });
  const over = (await page.evaluate('document.documentElement.scrollWidth - innerWidth')) as number;
  if (over > 0) faults.push(`${name} 印出来超出纸边 ${over}`);
  if (!(await page.locator('main h1').first().isVisible())) faults.push(`${name} 印出来没有标题`);
  await keepPicture(page, `${shots}/${name}-print.png`);
  await page.emulateMedia({ media: null });
  return faults;
}

/** What a page asks the API for. */
function watch(page: Page): { asked: Set<string>; quiet: () => Promise<void> } {
  const asked = new Set<string>();
  const underWay = new Set<Request>();
  let begun = 0;
  const over = (request: Request) => void underWay.delete(request);
  page.on('requestfinished', over).on('requestfailed', over);
  page.on('request', (request) => {
    if (!api.test(request.url())) return;
    asked.add(new URL(request.url()).pathname);
    underWay.add(request);
    begun += 1;
  });
  // What an answer leads to is asked for at once: by the frame after the next, in the page's own time.
  const turn = 'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))';
  const quiet = async () => {
    for (let before = -1; underWay.size > 0 || before !== begun; ) {
      before = begun;
      await page.evaluate(turn);
    }
  };
  return { asked, quiet };
}

async function statesOf(
  page: Page,
  traffic: ReturnType<typeof watch>,
  name: string,
  path: string,
  nth: number,
): Promise<string[]> {
  const faults: string[] = [];
  // What the page before still asks for is none of this one's.
  await at(page, '/nowhere');
  await traffic.quiet();
  traffic.asked.clear();
  await open(page, path);
  await traffic.quiet();
  const asked = [...traffic.asked];
  if (!(await page.evaluate("document.querySelector('main').contains(document.activeElement)")))
    faults.push(`${name}：焦点不在正文`);
  faults.push(...(await wrong(page, name, desk)), ...(await wrong(page, name, phone)));
  faults.push(...(await wrongElsewhere(page, name)));
  if (asked.length === 0) return faults;

  const held: Route[] = [];
  // One route all the way: what is asked for again in between is held by nobody for ever, nor answered.
  let answer: (route: Route) => unknown = (route) => held.push(route);
  await page.route(api, (route) => void answer(route));
  await open(page, path);
  faults.push(...(await wrong(page, `${name}-held`, phone)));
  if (!(await page.locator('main [role=status]', { hasText: '正在' }).first().isVisible()))
    faults.push(`${name}：等着的时候没有话`);
  answer = (route) => route.abort('internetdisconnected');
  await Promise.all(held.map(answer));

  for (const [kind, trouble, device] of [
    ['busy', busy, phone],
    ['forbidden', forbidden, desk],
    ['other', others[nth % 3] as typeof busy, undefined],
  ] as const) {
    answer = trouble;
    await open(page, path);
    await untilSaid(page, traffic.quiet);
    if (device) faults.push(...(await wrong(page, `${name}-${kind}`, device)));
  }
  await page.unroute(api);
  // One of several alone: the rest may hide it.
  for (const one of asked.length > 1 ? asked : []) {
    await page.route((url) => url.pathname === one, busy);
    await open(page, path);
    await untilSaid(page, traffic.quiet).catch(() => faults.push(`${name}：${one} 没有应答，页上没有说`));
    // What is still on its way would be there already when the screen is opened next.
    await traffic.quiet();
    await page.unrouteAll();
  }
  return faults;
}

it.concurrent.each([...new Set(Object.values(screens).map(([who]) => who))])('%s的每一屏', async (whose) => {
  const faults: string[] = [];
  const visit = async (page: Page) => {
    await page.clock.install();
    const traffic = watch(page);
    for (const [nth, [name, [who, pathOf]]] of Object.entries(screens).entries()) {
      if (who !== whose) continue;
      faults.push(
        ...(await statesOf(page, traffic, name, pathOf(), nth).catch(async (error) => {
          await page.unrouteAll();
          return [`${name}：${error}`];
        })),
      );
      await page.setViewportSize(desk.viewport);
    }
    await page.route(api, ended);
    await at(page, whose === registrar ? paths.dossiers : paths.standards);
    await page.getByRole('heading', { name: '登录已经过期' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.evaluate("document.querySelector('dialog').contains(document.activeElement)")).toBe(true);
    faults.push(...(await wrong(page, `ended-${whose}`, phone)));
  };
  await signedIn({ browser, province }, whose, visit, desk, /status of [45]\d\d|INTERNET_DISCONNECTED/);
  expect(faults).toEqual([]);
});

it('直接输入地址的，不在职责之内的打不开，写着向谁问', async () => {
  const refused = new Set<string>();
  for (const who of ['毕晓峰', '宋国栋', administrator])
    await as(who, async (page) => {
      for (const [name, [, pathOf]] of Object.entries(screens)) {
        await at(page, pathOf());
        await page.locator('main h1').first().waitFor();
        if ((await page.locator('main h1').textContent()) !== '打不开') continue;
        expect(await page.locator('main .empty').textContent()).toContain('请省工会的管理员核对您的职责');
        refused.add(name);
      }
      await at(page, paths.inspection);
      expect(await wrong(page, `typed-${who}`, phone)).toEqual([]);
    });
  expect(Object.keys(screens).filter((name) => !refused.has(name))).toEqual(everybodys);
});

/** Presses Tab until that control is reached, as somebody without a mouse does. */
async function tabTo(page: Page, words: string): Promise<void> {
  const here = `(() => {
    const { labels, textContent, localName } = document.activeElement;
    return localName === 'body' ? '' : labels?.[0]?.textContent ?? textContent;
  })()`;
  for (let stops = 0; stops < 120; stops++) {
    await page.keyboard.press('Tab');
    if (((await page.evaluate(here)) as string).startsWith(words)) return;
  }
  throw new Error(`Tab 走不到“${words}”`);
}

it('只用键盘，手机上的大字里也一样：菜单打开、收起、进一屏；一户的一件事，连按回车只交一次', async () => {
  const visit = async (page: Page) => {
    await tabTo(page, '大字');
    await page.keyboard.press('Enter');
    await tabTo(page, '成批办理');
    await page.keyboard.press('Enter');
    const link = page.getByRole('link', { name: '打印队列' });
    expect(await link.isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await link.isVisible()).toBe(false);
    await page.keyboard.press('Enter');
    await tabTo(page, '打印队列');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '打印队列' }).waitFor();

    await at(page, paths.deed(draft.id, 'withdraw'));
    await page.locator('form.deed').waitFor();
    await tabTo(page, '撤回的理由');
    await page.keyboard.type('本人不申请了。');
    let sent = 0;
    page.on('request', (request) => {
      if (request.method() === 'POST' && api.test(request.url())) sent += 1;
    });
    await tabTo(page, '撤回申请');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByText('已经撤回。').waitFor();
    expect(sent).toBe(1);
    expect(await page.evaluate("document.querySelector('main').contains(document.activeElement)")).toBe(true);
  };
  await as(registrar, visit, phone);
});
