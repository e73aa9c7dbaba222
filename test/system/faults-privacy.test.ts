import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import type { Form } from '../../shared/form/form.ts';
import { codedLink, type Mail } from '../../tools/client.ts';
import { demoPeople } from '../../tools/registered.ts';
import { startProvince } from '../support/cloud-province.ts';
import { executionsOf, local } from '../support/inside.ts';
import type { Province } from '../support/province.ts';
import { approverMail, type Household, plan, registrar, reviewer, surveyor } from '../support/province.ts';
import { tracesOf } from '../support/traces.ts';

let province: Province;
beforeAll(async () => {
  province = await startProvince('privacy', { at: '2025-09-08T01:00:00Z' });
});
afterAll(() => province.stop());

const said = {
  survey: '入户所见：丈夫卧床，家中仅有旧家具',
  surveyor: '毕晓峰',
  objection: '邻居反映其在老家另有房屋',
  objector: { name: '高怀远', contact: '13988880000' },
  triage: '所述老家房屋有具体地点可以核实',
  resolution: '经查老家房屋已于前年倒塌',
  decision: '材料齐全同意建档入册',
  leave: '女主人已重新就业收入稳定',
  remarks: '丈夫两次住院欠款未还',
};

/** Every box filled in that tells who somebody is or how they are. */
function tellingForm(): Form {
  const form = province.nextForm();
  const [husband] = form.members;
  return {
    ...form,
    worker: {
      ...form.worker,
      health: '残疾',
      disability: '肢体残疾',
      postcode: '650031',
      otherContact: '0871-63222333',
    },
    members: [{ ...(husband as Form['members'][number]), employerOrSchool: '昆明某汽修厂' }],
    causes: { primaryCause: '家庭成员患重大疾病', secondaryCauses: ['下岗失业'], causeNote: '丈夫心脏支架术后' },
    account: { bankName: '中国农业银行', bankBranch: '昆明城东支行', bankAccount: '6228480004579563356' },
    attachments: [{ type: '收入证明', name: '丈夫住院病历摘要' }],
    remarks: said.remarks,
  };
}

/** From the first keystroke to ten years' keeping, with everything people write on the way. */
async function live(one: Household): Promise<void> {
  const { system } = province;
  const params = { id: one.id };
  const bytes = readFileSync('samples/attachments/income-certificate.png');
  const file = { kind: '残疾证复印件', name: '丈夫住院病历摘要', contentType: 'image/png' as const, bytes };
  await system.as(registrar).upload(one.id, file);
  await system.atRest();
  await province.walk([one], 'draft', 'surveying');
  await system.as(registrar).call('searchDossiers', { body: { idNumber: one.form.worker.idNumber } });
  await system.as(registrar).call('searchDossiers', { body: { name: one.form.worker.name } });
  // Somebody applies a second time for the same people, and somebody writes nonsense.
  const second = await province.draft(one.form);
  await expect(province.submit(second)).rejects.toMatchObject({ problem: { code: 1303 } });
  await expect(
    system.as(registrar).call('saveForm', {
      params: { id: second.id },
      body: { ...one.form, worker: { ...one.form.worker, idNumber: 530102 as unknown as string } },
      version: 2,
    }),
  ).rejects.toMatchObject({ problem: { code: 1004 } });

  await system.as(surveyor).call('recordSurvey', {
    params,
    body: {
      matter: 1,
      form: 1,
      surveyedOn: (await system.now()).slice(0, 10),
      surveyors: [said.surveyor],
      outcome: 'confirmed',
      opinion: said.survey,
      answers: { sixMonthsBelowLine: true },
    },
  });
  await system.atRest();
  const { notice } = await province.view(one);
  const objection = { reason: said.objection, ...said.objector };
  await system.anyone().call('raiseObjection', { params: { id: notice?.id ?? '' }, body: objection });
  const triage = { objections: [1], outcome: 'takenUp' as const, opinion: said.triage };
  await system.as(reviewer).call('triageObjections', { params: { id: one.id }, body: triage });
  const resolution = { outcome: 'dismissed' as const, opinion: said.resolution };
  await system.as(reviewer).call('resolveObjection', { params: { id: one.id, n: '1' }, body: resolution });
  await province.walk([one], 'underNotice', 'awaitingApproval');
  const link = await province.approvalLink(one);
  await system.postForm(link.url, { code: '000000', decision: 'approve', opinion: said.decision });
  await system.postForm(link.url, { code: link.code, decision: 'approve', opinion: said.decision });
  await system.atRest();
  await province.walk([one], 'registered', 'signed');
  for (const kind of ['officerCard', 'workerCard', 'dossierForm']) await system.as(registrar).document(one.id, kind);
}

