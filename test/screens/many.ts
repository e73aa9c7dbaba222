import { photos } from '../../shared/attachments/photos.fixture.ts';
import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { authorizationPaper } from '../../shared/checking/authorization.ts';
import { allAgree } from '../../shared/consent/consents.fixture.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { earning, idNumberOf, withDaughter } from '../support/household.ts';
import { type Household, type Province, registrar, reviewer } from '../support/province.ts';

/** What is done for many households at once, and what is counted of them: a number of each, where its screen leads. */
export interface Many {
  scenario: string;
  spotCheck: string;
  /** Which two people saw alike, and the registrar has to mend. */
  found: Household;
  /** Who asked to be handed to another union, which has not answered. */
  leaving: Household;
  campaign: string;
  batch: string;
  approvedBatch: string;
  transcript: string;
  check: string;
  /** A quarter that the county and the city have signed. */
  signedPeriod: string;
}

const county = '530000/530100/530102';
const city = '530000/530100';
const publicDraw = '中国福利彩票双色球第 2026110 期';
const [looker, second] = ['auditor-530100-1', 'auditor-530100-2'];

/** Begins what needs nights: each shows something weeks later, when `endMany` has looked after it. */
export async function beginMany(province: Province): Promise<Pick<Many, 'scenario' | 'spotCheck'>> {
  const { system } = province;
  const today = dateInShanghai(await system.now());
  const on = addDays(today, 2);
  const frames = ['onFile' as const];
  const quota = { orgPath: city, instrument: 'quota' as const, frames, percent: 100 };
  const sample = { orgPath: city, instrument: 'sample' as const, frames };
  const checks: string[] = [];
  for (const kind of [sample, quota]) {
    const body = { ...kind, publicDraw: { name: publicDraw, on } };
    checks.push((await system.as(looker).call('prepareSpotCheck', { body })).body.check);
  }
  const rates = (['低保户', '低保边缘户'] as const).map((category, at) => ({
    ...{ category, tier: 'national' as const, fen: [300_000, 100_000][at] ?? 0 },
  }));
  const scenario = {
    name: '2027 年低保标准降到 450 元',
    orgPath: county,
    lines: [{ division: '530102', fen: 45_000 }],
  };
  const opened = await system.as(reviewer).call('openScenario', { body: { ...scenario, rates } });
  await withdrawn(province);
  await marginal(province);
  // The year of the returns ends on the last day of October.
  await system.leapTo(`${addDays(on, 1)}T10:00:00+08:00`);
  for (const spotCheck of checks) {
    for (const who of [looker, second]) {
      const body = { numbers: '3 8 17 21 28 33 12', source: '中国福利彩票官方网站开奖公告' };
      await system.as(who).call('enterDrawNumbers', { params: { spotCheck }, body });
    }
    await system.as(looker).call('drawSpotCheck', { params: { spotCheck } });
  }
  await system.leapTo('2026-11-02T09:30:00+08:00');
  await system.atRest();
  return { scenario: opened.body.scenario, spotCheck: checks[0] ?? '' };
}

/** Nobody need keep it any longer: the county's list of disposals has it. */
async function withdrawn(province: Province): Promise<void> {
  const one = await province.draft(province.nextForm());
  await province.submit(one);
  await province.system.atRest();
  const body = { reason: '找到工作了，不再申请' };
  await province.system.as(registrar).call('withdraw', { params: { id: one.id }, body });
}

/** It just misses, and would like to hear when the standards change. */
async function marginal(province: Province): Promise<void> {
  const one = await province.draft(earning(province.nextForm(), 240_000));
  await province.submit(one);
  await province.system.atRest();
  const body = { consents: allAgree(one.form, dateInShanghai(await province.system.now())) };
  await province.system.as(registrar).call('joinMargin', { params: { id: one.id }, body });
}

