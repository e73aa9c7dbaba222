import { dueInWords } from './card-frame.ts';
import { type Cell, type Grid, label, type Row, row, type Sheet, sectionRow, ticks, value } from './sheet.ts';
import type { CauseOption, DossierFormView, FormMember, Opinion, SignatureRecord } from './views.ts';

/** What stands where a form has nothing, so that nothing can be added by hand later. */
const nothing = '—';
/** Three pairs of label and value; the second value holds an ID number, or the third a card's, on one line. */
const pairs = [71, 90, 71, 105, 71, 90];
const accountPairs = [71, 90, 71, 87, 71, 108];
const line = { minHeight: 17 };
/** 小五 (9 points), the smallest size in which official forms are set: nothing on the form is smaller. */
const size = 9;

/** 困难职工档案表: annex 1 of the notice in its order, with the columns of later years. */
export function dossierForm(view: DossierFormView): Sheet {
  return {
    union: view.union,
    documentNumber: view.documentNumber,
    issuedOn: view.issuedOn,
    title: '困难职工档案表',
    copy: '',
    sizes: { body: size, label: size, small: size },
    signedBy: '困难职工（签字）',
    sealedBy: '建档工会',
    grids: [
      { columns: pairs, repeated: [], rows: workerRows(view) },
      membersGrid(view.members),
      { columns: pairs, repeated: [], rows: [...expenseRows(view), ...causeRows(view)] },
      { columns: accountPairs, repeated: [], rows: accountRows(view) },
      attachmentsGrid(view),
      { columns: pairs, repeated: [], rows: [...determinationRows(view), ...planRows(view)] },
      { columns: pairs, repeated: [], rows: [...view.opinions.flatMap(opinionRows), ...peopleRows(view)] },
    ],
  };
}

function pair(field: string, text: string, span = 1): Cell[] {
  return [label(field), value(field.replaceAll('\n', ''), text === '' ? nothing : text, { span })];
}

function workerRows({ worker, dossierNumber, hardshipCategory }: DossierFormView): Row[] {
  const health = worker.disability === '' ? worker.health : `${worker.health}（${worker.disability}）`;
  const perCapita = [worker.monthlyIncomePerCapita, worker.monthlyIncomePerCapitaWorking]
    .filter(Boolean)
    .join('　＝　');
  return [
    sectionRow('职工本人', 6),
    row([...pair('职工编号', dossierNumber), ...pair('困难类别', hardshipCategory, 3)], line),
    row([...pair('姓名', worker.name), ...pair('民族', worker.ethnicity), ...pair('性别', worker.sex)], line),
    row(
      [
        ...pair('政治面貌', worker.politicalStatus),
        ...pair('身份证号', worker.idNumber),
        ...pair('出生日期', worker.birthDate),
      ],
      line,
    ),
    row(
      [
        ...pair('住房类型', worker.housingType),
        ...pair('建筑面积\n（平方米）', worker.floorArea),
        ...pair('健康状况', health),
      ],
      line,
    ),
    row(
      [
        ...pair('手机号码', worker.mobile),
        ...pair('其他联系方式', worker.otherContact),
        ...pair('邮政编码', worker.postcode),
      ],
      line,
    ),
    row([...pair('工作单位', worker.employer, 3), ...pair('单位性质', worker.employerNature)], line),
    row(pair('家庭住址', worker.homeAddress, 5), line),
    row(
      [
        ...pair('本人月\n平均收入', worker.monthlyIncome),
        ...pair('家庭其他\n非薪资年收入', worker.otherAnnualIncome),
        ...pair('家庭年度\n总收入', worker.annualHouseholdIncome),
      ],
      line,
    ),
    row([...pair('家庭人口', worker.householdSize), ...pair('家庭月\n人均收入', perCapita, 3)], line),
    row(
      [
        ...pair('户口所在\n行政区划', worker.hukouDivision),
        ...pair('工作所在\n行政区划', worker.workDivision),
        ...pair('劳动\n合同期限', worker.contractYears),
      ],
      line,
    ),
    row(
      [
        ...pair('是否有一定\n自救能力', worker.selfReliant),
        ...pair('是否为零\n就业家庭', worker.zeroEmployment),
        ...pair('是否为\n工会会员', worker.unionMember),
      ],
      line,
    ),
    row(
      [
        ...pair('工作状态', worker.occupationStatus),
        ...pair('婚姻状况', worker.maritalStatus),
        ...pair('所属行业', worker.industry),
      ],
      line,
    ),
    row(
      [
        ...pair('户口类型', worker.hukouType),
        ...pair('医保状况', worker.medicalInsurance),
        ...pair('劳模类型', worker.modelWorkerType),
      ],
      line,
    ),
  ];
}

/** Two lines a member, because twelve columns do not fit across a page in a size that can be read. */
function membersGrid(members: readonly FormMember[]): Grid {
  const columns = [28, 90, 46, 32, 62, 106, 62, 72];
  const head = [
    row([label('家庭主要成员', { section: true, span: 8 })], { keepWithNext: true }),
    row(
      ['序号', '姓名', '关系', '性别', '政治面貌', '身份证号', '出生日期', '健康状况'].map((text) => label(text)),
      { keepWithNext: true },
    ),
    row(
      [
        label('', { joinAbove: true }),
        label('月收入'),
        label('身份', { span: 2 }),
        label('户口类型'),
        label('医保状况'),
        label('单位或学校', { span: 2 }),
      ],
      { keepWithNext: true },
    ),
  ];
  if (members.length === 0) {
    return { columns, repeated: [], rows: [head[0] as Row, row([value('家庭主要成员', '无', { span: 8 })], line)] };
  }
  return { columns, repeated: head, rows: members.flatMap(memberRows) };
}

