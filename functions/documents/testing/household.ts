import type { PlanBody } from '../../../shared/contract/bodies/plan.ts';
import type { Form } from '../../../shared/form/form.ts';
import { dossiers } from '../../../shared/services/services.ts';
import { examplePlan } from '../../../test/support/example-plan.ts';
import { inEarnest } from '../../../test/support/examples/household.ts';
import { Journey, linkIn, mailed, people, putPeople, told } from '../../../test/support/journey.ts';
import { type MemoryApp, memoryApp, type SentMail } from '../../../test/support/memory/app.ts';
import { type Household, loadHousehold } from '../load.ts';

/** An invented household in which every field of the form is filled in, each amount another. */
export const fullForm: Form = {
  codeLists: '2016',
  worker: {
    name: '李秀英',
    ethnicity: '彝族',
    sex: '女',
    politicalStatus: '共青团员',
    idNumber: '530102197403120423',
    birthDate: '1974-03-12',
    housingType: '承租单位公房',
    floorArea: '20(不含)至50(含)',
    mobile: '13800138000',
    otherContact: '0871-65123456',
    postcode: '650031',
    employer: '昆明某纺织厂',
    homeAddress: '昆明市五华区护国街道双龙桥社区12幢3单元402室',
    hukouDivision: '530102',
    health: '残疾',
    disability: '肢体残疾',
    disabilityGrade: '二级',
    monthlyIncome: 145_011,
    selfReliant: true,
    employmentType: '困难农民工',
    unionMember: true,
    contractYears: 3,
    workDivision: '530111',
  },
  household: {
    otherAnnualIncome: 120_022,
    annualHouseholdIncome: 1_860_154,
    incomeNote: '摆摊收入按社区证明估算',
    householdSize: 3,
    householdSizeReason: '长子已单独立户',
    zeroEmployment: false,
    singleParent: false,
    receivedAid: true,
  },
  members: [
    {
      name: '王建国',
      relation: '丈夫',
      sex: '男',
      politicalStatus: '中共党员',
      idNumber: '530102197208010317',
      birthDate: '1972-08-01',
      health: '残疾',
      disability: '精神残疾',
      disabilityGrade: '三级',
      monthlyIncome: 33_033,
      occupationStatus: '失(无)业',
      medicalInsurance: true,
      employerOrSchool: '某运输队',
      hukouType: '农转居',
    },
    {
      name: '王小雨',
      relation: '女儿',
      sex: '女',
      idNumber: '530102201506010242',
      birthDate: '2015-06-01',
      health: '糖尿病',
      occupationStatus: '小学',
      employerOrSchool: '昆明市某某小学',
    },
  ],
  causes: { primaryCause: '下岗失业', secondaryCauses: ['遭受意外事故', '其他'], causeNote: '丈夫长期住院' },
  account: { bankName: '中国农业银行', bankBranch: '昆明城东支行', bankAccount: '6228480004579563356' },
  attachments: [
    { type: '诊断证明复印件', name: '王建国诊断书' },
    { type: '户口本复印件', name: '全家户口本' },
  ],
  determination: {
    isTarget: true,
    determinedOn: '2026-10-23',
    priorityGroup: '支出性生活困难',
    supportTracks: ['社会救助兜底'],
  },
  rigidExpenses: {
    medical: 1_260_044,
    education: 800_055,
    disabilityCare: 70_066,
    employment: 60_077,
    accident: 50_088,
    other: 40_099,
  },
  reimbursements: 310_012,
  governmentAid: 220_013,
  assets: {
    homes: 1,
    shops: 0,
    employees: 0,
    vehicles: ['残疾人功能性补偿代步机动车'],
    privateSchool: false,
    overseasStudy: false,
    savings: 510_014,
    investments: 20_015,
    assetNote: '住房为集资房',
  },
  remarks: '邻里关系好',
};

/** The same household under another name. */
export const named = (name: string): Form => ({ ...fullForm, worker: { ...fullForm.worker, name } });