/** What stands open today. No night comes after it. */
export async function endMany(
  province: Province,
  begun: Pick<Many, 'scenario' | 'spotCheck'>,
  households: readonly [Household, Household, Household],
): Promise<Many> {
  const { system } = province;
  const [found, leaving, amended] = households;
  const today = dateInShanghai(await system.now());
  for (const who of [looker, second]) {
    const body = { check: begun.spotCheck, finding: 'mismatch' as const, seen: '家里四口人，表上两口', evidence: [] };
    await system.as(who).call('recordFinding', { params: { id: found.id }, body });
  }
  await system.as('administrator-530000-1').call('grantInspection', {
    body: {
      ...{ inspector: 'inspector-530000-1', orgPath: '530000', from: today, until: addDays(today, 5) },
      purpose: '全国总工会 2026 年建档立卡督查，工保字〔2016〕2号',
    },
  });
  const signedPeriod = '2026-Q3';
  await signed(province, signedPeriod, reviewer, county, '九月才开始用本系统。');
  await signed(province, signedPeriod, 'reviewer-530100-1', city, '其余各县还没有用本系统。');
  const dueBy = addDays(today, 60);
  const campaign = await system.as('reviewer-530103-1').call('openCampaign', {
    body: { orgPath: '530000/530100/530103', dueBy },
  });
  const batch = await filed(province, '2026 年冬季取暖补助', '800.00', households);
  const approvedBatch = await filed(province, '2026 年中央财政专项帮扶（生活救助）', '1200.00', households);
  await system.as(reviewer).call('approveBatch', {
    params: { batch: approvedBatch.batch },
    body: { digest: approvedBatch.digest, opinion: '名单和预算看过，同意。' },
  });
  await system.as(registrar).call('proposeTransfer', {
    params: { id: leaving.id },
    body: { to: '530000/530100/530102/U0002', reason: '职工搬到龙翔街道，由那里的工会管理。' },
  });
  return {
    ...begun,
    ...{ found, leaving, signedPeriod, campaign: campaign.body.campaign },
    ...{ batch: batch.batch, approvedBatch: approvedBatch.batch },
    transcript: await transcribed(province),
    check: await handedOver(province, amended, today),
  };
}

/** A 变更 that this province checks with offices: everybody has signed, and one office has the file. */
async function handedOver(province: Province, one: Household, on: string): Promise<string> {
  const { system } = province;
  const clerk = system.as(registrar);
  const params = { id: one.id };
  await province.amend(one, (form) => withDaughter(form));
  await system.atRest();
  const bytes = Buffer.from(photos.baseline as Buffer);
  await clerk.upload(one.id, { kind: authorizationPaper, name: '核对授权书.jpg', contentType: 'image/jpeg', bytes });
  await system.atRest();
  const { matter, attachments, authorizations } = await clerk.dossier(one.id);
  const paper = attachments.find(({ kind }) => kind === authorizationPaper)?.id ?? '';
  const given = authorizations.map(({ person }) => ({ person, on, paper }));
  await clerk.call('authorizeCheck', { params, body: { matter: matter.matter, authorizations: given } });
  const sender = system.as(reviewer);
  const prepared = await sender.call('prepareCheck', { body: { orgPath: county, source: 'vehicles' } });
  const check = prepared.body.check ?? '';
  const { digest } = (await sender.call('exportCheck', { params: { check }, body: { reason: '交车管所核对' } })).body;
  const receipt = { digest: digest ?? '', on, office: '五华区车管所', number: '2026-118' };
  await sender.call('handOverCheck', { params: { check }, body: receipt });
  return check;
}

async function signed(province: Province, period: string, who: string, orgPath: string, why: string): Promise<void> {
  const client = province.system.as(who);
  const { next } = (await client.call('getReturn', { params: { period } })).body;
  // A city waits until enough of its counties have signed.
  if (next === null) return;
  await client.call('signReturn', { params: { period }, body: { orgPath, ...next, why, corrections: [] } });
}

async function filed(province: Province, project: string, yuan: string, households: readonly Household[]) {
  const lines = households.map(({ form: { worker } }, at) => `${at + 1},${worker.name},${worker.idNumber},${yuan},`);
  const file = Buffer.from(['序号,姓名,身份证号,金额（元）,备注', ...lines].join('\r\n')).toString('base64');
  const body = {
    ...{ orgPath: `${county}/U0001`, kind: 'living' as const, project, source: 'central' as const },
    ...{ giver: '五华区总工会', budget: 500_000, reason: '各户冬季生活困难。', file, dryRun: false },
  };
  const { batch } = (await province.system.as(registrar).call('prepareBatch', { body })).body;
  const params = { batch: batch ?? '' };
  return (await province.system.as(reviewer).call('getBatch', { params })).body satisfies AnswerOf<'getBatch'>;
}

/** One household of before, handed in and not yet confirmed. */
async function transcribed(province: Province): Promise<string> {
  const before = province.nextForm();
  const worker = { ...before.worker, name: '马春燕', idNumber: idNumberOf(before.worker.birthDate, 998) };
  const row = {
    ...{ row: 2, orgPath: `${county}/U0001`, dossierNumber: 'WH-2019-0007', registeredOn: '2019-03-05' },
    ...{ category: '低保户', tier: 'national' as const, form: { ...before, worker } },
  };
  const body = { orgPath: county, file: '0'.repeat(64), rows: [row], dryRun: false };
  await province.system.as(registrar).call('prepareTranscript', { body: { ...body, orgPath: `${county}/U0001` } });
  const { transcripts } = (await province.system.as(reviewer).call('listTranscripts', { query: { org: county } })).body;
  return transcripts[0]?.transcript ?? '';
}
