import { beforeAll, describe, expect, test } from 'vitest';
import { program } from '../../shared/form/code-lists/assistance.ts';
import type { FieldPath } from '../../shared/form/fields.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { fields } from '../../shared/privacy/table.ts';
import { memoryApp } from '../../test/support/memory/app.ts';
import { officerCardView, ticksOf, workerCardView } from './card-views.ts';
import { dossierFormView } from './dossier-form-view.ts';
import { plainText } from './print/testing/pdf-text.ts';
import { printer } from './print/testing/printing.ts';
import { fullForm, householdOf, leavesOf, signedAt } from './testing/household.ts';

/** In which every field of the form is filled in; one paper more than the form names is uploaded. */
const household = await householdOf({
  papers: [
    { kind: '收入证明', name: '社区收入证明' },
    { kind: '诊断证明复印件', name: '王建国诊断书第二版' },
  ],
  objections: ['dismissed'],
});

const printedAt = new Date(signedAt);
const withoutSpace = (text: string) => text.replace(/\s/g, '');

/** Texts of the form that an audience must not see, in every way in which they could be printed. */
function forbidden(audience: 'officerCard' | 'workerCard'): string[] {
  const shown = new Set(
    leavesOf(fullForm)
      .filter(({ path }) => !hidden(path))
      .map(({ text }) => text),
  );
  return (
    leavesOf(fullForm)
      .filter(({ path, text }) => hidden(path) && !shown.has(text))
      .flatMap(({ text }) => (/^\d{5,9}$/.test(text) ? [text, formatYuan(Number(text))] : [text]))
      // One digit, 是 and 否 stand everywhere; 其他 and the agreed tracks are printed as options on every card.
      .filter((text) => text.length > 1 && !['true', 'false', '其他', '社会救助兜底'].includes(text))
  );

  function hidden(path: string): boolean {
    return fields[path as FieldPath].mask[audience] === 'hide';
  }
}

describe('联系卡（困难职工存）', () => {
  let text = '';
  beforeAll(async () => {
    text = plainText(await printer.workerCard(workerCardView(household), printedAt));
  });

  test('全户资料齐全时，卡上也没有身份证号、住址、收入、病情、致困原因和家庭成员', () => {
    const texts = forbidden('workerCard');
    expect(texts).toEqual(expect.arrayContaining(['530102197403120423', '糖尿病', '下岗失业', '18,601.54', '王建国']));
    expect(texts.filter((each) => text.includes(withoutSpace(each)))).toEqual([]);
  });

  test('出生日期只到月', () => {
    expect(text).toContain('1974年3月');
    expect(text).not.toMatch(/1974-03-12|3月12日/);
  });

  test('没有职工编号、困难类别和审批调查中的话，文件编号也不是职工编号', () => {
    for (const each of ['530102202600001', '低保户', '陈明', '看了病历', '推荐参加家政培训', 'registrar-1']) {
      expect(text).not.toContain(each);
    }
    expect(text).toContain(`${household.id.slice(0, 10).toUpperCase()}-1`);
  });

  test('该找谁、商定了什么，一样不少', () => {
    const wanted = ['张帮扶', '街道总工会副主席', '13900139000', '刘联络', '厂工会委员', '0871-63334444'];
    for (const each of [...wanted, '五华区护国街道总工会', '协调申请公租房', '每季度上门一次'])
      expect(text).toContain(each);
    const view = workerCardView(household);
    expect(view.supportTracks.filter(({ ticked }) => ticked).map(({ label }) => label)).toEqual([
      '就业创业发展',
      '其他（注明）',
    ]);
    expect(view.programs).toHaveLength(8);
    expect(view.programs.filter(({ ticked }) => ticked).map(({ label }) => label)).toEqual(['金秋助学计划']);
  });

  test('选项表改了以后才打印、措施不在选项之内的，写在“其他”后面，不会从签过字的计划里消失', () => {
    const ticks = ticksOf(program, '2016', ['法律援助'], '区司法局办理');
    expect(ticks.at(-1)).toEqual({ label: '其他（注明）', ticked: true, note: '法律援助；区司法局办理' });
  });
});

