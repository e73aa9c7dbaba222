import type { Page } from 'playwright-core';
import type { Province } from './province.ts';

/** Somebody opens what is theirs (我的申请) with the code that is sent to their mailbox. */
export async function opensOwn(page: Page, province: Province, mailbox: string): Promise<void> {
  await page.goto(`${province.addresses.api}/apply`);
  await page.getByRole('textbox').fill(mailbox);
  await page.getByRole('button', { name: '发验证码' }).click();
  await province.system.atRest();
  const [mail] = await province.system.mails(mailbox);
  const [, first, last] = /验证码：(\d{3}) ?(\d{3})/.exec(mail?.text ?? '') ?? [];
  await page.getByLabel('六位验证码').fill(`${first}${last}`);
  await page.getByRole('button', { name: '打开' }).click();
}