async function leave(one: Household): Promise<void> {
  const happenedOn = dateInShanghai(await province.system.now());
  const grounds = { reason: 'difficultyOver' as const, happenedOn, opinion: said.leave, seen: said.leave };
  const body = { ...(await province.seen(one)), ...grounds };
  await province.system.as(registrar).call('proposeExit', { params: { id: one.id }, body });
  await province.system.atRest();
  await province.approve(one);
  await province.system.atRest();
  expect((await province.view(one)).status).toBe('relieved');
}

/** What must stand nowhere in the clear: people, how to reach them, how they are, and what was written about them. */
function secretsOf({ form, workerMail }: Household): string[] {
  const { worker, members, account, causes } = form;
  const staffNames = demoPeople.map(({ name }) => name);
  return [
    ...[worker, ...members].flatMap(({ name, idNumber, birthDate }) => [name, idNumber ?? name, birthDate]),
    ...[worker.mobile, worker.otherContact, worker.homeAddress, '护国街道', worker.employer],
    ...[worker.disability, '心血管病', causes.primaryCause, causes.causeNote],
    ...[account?.bankAccount, account?.bankBranch, '残疾证复印件', '丈夫住院病历摘要'],
    ...Object.values(said).flatMap((each) => (typeof each === 'string' ? [each] : Object.values(each))),
    ...[plan.officer.contact, plan.liaison.contact, ...plan.measures, plan.needs],
    ...[workerMail, 'registrar-530102-1@union.example.com', approverMail, ...staffNames],
  ].filter((secret) => secret !== undefined);
}

test('走完一生之后，运维看得到的地方都没有这一户的明文', async () => {
  const one = await province.draft(tellingForm());
  await live(one);
  // While a workflow waits, its token lies in the table, and there alone.
  const registry = await province.registry();
  const waiting = await province.dossierIn('surveying');
  const tokens = (await registry.items()).filter(({ sk }) => sk.startsWith('AWAIT#')).map(({ token }) => String(token));
  expect((await executionsOf(province, waiting))['registration-1-1']).toMatchObject({ currentState: 'AwaitSurvey' });
  expect(tokens).toHaveLength(1);
  await leave(one);

  const mails = await local<Mail[]>(province, 'mail.json');
  const links = mails.map(codedLink).filter((link) => link !== undefined);
  const nonces = links.map(({ url }) => url.slice(url.lastIndexOf('/') + 1));
  expect(nonces.length).toBeGreaterThanOrEqual(3);

  const found: string[] = [];
  const traces = await tracesOf(province);
  // The dossier itself is there by its identifier, or nothing would have been looked at.
  for (const place of ['executions', 'function logs', 'objects by name', 'table'] as const) {
    expect(traces[place]).toContain(one.id);
  }
  for (const [place, text] of Object.entries(traces)) {
    for (const secret of [...secretsOf(one), ...nonces]) if (text.includes(secret)) found.push(`${secret} in ${place}`);
    for (const { code } of links) {
      if (new RegExp(`(?<![\\da-f-])${code}(?![\\da-f-])`).test(text)) found.push(`code ${code} in ${place}`);
    }
    if (place === 'table') continue;
    for (const token of tokens) if (text.includes(token)) found.push(`task token in ${place}`);
  }
  expect(found).toEqual([]);
});
