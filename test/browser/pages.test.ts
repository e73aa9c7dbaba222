import { mkdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContextOptions, Page, ViewportSize } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noticePage } from '../../shared/pages/notice-page.ts';
import { noticesPage } from '../../shared/pages/notices-page.ts';
import type { PageAnswer } from '../../shared/pages/page.ts';
import { axeFaults } from '../support/axe.ts';
import { keepPicture } from '../support/browser.ts';
import { makeMails } from '../support/examples/mails.ts';
import { examplePages, noticesView, noticeView } from '../support/examples/pages.ts';
import { theBrowser } from '../support/in-browser.ts';
import { readabilityFaults } from '../support/readability.ts';

const hostile = '<script>alert(1)</script><img src=x onerror=alert(1)><style>body{display:none}</style>';
const pages: Record<string, PageAnswer> = {
  ...examplePages,
  demonstration: noticePage({ ...noticeView, publisher: { ...noticeView.publisher, demonstration: true } }),
  whole: noticesPage({ ...noticesView, whole: true, nextCursor: null }),
  hostile: noticePage({ ...noticeView, notice: { ...noticeView.notice, maskedName: hostile } }),
};

interface Seen {
  method: string;
  path: string;
  body: string;
}

const browser = await theBrowser();
let server: Server;
let origin: string;
let seen: Seen[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const path = request.url ?? '';
      seen.push({ method: request.method ?? '', path, body: Buffer.concat(chunks).toString() });
      const answer = pages[new URL(path, origin).pathname.split('/').at(-1) ?? ''];
      if (answer === undefined) response.writeHead(404).end();
      else response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await mkdir('out/pages', { recursive: true });
});

afterAll(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve));
});

/** What stands before a mark that begins a line: only between elements does the browser break there. */
const linesThatBeginWrong = `(() => {
  const wrong = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const at = (text, index) => {
    const range = document.createRange();
    range.setStart(text, index);
    range.setEnd(text, index + 1);
    return range.getBoundingClientRect();
  };
  for (let before, text = texts.nextNode(); text; before = text, text = texts.nextNode()) {
    if (!before?.data || !/^[，。、；：？！）]/.test(text.data)) continue;
    const [last, mark] = [at(before, before.length - 1), at(text, 0)];
    if (last.width && mark.width && mark.left < last.left) wrong.push(before.data + text.data.slice(0, 9));
  }
  return wrong;
})()`;

/** The same in letters of the usual size, and twice as large. */
const linesOfBothSizes = `['100%', '200%'].map((size) => {
  document.documentElement.style.fontSize = size;
  const wrong = ${linesThatBeginWrong};
  document.documentElement.style.fontSize = '';
  return wrong;
})`;

interface Opened {
  page: Page;
  /** What it complained of. */
  complaints: string[];
  close(): Promise<void>;
}