function memberRows(member: FormMember, index: number): Row[] {
  const own = (field: string, text: string, span = 1) =>
    value(`家庭成员${field}`, text === '' ? nothing : text, { span, align: 'center' });
  return [
    row(
      [
        value('序号', `${index + 1}`, { align: 'center' }),
        own('姓名', member.name),
        own('关系', member.relation),
        own('性别', member.sex),
        own('政治面貌', member.politicalStatus),
        own('身份证号', member.idNumber),
        own('出生日期', member.birthDate),
        own('健康状况', member.health),
      ],
      { keepWithNext: true },
    ),
    row([
      value('序号', '', { joinAbove: true }),
      own('月收入', member.monthlyIncome),
      own('身份', member.occupationStatus, 2),
      own('户口类型', member.hukouType),
      own('医保状况', member.medicalInsurance),
      own('单位或学校', member.employerOrSchool, 2),
    ]),
  ];
}

function expenseRows({ expensesAndAssets }: DossierFormView): Row[] {
  const rows: Row[] = [];
  for (let first = 0; first < expensesAndAssets.length; first += 3) {
    const three = expensesAndAssets.slice(first, first + 3);
    const last = three.length < 3 ? 1 + 2 * (3 - three.length) : 1;
    rows.push(
      row(
        three.flatMap((each, index) => pair(each.label, each.value, index === three.length - 1 ? last : 1)),
        line,
      ),
    );
  }
  return rows.length === 0 ? [] : [sectionRow('家庭支出、救助与财产', 6), ...rows];
}

function causeRows({ causes, causeNote }: DossierFormView): Row[] {
  return [
    sectionRow('致困原因', 6),
    row([label('致困原因选项'), ticks('致困原因', causes.map(causeOption), { span: 5, abreast: 3 })]),
    row(pair('致困原因说明', causeNote, 5), line),
  ];
}

function causeOption({ label: text, chosen }: CauseOption) {
  const rank = { primary: '（主要）', secondary: '（次要）' };
  return { label: chosen === null ? text : text + rank[chosen], ticked: chosen !== null, note: '' };
}

function accountRows({ account }: DossierFormView): Row[] {
  return [
    row(
      [
        ...pair('开户银行', account.bankName),
        ...pair('支行名称', account.bankBranch),
        ...pair('银行卡号', account.bankAccount),
      ],
      line,
    ),
  ];
}

/** Two abreast: a household has some six. */
function attachmentsGrid({ attachments }: DossierFormView): Grid {
  const columns = [28, 221, 28, 221];
  if (attachments.length === 0) {
    return { columns, repeated: [], rows: [row([label('附件', { span: 2 }), value('附件', '无', { span: 2 })], line)] };
  }
  const cells = attachments.map(({ type, name, isUploaded }, index) => [
    value('序号', `${index + 1}`, { align: 'center' }),
    value('附件', `${type}：${name}${isUploaded ? '' : '（未上传）'}`),
  ]);
  const rows: Row[] = [];
  for (let first = 0; first < cells.length; first += 2) {
    rows.push(row([...(cells[first] ?? []), ...(cells[first + 1] ?? [value('附件', '', { span: 2 })])]));
  }
  const head = ['序号', '附件类型：附件名称', '序号', '附件类型：附件名称'].map((text) => label(text));
  return { columns, repeated: [row(head, { keepWithNext: true })], rows };
}

function determinationRows(view: DossierFormView): Row[] {
  const answers = [
    { label: '是', ticked: view.isTarget, note: '' },
    { label: '否', ticked: !view.isTarget, note: '' },
  ];
  return [
    sectionRow('建档人或审核人确定', 6),
    row([
      label('是否为解困\n脱困对象'),
      ticks('是否为解困脱困对象', answers, { abreast: 2, numbered: false }),
      label('确定时间'),
      value('确定时间', view.determinedOn),
      label('完成时限'),
      value('完成时限', dueInWords(view)),
    ]),
    row([label('五类重点群体'), ticks('五类重点群体', view.priorityGroups, { span: 5, abreast: 2 })]),
    row([label('“四个一批”\n措施'), ticks('“四个一批”措施', view.supportTracks, { span: 5, abreast: 2 })]),
  ];
}

function planRows(view: DossierFormView): Row[] {
  return [
    sectionRow('帮扶计划', 6),
    row([label('解困脱困计划'), ticks('解困脱困计划', view.programs, { span: 5, abreast: 3 })]),
    row([label('帮扶措施'), value('帮扶措施', view.measures.join('\n'), { span: 5 })]),
  ];
}

function opinionRows({ title, text, signature }: Opinion): Row[] {
  const closing = signature === null ? '签字：　　　　　　　　年　　月　　日' : signed(signature);
  return [row([label(title), value(title, text, { span: 5, closing })], { minHeight: signature === null ? 36 : 0 })];
}

function peopleRows(view: DossierFormView): Row[] {
  return [
    row([label('职工签字'), value('职工签字', signed(view.workerSignature), { span: 5 })], line),
    row([...pair('建档人', view.registrar), ...pair('审核人', view.reviewer), ...pair('录入人', view.recorder)], line),
    row([...pair('帮扶单位', view.assistingOrganization, 3), ...pair('帮扶责任人', view.assistanceOfficer)], line),
    row(pair('备注', view.remarks, 5), line),
  ];
}

function signed({ name, signedAt, record, onPaper }: SignatureRecord): string {
  if (onPaper) return `${name}（纸质签字，原件存档）　${signedAt}　记录：${record}`;
  return `${name}（电子签名）　${signedAt}　电子签名记录：${record}`;
}
