import { documentKinds } from '../../functions/documents/kinds.ts';
import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { addWorkingDays } from '../../shared/calendar/working-days.ts';
import { Refused } from '../../shared/contract/client.ts';
import type { DossierDetail } from '../../shared/contract/dossier-detail.ts';
import type { FieldFault } from '../../shared/errors/problem.ts';
import { unionLevels } from '../../shared/organisation/union-level.ts';
import { maskIdNumber } from '../../shared/privacy/masks.ts';
import { demonstrationCalendar } from '../invented-years.ts';
import { amendedTwice, approvedByAll } from './amended.ts';
import { type Case, check, type SampleFile } from './case.ts';
import { checked } from './checked.ts';
import { type Ending, type Household, laterOn } from './households.ts';
import type { JointClock } from './joint-clock.ts';

const calendar = demonstrationCalendar();

/** What a household goes through, in order; how far it has come is counted in these. */
export const stages = [
  '等待开始',
  '填写档案表',
  '上传附件',
  '提交认定',
  '临时救助',
  '转正',
  '等待入户调查',
  '核对',
  '公示',
  '异议处理',
  '审批',
  '制定帮扶计划',
  '签字确认',
  '发放联系卡',
  '修订帮扶计划',
  '登记帮扶',
  '变更',
  '退出',
  '移交给另一个工会',
  '退出以后返困',
  '等待年度复核',
] as const;
export type Stage = (typeof stages)[number];

/** The last of them for what comes to a household later. */
export const lastOf: Record<NonNullable<Household['later']>, Stage> = {
  reverified: '等待年度复核',
  reverifiedChanged: '等待年度复核',
  transferred: '移交给另一个工会',
  amended: '变更',
  aided: '退出以后返困',
  helperReplaced: '修订帮扶计划',
  died: '退出',
  askedTwice: '退出',
};

export interface Outcome {
  ending: Ending;
  /** Why it ended there, in Chinese; empty for a household that got its cards. */
  reasons: string[];
}

export interface World {
  clock: JointClock;
  files: readonly SampleFile[];
  enter(stage: Stage): void;
  /** Fetches the documents and keeps them. */
  keepDocuments(): Promise<void>;
  /** The same of its ledger, as it stands. */
  keepLedger(): Promise<void>;
}

/** One household from the paper form to where it ends. */
export async function play(own: Case, world: World): Promise<Outcome> {
  const { clock, enter } = world;
  enter('填写档案表');
  const faults = await own.draft();
  if (faults.length === 0) {
    enter('上传附件');
    await own.attach(world.files);
  }
  await clock.rest();
  // Who comes a day later finds that the household, or somebody of the same name, has a dossier.
  const { expected, incident } = own.household;
  if (expected === 'secondDossier' || incident === 'namesake') await clock.workingMorning();
  if (faults.length === 0) {
    const { attachments } = await own.read();
    const accepted = attachments.filter(({ state }) => state === 'accepted');
    check(accepted.length === world.files.length, `收下附件 ${accepted.length} 个，应为 ${world.files.length} 个`);
  }
  enter('提交认定');
  const stopped = (await submitted(own)) ?? (await assessed(own, clock));
  if (stopped) return stopped;

  enter('等待入户调查');
  await visited(own, clock);
  if (incident === 'namesake') await ruledOn(own, clock);
  if (incident === 'takenIn') return takenIn(own, world);
  if ((await own.read()).status === 'checking') await checked(own, world);
  enter('公示');
  const rejected = await onNotice(own, world);
  if (rejected) return rejected;

  enter('审批');
  await approved(own, clock);
  await helped(own, world);
  return after(own, world);
}