/** A browser without scripts, as a page by link must work. */
async function opened(options: BrowserContextOptions): Promise<Opened> {
  const context = await browser.newContext({ javaScriptEnabled: false, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  const complains = (text: string) => {
    if (!text.startsWith('Failed to load resource: the server responded')) complaints.push(text);
  };
  page.on('console', (message) => complains(message.text()));
  page.on('pageerror', (error) => complains(String(error)));
  page.on('dialog', (dialog) => complains(`dialog: ${dialog.message()}`));
  return { page, complaints, close: () => context.close() };
}

/** Without scripts: one after another is looked at in it. */
let bare: Opened;
beforeAll(async () => {
  bare = await opened({});
});

/** Runs on a page that is as nobody has used it, and returns what it complained of. */
async function withPage(
  { viewport, javaScriptEnabled = false }: { viewport: ViewportSize; javaScriptEnabled?: boolean },
  act: (page: Page) => Promise<void>,
): Promise<string[]> {
  const own = javaScriptEnabled ? await opened({ javaScriptEnabled }) : bare;
  const { page, complaints } = own;
  await page.context().clearCookies();
  await page.emulateMedia({ media: null });
  await page.setViewportSize(viewport);
  complaints.splice(0);
  seen = [];
  await act(page);
  if (own !== bare) await own.close();
  return complaints;
}

const phone = { viewport: { width: 390, height: 844 } };
const desk = { viewport: { width: 1280, height: 900 } };

describe('每个页面都看得清、点得着', () => {
  it.each(Object.keys(pages))(
    '%s：窄手机、手机、放大一倍、电脑上都不横向滚动，字不小于 18 像素，对比度够；窄手机上没有一行以标点开头，字放大一倍也是',
    async (name) => {
      const complaints = await withPage(phone, async (page) => {
        await page.goto(`${origin}/x/${name}`);
        for (const width of [320, 360, 375, 390, 640, 1280]) {
          await page.setViewportSize({ width, height: 900 });
          if (width !== 360 && width !== 375) expect([width, await readabilityFaults(page)]).toEqual([width, []]);
          if (width === 390 || width === 1280) await keepPicture(page, `out/pages/${name}-${width}.png`);
          if (width <= 390) expect([width, await page.evaluate(linesOfBothSizes)]).toEqual([width, [[], []]]);
        }
        expect(seen.map(({ method, path }) => `${method} ${path}`)).toEqual([`GET /x/${name}`]);
      });
      expect(complaints).toEqual([]);
    },
  );

  describe('axe', () => {
    let scripted: Opened;
    beforeAll(async () => {
      // The page itself has no script and allows none: only what looks at it runs one.
      scripted = await opened({ javaScriptEnabled: true, bypassCSP: true });
    });
    afterAll(() => scripted.close());

    it.each(Object.entries(pages))('%s：手机、电脑上 axe 一处毛病也看不出', async (_, { body }) => {
      const { page } = scripted;
      // In place of the one before, whose window it gets: axe is read once.
      await page.setContent(body);
      for (const width of [1366, 375]) {
        await page.setViewportSize({ width, height: 900 });
        expect([width, await axeFaults(page)]).toEqual([width, []]);
      }
    });
  });

  it.each(['approval', 'notices', 'notice', 'plan', 'receipt'])('把字放大一倍，%s 仍不横向滚动', async (name) => {
    await withPage(phone, async (page) => {
      await page.goto(`${origin}/a/${name}`);
      await page.evaluate('document.documentElement.style.fontSize = "225%"');
      expect(await readabilityFaults(page)).toEqual([]);
    });
  });
});

it('审批页面在手机上五屏以内看完：起决定作用的打开着，其余折起来，点开的不用脚本', async () => {
  await withPage(phone, async (page) => {
    await page.setViewportSize({ width: 375, height: 812 });
    for (const name of ['approval', 'approval-exit']) {
      await page.goto(`${origin}/x/${name}`);
      const height = await page.evaluate('document.documentElement.scrollHeight');
      expect([name, Number(height) < 5 * 812]).toEqual([name, true]);
      expect(await page.getByText('家庭人口').isVisible()).toBe(false);
      await page.getByText('收入与家庭').click();
      expect(await page.getByText('家庭人口').isVisible()).toBe(true);
    }
  });
});

it('信的网页版在窄手机上不横向滚动：档案标识太长的折行', async () => {
  const mails = await makeMails();
  await withPage(phone, async (page) => {
    for (const [name, { html }] of Object.entries(mails)) {
      await page.setContent(html);
      for (const width of [320, 390]) {
        await page.setViewportSize({ width, height: 900 });
        expect([name, width, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([
          name,
          width,
          width,
        ]);
      }
    }
  });
});

describe('审批人', () => {
  it('扫描器打开链接、执行脚本、滚动全页，也只有一次 GET', async () => {
    await withPage({ ...desk, javaScriptEnabled: true }, async (page) => {
      await page.goto(`${origin}/a/approval`, { waitUntil: 'networkidle' });
      await page.mouse.wheel(0, 8000);
      expect(seen.map(({ method }) => method)).toEqual(['GET']);
    });
  });

  it('不写验证码提交不了', async () => {
    await withPage(desk, async (page) => {
      await page.goto(`${origin}/a/approval`);
      await page.getByLabel('同意').check();
      await page.getByRole('button', { name: '提交决定' }).click();
      expect(seen.map(({ method }) => method)).toEqual(['GET']);
    });
  });

  it.each(['483 920', '４８３９２０', '483920'])('照抄验证码“%s”，连同决定和意见交回同一地址', async (code) => {
    await withPage(phone, async (page) => {
      await page.goto(`${origin}/a/approval`);
      await page.getByText('退回补正', { exact: true }).click();
      await page.getByLabel('审批意见').fill('收入证明\n没有盖章 & 日期不清');
      await page.getByLabel('六位验证码').fill(code);
      await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: '提交决定' }).click()]);
      const posted = seen.at(-1);
      expect(posted).toMatchObject({ method: 'POST', path: '/a/approval' });
      expect(Object.fromEntries(new URLSearchParams(posted?.body))).toEqual({
        decision: 'return',
        opinion: '收入证明\r\n没有盖章 & 日期不清',
        code,
      });
    });
  });

  it('验证码错了，先看到错在哪里，点一下就到要改的地方', async () => {
    await withPage(phone, async (page) => {
      await page.goto(`${origin}/a/approval-wrong-code`);
      await page.getByRole('link', { name: '还可以再试 4 次' }).click();
      await expect
        .poll(() => page.getByLabel('六位验证码').evaluate((field) => field.getBoundingClientRect().top))
        .toBeLessThan(844);
      expect(await page.getByRole('radio', { name: '退回补正' }).isChecked()).toBe(true);
      expect(await page.getByLabel('六位验证码').inputValue()).toBe('');
    });
  });

  it('从“直接到审批决定”走到页末提交，有错的回来时先看到错在哪里', async () => {
    await withPage(phone, async (page) => {
      await page.goto(`${origin}/a/approval-wrong-code`);
      await page.getByRole('link', { name: '直接到审批决定' }).click();
      await page.getByLabel('六位验证码').fill('483920');
      await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: '提交决定' }).click()]);
      const summary = page.getByRole('alert');
      await expect.poll(() => summary.evaluate((alert) => alert.getBoundingClientRect().top)).toBeGreaterThan(-1);
      expect(await summary.evaluate((alert) => alert.getBoundingClientRect().bottom)).toBeLessThan(844);
      expect(await page.locator('[role=alert]:focus').count()).toBe(1);
    });
  });

  it('打印出来只有材料，没有填写的地方', async () => {
    await withPage(desk, async (page) => {
      await page.goto(`${origin}/a/approval`);
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('form').isVisible()).toBe(false);
      // What is folded on a screen lies open on paper.
      const course = page.locator('details', { hasText: '办理经过' }).last();
      expect(await course.getAttribute('open')).toBeNull();
      const inside = await course.locator('summary ~ *').first().boundingBox();
      expect(inside?.height).toBeGreaterThan(40);
      const [head, whole] = await Promise.all([course.locator('summary').boundingBox(), course.boundingBox()]);
      expect(whole?.height).toBeGreaterThan((head?.height ?? 0) + 40);
    });
  });
});

