import { describe, expect, test } from 'vitest';
import { hardshipCause } from '../../../shared/form/code-lists/causes.ts';
import { idNumberOf } from '../../../test/support/household.ts';
import { fullForm, householdOf, type Way } from '../testing/household.ts';
import { dossierForm } from './dossier-form.ts';
import { plainText, readPdfText } from './testing/pdf-text.ts';
import { printedAt, printer, stringsOf, withoutSpace } from './testing/printing.ts';
import { long, longForm, ordinary, viewsOf } from './testing/views.ts';

const formView = ordinary.dossierForm;
const viewOf = async (way: Way) => viewsOf(await householdOf(way)).dossierForm;

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
    for (const [index, label] of hardshipCause.generations['2016'].values.entries())
      expect(text).toContain(`${index + 1}.${label}`);
    expect(text).toContain('✓3.下岗失业（主要）');
    expect(text).toContain('✓8.遭受意外事故（次要）');
    expect(text).not.toContain('✓6.');
  });

  test('确定是的、不是的，各勾一处', async () => {
    expect(plainText(await printer.dossierForm(formView, printedAt))).toContain('✓是否确定时间2026年10月23日');
    const determination = { isTarget: false, determinedOn: '2026-10-23' };
    const view = await viewOf({ form: { ...fullForm, determination } });
    expect(plainText(await printer.dossierForm(view, printedAt))).toContain('是✓否');
  });

  test('电子签名写明是谁、何时、记录在哪里；没有签的留给笔签', async () => {
    const text = plainText(await printer.dossierForm(formView, printedAt));
    expect(text).toContain('李秀英（电子签名）2026年11月22日10:12电子签名记录：签字链接和验证码确认，档案日志第12条');
    expect(text).toContain('签字：年月日');
  });

  test('十二口人的家庭排到下一页时，每页都有表头，每个人的两行不分开', async () => {
    const texts = readPdfText(await printer.dossierForm(long.dossierForm, printedAt));
    const numbered = texts.filter(({ text, x }) => /^\d+$/.test(text) && x < 80);
    const attachmentsFrom = texts.findIndex(({ text }) => text.startsWith('附件类型'));
    const members = numbered.filter((each) => texts.indexOf(each) < attachmentsFrom);
    expect(members.map(({ text }) => text)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12']);
    for (const page of new Set(members.map(({ page: each }) => each))) {
      const onPage = texts.filter((each) => each.page === page).map(({ text }) => text);
      expect(onPage).toContain('医保状况');
      const there = members.filter((each) => each.page === page).length;
      const shown = longForm.members.filter(({ birthDate }) => onPage.includes(birthDate));
      expect(shown).toHaveLength(there);
      for (const { idNumber = '' } of shown) expect(onPage).toContain(idNumber);
    }
  });

  test('只列了名、没有上传的附件，写明未上传；上传了的不写', async () => {
    const view = await viewOf({ papers: [{ kind: '诊断证明复印件', name: '王建国诊断书' }] });
    const text = plainText(await printer.dossierForm(view, printedAt));
    expect(text).toContain('户口本复印件：全家户口本（未上传）');
    expect(text).toContain('诊断证明复印件：王建国诊断书');
    expect(text).not.toContain('王建国诊断书（未上传）');
  });

  test('没有家庭成员、附件的，写“无”，不留空表', async () => {
    const { attachments: _, ...rest } = fullForm;
    const worker = { ...rest.worker, monthlyIncome: 40_000 };
    const household = { ...rest.household, householdSize: 1, otherAnnualIncome: 0, annualHouseholdIncome: 480_000 };
    const view = await viewOf({ form: { ...rest, worker, household, members: [] } });
    const text = plainText(await printer.dossierForm(view, printedAt));
    expect(text).toContain('家庭主要成员无');
    expect(text).toContain('附件无');
  });

  test('异议多的，只逐条写前三十条的处理', async () => {
    const text = plainText(await printer.dossierForm(long.dossierForm, printedAt));
    expect(text).toContain('有异议40条。');
    expect(text).toContain('异议30：2026年11月9日提出，2026年11月11日处理：异议不成立其余4条的处理见档案日志');
    expect(text).toContain('未经验证、初核不予受理的3条未经验证、尚未初核的3条');
  });

  test.each([0, 1, 2, 3, 4, 5, 6])('家庭支出有%i项的：没有的不印这一节，末一行的格子拉满一行', (count) => {
    const expensesAndAssets = ordinary.dossierForm.expensesAndAssets.slice(0, count);
    expect(expensesAndAssets).toHaveLength(count);
    const { grids } = dossierForm({ ...ordinary.dossierForm, expensesAndAssets });
    const headings = grids.flatMap(({ rows }) =>
      rows.flatMap(({ cells: [first], keepWithNext }) =>
        first?.kind === 'label' && first.section ? [[first.text, keepWithNext]] : [],
      ),
    );
    expect(headings.filter(([text]) => text === '家庭支出、救助与财产')).toHaveLength(count > 0 ? 1 : 0);
    // No heading stands alone at the foot of a page.
    for (const heading of headings) expect(heading).toEqual([expect.stringMatching(/./), true]);
    for (const { columns, rows } of grids) {
      for (const { cells } of rows) {
        const texts = JSON.stringify(cells);
        expect(
          cells.reduce((columnsTaken, { span }) => columnsTaken + span, 0),
          texts,
        ).toBe(columns.length);
      }
    }
  });

  test('平常的一户是两页：五口人、六个附件、各项支出都有；没有小于小五号（9磅）的字', async () => {
    const [husband, daughter] = fullForm.members as [(typeof fullForm.members)[0], (typeof fullForm.members)[0]];
    const born = (birthDate: string, order: number) => ({ birthDate, idNumber: idNumberOf(birthDate, order) });
    const members = [
      husband,
      daughter,
      { ...daughter, name: '王小雪', ...born('2011-09-17', 64) },
      { ...daughter, name: '李桂芳', relation: '母亲', ...born('1949-02-20', 208), employerOrSchool: '' },
    ].map(({ employerOrSchool, ...member }) => (employerOrSchool ? { ...member, employerOrSchool } : member));
    const attachments = Array.from({ length: 6 }, (_, n) => ({ type: '户口本复印件', name: `户口本第${n + 1}页` }));
    // Nothing in it asks for a note.
    const { employmentType: _, workDivision: __, contractYears: ___, ...worker } = fullForm.worker;
    const { householdSizeReason: ____, singleParent: _____, incomeNote: ______, ...counted } = fullForm.household;
    const { remarks: _______, ...rest } = fullForm;
    const household = { ...counted, householdSize: 5, annualHouseholdIncome: 2_256_550 };
    const assets = { homes: 1, savings: 510_014, investments: 20_015 };
    const causes = { primaryCause: '下岗失业', secondaryCauses: ['遭受意外事故', '子女上学'] };
    const view = await viewOf({ form: { ...rest, worker, household, members, attachments, assets, causes } });
    expect(view.expensesAndAssets.length).toBeGreaterThanOrEqual(12);
    const texts = readPdfText(await printer.dossierForm(view, printedAt));
    expect(Math.max(...texts.map(({ page }) => page))).toBe(2);
    expect(Math.min(...texts.map(({ size }) => size))).toBeGreaterThanOrEqual(9);
    for (const number of [view.worker.idNumber, view.account.bankAccount]) {
      expect(texts.map(({ text }) => text)).toContain(number);
    }
  });
});