/** What comes to it once it has its cards. */
async function after(own: Case, world: World): Promise<Outcome> {
  const { later } = own.household;
  switch (later) {
    case 'reverified':
      await reverified(own, world, () => own.confirmUnchanged());
      break;
    case 'reverifiedChanged':
      await reverifiedChanged(own, world);
      break;
    case 'helperReplaced':
      await helperReplaced(own, world);
      break;
    case 'transferred':
      await transferred(own, world);
      break;
    case 'amended':
      await amendedTwice(own, world);
      break;
    case 'aided':
      await aided(own, world);
      await cameBack(own, world);
      break;
    case 'died':
    case 'askedTwice':
      return left(own, world, later);
  }
  return { ending: 'registered', reasons: [] };
}

async function visited(own: Case, clock: JointClock): Promise<void> {
  await clock.workingMorning();
  await own.survey(clock.today);
  await clock.rest();
}

/** 临时救助: one approval, no notice; helped until a day, of which its registrar is told; and converted before it. */
async function takenIn(own: Case, world: World): Promise<Outcome> {
  const { clock, enter, keepLedger } = world;
  enter('临时救助');
  await own.expect('awaitingApproval');
  await own.approve('county');
  await clock.rest();
  const { registration, temporary } = await own.expect('temporary');
  check(temporary !== null && registration !== null, '没有定到哪一天为止');
  await own.emergencyAid(clock.today);
  await keepLedger();
  await clock.morning(addDays(temporary.until, -15));
  await staffTold(own, 'registrar', '快要期满');
  enter('转正');
  await clock.workingMorning();
  await own.convert();
  await clock.rest();
  await own.expect('converting');
  await visited(own, clock);
  const { notice } = await own.expect('converting');
  check(notice !== null, '转正没有公示');
  await clock.morning(addWorkingDays(calendar, notice.until, 1));
  await approvedByAll(own, clock, 'converting');
  const after = await own.expect('registered');
  check(after.registration?.dossierNumber === registration.dossierNumber, '转正换了编号');
  check(after.temporary?.convertedOn !== null, '没有记下转正的日期');
  await helped(own, world);
  return { ending: 'registered', reasons: [] };
}

/** Undefined when the submission was accepted. */
async function submitted(own: Case): Promise<Outcome | undefined> {
  try {
    await own.submit();
    return undefined;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { code, title, detail, faults = [] } = error.problem;
    if (code === 1100) {
      if (own.household.offersNumber) check(faults.some(offersNumber), '没有给出可供核对的十八位号码');
      return { ending: 'invalid', reasons: faults.map(faultInWords) };
    }
    if (code === 1303) return { ending: 'secondDossier', reasons: [`${title}${detail ?? ''}`] };
    throw error;
  }
}

const offersNumber = ({ offer }: FieldFault): boolean => /^\d{17}[\dX]$/.test(String(offer));

function faultInWords(fault: FieldFault): string {
  const { message, offer } = fault;
  if (offer === undefined) return message;
  return `${message}（是否应为 ${offersNumber(fault) ? maskIdNumber(String(offer)) : offer}？）`;
}

/** What the standard says; a household that it excludes may be exempted and submitted again. */
async function assessed(own: Case, clock: JointClock): Promise<Outcome | undefined> {
  await clock.rest();
  const { status, assessment } = await own.expect('surveying', 'returned');
  if (status === 'surveying') return undefined;
  check(assessment?.outcome === 'excluded' || assessment?.outcome === 'ineligible', '退回而没有认定结论');
  if (own.household.incident !== 'exempted') {
    return { ending: assessment.outcome, reasons: assessment.explanation.map(firstSentence) };
  }
  await clock.workingMorning();
  await own.exempt('second-home');
  await own.submit();
  await clock.rest();
  await own.expect('surveying');
  return undefined;
}

/** The visit is done, and nothing is put up before a person has ruled that this is another household. */
async function ruledOn(own: Case, clock: JointClock): Promise<void> {
  const { duplicates } = await own.expect('surveying');
  const open = duplicates.found.filter((each) => each.open);
  check(open.length === 1, `疑似重复 ${open.length} 条，应为 1 条`);
  await clock.workingMorning();
  for (const { dossier } of open) await own.rule(dossier, '同名、同一天出生，户籍、住址、家人都不同，不是一户。');
  await clock.rest();
}