describe('把公示印出来张贴的人', () => {
  // A4 within its margins, at 96 dots an inch.
  const paper = { width: Math.floor((180 / 25.4) * 96), height: 1000 };

  it('名单不超出纸的右边，没有筛选', async () => {
    await withPage({ viewport: paper }, async (page) => {
      await page.goto(`${origin}/notices/notices`);
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('form').isVisible()).toBe(false);
      expect(await page.getByRole('columnheader', { name: '公示期' }).isVisible()).toBe(true);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(paper.width);
    });
  });

  it('一户的公示有二维码，有盖章的地方；在屏幕上都没有', async () => {
    await withPage({ viewport: paper }, async (page) => {
      await page.goto(`${origin}/notices/notice`);
      const code = page.getByRole('img', { name: '本公示的网页' });
      expect(await code.isVisible()).toBe(false);
      await page.emulateMedia({ media: 'print' });
      expect(await code.isVisible()).toBe(true);
      // A union's seal is 42 mm across, a QR code read from paper at least 30.
      const seal = await page.locator('.sign').boundingBox();
      expect(Math.min(seal?.width ?? 0, seal?.height ?? 0)).toBeGreaterThanOrEqual((42 / 25.4) * 96);
      expect((await code.boundingBox())?.width).toBeGreaterThanOrEqual((30 / 25.4) * 96);
    });
  });
});

