import type { DossierFormView, FormMember, OfficerCardView, TickOption, WorkerCardView } from '../views.ts';

/** The households of these views are invented. */

const heading = { union: '昆明市五华区总工会', documentNumber: '530102-2026-000017', issuedOn: '2026年11月23日' };

export function options(labels: readonly string[], ...ticked: string[]): TickOption[] {
  return labels.map((label) => ({ label, ticked: ticked.includes(label), note: '' }));
}

export const supportTrackLabels = [
  '就业创业发展',
  '纳入社保制度覆盖',
  '纳入大病保险和医疗互助保险保障',
  '社会救助兜底',
  '其他（注明）',
];

export const programLabels = [
  '技能培训促就业计划',
  '创业援助计划',
  '阳光就业计划',
  '职工医疗互助计划',
  '金秋助学计划',
  '一帮一结对计划',
  '送温暖精准化计划',
  '其他（注明）',
];

const priorityGroupLabels = [
  '低保范围内有劳动能力而未充分就业',
  '收入或生活水平低于低保线而未纳入低保',
  '支出性生活困难',
  '城市困难农民工',
  '供给侧结构性改革中的困难职工',
  '其他（注明）',
];

export const causeLabels = [
  '家庭成员无劳动能力',
  '有劳动能力而未就业',
  '下岗失业',
  '未参加社会保险',
  '社会保险待遇落实不到位',
  '家庭成员患重大疾病',
  '遭受自然灾害',
  '遭受意外事故',
  '子女上学',
  '其他',
];

export const officerView: OfficerCardView = {
  ...heading,
  dossierNumber: '530102-2026-000017',
  name: '李秀英',
  sex: '女',
  birthMonth: '1974年3月',
  homeAddress: '昆明市五华区护国街道双龙桥社区12幢3单元402室',
  employer: '昆明某纺织厂',
  members: [
    { relation: '丈夫', name: '王建国' },
    { relation: '女儿', name: '王子涵' },
  ],
  causes: ['下岗失业', '子女上学'],
  hardshipCategory: '低保户',
  dueMonth: '2027年6月',
  contact: '13800138000',
  assistingOrganization: '五华区护国街道总工会',
  assistanceOfficer: '张帮扶',
};

export const workerView: WorkerCardView = {
  ...heading,
  name: '李秀英',
  sex: '女',
  birthMonth: '1974年3月',
  assistingOrganization: '五华区护国街道总工会',
  assistanceOfficer: { name: '张帮扶', post: '街道总工会副主席', contact: '13900139000' },
  unionLiaison: { name: '刘联络', post: '厂工会委员', contact: '0871-65123456' },
  supportTracks: options(supportTrackLabels, '就业创业发展', '纳入社保制度覆盖'),
  programs: options(programLabels, '技能培训促就业计划', '金秋助学计划'),
  remarks: '每季度上门一次；女儿高考后办理金秋助学。',
};

export const member: FormMember = {
  name: '王建国',
  relation: '丈夫',
  sex: '男',
  politicalStatus: '群众',
  idNumber: '530102197208010317',
  birthDate: '1972-08-01',
  health: '心血管病',
  monthlyIncome: '0.00元',
  occupationStatus: '失(无)业',
  medicalInsurance: '城乡居民医保',
  employerOrSchool: '',
  hukouType: '非农业',
};