/** What a clause came to; its figures and sources are in the dossier. */
const firstSentence = (explanation: string): string => explanation.replace(/。.*/s, '。');

/** The notice's days, and whoever objects in them. */
async function onNotice(own: Case, { clock, enter }: World): Promise<Outcome | undefined> {
  const { notice } = await own.expect('underNotice');
  check(notice !== null, '没有公示');
  const { incident } = own.household;
  if (incident === 'objectionDismissed' || incident === 'objectionUpheld') {
    await clock.workingMorning(2);
    const upheld = incident === 'objectionUpheld';
    if (upheld) await own.object('这家在小区东门开着一间水产店，雇着一个人，我天天从门口过。', true);
    else await own.object('听说这家儿子在外面挣大钱。', false);
    await clock.rest();
    // Nobody has verified who wrote it: it holds nothing before a reviewer takes it up.
    await own.expect('underNotice');
    enter('异议处理');
    await own.takeUp('所反映的情况具体，受理核实。');
    await clock.rest();
    await own.expect('contested');
    if (upheld) return objectionUpheld(own, clock);
  }
  await clock.morning(addWorkingDays(calendar, notice.until, 1));
  if (incident === 'objectionDismissed') {
    const { approval } = await own.expect('contested');
    check(approval === null, '异议未处理完就送了审');
    await own.resolve('dismissed', '经核实，儿子在校就读，没有收入，反映不属实。');
    await clock.rest();
  }
  return undefined;
}

async function objectionUpheld(own: Case, clock: JointClock): Promise<Outcome> {
  const opinion = '经实地核查，确有店铺并雇工经营，申报时未如实填写。';
  await clock.workingMorning();
  await own.resolve('upheld', opinion);
  await clock.rest();
  await own.expect('rejected');
  await staffTold(own, 'reviewer', '公示收到异议');
  await staffTold(own, 'registrar', '不予建档');
  return { ending: 'objectionUpheld', reasons: [opinion] };
}

async function staffTold(own: Case, role: 'registrar' | 'reviewer', what: string): Promise<void> {
  const mails = await own.mailsTo(role);
  check(
    mails.some(({ subject }) => subject.includes(what)),
    `${role === 'registrar' ? '建档人' : '审核人'}没有收到“${what}”的邮件`,
  );
}

/** Level after level, until the dossier is registered. */
async function approved(own: Case, clock: JointClock): Promise<void> {
  let dossier = await own.expect('awaitingApproval');
  if (own.household.incident === 'deadlinePassed') dossier = await escalated(own, clock, dossier);
  while (dossier.status === 'awaitingApproval') {
    const level = dossier.approval?.level ?? 0;
    const up = own.household.incident === 'deadlinePassed' ? 1 : 0;
    const unionLevel = unionLevels[level - 1 + up];
    check(unionLevel !== undefined, `没有第 ${level} 级审批人`);
    await own.approve(unionLevel);
    await clock.rest();
    dossier = await own.expect('awaitingApproval', 'registered');
    check(dossier.status === 'registered' || dossier.approval?.level === level + 1, '审批之后没有往下走');
  }
}

