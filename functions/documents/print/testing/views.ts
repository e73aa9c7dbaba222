import { program, supportTrack } from '../../../../shared/form/code-lists/assistance.ts';
import type { Form } from '../../../../shared/form/form.ts';
import type { Aid } from '../../../../shared/ledger/aid.ts';
import { unionNameByPlace } from '../../../../shared/organisation/union-name.ts';
import type { AidEntry, Visit } from '../../../../shared/registry/ledger.ts';
import { idNumberOf } from '../../../../test/support/household.ts';
import { memoryApp } from '../../../../test/support/memory/app.ts';
import { headingOf, officerCardView, workerCardView } from '../../card-views.ts';
import { consentView } from '../../consent-view.ts';
import { dossierFormView } from '../../dossier-form-view.ts';
import { ledgerView } from '../../ledger-view.ts';
import type { Household } from '../../load.ts';
import { fullForm, householdOf } from '../../testing/household.ts';
import type { ConsentSheetView, LedgerView } from '../views.ts';

// What the prints are judged by: views that the functions' own code made of households that went their whole way.

/** Everything that is printed of a household. */
export const viewsOf = (one: Household) => ({
  officerCard: officerCardView(one),
  workerCard: workerCardView(one),
  dossierForm: dossierFormView(one),
  ledgerSheet: ledgerOf(one, given, visits),
  consentSheet: consentOf(one),
});

/** A household's 告知同意书. */
function consentOf({ id, form, union }: Household): ConsentSheetView {
  return consentView(memoryApp().profile, { id, form, number: 1, union, today: '2026-11-23' });
}

/** A household's 台账 with these entries. */
export function ledgerOf(one: Household, aid: readonly AidEntry[], visited: readonly Visit[]): LedgerView {
  const { dossierNumber, name, hardshipCategory, assistingOrganization, assistanceOfficer } = officerCardView(one);
  const head = { dossierNumber, name, hardshipCategory, assistingOrganization, assistanceOfficer };
  const dated = { title: '困难职工帮扶台账', registeredOn: '2026-11-17', standing: '在册' };
  return ledgerView({ head: { ...headingOf(one), ...head, ...dated }, aid, visits: visited });
}

const by = { by: 'registrar-1', at: '2026-11-24T02:00:00.000Z', receipt: null, corrects: null, counts: true };
const living: Aid = {
  kind: 'living',
  project: '2026 年中央财政专项帮扶（生活救助）',
  source: 'central',
  payment: 'transfer',
  amount: 200_000,
  giver: '五华区总工会困难职工帮扶中心',
};
const rice = { name: '大米', quantity: 2, unit: '袋', value: 16_050 };

/** Money that was written down wrong and corrected, goods, and funds that are not for the tier. */
const given: AidEntry[] = [
  { ...by, aid: 1, givenOn: '2026-11-18', given: living, counts: false, receipt: 'a1' },
  {
    ...by,
    aid: 2,
    givenOn: '2026-11-20',
    given: {
      kind: 'warmth',
      project: '冬季送温暖',
      source: 'union',
      payment: 'inKind',
      goods: rice,
      giver: '昆明某纺织厂工会',
      note: '年前送到家里',
    },
  },
  {
    ...by,
    aid: 3,
    givenOn: '2026-11-18',
    given: { ...living, amount: 2_000_000, amountNote: '两年合并发放' },
    corrects: 1,
    reason: '少写了一个零',
    receipt: 'a1',
  },
  {
    ...by,
    aid: 4,
    givenOn: '2026-11-21',
    counts: false,
    given: { ...living, kind: 'medical', source: 'county', breach: { tier: 'national', reason: '县里会议定的' } },
  },
  { ...by, aid: 5, givenOn: null, given: null, counts: false, corrects: 4, reason: '银行退回，户名不符' },
];
const visits: Visit[] = [
  {
    visit: 1,
    visitedOn: '2026-11-20',
    way: 'inPerson',
    visitors: ['段志远', '方玉梅'],
    findings: '孩子已入学，学费由助学救助支付；本人正在复查。',
    nextOn: '2027-02-20',
    finding: null,
    by: 'registrar-1',
    at: by.at,
  },
  {
    visit: 2,
    visitedOn: '2026-11-23',
    way: 'telephone',
    visitors: ['段志远'],
    findings: '问了复查的结果，正常。',
    nextOn: null,
    finding: null,
    by: 'registrar-1',
    at: by.at,
  },
];

/** A text of the greatest length that its box takes. */
const filled = (text: string, length: number): string => text.repeat(Math.ceil(length / text.length)).slice(0, length);

const longName = '阿卜杜热西提·麦麦提吐尔逊江·努尔艾合买提·依明尼亚孜阿吉·吾布力卡斯木·玉素甫艾山江·热合曼';
const address =
  '伊犁哈萨克自治州察布查尔锡伯自治县孙扎齐牛录镇某某村第三村民小组滨河东路延伸段北侧安居富民小区B-12号楼2单元1903室，';