/** What differs from the ordinary way to a signed plan. */
export interface Way {
  form?: Form;
  plan?: Partial<PlanBody>;
  /** Papers that are uploaded with the form. */
  papers?: readonly { kind: string; name: string }[];
  /** What came of each of the objections that were raised while the notice was up. */
  objections?: readonly ('dismissed' | 'setAside' | 'untriaged')[];
  /** The county's approver lets the deadline pass: the city decides. */
  late?: true;
  /** What the approver writes; nothing when left empty. */
  opinion?: string;
  /** What happens between the plan and the signature. */
  beforeSigning?: (journey: Journey) => Promise<unknown>;
}

/** 10:12 in Shanghai. */
export const signedAt = '2026-11-22T02:12:00.000Z';
const colleague = { ...people.registrar, sub: 'recorder-1' };

/** Takes a household through the real functions, from its form to the plan that the worker signed. */
export async function toSignedPlan(app: MemoryApp, way: Way = {}, recorder = colleague): Promise<Journey> {
  const { form = fullForm, plan, papers = [], objections = [], late, opinion = '同意建档，按月走访。' } = way;
  const journey = new Journey(app);
  await putPeople(app);
  await journey.submitted(form, '2026-10-26T02:00:00Z', recorder);
  for (const { kind, name } of papers) await journey.attached(kind, name);
  await journey.surveyed();
  const notice = await journey.noticed();
  await objected(journey, notice, objections);
  await journey.noticeClosed();
  let link = await journey.requested('2026-11-16T02:30:00Z');
  if (late) {
    app.at('2026-11-21T01:00:00Z');
    await journey.approvalStep(1);
    const mail = (await mailed(app)).find(({ to }) => to.startsWith('approver-city'));
    link = linkIn(mail as SentMail);
  }
  await journey.decided(link, { opinion });
  await journey.registered();
  const toSign = await journey.planned({ ...examplePlan, ...plan }, late ? '2026-11-21T02:00:00Z' : undefined);
  await way.beforeSigning?.(journey);
  const answer = await journey.signed(toSign, form.worker.name, signedAt);
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return journey;
}

/** A household as its documents are printed from it. */
export async function householdOf(way: Way = {}, app = memoryApp({ profile: inEarnest })): Promise<Household> {
  const { id } = await toSignedPlan(app, way);
  return (await loadHousehold(app, await dossiers(app).get(id))) as Household;
}

async function objected({ app, id }: Journey, notice: string, objections: Way['objections'] = []): Promise<void> {
  const as = people.reviewer;
  for (const [index, outcome] of objections.entries()) {
    app.at('2026-11-09T02:00:00Z');
    const objection = { params: { id: notice }, body: { reason: '反映家中有门面出租。' }, from: `198.51.100.${index}` };
    await told(app, 'raiseObjection', objection);
    app.at('2026-11-11T02:00:00Z');
    const triage = {
      objections: [index + 1],
      outcome: outcome === 'setAside' ? outcome : 'takenUp',
      opinion: '走访过。',
    };
    if (outcome !== 'untriaged') await told(app, 'triageObjections', { as, params: { id }, body: triage });
    const body = { outcome, opinion: '经核实不成立。' };
    if (outcome === 'dismissed') await told(app, 'resolveObjection', { as, params: { id, n: `${index + 1}` }, body });
  }
}

/** Every leaf of a form by its path (`members[].name`), as printed text would show it. */
export function leavesOf(form: object, prefix = ''): { path: string; text: string }[] {
  return Object.entries(form).flatMap(([key, value]) => {
    const path = `${prefix}${key}`;
    if (!Array.isArray(value)) {
      return typeof value === 'object' && value !== null
        ? leavesOf(value, `${path}.`)
        : [{ path, text: String(value) }];
    }
    return value.flatMap((item) =>
      typeof item === 'object' ? leavesOf(item, `${path}[].`) : [{ path, text: String(item) }],
    );
  });
}
