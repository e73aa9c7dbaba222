import type { NoticeSummary } from '../dossier/notice-summary.ts';
import type { Publisher } from '../province/publisher.ts';
import type {
  ApprovalView,
  DecidedView,
  NoticesView,
  NoticeView,
  ObjectionReceivedView,
  PlanView,
  ProblemView,
  ReceiptView,
  SignedView,
} from './views.ts';
import { noticesPerPage } from './views.ts';

/** Views as full as they get in practice, of invented people: what the tests of size, validity and looks render. */

export const publisher: Publisher = {
  union: '云南省总工会',
  officeName: '云南省总工会权益保障部',
  officePhone: '0871-6410 0000',
  demonstration: false,
};

const summary: NoticeSummary = {
  id: 'ntc-2026-000183',
  maskedName: '欧阳*英',
  workplace: '昆明市五华区某某纺织印染有限责任公司',
  hardshipCategory: '低保边缘户',
  householdSize: 3,
  tier: '县级',
  from: '2026-11-23',
  until: '2026-11-27',
};

const cities = ['昆明市', '曲靖市', '玉溪市', '保山市', '昭通市', '丽江市', '普洱市', '临沧市'];
const states = ['楚雄彝族自治州', '红河哈尼族彝族自治州', '文山壮族苗族自治州', '西双版纳傣族自治州'];

export const noticesView: NoticesView = {
  publisher,
  province: '云南省',
  divisionGroups: [...cities, ...states].map((name, city) => ({
    name,
    divisions: Array.from({ length: 15 }, (_, county) => ({
      code: String(530101 + city * 100 + county),
      name: `第${county + 1}某某自治县`,
    })),
  })),
  division: '530102',
  notices: Array.from({ length: noticesPerPage }, (_, index) => ({
    ...summary,
    id: `ntc-2026-${String(index).padStart(6, '0')}`,
  })),
  nextCursor: 'eyJwayI6Ik5PVElDRSM1MzAxMDIiLCJzayI6IjIwMjYtMTEtMjcjMDAwMDE5In0',
  whole: false,
  address: 'https://jiandang.yunnan-gonghui.example.cn/notices?division=530102',
  later: true,
};

export const noticeView: NoticeView = {
  publisher,
  notice: summary,
  workingDays: 5,
  day: 3,
  scope: '用人单位和所在社区（街道）张贴',
  address: 'https://jiandang.yunnan-gonghui.example.cn/notices/20261127-Zx9k2LmQ7rTw',
  objection: { reason: '', signed: null, name: '', mail: '', contact: '', requestKey: 'b0d1c7e29f', faults: {} },
};

export const objectionReceivedView: ObjectionReceivedView = {
  publisher,
  receipt: 'K7QM-2XPA-9TWD',
  received: true,
  codeSent: true,
  receivedAt: '2026-11-25T02:31:00.000Z',
  until: '2026-11-30',
  named: true,
};

export const receiptView: ReceiptView = {
  publisher,
  receipt: 'K7QM-2XPA-9TWD',
  receivedAt: '2026-11-25T02:31:00.000Z',
  standing: 'untriaged',
  mayVerify: true,
  until: '2026-11-30',
};

const opinion =
  '两人一组入户，看了住房、收入和病历，走访了邻居和班组长，所填情况属实；家中确无其他收入来源，建议建档。';

