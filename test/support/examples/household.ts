import { approvalView, decisionView } from '../../../functions/approval/view.ts';
import { planView, signedView } from '../../../functions/plan/view.ts';
import type { Receipt } from '../../../functions/public-notice/objections.ts';
import { receiptView } from '../../../functions/public-notice/receipt.ts';
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

/** One household's whole way, and what each of its pages was made of when it was opened. */
export interface Examples {
  app: MemoryApp;
  journey: Journey;
  views: {
    notices: Awaited<ReturnType<typeof noticesView>>;
    notice: Awaited<ReturnType<typeof noticeView>>;
    received: Receipt;
    receipt: Awaited<ReturnType<typeof receiptView>>;
    approval: Awaited<ReturnType<typeof approvalView>>;
    decided: Awaited<ReturnType<typeof decisionView>>;
    plan: ReturnType<typeof planView>;
    signed: ReturnType<typeof signedView>;
  };
}

/** Takes a household with objections and a plan through the real functions, and looks at every page on the way. */
export async function makeExamples(): Promise<Examples> {
  const app = memoryApp({ profile: inEarnest });
  const journey = new Journey(app);
  await putPeople(app);
  await others(app);
  await journey.submitted(fullHousehold());
  await journey.surveyed();
  const noticeId = await journey.noticed(`${days.opened}T02:00:00Z`);

  app.at(`${days.objected}T02:31:00Z`);
  const received = await objected(app, noticeId);
  const now = app.now();
  const item = (await notices(app).find(noticeId, days.objected)) as NoticeItem;
  const empty = { reason: '', signed: null, name: '', mail: '', contact: '', requestKey: 'b0d1c7e29f', faults: {} };
  const onTheWall = {
    notices: await noticesView(app, { division: '530102' }, now),
    notice: await noticeView(app, item, empty, now),
    receipt: await receiptView(app, received.receipt),
    received,
  };

  await journey.noticeClosed();
  const link = await journey.requested();
  const opened = await visited(app, journey, link.nonce);
  const approval = await approvalView(
    app,
    opened.dossier,
    opened.link,
    { decision: null, opinion: '', faults: {} },
    app.now(),
  );
  await journey.decided(link, { opinion: '同意建档，按月走访。' });
  const decided = await decisionView(app, await dossiers(app).get(journey.id));
  await journey.registered();
  const toSign = await journey.planned(examplePlan);
  const atPlan = await visited(app, journey, toSign.nonce);
  const content = { ...examplePlan };
  const plan = planView(app, atPlan.dossier, atPlan.link, content, { name: '', agree: false, faults: {} });
  await journey.signed(toSign, fullHousehold().worker.name);
  const signed = signedView(app, await dossiers(app).get(journey.id), content);
  return { app, journey, views: { ...onTheWall, approval, decided, plan, signed } };
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

/** Three objections: resolved, set aside, and still to be looked at; answers what the last was told. */
async function objected(app: MemoryApp, noticeId: string): Promise<Receipt> {
  const receipts: Receipt[] = [];
  for (const mail of [undefined, undefined, 'neighbour@example.cn']) {
    const named = mail === undefined ? {} : { name: '周某', mail };
    const body = { reason: '反映家中有门面出租。', ...named };
    const receipt = await told<Receipt>(app, 'raiseObjection', {
      params: { id: noticeId },
      body,
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
  return receipts[2] as Receipt;
}

async function visited(app: MemoryApp, { id }: Journey, nonce: string): Promise<{ dossier: Dossier; link: LinkItem }> {
  const link = (await links(app).find(nonce)) as LinkItem;
  return { dossier: await dossiers(app).get(id), link };
}
