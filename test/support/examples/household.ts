import { approvalView } from '../../../functions/approval/view.ts';
import { planView } from '../../../functions/plan/view.ts';
import { noticesView, noticeView } from '../../../functions/public-notice/views.ts';
import type { Form } from '../../../shared/form/form.ts';
import type { Dossier } from '../../../shared/registry/dossiers.ts';
import type { LinkItem } from '../../../shared/registry/links.ts';
import type { NoticeItem } from '../../../shared/registry/notices.ts';
import { dossiers, links, notices } from '../../../shared/services/services.ts';
import { examplePlan } from '../example-plan.ts';
import { household } from '../household.ts';
import { Journey, mailed, people, putPeople, told } from '../journey.ts';
import { type MemoryApp, memoryApp } from '../memory/app.ts';
import { applyPages } from './apply-pages.ts';
import { opened, pageOf } from './asked.ts';
import { approvalPages, exitPages, ownPages, planPages } from './link-pages.ts';
import { wallPages } from './wall-pages.ts';

const yunnan = memoryApp().profile;
/** The sample province, as if its lines were published ones: what is shown in earnest says nothing of a demonstration. */
export const inEarnest = {
  ...yunnan,
  subsistenceLines: yunnan.subsistenceLines.map((line) => ({ ...line, source: line.source.replace(/^虚构：/, '') })),
};
const days = { opened: '2026-11-06', objected: '2026-11-10' };

/** As full as a form gets in practice: a long name and employer, six members, an illness, a car that is exempted. */
function fullHousehold(): Form {
  const { worker, members, ...rest } = household(3);
  const husband = members[0] as Form['members'][number];
  const children = Array.from({ length: 5 }, (_, n) => ({
    ...husband,
    name: `欧阳小${'雨雪晴岚月'[n]}`,
    relation: '女儿',
    sex: '女',
    idNumber: household(200 + n).worker.idNumber,
    birthDate: household(200 + n).worker.birthDate,
    health: '良好',
  }));
  return {
    ...rest,
    worker: {
      ...worker,
      name: '欧阳秀英',
      employer: '昆明市五华区某某纺织印染有限责任公司',
      floorArea: '20(不含)至50(含)',
      health: '一般疾病',
      selfReliant: true,
    },
    household: { ...rest.household, householdSize: 7, zeroEmployment: false, otherAnnualIncome: 0 },
    members: [husband, ...children],
    causes: { primaryCause: '家庭成员患重大疾病', secondaryCauses: ['下岗失业', '子女上学', '有劳动能力而未就业'] },
    rigidExpenses: { medical: 2_160_000, education: 800_000 },
    reimbursements: 930_000,
  };
}

/**
 * Takes a household with objections and a plan through the real functions, from its draft to the exit that is refused.
 * Answers every page on the way as it was answered, and what some of them were made of.
 */
export async function makeExamples() {
  // Reviewed after a month, so that all of it is within the years whose working days are published.
  const app = memoryApp({ profile: { ...inEarnest, review: { everyMonths: 1 } } });
  const journey = new Journey(app);
  await putPeople(app);
  await others(app);
  await journey.submitted(fullHousehold());
  await journey.surveyed();
  const noticeId = await journey.noticed(`${days.opened}T02:00:00Z`);
  const onTheFirstDay = { 'notice-before': await opened(app, 'noticePage', { params: { id: noticeId } }) };

  app.at(`${days.objected}T02:31:00Z`);
  const closed = await objected(app, noticeId);
  const onTheWall = await wallPages(app, journey, { id: noticeId, closed });
  const item = (await notices(app).find(noticeId, days.objected)) as NoticeItem;
  const empty = { reason: '', signed: null, name: '', mail: '', contact: '', requestKey: 'b0d1c7e29f', faults: {} };
  const wall = {
    notices: await noticesView(app, { division: '530102' }, app.now()),
    notice: await noticeView(app, item, empty, app.now()),
  };

  await journey.noticeClosed();
  const link = await journey.requested();
  const toDecide = await approvalPages(app, journey, link);
  const opening = await visited(app, journey, link.nonce);
  const nothing = { entry: { decision: null, opinion: '', faults: {} }, nonce: link.nonce };
  const approval = await approvalView(app, opening.dossier, { ...nothing, approver: opening.link.approver }, app.now());
  const decided = pageOf(await journey.decided(link, { opinion: '同意建档，按月走访。' }));

  await journey.registered();
  const toSign = await journey.planned(examplePlan);
  const { name } = fullHousehold().worker;
  const toAgree = await planPages(app, toSign, name);
  const atPlan = await visited(app, journey, toSign.nonce);
  const plan = planView(app, atPlan.dossier, atPlan.link, examplePlan, {
    name: '',
    agree: null,
    reason: '',
    faults: {},
  });
  const signed = pageOf(await journey.signed(toSign, name));
  const after = { 'plan-already': await opened(app, 'planPage', { params: { nonce: toSign.nonce } }) };

  return {
    views: { ...wall, approval, plan },
    pages: {
      ...onTheFirstDay,
      ...onTheWall,
      ...toDecide,
      'decision-taken': decided,
      ...toAgree,
      'plan-signed': signed,
      ...after,
      ...(await applyPages(app)),
      ...(await ownPages(app, journey)),
      ...(await exitPages(app, journey)),
    },
  };
}

/** More households on the wall than one page of it holds. */
async function others(app: MemoryApp): Promise<void> {
  for (let n = 0; n < 21; n++) {
    const other = new Journey(app);
    await other.submitted(household(10 + n));
    await other.surveyed();
    await other.noticed(`${days.opened}T01:00:00Z`);
  }
}

/** Three objections: resolved, set aside, and still to be looked at; answers the receipt of the first. */
async function objected(app: MemoryApp, noticeId: string): Promise<string> {
  const receipts: string[] = [];
  for (const mail of [undefined, undefined, 'neighbour@example.cn']) {
    const named = mail === undefined ? {} : { name: '周某', mail };
    const { receipt } = await told<{ receipt: string }>(app, 'raiseObjection', {
      params: { id: noticeId },
      body: { reason: '反映家中有门面出租。', ...named },
      from: `198.51.100.${receipts.length + 1}`,
    });
    receipts.push(receipt);
  }
  await mailed(app);
  const { dossierId } = (await notices(app).find(noticeId, days.objected)) as NoticeItem;
  const params = { id: dossierId };
  const triage = (objections: number[], outcome: string) =>
    told(app, 'triageObjections', {
      as: people.reviewer,
      params,
      body: { objections, outcome, opinion: '走访了邻居。' },
    });
  await triage([1], 'takenUp');
  await triage([2], 'setAside');
  await told(app, 'resolveObjection', {
    as: people.reviewer,
    params: { ...params, n: '1' },
    body: { outcome: 'dismissed', opinion: '经核实不成立：门面是他人的。' },
  });
  return receipts[0] as string;
}

async function visited(app: MemoryApp, { id }: Journey, nonce: string): Promise<{ dossier: Dossier; link: LinkItem }> {
  const link = (await links(app).find(nonce)) as LinkItem;
  return { dossier: await dossiers(app).get(id), link };
}
