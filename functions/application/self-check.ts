import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { mostPeople, SelfCheckBody } from '../../shared/contract/bodies/self-check.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { countiesOf, divisionName } from '../../shared/divisions/divisions.ts';
import { fieldProblem } from '../../shared/errors/problem.ts';
import { postedFields } from '../../shared/http/request.ts';
import type { Call, Operations } from '../../shared/http/serve.ts';
import { formatFen } from '../../shared/money/fen.ts';
import { countyPath } from '../../shared/organisation/org-path.ts';
import { dateInWords } from '../../shared/pages/dates.ts';
import { type SelfCheckForm, selfCheckAnswerPage, selfCheckPage } from '../../shared/pages/self-check-page.ts';
import { type Limit, pastLimit } from '../../shared/registry/tries.ts';
import type { App } from '../../shared/services/app.ts';
import { gazette, publisher, tries, unions } from '../../shared/services/services.ts';
import { visitorOf } from '../../shared/services/visitor.ts';
import { type SelfCheck, type SelfCheckResult, selfCheck } from '../../shared/standards/self-check.ts';
import { type Situation, situations } from '../../shared/standards/situations.ts';
import { tierTitles } from '../../shared/standards/tiers.ts';
import { fenIn, peopleIn, plain } from './amounts.ts';

/** It works out a standard for anybody: a street may share an address, and nobody asks a hundred times an hour. */
const CHECKS_PER_ADDRESS_AND_HOUR: Limit = { name: 'self-check', per: 'hour', max: 100 };

/** 自测: asked by whoever likes, of nobody by name, and kept nowhere. */
export const selfChecks = (app: App): Operations<'selfCheck' | 'selfCheckPage' | 'selfCheckByPage'> => ({
  selfCheck: {
    body: SelfCheckBody,
    handle: async ({ event, body, now }) => {
      requireOwnDivision(app, body.division);
      await countCheck(app, event, now);
      return { status: 200, body: await checked(app, body, now) };
    },
  },

  selfCheckPage: {
    handle: async () => selfCheckPage(formView(app, {}, {}), 200),
  },

  selfCheckByPage: {
    handle: async ({ event, now }) => {
      const posted = postedFields(event);
      const { said, faults } = readCheck(app, posted);
      if (!said) return selfCheckPage(formView(app, posted, faults), 422);
      await countCheck(app, event, now);
      return selfCheckAnswerPage({ publisher: publisher(app), ...(await checked(app, said, now)) });
    },
  },
});

async function countCheck(app: App, event: Call['event'], now: Date): Promise<void> {
  if (await tries(app).allows(CHECKS_PER_ADDRESS_AND_HOUR, await visitorOf(app, event), now)) return;
  throw pastLimit(CHECKS_PER_ADDRESS_AND_HOUR, now, '自测得太频繁，请过一小时再试，或者打电话询问。');
}

const isOwn = (app: App, division: string): boolean =>
  countiesOf(app.profile.code).some(({ divisions }) => divisions.some(({ code }) => code === division));

function requireOwnDivision(app: App, division: string): void {
  if (isOwn(app, division)) return;
  const message = `${division} 不是${app.profile.name}的县（市、区）`;
  throw fieldProblem('/division', message);
}

function formView(app: App, posted: Record<string, string>, faults: SelfCheckForm['faults']): SelfCheckForm {
  const { division = '', people = '', income = '', spent = '' } = posted;
  return {
    publisher: publisher(app),
    divisionGroups: countiesOf(app.profile.code),
    situations: Object.entries(situations).map(([name, label]) => ({ name, label, checked: posted[name] === 'yes' })),
    entry: { division, people, income, spent },
    faults,
  };
}

/** What was posted, as it is asked; or what is to be mended in it. */
function readCheck(app: App, posted: Record<string, string>) {
  const faults: SelfCheckForm['faults'] = {};
  const { division = '', people = '', income = '', spent = '' } = posted;
  if (!isOwn(app, division)) faults.division = '请选择县（市、区）';
  const number = peopleIn(people);
  if (number < 1 || number > mostPeople) faults.people = `一起生活的有几口人请填 1 至 ${mostPeople} 的数字`;
  const monthlyIncome = fenIn(income);
  if (monthlyIncome === undefined) faults.income = '平均每人每月收入请填多少元，例如 600；没有收入的填 0';
  const cost = plain(spent) === '' ? undefined : fenIn(spent);
  if (cost === undefined && plain(spent) !== '')
    faults.spent = '看病、上学、意外自己花的请填多少元，例如 20000；不知道的不填';
  const { data } = SelfCheckBody.safeParse({
    ...{ division, people: number, monthlyIncome, spent: cost },
    situations: (Object.keys(situations) as Situation[]).filter((each) => posted[each] === 'yes'),
  });
  if (!data && Object.keys(faults).length === 0) faults.income = '金额太大，请核对';
  return { said: Object.keys(faults).length === 0 ? data : undefined, faults };
}