/** The first approver lets the time pass: the next one up gets a link, the first one's leads nowhere any more. */
async function escalated(own: Case, clock: JointClock, { approval }: DossierDetail): Promise<DossierDetail> {
  check(approval !== null, '没有送审');
  const old = await own.approvalMail('county');
  await clock.morning(addWorkingDays(calendar, dateInShanghai(approval.deadline), 1));
  const dossier = await own.expect('awaitingApproval');
  check(dossier.approval?.request === approval.request + 1, '逾期之后没有上提');
  const told = await own.mailsAbout(own.approver('county').email);
  check(told[0]?.subject.includes('逾期未办，已转请别人审批') === true, '没有告知逾期的审批人');
  const taken = await own.mailsAbout(own.approver('municipal').email);
  check(taken[0]?.subject.includes('逾期未办') === true, '没有告知上一级审批人');
  // Neither the first mail's link nor the reminder's decides anything now.
  for (const { url } of [old, await own.approvalMail('county')]) {
    const page = await own.page(url);
    check(page.status === 410 && page.html.includes('链接已被取代'), `旧链接应说已被取代，实为 ${page.status}`);
  }
  return dossier;
}

/** 帮扶计划, signed by the worker, and the cards. */
async function helped(own: Case, { clock, enter, keepDocuments }: World): Promise<void> {
  enter('制定帮扶计划');
  await clock.workingMorning();
  await own.plan(clock.today);
  await clock.rest();
  enter('签字确认');
  await own.sign();
  await clock.rest();
  enter('发放联系卡');
  const { documents } = await own.expect('registered');
  check(documents.length === documentKinds.length, `应有 ${documentKinds.length} 份文件，实有 ${documents.length} 份`);
  await keepDocuments();
}

/** A year later the sweep opens the reverification, and the registrar reports what they have found. */
async function reverified(own: Case, { clock, enter }: World, report: () => Promise<void>): Promise<void> {
  enter('等待年度复核');
  const { nextReviewOn } = await own.read();
  check(nextReviewOn !== null, '没有定复核日期');
  await clock.morning(nextReviewOn);
  await own.expect('reverifying');
  // Nobody is written to on a day off.
  await clock.workingMorning();
  check(await own.isInDigest('登记复核结果'), '建档人的今日待办里没有这次复核');
  await report();
  await clock.rest();
  const after = await own.expect('registered');
  check((after.nextReviewOn ?? '') > nextReviewOn, '没有定下一次复核日期');
}

/** What has changed is handed in as a form; of one category and tier, it is in force without anybody's approval. */
async function reverifiedChanged(own: Case, world: World): Promise<void> {
  const before = await own.read();
  await reverified(own, world, () => own.reportLessIncome());
  const after = await own.read();
  check(after.formInForce !== before.formInForce, '报告有变化的一份没有生效');
  check(after.paper !== null, '没有待办提醒把纸质档案补齐');
}

/** It leaves, is found back in hardship, and is put down anew: the new dossier says which one it had before. */
async function cameBack(own: Case, world: World): Promise<void> {
  const { clock, enter, files } = world;
  enter('退出以后返困');
  await clock.workingMorning();
  await own.proposeExit('difficultyOver', clock.today, '病已治好，重新上岗。', '出院小结和劳动合同的原件');
  await clock.rest();
  for (const unionLevel of unionLevels) {
    if ((await own.read()).status !== 'leaving') break;
    await own.decideExit(unionLevel, 'approve', '情况属实，同意退出。');
    await clock.rest();
  }
  await own.expect('relieved');
  await clock.workingMorning();
  await own.followUp(clock.today);
  check((await own.read()).followUps.hardAgainOn !== null, '没有记下返困');
  const before = own.id;
  await own.draft();
  await own.attach(files);
  await clock.rest();
  check((await own.submit()) === before, '提交时没有说以前的是哪一份');
  await clock.rest();
  await own.expect('surveying');
  await clock.workingMorning();
  await own.survey(clock.today);
  await clock.rest();
  await onNotice(own, world);
  await approved(own, clock);
  const { predecessor } = await own.expect('registered');
  check(predecessor?.dossier === before, '新的一份没有写明以前的');
}

