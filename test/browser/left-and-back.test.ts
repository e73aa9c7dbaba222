import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { inBrowser } from '../support/in-browser.ts';
import type { Household } from '../support/province.ts';
import { servedProvince } from '../support/served-province.ts';
import { done, phone } from '../support/workbench.ts';

const [registrar, surveyor] = ['何静', '毕晓峰'];

const { province, as, anew } = await inBrowser(servedProvince());
const [visited, other] = (await province.dossiersIn('surveying', 2)) as [Household, Household];
const address = ({ id }: Household, deed: string) => `${province.addresses.api}/#/dossiers/${id}/do/${deed}`;

it('填到一半去看别的页签、别的一页，回来填着的都在；别的一户里没有；办完就不留', async () => {
  await as(
    surveyor,
    async (page) => {
      await page.goto(address(visited, 'recordSurvey'));
      const opinion = page.getByLabel('调查意见');
      await opinion.fill('家里两口人，丈夫卧床，与表上一致。');
      await page.getByLabel('调查人').fill('毕晓峰、董婉君');
      await page.getByLabel('是', { exact: true }).check();
      await page.getByLabel('属实').check();
      const isThere = async () => {
        await opinion.waitFor();
        expect(await opinion.inputValue()).toBe('家里两口人，丈夫卧床，与表上一致。');
        expect(await page.getByLabel('调查人').inputValue()).toBe('毕晓峰、董婉君');
        expect(await page.getByLabel('属实').isChecked()).toBe(true);
      };
      await page.getByRole('tab', { name: '档案表' }).click();
      await opinion.waitFor({ state: 'detached' });
      await page.getByRole('tab', { name: '调查' }).click();
      await isThere();
      await page.getByRole('link', { name: '今日待办' }).click();
      await page.getByRole('heading', { name: '今日待办' }).waitFor();
      await page.goBack();
      await isThere();
      await page.goto(address(other, 'recordSurvey'));
      await page.getByRole('heading', { name: other.form.worker.name }).waitFor();
      await opinion.waitFor();
      expect(await opinion.inputValue()).toBe('');
      await page.goBack();
      await page.getByRole('heading', { name: visited.form.worker.name }).waitFor();
      await isThere();
      await page.getByRole('button', { name: '登记结论' }).click();
      await opinion.waitFor({ state: 'detached' });
    },
    phone,
  );
  expect((await province.view(visited)).survey).toMatchObject({
    opinion: '家里两口人，丈夫卧床，与表上一致。',
    surveyors: ['毕晓峰', '董婉君'],
    outcome: 'confirmed',
  });
});

it('选了什么才有的栏也回来；改选了另一条的，前一条填的不带过去', async () => {
  const one = await province.dossierIn('registered');
  const tasks = async (page: Page) => {
    await page.getByRole('link', { name: '今日待办' }).click();
    await page.getByRole('heading', { name: '今日待办' }).waitFor();
    await page.goBack();
  };
  await as(registrar, async (page) => {
    const goods = page.getByLabel('名称', { exact: true });
    for (const [what, isLeft] of [
      ['大米', true],
      ['食用油', false],
    ] as const) {
      await page.goto(address(one, 'recordAid'));
      await page.getByLabel('帮扶类别').selectOption('warmth');
      await page.getByLabel('帮扶项目').fill('冬季送温暖');
      await page.getByLabel('资金来源').selectOption('union');
      await page.getByLabel('发放方式').selectOption('inKind');
      await goods.fill(what);
      await page.getByLabel('数量').fill('2');
      await page.getByLabel('单位如：袋、次').fill('袋');
      if (isLeft) {
        await tasks(page);
        await goods.waitFor();
        await page.getByText('给了什么').waitFor();
        expect(await goods.inputValue()).toBe(what);
      }
      await page.getByRole('button', { name: '登记这一条' }).click();
      await done(page, '已经登记为第');
    }
    await page.goto(address(one, 'correctAid'));
    const which = page.getByLabel('更正哪一条');
    await which.selectOption('1');
    await goods.fill('面粉');
    await tasks(page);
    await goods.waitFor();
    expect([await which.inputValue(), await goods.inputValue()]).toEqual(['1', '面粉']);
    await which.selectOption('2');
    await page.getByLabel('为什么更正').fill('数量写错');
    expect(await goods.inputValue()).toBe('食用油');
    await tasks(page);
    await goods.waitFor();
    expect([await which.inputValue(), await goods.inputValue()]).toEqual(['2', '食用油']);
  });
});

it('填着的，窗口关掉、刷新以前问一声；办完了不问', async () => {
  const one = await province.dossierIn('draft');
  await as(registrar, async (page) => {
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    await page.goto(address(one, 'withdraw'));
    const reason = page.getByRole('textbox').first();
    await reason.fill('本人不再申请');
    await page.reload({ timeout: 3000 }).catch(() => undefined);
    expect(asked).toEqual(['beforeunload']);
    expect(await reason.inputValue()).toBe('本人不再申请');
    await page.getByRole('button', { name: '撤回申请', exact: true }).click();
    await done(page, /撤回/);
    await page.reload();
    await page.getByRole('button', { name: '登录' }).waitFor();
    expect(asked).toEqual(['beforeunload']);
  });
});

it('网络断了去开没有开过的一页：说没有连上，菜单还在；网络好了再试，重新登录就是那一页', async () => {
  await anew(registrar, async (page) => {
    await page.getByRole('heading', { name: '今日待办' }).waitFor();
    await page.waitForLoadState('networkidle');
    await page.context().setOffline(true);
    await page.getByRole('link', { name: '档案列表' }).click();
    await page.getByRole('alert').getByText('没有连上，请看看网络，再试一次').waitFor();
    expect(await page.getByRole('link', { name: '今日待办' }).isVisible()).toBe(true);
    await page.getByRole('button', { name: '再试一次' }).click();
    await page.getByRole('alert').waitFor();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: '再试一次' }).click();
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('button', { name: registrar }).click();
    await page.getByRole('heading', { name: '档案列表' }).waitFor();
  });
});