describe('印在纸上', () => {
  it.each(['notice', 'demonstration'])('一户的公示（%s）印成一张，不把一行落款另起一页', async (name) => {
    await withPage(desk, async (page) => {
      await page.goto(`${origin}/notices/${name}`);
      const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      expect(paper.match(/\/Type \/Page\b/g)).toHaveLength(1);
    });
  });

  it('一县的整张名单，看纸的人知道到哪里、打哪个电话提异议，有盖章的地方', async () => {
    await withPage(desk, async (page) => {
      await page.goto(`${origin}/notices/whole`);
      await page.emulateMedia({ media: 'print' });
      expect(await page.getByRole('img', { name: '公示栏的网页' }).isVisible()).toBe(true);
      expect(await page.getByText('（盖章）').isVisible()).toBe(true);
      expect(await page.getByText(noticesView.publisher.officePhone).first().isVisible()).toBe(true);
    });
  });
});

describe('看公示的人', () => {
  it('名字写成脚本和样式，页面照常，名字照字面显示', async () => {
    const complaints = await withPage({ ...phone, javaScriptEnabled: true }, async (page) => {
      await page.goto(`${origin}/notices/hostile`);
      expect(await page.getByText('<script>alert(1)</script>').isVisible()).toBe(true);
      expect(await page.locator('body').isVisible()).toBe(true);
    });
    expect(complaints).toEqual([]);
  });

  it('选了不署名，就不再问姓名和联系方式', async () => {
    await withPage(phone, async (page) => {
      await page.goto(`${origin}/notices/notice`);
      expect(await page.getByLabel('您的姓名').isVisible()).toBe(true);
      await page.getByText('不署名', { exact: true }).click();
      expect(await page.getByLabel('您的姓名').isVisible()).toBe(false);
      expect(await page.getByLabel('联系方式').isVisible()).toBe(false);
    });
  });

  it('电脑上是表格，手机上是卡片，每项都带名目', async () => {
    await withPage(desk, async (page) => {
      await page.goto(`${origin}/notices`);
      expect(await page.getByRole('columnheader').count()).toBe(7);
      const label = '[...document.querySelectorAll("td")].map((cell) => getComputedStyle(cell, "::before").content)[1]';
      expect(await page.evaluate(label)).toBe('none');
      await page.setViewportSize(phone.viewport);
      expect(await page.evaluate(label)).toContain('困难类别');
    });
  });

  it('按县筛选用地址里的参数，不用脚本；点开一条就是那一户的公示', async () => {
    await withPage(desk, async (page) => {
      await page.goto(`${origin}/notices`);
      await page.getByLabel('县（市、区）').selectOption('530103');
      await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: '查看' }).click()]);
      expect(seen.at(-1)?.path).toBe('/notices?division=530103');
      await page.getByRole('link', { name: '查看公示' }).first().click();
      expect(seen.at(-1)?.path).toBe(`/notices/${noticesView.notices[0]?.id}`);
    });
  });
});

describe('困难职工', () => {
  it('打勾、写名字、写验证码，签字交回同一地址', async () => {
    await withPage(phone, async (page) => {
      await page.goto(`${origin}/s/plan`);
      await page.getByText('我已看过并同意').click();
      await page.getByLabel('签名').fill('欧阳秀英');
      await page.getByLabel('六位验证码').fill('004 217');
      await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: '提交' }).click()]);
      expect(seen.at(-1)).toMatchObject({ method: 'POST', path: '/s/plan' });
      expect(Object.fromEntries(new URLSearchParams(seen.at(-1)?.body))).toEqual({
        agree: 'yes',
        reason: '',
        name: '欧阳秀英',
        code: '004 217',
      });
    });
  });
});