/** Another helper: the plan is revised and signed again, and the cards are issued anew; what they replace is still there. */
async function helperReplaced(own: Case, { clock, enter, keepDocuments }: World): Promise<void> {
  enter('修订帮扶计划');
  await clock.workingMorning();
  await own.plan(clock.today, '原来的责任人另有任用，换了一位');
  await clock.rest();
  const waiting = await own.read();
  check(waiting.planInForce?.plan === 1, '修订没有签字，就已经现行');
  await own.sign();
  await clock.rest();
  const { planInForce, replacedDocuments } = await own.expect('registered');
  check(planInForce?.plan === 2, `现行的是第 ${planInForce?.plan} 版计划，应为第 2 版`);
  check(
    replacedDocuments.length === documentKinds.length,
    `换发 ${replacedDocuments.length} 份，应为 ${documentKinds.length} 份`,
  );
  await own.document('workerCard-1');
  await keepDocuments();
}

/** Money twice, things once, and once in a batch; one amount was written down wrong. Nobody waits for any of it. */
async function aided(own: Case, { clock, enter, keepLedger }: World): Promise<void> {
  enter('登记帮扶');
  await own.aid(clock.today);
  await own.paidInBatch(clock.today);
  await own.visit(clock.today);
  const { aid, visits } = await own.read();
  check(aid.entries === 5, `台账应有五条，实有 ${aid.entries} 条`);
  const [paid, worth] = [aid.totals.map(({ amount }) => amount), aid.totals.map(({ goodsValue }) => goodsValue)];
  check(sum(paid) === 720_000 && sum(worth) === 30_000, `合计不对：${sum(paid)}、${sum(worth)} 分`);
  check(visits.last?.nextOn !== null, '没有约定下一次走访');
  await keepLedger();
  await clock.rest();
}

/** Its registrar proposes an exit, and every level decides; who is refused once stays on file, and is asked for again. */
async function left(own: Case, { clock, enter }: World, later: 'died' | 'askedTwice'): Promise<Outcome> {
  enter('退出');
  await clock.workingMorning();
  const { ending } = laterOn[later];
  const { nextReviewOn } = await own.read();
  if (later === 'askedTwice') {
    await own.proposeExit('difficultyOver', clock.today, '伤情好转，妻子找到了工作。', '妻子的劳动合同，看过原件');
    await clock.rest();
    await own.decideExit('county', 'reject', '只看了一份合同，收入还没有到账，暂不同意。');
    await clock.rest();
    const kept = await own.expect('registered');
    check(kept.nextReviewOn === nextReviewOn, '没有获准的退出，把复核的日子改了');
    await staffTold(own, 'registrar', '退出没有获得批准');
    await own.proposeExit('difficultyOver', clock.today, '补了三个月的工资流水。', '银行流水，看过原件');
  } else {
    await own.proposeExit('death', clock.today, '职工因病去世，妻子来报。', '医院的死亡证明，看过原件');
  }
  await clock.rest();
  let dossier = await own.expect('leaving');
  check(dossier.survey === null && dossier.notice === null, '退出又入户、又公示了');
  while (dossier.status === 'leaving') {
    const unionLevel = unionLevels[(dossier.approval?.level ?? 0) - 1];
    check(unionLevel !== undefined, '退出没有送审');
    await own.decideExit(unionLevel, 'approve', '情况属实，同意退出。');
    await clock.rest();
    dossier = await own.expect('leaving', ending);
  }
  await staffTold(own, 'registrar', '已经撤档');
  return { ending, reasons: [] };
}

/** Another employer, in another county: that union takes it, and the one before sees it no more. */
async function transferred(own: Case, { clock, enter }: World): Promise<void> {
  enter('移交给另一个工会');
  const before = await own.read();
  await own.transfer('registrar-530103-1', '职工已到那边的单位上班');
  await clock.rest();
  const after = await own.expect('registered');
  check(after.orgPath !== before.orgPath, '接收了，档案还在原来的工会');
  check(await own.isHidden('registrar-530102-1'), '原工会还看得到移交走的档案');
}

const sum = (amounts: readonly number[]): number => amounts.reduce((all, each) => all + each, 0);