const remark = '家中老人常年卧床，需要长期照料；本人打零工，收入不稳定，（详见入户调查记录）。';

/** Eleven, born in eleven years: more than a page holds. */
const children: Form['members'] = Array.from({ length: 11 }, (_, n) => {
  const birthDate = `${1995 + n}-${String(1 + n).padStart(2, '0')}-${10 + n}`;
  return {
    name: `${n % 3 === 0 ? longName.slice(0, 44) : '王家'}${'一二三四五六七八九十百'[n]}`,
    relation: '女儿',
    sex: '女',
    idNumber: idNumberOf(birthDate, 20 + 74 * n),
    birthDate,
    health: '良好',
    employerOrSchool: n % 2 === 0 ? filled(address, 100) : '昆明市第十中学',
    medicalInsurance: true,
  };
});

/** A form in which everything is as long as it gets. */
export const longForm: Form = {
  ...fullForm,
  worker: {
    ...fullForm.worker,
    name: longName.slice(0, 50),
    homeAddress: filled(address, 200),
    employer: filled(address, 100),
    otherContact: filled('0999-3623456转802，', 100),
  },
  household: { ...fullForm.household, householdSize: 13, incomeNote: filled(remark, 500) },
  members: [fullForm.members[0] as Form['members'][number], ...children],
  causes: { ...fullForm.causes, secondaryCauses: ['遭受意外事故', '子女上学', '其他'], causeNote: filled(remark, 500) },
  attachments: Array.from({ length: 20 }, (_, n) => ({
    type: '本人及主要家属身份证复印件',
    name: `第${n + 1}份_${'a'.repeat(80)}.pdf`,
  })),
  remarks: filled(remark, 1000),
};

const contact = {
  name: longName.slice(0, 50),
  post: filled('县总工会党组成员、经费审查委员会主任，', 100),
  contact: filled('13900139000，0999-3623456转802，', 50),
};

const longHousehold = await householdOf({
  form: longForm,
  plan: {
    assistingOrganization: filled('新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县总工会困难职工帮扶中心，', 100),
    officer: contact,
    liaison: contact,
    priorityGroup: '其他',
    priorityGroupNote: filled(remark, 200),
    supportTracks: [...supportTrack.generations['2016'].values],
    supportTrackNote: filled(remark, 200),
    programs: [...program.generations['2016'].values],
    programNote: filled(remark, 200),
    measures: Array.from({ length: 20 }, (_, n) => filled(`第${n + 1}条，每季度上门一次；`, 200)),
    remarks: filled(remark, 500),
  },
  papers: Array.from({ length: 3 }, (_, n) => ({
    kind: '本人及主要家属身份证复印件',
    name: `第${n + 1}份_${'a'.repeat(80)}.pdf`,
  })),
  objections: Array.from({ length: 40 }, (_, n) => (n < 34 ? 'dismissed' : n < 37 ? 'setAside' : 'untriaged')),
  opinion: filled('同意建档，按月走访，落实帮扶措施。', 500),
});

export const ordinary = viewsOf(await householdOf());
/** Registered by the union whose name is the longest in the province: those on their way here are all of 五华区. */
const ofLongUnion = { ...longHousehold, union: unionNameByPlace('530000/530900/530925') };
const longAid: AidEntry[] = Array.from({ length: 12 }, (_, n) => ({
  ...by,
  aid: n + 1,
  givenOn: `2026-11-${10 + n}`,
  given: {
    ...living,
    kind: n % 2 === 0 ? ('living' as const) : ('schooling' as const),
    project: filled(`第${n + 1}批中央财政专项帮扶资金生活救助项目，`, 100),
    payment: 'inKind' as const,
    goods: {
      name: filled('慰问品（米、面、油、棉被），', 100),
      quantity: 10_000,
      unit: filled('箱、', 10),
      value: 100_000_000,
    },
    giver: filled('新疆维吾尔自治区总工会困难职工帮扶中心，', 100),
    note: filled(`${n}${remark}`, 300),
    amountNote: filled(remark, 200),
    breach: { tier: 'provincial' as const, reason: filled(remark, 300) },
  },
  ...(n > 0 ? { corrects: n, reason: filled(remark, 300) } : {}),
}));
const longVisits: Visit[] = Array.from({ length: 6 }, (_, n) => ({
  ...{
    visit: n + 1,
    visitedOn: '2026-11-20',
    finding: null,
    way: 'online' as const,
    nextOn: '2027-02-20',
    by: 'registrar-1',
    at: by.at,
  },
  visitors: Array.from({ length: 10 }, (_, i) => filled(`${i}${longName}`, 50)),
  findings: filled(`第${n + 1}次，${remark}`, 1000),
}));
export const long = { ...viewsOf(ofLongUnion), ledgerSheet: ledgerOf(ofLongUnion, longAid, longVisits) };
