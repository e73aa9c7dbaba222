import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { photos } from '../../../shared/attachments/photos.fixture.ts';
import { household } from '../../support/household.ts';
import { desk, lookAtBothWidths, look as lookAtWorkbench, phone } from '../../support/workbench.ts';
import { as, browser, province } from './stage.ts';

const look = (page: Page, name: string) => lookAtBothWidths(page, `apply-${name}`);

const heading = (page: Page) => page.locator('h1').first().textContent();
const next = (page: Page) => page.getByRole('button', { name: '存下，下一步' }).click();
const mailbox = 'li.xiuying@example.cn';

/** The code that was sent last. */
async function code(): Promise<string> {
  for (let tries = 0; tries < 60; tries++) {
    const [mail] = await province.system.mails(mailbox);
    const found = /验证码：(\d{3}) ?(\d{3})/.exec(mail?.text ?? '');
    if (found) return `${found[1]}${found[2]}`;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('no code was sent');
}

it('职工用手机自测、申请、拍材料、提交，不用脚本；建档人接收，草稿已经照申请填好；职工看得到办到哪里', async () => {
  const { worker, members } = household(71);
  const context = await browser.newContext({ ...phone, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${province.addresses.api}/self-check`);
  await page.getByLabel('户口在哪个县').selectOption({ label: '五华区' });
  await page.getByLabel('一起生活的有几口人').fill('2');
  await page.getByLabel('平均每人每月收入多少元').fill('300');
  await page.getByLabel('有人得了大病').check();
  await look(page, 'self-check');
  await page.getByRole('button', { name: '看结果' }).click();
  expect(await page.locator('.verdict').textContent()).toContain('可能属于');
  await look(page, 'self-check-result');

  await page.goto(`${province.addresses.api}/apply`);
  await look(page, 'start');
  await page.getByRole('textbox').fill(mailbox);
  await page.getByRole('button', { name: '发验证码' }).click();
  await page.getByLabel('六位验证码').waitFor();
  await look(page, 'code');
  await page.getByLabel('六位验证码').fill(await code());
  await page.getByRole('button', { name: '打开' }).click();
  expect(await heading(page)).toBe('我的申请');
  await look(page, 'list-empty');
  await page.getByRole('button', { name: '开始一件申请' }).click();

  expect(await heading(page)).toBe('谁来申请');
  await page.getByLabel('困难职工本人').check();
  await look(page, 'who');
  await next(page);
  await page.getByLabel('姓名').fill(worker.name);
  await page.getByLabel('身份证号').fill(worker.idNumber.slice(0, -1));
  await page.getByLabel('联系电话').fill('13800000071');
  await next(page);
  expect(await page.getByRole('alert').textContent()).toContain('身份证号不对');
  await look(page, 'worker-refused');
  await page.getByLabel('身份证号').fill(worker.idNumber);
  await next(page);
  await page.getByLabel('县（市、区）').selectOption({ label: '五华区' });
  await next(page);
  expect(await heading(page)).toBe('交给哪个工会');
  await page.getByLabel('工会', { exact: true }).selectOption('530000/530100/530102/U0001');
  await look(page, 'union');
  await next(page);
  await page.getByLabel('家庭住址').fill(worker.homeAddress);
  await look(page, 'home');
  await next(page);
  await page.getByLabel('一起生活的有几口人').fill('2');
  await page.getByLabel('职工本人每月收入多少元').fill('600');
  await page.getByLabel('其他人每月收入一共多少元').fill('0');
  await look(page, 'income');
  await next(page);
  await page.getByLabel('第 1 位的姓名').fill(members[0]?.name ?? '');
  await page.getByLabel('第 1 位是职工的').selectOption('丈夫');
  await look(page, 'family');
  await next(page);
  await page.getByLabel('有人得了大病').check();
  await page.getByLabel('用自己的话写').fill('丈夫得了心血管病，今年住院两次。');
  await look(page, 'hardship');
  await next(page);

  expect(await heading(page)).toBe('证明材料的照片');
  await page.getByLabel('再拍一份').selectOption('诊断证明复印件');
  await look(page, 'papers-none');
  await page.getByRole('button', { name: '去拍照' }).click();
  const file = { name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: photos.baseline as Buffer };
  await page.getByLabel('拍照，或者选一张照片').setInputFiles(file);
  await look(page, 'upload');
  await page.getByRole('button', { name: '上传' }).click();
  await page.getByText('诊断证明复印件：收下了').waitFor();
  await look(page, 'papers');
  await page.getByRole('link', { name: '材料好了，下一步' }).click();
  expect(await heading(page)).toBe('再看一遍');
  await look(page, 'check');
  await page.getByRole('link', { name: '都对，去看告知书并提交' }).click();
  await page.getByLabel('我看过告知书').check();
  await page.getByLabel('我另外同意').check();
  await look(page, 'consent');
  await page.getByRole('button', { name: '提交申请' }).click();
  expect(await heading(page)).toBe('申请已经提交');
  await look(page, 'handed-in');
  await page.getByRole('link', { name: '看办到哪里' }).click();
  await look(page, 'received');

  await as('何静', takenOver, desk);

  await page.reload();
  expect(await page.locator('main').textContent()).toContain('正在填档案表');
  await look(page, 'taken-over');
  await page.getByRole('link', { name: '回到我的申请' }).click();
  await look(page, 'list');
  await page.getByRole('link', { name: '用完了，退出' }).click();
  await page.getByRole('button', { name: '退出' }).click();
  await page.goto(`${province.addresses.api}/apply`);
  expect(await heading(page)).toBe('申请困难帮扶');
  await context.close();
});

/** As the clerk of the union does: out of the day's tasks, to the form that is filled in already. */
async function takenOver(screen: Page): Promise<void> {
  await screen.getByRole('link', { name: /接收、询问或不接收/ }).click();
  await screen.getByRole('heading', { name: `${household(71).worker.name}的申请` }).waitFor();
  await lookAtWorkbench(screen, 'application');
  await screen.setViewportSize(phone.viewport);
  await lookAtWorkbench(screen, 'application-phone');
  await screen.setViewportSize(desk.viewport);
  await screen.getByRole('link', { name: '职工的申请' }).click();
  await screen.getByRole('heading', { name: '职工的申请' }).waitFor();
  await screen
    .getByRole('link', { name: /^李|\*/ })
    .first()
    .waitFor();
  await lookAtWorkbench(screen, 'applications');
  await screen.setViewportSize(phone.viewport);
  await lookAtWorkbench(screen, 'applications-phone');
  await screen.setViewportSize(desk.viewport);
  await screen.getByRole('row').getByRole('link').first().click();
  await screen.getByRole('button', { name: '接收，去填表' }).click();
  await screen.getByRole('heading', { name: '职工本人和收入' }).waitFor();
  expect(await screen.locator('[id="box/worker/name"]').inputValue()).toBe(household(71).worker.name);
  expect(await screen.locator('[id="box/worker/idNumber"]').inputValue()).toBe(household(71).worker.idNumber);
  await lookAtWorkbench(screen, 'application-form');
}