async function checked(app: App, said: SelfCheck, now: Date): Promise<AnswerOf<'selfCheck'>> {
  const today = dateInShanghai(now);
  const found = selfCheck(await gazette(app).profileWithLines(now), said, today);
  const { outcome, category, tier, clause } = found;
  const line = found.line && { name: divisionName(said.division) ?? said.division, ...found.line };
  return {
    ...{ outcome, category, tier, clause, line },
    sentences: sentencesOf(said, found, line?.name ?? ''),
    notAsked: notAsked(said),
    bring: bring(said.situations),
    call: await unionToCall(app, said.division),
  };
}

/** The union of a county, by the directory; with the office that takes calls where it has no telephone. */
async function unionToCall(app: App, division: string): Promise<AnswerOf<'selfCheck'>['call']> {
  const path = countyPath(division);
  const union = await unions(app).find(path);
  return {
    name: await unions(app).name(path),
    telephone: union?.telephone ?? app.profile.notice.officePhone,
    address: union?.address ?? null,
  };
}

function sentencesOf(said: SelfCheck, { outcome, category, tier, clause, line }: SelfCheckResult, name: string) {
  const what = `${category}（${tier === null ? '' : tierTitles[tier]}）`;
  const results: Record<SelfCheckResult['outcome'], string> = {
    may: `照您填的，您家可能属于${what}。`,
    ifSpent: `看病、上学或者意外的花费大的，您家可能属于${what}。`,
    unlikely: '照您填的，您家可能不符合本省的标准。',
    unknown: '这个县（市、区）的标准还没有录入，这里看不出来。',
  };
  return [
    results[outcome],
    ...(clause === null ? [] : [`可能适用的条款：${clause}。`]),
    ...(line === null
      ? []
      : [
          `对照的是${name}的低保标准：${dateInWords(line.from)}起每人每月 ${formatFen(line.fen)}${line.invented ? '（虚构的，仅供演示）' : ''}；您填的是每人每月 ${formatFen(said.monthlyIncome)}。`,
        ]),
    '这不是认定。是不是困难职工，要由工会看材料、入户调查、公示、审批以后才定；结果不符合的，也可以申请。',
  ];
}

function notAsked({ situations: said, spent }: SelfCheck): string[] {
  return [
    '家里的房子、车、店铺、存款，孩子有没有上高收费学校、自费留学：有的可能不予建档，有正当理由的可以说明',
    ...(spent === undefined ? ['一年里看病、上学、意外自己花了多少，报销和赔付了多少'] : []),
    '有没有领过低保、救助，低于低保标准是不是已经连续六个月',
    ...(said.includes('migrant') ? ['是不是工会会员，劳动合同有没有一年以上'] : []),
    '是不是已经建过档：这里不查，也不说',
  ];
}

const papers: readonly [Situation, string][] = [
  ['illness', '大病的：二级及以上医院的诊断书，近一年自己付费的票据'],
  ['disability', '有残疾的：残疾证'],
  ['student', '在上学的：学生证或者录取通知书，学费票据'],
  ['suddenEvent', '灾害、事故的：公安、民政等部门的证明，费用票据'],
  ['unemployed', '失业的：失业登记证或者未就业证明'],
  ['singleParent', '单亲的：离婚证或者丧偶证明'],
  ['migrant', '外来务工的：一年以上的劳动合同，或者务工的证明'],
];

function bring(said: readonly Situation[]): string[] {
  return [
    '全家的身份证、户口簿',
    '近一年的工资流水，或者单位盖章的收入证明；没有收入的，失业或者未就业证明',
    '本人的银行卡',
    ...papers.filter(([situation]) => said.includes(situation)).map(([, paper]) => paper),
    '领低保的：低保证',
  ];
}
