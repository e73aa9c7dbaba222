import { describe, expect, test } from 'vitest';
import { plainText, readPdfText } from './testing/pdf-text.ts';
import { printedAt, printer, stringsOf, withoutSpace } from './testing/printing.ts';
import { causeLabels, formView, longFormView, member } from './testing/views.ts';
import type { DossierFormView } from './views.ts';

describe('困难职工档案表', () => {
  test('档案里填了的，表上都有', async () => {
    const text = plainText(await printer.dossierForm(formView, printedAt));
    for (const { path, text: filled } of stringsOf(formView)) expect(text, path).toContain(withoutSpace(filled));
  });

  test('附件1的栏目一个不少', async () => {
    const text = plainText(await printer.dossierForm(formView, printedAt));
    const columns = `职工编号 困难类别 姓名 民族 性别 政治面貌 身份证号 出生日期 住房类型 建筑面积 手机号码 其他联系方式 邮政编码
      家庭住址 工作单位 健康状况 本人月平均收入 家庭其他非薪资年收入 家庭年度总收入 家庭人口 家庭月人均收入 户口所在行政区划
      是否有一定自救能力 是否为零就业家庭 家庭主要成员 关系 致困原因 开户银行 支行名称 银行卡号 备注 附件类型 附件名称
      是否为解困脱困对象 确定时间 五类重点群体 “四个一批”措施 职工签字 建档人 审核人 帮扶单位 帮扶责任人 录入人`;
    for (const column of columns.trim().split(/\s+/)) expect(text).toContain(column);
  });

  test('致困原因十项全列，主要、次要分得清', async () => {
    const text = plainText(await printer.dossierForm(formView, printedAt));
    for (const [index, label] of causeLabels.entries()) expect(text).toContain(`${index + 1}.${label}`);
    expect(text).toContain('✓3.下岗失业（主要）');
    expect(text).toContain('✓9.子女上学（次要）');
    expect(text).not.toContain('✓6.');
  });

  test('没有确定是否为解困脱困对象时，是、否都不打勾', async () => {
    const text = plainText(await printer.dossierForm({ ...formView, isTarget: null, determinedOn: '' }, printedAt));
    expect(text).toContain('脱困对象是否确定时间');
  });

  test('确定不是的，否上打勾', async () => {
    expect(plainText(await printer.dossierForm({ ...formView, isTarget: false }, printedAt))).toContain('是✓否');
  });

  test('电子签名写明是谁、何时、记录在哪里；没有签的留给笔签', async () => {
    const text = plainText(await printer.dossierForm(formView, printedAt));
    expect(text).toContain('李秀英（电子签名）2026年11月22日10:12电子签名记录：手机链接确认，档案日志第9条');
    expect(text).toContain('签字：年月日');
  });

  test('十二口人的家庭排到下一页时，每页都有表头，每个人的两行不分开', async () => {
    const texts = readPdfText(await printer.dossierForm(longFormView, printedAt));
    const numbered = texts.filter(({ text, x }) => /^\d+$/.test(text) && x < 80);
    const attachmentsFrom = texts.findIndex(({ text }) => text.startsWith('附件类型'));
    const members = numbered.filter((each) => texts.indexOf(each) < attachmentsFrom);
    expect(members.map(({ text }) => text)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12']);
    for (const page of new Set(members.map(({ page: each }) => each))) {
      const onPage = texts.filter((each) => each.page === page).map(({ text }) => text);
      expect(onPage).toContain('医保状况');
      const there = members.filter((each) => each.page === page).length;
      expect(onPage.filter((text) => text === '1972-08-01')).toHaveLength(there);
      expect(onPage.filter((text) => text === '城乡居民医保')).toHaveLength(there);
    }
  });

  test('只列了名、没有上传的附件，写明未上传；上传了的不写', async () => {
    const text = plainText(await printer.dossierForm(formView, printedAt));
    expect(text).toContain('户口本复印件：户口本.jpg（未上传）');
    expect(text).toContain('身份证.pdf');
    expect(text).not.toContain('身份证.pdf（未上传）');
  });

  test('没有家庭成员、附件的，写“无”，不留空表', async () => {
    const text = plainText(await printer.dossierForm({ ...formView, members: [], attachments: [] }, printedAt));
    expect(text).toContain('家庭主要成员无');
    expect(text).toContain('附件无');
  });

  test('平常的一户是两页：五口人、六个附件、各项支出都有；没有小于小五号（9磅）的字', async () => {
    const expense = formView.expensesAndAssets[0] as DossierFormView['expensesAndAssets'][number];
    const attachment = formView.attachments[0] as DossierFormView['attachments'][number];
    const ordinary: DossierFormView = {
      ...formView,
      members: Array.from({ length: 4 }, () => ({ ...member, employerOrSchool: '昆明市第十中学' })),
      expensesAndAssets: Array.from({ length: 12 }, () => expense),
      attachments: Array.from({ length: 6 }, () => attachment),
    };
    const texts = readPdfText(await printer.dossierForm(ordinary, printedAt));
    expect(Math.max(...texts.map(({ page }) => page))).toBe(2);
    expect(Math.min(...texts.map(({ size }) => size))).toBeGreaterThanOrEqual(9);
    for (const number of [formView.worker.idNumber, formView.account.bankAccount]) {
      expect(texts.map(({ text }) => text)).toContain(number);
    }
  });
});
