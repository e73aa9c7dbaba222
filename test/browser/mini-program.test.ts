import { expect, it } from 'vitest';
import { inBrowser } from '../support/in-browser.ts';
import { servedProvince } from '../support/served-province.ts';
import { opinion, SurveyorPhone, settingsFor } from '../support/surveyor-phone.ts';
import { desk, look } from '../support/workbench.ts';

const { province, as } = await inBrowser(servedProvince());

it('工作台上出登录码，手机上扫了就登录；没有网络时做的入户调查和照片，有网络了送到', async () => {
  const one = await province.dossierIn('surveying');
  const { api, issuer } = province.addresses;
  const phone = new SurveyorPhone({
    settings: settingsFor(api.replace(/\/$/, ''), issuer),
    fetch: globalThis.fetch,
    authorize: () => Promise.reject(new Error('the workbench does it here')),
  });
  try {
    await phone.tap('.to-visits');
    await phone.unlock();
    await as(
      '毕晓峰',
      async (page, context) => {
        await context.grantPermissions(['clipboard-read', 'clipboard-write']);
        await page.getByRole('link', { name: '手机登录' }).click();
        await look(page, 'mobile');
        await phone.tap('.sign-in');
        await page.getByLabel('手机上的六位数字').fill(String(phone.shown.digits));
        const beside = context.waitForEvent('page');
        await page.getByRole('button', { name: '出登录码' }).click();
        await (await beside).getByRole('button', { name: '毕晓峰' }).click();
        await page.getByRole('img', { name: '登录码' }).waitFor();
        await look(page, 'mobile-code');
        await page.getByRole('button', { name: '复制登录码' }).click();
        await page.getByText('已经复制').waitFor();
        phone.seen = String(await page.evaluate('navigator.clipboard.readText()'));
        await phone.tap('.scan');
        expect(phone.text).toContain('毕晓峰，已登录');
        // It counts once.
        await page.getByRole('button', { name: '重新出一个登录码' }).waitFor();
      },
      desk,
    );

    await phone.takeAlong(one);
    phone.hasNetwork = false;
    await phone.fillIn();
    await phone.photograph(2);
    await phone.tap('.finish');
    expect(phone.text).toContain('等着送出');
    phone.hasNetwork = true;
    phone.back();
    await phone.rest();
    await province.system.atRest();
    expect(phone.text).toContain('已送到');
    const view = await province.view(one);
    expect(view.survey).toMatchObject({ outcome: 'confirmed', opinion });
    expect(view.attachments.filter(({ state }) => state === 'accepted')).toHaveLength(2);
    await phone.rest();
  } finally {
    phone.remove();
    phone.leave();
  }
});