describe('联系卡（帮扶责任人存）', () => {
  const view = officerCardView(household);

  test('正是附件二的各项', () => {
    expect(view).toMatchObject({
      dossierNumber: '530102202600001',
      name: '李秀英',
      sex: '女',
      birthMonth: '1974年3月',
      homeAddress: fullForm.worker.homeAddress,
      employer: '昆明某纺织厂',
      causes: ['下岗失业', '遭受意外事故', '其他（丈夫长期住院）'],
      hardshipCategory: '低保户',
      dueMonth: '2027年6月',
      contact: '13800138000，0871-65123456',
      assistingOrganization: '五华区护国街道总工会',
      assistanceOfficer: '张帮扶',
      issuedOn: '2026年11月22日',
    });
  });

  test('不满十四周岁的子女不印全名，除非计划里有金秋助学：帮谁上学要写明', async () => {
    const otherwise = await householdOf({ plan: { programs: ['阳光就业计划'] } });
    expect(view.members.map(({ name }) => name)).toEqual(['王建国', '王小雨']);
    expect(officerCardView(otherwise).members.map(({ name }) => name)).toEqual(['王建国', '王**']);
  });

  test('没有身份证号、收入、病情、银行卡号', () => {
    // 职工编号 begins with the code of the union's county, which may be that of the household register.
    const text = JSON.stringify({ ...view, dossierNumber: '' });
    expect(forbidden('officerCard').filter((each) => text.includes(each))).toEqual([]);
  });
});

