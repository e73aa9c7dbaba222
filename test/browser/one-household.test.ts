import { expect, it } from 'vitest';
import { allAgree } from '../../shared/consent/consents.fixture.ts';
import type { Form } from '../../shared/form/form.ts';
import { withDaughter } from '../support/household.ts';
import { inBrowser } from '../support/in-browser.ts';
import { registrar, reviewer } from '../support/province.ts';
import { servedProvince } from '../support/served-province.ts';
import { begin, done, find, lookTwice, taskOf } from '../support/workbench.ts';

const { province, as } = await inBrowser(
  servedProvince({ profile: (of) => ({ ...of, review: { ...of.review, everyMonths: 1 } }) }),
);
const { system } = province;
const onFile = await province.dossierIn('registered');

it('在册的一户复核报了变化、裁定为同一户：审核人的待办说怎样办，调查人只能退回，建档人改报没有变化以后合并', async () => {
  const { name, homeAddress } = onFile.form.worker;
  const form = province.nextForm();
  const worker = { ...form.worker, name: `${name[0]}玉珍`, homeAddress };
  const other = await province.dossierIn('surveying', { ...form, worker });
  await system.leapTo(`${(await province.view(onFile)).nextReviewOn}T10:00:00+08:00`);
  const params = { id: onFile.id };
  const clerk = system.as(registrar);
  const { version, form: before } = await province.view(onFile);
  const changed = withDaughter(before?.content as Form);
  const { body: saved } = await clerk.call('saveForm', { params, body: changed, version });
  const consents = allAgree(changed, (await system.now()).slice(0, 10));
  await clerk.call('submit', { params, body: { form: saved.form, consents, opinion: '家里添了人。' } });
  const ruling = { ruling: 'same' as const, reason: '到家里看过' };
  await system.as(reviewer).call('ruleDuplicate', { params: { ...params, other: other.id }, body: ruling });
  await system.atRest();
  await province.survey(onFile);
  await system.atRest();

  await as('沐春华', async (page) => {
    await taskOf(page, onFile, '合并、改裁');
    await begin(page, '裁定疑似重复');
    await page.getByRole('link', { name: '并入这一份' }).click();
    await page.getByText('报告的变化由入户调查人退回').waitFor();
    await lookTwice(page, 'one-household-busy');
  });
  // Whoever visits looks for nobody.
  await as('毕晓峰', async (page) => {
    await page.goto(`${province.addresses.api}/#/dossiers/${onFile.id}`);
    await page.getByRole('tab', { name: '调查', exact: true }).click();
    await page.getByText('这一户已裁定与另一份档案为同一户').waitFor();
    expect(await page.getByRole('group', { name: '调查结论' }).getByRole('radio').count()).toBe(1);
    await page.getByLabel('是', { exact: true }).check();
    await page.getByLabel('调查意见').fill('与另一份是同一户，请改报没有变化。');
    await lookTwice(page, 'one-household-given-back');
    await page.getByRole('button', { name: '退回', exact: true }).click();
    await page.getByText('与另一份是同一户，请改报没有变化。').first().waitFor();
  });
  await as('何静', async (page) => {
    await find(page, onFile);
    await page.getByRole('link', { name: '登记复核结果' }).click();
    await page.getByLabel('怎样核实的').fill('入户核对，与另一份是同一户，没有变化。');
    await page.getByRole('button', { name: '登记没有变化' }).click();
    await page.getByText('怎样核实的').waitFor({ state: 'detached' });
  });
  await system.atRest();
  await as('沐春华', async (page) => {
    await taskOf(page, onFile, '合并、改裁');
    await begin(page, '裁定疑似重复');
    await page.getByRole('link', { name: '并入这一份' }).click();
    await page.getByRole('group', { name: '把哪一份并进来' }).getByRole('radio').first().check();
    await page.getByLabel('合并的理由').fill('户口本为同一本。');
    await lookTwice(page, 'one-household-merge');
    await page.getByRole('button', { name: '把另一份并入这一份' }).click();
    await done(page, '已经合并');
  });
  const { status, owed } = await province.view(onFile);
  expect([status, owed.map(({ kind }) => kind)]).toEqual(['registered', ['plan']]);
});
