import type { BrowserContext, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { pdf } from '../../shared/attachments/files.fixture.ts';
import { inBrowser } from '../support/in-browser.ts';
import { servedProvince } from '../support/served-province.ts';
import { type Device, desk, keysOf, look, phone, yuan } from '../support/workbench.ts';

const { province, as } = await inBrowser(servedProvince());

const clerk = '何静';
const signedIn = (visit: (page: Page, context: BrowserContext) => Promise<void>, device: Device = desk) =>
  as(clerk, visit, device);

const boxAt = (page: Page, pointer: string) => page.locator(`[id="box${pointer}"]`);

/** A draft of the clerk's, and its form on the screen. */
async function opened(page: Page, id?: string): Promise<string> {
  if (id === undefined) {
    await page.getByRole('link', { name: '新建' }).click();
    await page.getByRole('button', { name: '申请建档' }).click();
  } else {
    await page.goto(`${province.addresses.api}/#/dossiers/${id}/form`);
  }
  await page.getByRole('heading', { name: '职工本人和收入' }).waitFor();
  return /dossiers\/(\w+)\/form/.exec(page.url())?.[1] as string;
}

/** Goes on with Tab until a box has the keys. */
async function tabTo(page: Page, pointer: string): Promise<void> {
  for (let steps = 0; steps < 120; steps++) {
    if ((await page.evaluate('document.activeElement?.id')) === `box${pointer}`) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no way to ${pointer} by keyboard`);
}

/** Fills in a box by keys alone: text is typed, of a list the arrows choose. */
async function key(page: Page, pointer: string, text: string): Promise<void> {
  await tabTo(page, pointer);
  const box = boxAt(page, pointer);
  if (!(await box.evaluate((element) => element.tagName === 'SELECT'))) {
    await page.keyboard.insertText(text);
    return;
  }
  for (let steps = 0; steps < 40 && (await box.inputValue()) !== text; steps++) await page.keyboard.press('ArrowDown');
  expect(await box.inputValue()).toBe(text);
}

it('只用键盘，一户从空白填到提交；中间刷新了也接着填', async () => {
  const form = province.nextForm();
  await signedIn(async (page) => {
    const id = await opened(page);
    const keys = keysOf(form);
    await tabTo(page, '/worker/name');
    for (const [pointer, text] of keys.slice(0, 14)) await key(page, pointer, text);
    await page.getByText(/^已存 \d\d:\d\d/).waitFor();
    expect(await boxAt(page, '/worker/birthDate').inputValue()).toBe(form.worker.birthDate);
    expect(await boxAt(page, '/worker/sex').inputValue()).toBe(form.worker.sex);
    await page.getByText('云南省昆明市五华区').first().waitFor();

    await page.reload();
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByRole('button', { name: clerk }).click();
    await page.getByRole('heading', { name: '职工本人和收入' }).waitFor();
    expect(await boxAt(page, '/worker/homeAddress').inputValue()).toBe(form.worker.homeAddress);
    expect(await boxAt(page, '/worker/monthlyIncome').inputValue()).toBe(yuan(form.worker.monthlyIncome));

    await page.getByRole('button', { name: '添一位家庭成员' }).press('Enter');
    for (const [pointer, text] of keys.slice(14)) await key(page, pointer, text);
    await page.getByText('低保标准').first().waitFor();
    await page.getByText('暂定', { exact: true }).waitFor();
    await look(page, 'form-filled-desk');

    await page.getByRole('button', { name: '检查您的填写' }).press('Enter');
    await page.getByRole('heading', { name: '检查您的填写' }).waitFor();
    await page.getByRole('heading', { name: '告知同意' }).waitFor();
    for (const agreed of await page.getByLabel('当着工作人员的面同意').all()) {
      await agreed.focus();
      await page.keyboard.press('Space');
    }
    await look(page, 'form-check-desk');
    await page.getByRole('button', { name: '提交' }).press('Enter');
    await page.getByText('已经提交（第 1 次）').waitFor();
    await look(page, 'form-submitted');
    await province.system.atRest();
    const { status, form: shown } = await province.view({ id } as never);
    expect([status, shown?.content.worker?.name]).toEqual(['surveying', form.worker.name]);
    const { body: journal } = await province.system.as('registrar-530102-1').call('getJournal', { params: { id } });
    expect(journal.entries.map(({ action }) => action.type).slice(0, 3)).toEqual(['createDraft', 'saveForm', 'submit']);
  });
});

it('填错的栏旁边说得出错在哪里，一点改成；检查时逐条列在上面，点了就到那一栏', async () => {
  await signedIn(async (page) => {
    await opened(page);
    await boxAt(page, '/worker/idNumber').fill('53010219740312042a');
    await boxAt(page, '/worker/mobile').fill('１３８ ００１３ ８０００');
    await boxAt(page, '/worker/monthlyIncome').fill('12');
    await boxAt(page, '/household/householdSize').fill('三口');
    await page.keyboard.press('Tab');
    await page.getByText('单位是元吗').waitFor();
    await page.getByRole('button', { name: '改为 13800138000' }).click();
    expect(await boxAt(page, '/worker/mobile').inputValue()).toBe('13800138000');
    await page.getByText('家庭人口应为整数，如 3；现为“三口”').first().waitFor();
    await page.getByRole('button', { name: '检查您的填写' }).click();
    await page.getByText(/还有 \d+ 处要填、要改/).waitFor();
    await look(page, 'form-faults-desk');
    await page.locator('#form-summary').getByRole('button', { name: '家庭住址必须填写' }).click();
    await expect.poll(() => page.evaluate('document.activeElement?.id')).toBe('box/worker/homeAddress');
  });
});

it('手机上一节一页，字号放大也看得清', async () => {
  await signedIn(async (page) => {
    await opened(page);
    await look(page, 'form-phone');
    await page.getByRole('button', { name: '下一节' }).click();
    await page.getByRole('button', { name: '添一位家庭成员' }).click();
    expect(await page.getByRole('heading', { name: '职工本人和收入' }).isVisible()).toBe(false);
    await look(page, 'form-members-phone');
    await page.getByRole('button', { name: '大字' }).click();
    await look(page, 'form-members-phone-large');
    await page.getByRole('button', { name: '去掉第 1 位' }).click();
    await page.getByRole('button', { name: /放回刚才去掉的/ }).click();
    await page.getByText('第 1 位').first().waitFor();
  }, phone);
});

it('断了网，填着的都在，说得出没有存；连上了自己存下', async () => {
  await signedIn(async (page, context) => {
    await opened(page);
    await context.setOffline(true);
    await boxAt(page, '/remarks').fill('腿脚不便，请上门');
    await page.getByText('没有连上，还没有存').waitFor();
    await look(page, 'form-offline');
    await context.setOffline(false);
    await page.getByText(/^已存 \d\d:\d\d/).waitFor();
  });
});

it('登录过期了，填着的都在；在旁边的窗口重新登录，接着存下', async () => {
  await signedIn(async (page, context) => {
    const id = await opened(page);
    await province.system.leapTo(new Date(Date.parse(await province.system.now()) + 2 * 3_600_000).toISOString());
    await boxAt(page, '/remarks').fill('妻子住院');
    await page.getByRole('heading', { name: '登录已经过期' }).waitFor();
    const beside = context.waitForEvent('page');
    await page.getByRole('button', { name: '重新登录' }).click();
    const window = await beside;
    await window.getByRole('button', { name: clerk }).click();
    await page.getByText(/^已存 \d\d:\d\d/).waitFor();
    expect(await boxAt(page, '/remarks').inputValue()).toBe('妻子住院');
    const asked = province.system.as('registrar-530102-1').call('getScratch', { params: { id } });
    expect((await asked).body.content?.form.remarks).toBe('妻子住院');
  });
});

it('两个窗口填同一份，后存的看得到两边，一栏一栏选，谁填的都不会不声不响地没了', async () => {
  await signedIn(async (page) => {
    const id = await opened(page);
    await signedIn(async (other) => {
      await opened(other, id);
      await boxAt(page, '/worker/employer').fill('昆明某纺织厂');
      await boxAt(page, '/remarks').fill('甲写的');
      await page.getByText(/^已存 \d\d:\d\d/).waitFor();
      await boxAt(other, '/remarks').fill('乙写的');
      await other.getByRole('heading', { name: '两边都填了，请一栏一栏看过' }).waitFor();
      await other.getByText('对方填的：甲写的').waitFor();
      await look(other, 'form-met');
      await other.getByRole('button', { name: '照选好的接着填' }).click();
      await other.getByText(/^已存 \d\d:\d\d/).waitFor();
      expect(await boxAt(other, '/remarks').inputValue()).toBe('乙写的');
      expect(await boxAt(other, '/worker/employer').inputValue()).toBe('昆明某纺织厂');
    });
  });
});

it('一边写下的，另一边检查、提交以前先看到：没有看过的不随着提交不见', async () => {
  const one = await province.draft(province.nextForm());
  const chosen = async (page: Page) => {
    await page.getByRole('button', { name: '照选好的接着填' }).click();
    await page.getByText(/^已存 \d\d:\d\d/).waitFor();
  };
  await signedIn(async (page) => {
    await opened(page, one.id);
    await signedIn(async (other) => {
      await opened(other, one.id);
      await boxAt(other, '/remarks').fill('乙写的');
      await other.getByText(/^已存 \d\d:\d\d/).waitFor();
      // Nothing was typed here since it was opened.
      await page.getByRole('button', { name: '检查您的填写' }).click();
      await page.getByText('对方填的：乙写的').waitFor();
      await chosen(page);
      await page.getByRole('button', { name: '检查您的填写' }).click();
      await page.getByRole('heading', { name: '告知同意' }).waitFor();
      for (const agreed of await page.getByLabel('当着工作人员的面同意').all()) await agreed.check();
      await page.getByText(/^已存 \d\d:\d\d/).waitFor();

      await boxAt(other, '/remarks').fill('乙又写的');
      await other.getByText('对方填的：乙写的').waitFor();
      await chosen(other);
      await page.getByRole('button', { name: '提交' }).click();
      await page.getByLabel('对方填的：乙又写的').check();
      await chosen(page);
      // What was checked before is not what is handed in.
      await page.getByRole('button', { name: '检查您的填写' }).click();
      await page.getByRole('button', { name: '提交' }).click();
      await page.getByText('已经提交（第 1 次）').waitFor();
    });
  });
  expect((await province.view(one)).form?.content.remarks).toBe('乙又写的');
});

it('类型不对的文件发送以前就说，对的传上去、检查通过', async () => {
  await signedIn(async (page) => {
    await opened(page);
    await page.getByLabel('添别的材料').selectOption('收入证明');
    const row = page.locator('.form-paper-row', { hasText: '收入证明' });
    const file = (name: string, mimeType: string, buffer: Buffer) => ({ name, mimeType, buffer });
    await row.locator('input').setInputFiles(file('收入证明.docx', 'application/msword', Buffer.from('x')));
    await row.getByText('不是 PDF、JPEG 或 PNG').waitFor();
    await row.locator('input').setInputFiles(file('假的.pdf', 'application/pdf', Buffer.from('<script>')));
    await row.getByText('假的：').waitFor();
    await row.locator('input').setInputFiles(file('收入证明.pdf', 'application/pdf', pdf));
    await row.getByText('收入证明：收下').waitFor();
    await row.getByText('假的：拒收').waitFor();
    await look(page, 'form-papers');
  });
});

it('各栏里的标记照字面显示', async () => {
  const markup = '<img src=x onerror=alert(1)>';
  await signedIn(async (page) => {
    await opened(page);
    await page.getByRole('button', { name: '添一位家庭成员' }).click();
    const texts = page.locator('.form-paper input[type=text], .form-paper textarea');
    const ids = await texts.evaluateAll((boxes) => boxes.map(({ id }) => id));
    expect(ids.length).toBeGreaterThan(30);
    for (const id of ids) {
      // A reason for having no ID number goes once there is one.
      const box = page.locator(`[id="${id}"]`);
      const most = Number((await box.count()) > 0 && (await box.getAttribute('maxlength')));
      if (most > 0) await box.fill(markup.slice(0, most));
    }
    await page.getByRole('button', { name: '检查您的填写' }).click();
    await page.locator('#form-summary').waitFor();
    await page.getByRole('heading', { name: `申请建档：${markup}` }).waitFor();
    expect(await page.locator('main img').count()).toBe(0);
    await page.getByText(/^已存 \d\d:\d\d/).waitFor();
  });
});

it('印出来的是填了的各栏，长的不截断，必填而空着的写明；还写着正式的档案表到哪里印', async () => {
  const long = '昆明市五华区护国街道某某纺织印染制造有限责任公司第二分厂机修车间劳务派遣工';
  const one = await province.draft(province.nextForm());
  await signedIn(async (page) => {
    await opened(page, one.id);
    await boxAt(page, '/worker/employer').fill(long);
    await boxAt(page, '/worker/homeAddress').fill('');
    await page.emulateMedia({ media: 'print' });
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    for (const words of [long, '12,000.00 元', '还没有填', '到这一户的“打印”里印', one.form.members[0]?.name ?? ''])
      await page.getByText(words).first().waitFor();
    expect(await page.getByRole('textbox').filter({ visible: true }).count()).toBe(0);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    await page.emulateMedia({ media: null });
    expect(await boxAt(page, '/worker/employer').inputValue()).toBe(long);
  });
});