export const approvalView: ApprovalView = {
  publisher,
  purpose: 'registration',
  approver: '五华区总工会 副主席 陈明',
  levelName: '县级工会审批',
  level: 1,
  levels: 2,
  deadline: '2026-12-04T09:00:00.000Z',
  maskedName: '欧阳*英',
  sections: [
    {
      title: '职工',
      rows: [
        { label: '性别', value: '女' },
        { label: '民族', value: '汉族' },
        { label: '出生年月', value: '1974年3月' },
        { label: '身份证号', value: '530102************' },
        { label: '政治面貌', value: '群众' },
        { label: '工作单位', value: '昆明市五华区某某纺织印染有限责任公司' },
        { label: '家庭住址', value: '昆明市五华区护国街道******' },
        { label: '户口所在地', value: '云南省昆明市五华区' },
        { label: '住房', value: '租房，20(不含)至50(含)平方米' },
        { label: '手机号码', value: '138****8000' },
        { label: '健康状况', value: '一般疾病' },
        { label: '有无自救能力', value: '有' },
        { label: '零就业家庭', value: '否' },
      ],
    },
    {
      title: '收入与支出',
      rows: [
        { label: '本人月平均收入', value: '1,450.00 元' },
        { label: '家庭其他非薪资年收入', value: '0.00 元' },
        { label: '家庭年度总收入', value: '17,400.00 元' },
        { label: '家庭人口', value: '3人' },
        { label: '家庭月人均收入', value: '483.33 元（17,400.00 ÷ 12 ÷ 3，不足一分的舍去）' },
        { label: '医疗支出（年）', value: '21,600.00 元，已报销 9,300.00 元' },
      ],
    },
    {
      title: '家庭成员',
      rows: Array.from({ length: 6 }, (_, index) => ({
        label: `成员 ${index + 1}`,
        value: '王*国，丈夫，1972年8月，失（无）业，月收入 0.00 元，健康状况：心血管病',
      })),
    },
    {
      title: '致困原因与帮扶意向',
      rows: [
        { label: '主要致困原因', value: '家庭成员患重大疾病' },
        { label: '次要致困原因', value: '下岗失业；子女上学；有劳动能力而未就业' },
        { label: '重点群体', value: '收入或生活水平低于低保线而未纳入低保' },
        {
          label: '“四个一批”措施',
          value: '就业创业发展；纳入社保制度覆盖；纳入大病保险和医疗互助保险保障；社会救助兜底',
        },
        { label: '附件', value: '身份证复印件 2 份、户口本复印件 1 份、收入证明 2 份、诊断证明 1 份、医院单据 6 份' },
      ],
    },
  ],
  assessment: {
    category: '低保边缘户',
    tier: '全国级',
    standard: '云南省困难职工标准（2016-1）',
    source: '《云南省困难职工档案管理办法（试行）》第七条',
    subsistenceLine: '昆明市五华区 2026年，每人每月 750.00 元',
    explanation: [
      '家庭月人均收入 483.33 元，低于当地低保标准 750.00 元：符合。',
      '连续 6 个月以上未经政府救助：符合。',
      '家庭月人均收入不超过低保标准的 1.5 倍（1,125.00 元），且因患病、子女上学、残疾、单亲等原因困难：符合。',
      '扣除因病、因学必要支出后月人均收入 141.66 元，不高于低保标准 750.00 元：符合。',
      '家庭月人均收入不超过低保标准的 3 倍，因突发事件、意外伤害、重大疾病困难：不适用，前面的条款已经符合。',
    ],
  },
  exclusions: [
    {
      title: '家庭拥有机动车辆',
      evidence: '申报机动轮椅车一辆，2021年购买',
      exemption: { reason: '残疾人功能性补偿代步车，凭残疾证核实', by: '五华区困难职工帮扶中心', on: '2026-11-18' },
    },
  ],
  survey: { surveyedOn: '2026-11-19', surveyors: '李敏、周建华', outcome: '情况属实', opinion: opinion.repeat(3) },
  notice: {
    from: '2026-11-23',
    until: '2026-11-27',
    workingDays: 5,
    objections: [
      { number: 1, outcome: '不成立', opinion: `反映家中有门面出租。${opinion}` },
      { number: 2, outcome: '不成立', opinion: `反映女儿在私立学校就读。${opinion}` },
    ],
    untriaged: 1,
    setAside: 12,
  },
  timeline: [
    ['2026-11-16T01:20:00.000Z', '提交', '某某纺织工会'],
    ['2026-11-16T01:20:03.000Z', '按标准认定', '系统'],
    ['2026-11-18T07:02:00.000Z', '豁免排除情形', '五华区困难职工帮扶中心'],
    ['2026-11-19T08:45:00.000Z', '登记入户调查', '某某纺织工会'],
    ['2026-11-23T00:00:00.000Z', '开始公示', '系统'],
    ['2026-11-25T02:31:00.000Z', '提出异议', '不署名'],
    ['2026-11-26T06:10:00.000Z', '处理异议', '五华区困难职工帮扶中心'],
    ['2026-11-27T16:00:00.000Z', '结束公示', '系统'],
    ['2026-11-28T00:00:00.000Z', '送审', '系统'],
  ].map(([at = '', what = '', by = '']) => ({ at, what, by })),
  entry: { decision: null, opinion: '', faults: {} },
};

export const decidedView: DecidedView = {
  publisher,
  maskedName: '欧阳*英',
  decision: 'approve',
  by: '五华区总工会 副主席 陈明',
  at: '2026-11-30T03:12:00.000Z',
  next: '这份档案将转下一级工会审批。',
};

const officer = { name: '张卫东', post: '工会主席', phone: '0871-6510 1234' };

export const planView: PlanView = {
  publisher,
  maskedName: '欧阳*英',
  assistingOrganization: '昆明市五华区某某纺织印染有限责任公司工会',
  officer,
  liaison: { name: '赵琳', post: '工会干事', phone: '0871-6510 5678' },
  supportTracks: ['就业创业发展', '纳入大病保险和医疗互助保险保障'],
  programs: ['技能培训促就业计划', '职工医疗互助计划', '金秋助学计划'],
  measures: [
    '2027年3月前参加区总工会家政服务技能培训，培训后推荐就业岗位不少于 3 个。',
    '单位出资参加 2027 年度职工医疗互助，丈夫住院自付部分按规定二次报销。',
    '女儿 2027年秋季入学时，按金秋助学标准资助学费。',
  ],
  dueMonth: '2027-11',
  expiresAt: '2026-12-20T09:00:00.000Z',
  entry: { name: '', agree: false, faults: {} },
};

export const signedView: SignedView = {
  publisher,
  at: '2026-12-06T02:05:00.000Z',
  assistingOrganization: planView.assistingOrganization,
  officer,
};

export const problemView: ProblemView = {
  publisher,
  status: 503,
  title: '系统忙',
  detail: '系统忙，请稍后再试，已填内容不会丢失。',
  code: '1009',
};