describe('困难职工档案表', () => {
  const view = dossierFormView(household);

  test('本人各项照填，金额以元计，人均收入写出算式', () => {
    expect(view.worker).toMatchObject({
      idNumber: '530102197403120423',
      disability: '肢体残疾 二级',
      monthlyIncome: '1,450.11 元',
      householdSize: '3人',
      // 1860154 ÷ 36 = 51670 and 34 over.
      monthlyIncomePerCapita: '516.70 元',
      monthlyIncomePerCapitaWorking: '18,601.54 元 ÷ 12 个月 ÷ 3 人（不足一分的舍去）',
      hukouDivision: '530102 云南省昆明市五华区',
      selfReliant: '是',
      zeroEmployment: '否',
      contractYears: '3年',
    });
    expect(view.account.bankAccount).toBe('6228480004579563356');
  });

  test('存档的一份：不满十四周岁的子女也有全号码和学校', () => {
    expect(view.members[1]).toMatchObject({
      name: '王小雨',
      idNumber: '530102201506010242',
      employerOrSchool: '昆明市某某小学',
    });
  });

  test('致困原因按选项表勾出主次，别的版本的写法勾在它所指的一项上', async () => {
    expect(view.causes.filter(({ chosen }) => chosen !== null)).toEqual([
      { label: '下岗失业', chosen: 'primary' },
      { label: '遭受意外事故', chosen: 'secondary' },
      { label: '其他', chosen: 'secondary' },
    ]);
    const causes = { ...fullForm.causes, primaryCause: '本人大病' };
    const other = dossierFormView(await householdOf({ form: { ...fullForm, causes } }));
    expect(other.causes.find(({ chosen }) => chosen === 'primary')?.label).toBe('家庭成员患重大疾病');
    expect(other.causeNote).toBe('主要原因原填“本人大病”；丈夫长期住院');
  });

  test('附件先列收下的，照表上的次序；只列了名的在后，写明未上传', () => {
    expect(view.attachments).toEqual([
      { type: '诊断证明复印件', name: '王建国诊断书第二版', isUploaded: true },
      { type: '收入证明', name: '社区收入证明', isUploaded: true },
      { type: '户口本复印件', name: '全家户口本', isUploaded: false },
    ]);
  });

  test('支出、救助与财产只列填了的', async () => {
    expect(view.expensesAndAssets).toContainEqual({ label: '医疗刚性支出', value: '12,600.44 元' });
    const { rigidExpenses: _, assets: __, reimbursements: ___, governmentAid: ____, ...bare } = fullForm;
    const { receivedAid: _____, ...rest } = bare.household;
    const without = await householdOf({ form: { ...bare, household: rest } });
    expect(dossierFormView(without).expensesAndAssets).toEqual([]);
  });

  test('旧词指不定是哪一项的，一项也不勾，原词照印', async () => {
    const causes = { primaryCause: '意外灾害', secondaryCauses: ['子女上学', '家属残疾'], causeNote: '山洪冲毁房屋' };
    const other = dossierFormView(await householdOf({ form: { ...fullForm, causes } }));
    expect(other.causes.filter(({ chosen }) => chosen !== null)).toEqual([{ label: '子女上学', chosen: 'secondary' }]);
    expect(other.causeNote).toBe('主要原因原填“意外灾害”；次要原因原填“家属残疾”；山洪冲毁房屋');
  });

  test('工作状态、所属行业、婚姻状况照表上的词印，没有填的空着', async () => {
    const worker = { ...fullForm.worker, occupationStatus: '离退休', industry: '纺织系统', maritalStatus: '丧偶' };
    const filled = dossierFormView(await householdOf({ form: { ...fullForm, worker } }));
    expect(filled.worker).toMatchObject({ occupationStatus: '离退休', industry: '纺织系统', maritalStatus: '丧偶' });
    expect(view.worker).toMatchObject({ occupationStatus: '', industry: '', maritalStatus: '' });
  });

  test('户口类型、医保状况、劳模类型、单位性质照表上的词印', async () => {
    const later = { hukouType: '农转居', modelWorkerType: '省部级劳模', employerNature: '国有企业' };
    const worker = { ...fullForm.worker, ...later, medicalInsurance: false };
    const filled = dossierFormView(await householdOf({ form: { ...fullForm, worker } }));
    expect(filled.worker).toMatchObject({ ...later, medicalInsurance: '否' });
    expect(view.worker).toMatchObject({ hukouType: '', medicalInsurance: '', modelWorkerType: '', employerNature: '' });
  });

  test('入户、公示、异议、审批和签字各有日期，出自日志的写明第几条', () => {
    expect(view.opinions.map(({ title }) => title)).toEqual(['基层工会意见', '公示结果', '县级工会审批意见']);
    const [survey, notice, approval] = view.opinions;
    expect(survey?.text).toContain('2026年11月5日入户调查，调查人：赵调查、孙走访');
    expect(survey?.text).toContain('档案日志第7条');
    expect(survey?.signature).toBeNull();
    expect(notice?.text).toContain('2026年11月6日至2026年11月13日公示，自次日起5个工作日，有异议1条');
    expect(notice?.text).toContain('2026年11月11日处理：异议不成立');
    expect(approval).toMatchObject({
      text: '同意建档，按月走访。',
      signature: {
        name: '陈明',
        signedAt: '2026年11月16日 10:30',
        record: '审批链接和验证码确认，档案日志第14条',
      },
    });
    expect(view.workerSignature).toEqual({
      name: '李秀英',
      signedAt: '2026年11月22日 10:12',
      record: '签字链接和验证码确认，档案日志第17条',
    });
  });

  test('由上级工会代为审批的，意见里说明', async () => {
    const { opinions } = dossierFormView(await householdOf({ late: true, opinion: '' }));
    expect(opinions.at(-1)?.text).toBe('同意。\n（由上级工会审批）');
  });

  test('建档人、录入人、审核人都是登记的姓名，没有登录标识', () => {
    expect(view).toMatchObject({ registrar: '何登记', recorder: '陆录入', reviewer: '陈明' });
  });

  test('表上未确定是否解困脱困对象的，以制定计划为确定', async () => {
    const { determination: _, ...form } = fullForm;
    expect(dossierFormView(await householdOf({ form }))).toMatchObject({
      isTarget: true,
      determinedOn: '2026年11月20日',
    });
    expect(view).toMatchObject({ isTarget: true, determinedOn: '2026年10月23日' });
  });

  test('打印得出来', async () => {
    const text = plainText(await printer.dossierForm(view, printedAt));
    expect(text).toContain('530102197403120423');
    expect(text).toContain('推荐参加家政培训');
  });
});

test('按虚构的低保标准或日历办的，三份文件上都写着演示、编号以虚构开头', async () => {
  const invented = await householdOf({}, memoryApp());
  for (const view of [officerCardView, workerCardView, dossierFormView]) {
    const { union, documentNumber } = view(invented);
    expect([union, documentNumber]).toEqual([`${household.union}（演示）`, expect.stringMatching(/^虚构-/)]);
    expect(view(household).documentNumber).not.toContain('虚构');
  }
});