export const formView: DossierFormView = {
  ...heading,
  dossierNumber: '530102-2026-000017',
  hardshipCategory: '低保户',
  worker: {
    name: '李秀英',
    ethnicity: '汉族',
    sex: '女',
    politicalStatus: '群众',
    idNumber: '530102197403120423',
    birthDate: '1974-03-12',
    housingType: '租房',
    floorArea: '20(不含)至50(含)',
    mobile: '13800138000',
    otherContact: '',
    postcode: '650000',
    employer: '昆明某纺织厂',
    homeAddress: '昆明市五华区护国街道双龙桥社区12幢3单元402室',
    health: '良好',
    disability: '',
    monthlyIncome: '1450.00元',
    otherAnnualIncome: '0.00元',
    annualHouseholdIncome: '17400.00元',
    householdSize: '3人',
    monthlyIncomePerCapita: '483.33元',
    monthlyIncomePerCapitaWorking: '17400.00元 ÷ 12 ÷ 3人（舍去分以下）',
    hukouDivision: '530102 云南省昆明市五华区',
    selfReliant: '是',
    zeroEmployment: '否',
    unionMember: '是',
    contractYears: '',
    workDivision: '',
    occupationStatus: '下(待)岗',
    industry: '纺织系统',
    maritalStatus: '已婚',
  },
  members: [
    member,
    {
      ...member,
      name: '王子涵',
      relation: '女儿',
      sex: '女',
      idNumber: '530102200805200260',
      birthDate: '2008-05-20',
      health: '良好',
      occupationStatus: '高中',
      employerOrSchool: '昆明市第十中学',
    },
  ],
  expensesAndAssets: [
    { label: '医疗支出（年）', value: '12600.00元' },
    { label: '教育支出（年）', value: '8000.00元' },
    { label: '政府救助（年）', value: '0.00元' },
    { label: '住房', value: '0套' },
  ],
  causes: causeLabels.map((label, index) => ({
    label,
    chosen: index === 2 ? 'primary' : index === 8 ? 'secondary' : null,
  })),
  causeNote: '',
  account: { bankName: '中国农业银行', bankBranch: '昆明城东支行', bankAccount: '6228480004579563356' },
  attachments: [
    { type: '本人及主要家属身份证复印件', name: '身份证.pdf', isUploaded: true },
    { type: '户口本复印件', name: '户口本.jpg', isUploaded: false },
  ],
  isTarget: true,
  determinedOn: '2026年11月20日',
  priorityGroups: options(priorityGroupLabels, '收入或生活水平低于低保线而未纳入低保'),
  supportTracks: options(supportTrackLabels, '就业创业发展', '纳入社保制度覆盖'),
  programs: options(programLabels, '技能培训促就业计划', '金秋助学计划'),
  measures: ['每季度上门一次，了解就业与医疗情况', '2027年3月前推荐参加家政服务技能培训', '女儿高考后办理金秋助学'],
  dueMonth: '2027年6月',
  opinions: [
    {
      title: '基层工会意见',
      text: '经入户调查，情况属实，同意上报。',
      signature: { name: '赵调查', signedAt: '2026年11月10日', record: '档案日志第3条' },
    },
    { title: '公示结果', text: '2026年11月11日至11月17日公示五个工作日，无异议。', signature: null },
    {
      title: '县级工会审批意见',
      text: '同意建档。',
      signature: { name: '周审批', signedAt: '2026年11月20日', record: '邮件链接审批，档案日志第6条' },
    },
  ],
  workerSignature: { name: '李秀英', signedAt: '2026年11月22日 10:12', record: '手机链接确认，档案日志第9条' },
  registrar: '钱建档',
  reviewer: '周审批',
  recorder: '孙录入',
  assistingOrganization: '五华区护国街道总工会',
  assistanceOfficer: '张帮扶',
  remarks: '',
};

const remarks500 = '家中老人常年卧床，需要长期照料；本人打零工，收入不稳定，（详见入户调查记录）。'
  .repeat(14)
  .slice(0, 500);
const longAddress =
  '新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县孙扎齐牛录镇某某村第三村民小组滨河东路延伸段北侧安居富民小区B-12号楼2单元1903室（原纺织厂家属院东门对面）';
const longName = '阿卜杜热西提·麦麦提吐尔逊江·努尔艾合买提';

const twelve = Array.from({ length: 12 }, (_, index) => ({
  ...member,
  name: index % 3 === 0 ? longName : `王家${'一二三四五六七八九十百千'[index]}`,
  employerOrSchool: index % 2 === 0 ? '' : '伊犁哈萨克自治州察布查尔锡伯自治县第一中学高中部',
}));

/** Everything as long as it gets. */
export const longOfficerView: OfficerCardView = {
  ...officerView,
  name: longName,
  homeAddress: longAddress,
  employer: longAddress,
  members: twelve.map(({ relation, name }) => ({ relation, name })),
  causes: [causeLabels[5] as string, causeLabels[4] as string, causeLabels[2] as string, causeLabels[8] as string],
  contact: '13800138000，0999-3623456',
  assistingOrganization: '新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县总工会困难职工帮扶中心',
  assistanceOfficer: longName,
};

export const longWorkerView: WorkerCardView = {
  ...workerView,
  union: '新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县孙扎齐牛录镇工会联合会',
  name: longName,
  assistingOrganization: longOfficerView.assistingOrganization,
  assistanceOfficer: {
    name: longName,
    post: '县总工会党组成员、经费审查委员会主任',
    contact: '13900139000，0999-3623456转802',
  },
  supportTracks: workerView.supportTracks.map((option) =>
    option.label.startsWith('其他') ? { ...option, ticked: true, note: remarks500.slice(0, 60) } : option,
  ),
  remarks: remarks500,
};

export const longFormView: DossierFormView = {
  ...formView,
  worker: { ...formView.worker, name: longName, homeAddress: longAddress, employer: longAddress },
  members: twelve,
  attachments: Array.from({ length: 20 }, (_, index) => ({
    type: '本人及主要家属身份证复印件',
    name: `第${index + 1}份_${'a'.repeat(60)}.pdf`,
    isUploaded: index < 10,
  })),
  measures: [remarks500.repeat(12)],
  remarks: remarks500,
};
