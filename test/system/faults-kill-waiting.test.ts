import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startProvince } from '../support/cloud-province.ts';
import { ask } from '../support/http.ts';
import { actionsOf, expectSound, phasesOf, setFaults } from '../support/inside.ts';
import { beforeSurvey, fromDecision, kill, mailsTo, toApproval } from '../support/kill.ts';
import type { Province } from '../support/province.ts';
import { approverMail, type Household, registrar, reviewer } from '../support/province.ts';

let province: Province;
beforeAll(async () => {
  province = await startProvince('kill-waiting');
});
afterAll(() => province.stop());

async function upload({ id }: Household): Promise<void> {
  const bytes = readFileSync('samples/attachments/income-certificate.png');
  const file = { kind: '收入证明', name: '收入证明.png', contentType: 'image/png' as const, bytes };
  await province.system.as(registrar).upload(id, file);
}

async function object(one: Household): Promise<void> {
  await province.contest(one, '反映其有门面房出租');
}

test('走到联系卡的路上，在任何一处等待时断电，都从那里接着走：不丢、不重、不卡住', async () => {
  const [underNotice, contested] = (await province.dossiersIn('underNotice', 2)) as [Household, Household];
  const surveying = await province.dossierIn('surveying');
  const [draft, uploaded, submitted] = (await province.dossiersIn('draft', 3)) as [Household, Household, Household];
  const all = [draft, uploaded, submitted, surveying, underNotice, contested];
  await object(contested);
  await province.system.atRest();
  const token = await province.system.token(registrar);

  // A draft, an upload that nobody has looked at, a submission not yet assessed, a survey, a notice, an objection.
  await Promise.all([upload(uploaded), province.submit(submitted)]);
  await kill(province);
  await province.system.atRest();
  const views = await Promise.all(all.map((one) => province.view(one)));
  expect(views.map(({ status }) => status)).toEqual([
    ...['draft', 'draft', 'surveying', 'surveying', 'underNotice', 'contested'],
  ]);
  expect(views[1]?.attachments).toMatchObject([{ state: 'accepted' }]);
  expect((await province.system.page(`/notices/${views[4]?.notice?.id}`)).status).toBe(200);
  const signedIn = await ask(province, `GET /v1/dossiers/${draft.id}`, { token });
  expect(signedIn.status).toBe(200);

  await province.walk([draft, uploaded], 'draft', 'surveying');
  await province.walk([draft, uploaded, submitted, surveying], 'surveying', 'underNotice');
  await province.system.as(reviewer).call('resolveObjection', {
    params: { id: contested.id, n: '1' },
    body: { outcome: 'dismissed', opinion: '经查不属实' },
  });
  await province.walk(all, 'underNotice', 'awaitingApproval');

  // Mails are out and nobody has decided; but for one, decided a moment ago.
  const links = await Promise.all(all.map((one) => province.approvalLink(one)));
  const decide = ({ url, code }: { url: string; code: string }) =>
    province.system.postForm(url, { code, decision: 'approve', opinion: '' });
  // The dispatcher hands that on, and its answer is never heard: after the cut the stream brings it all again.
  await setFaults(province, { streams: { unheard: true } });
  expect((await decide(links[0] as (typeof links)[0])).status).toBe(200);
  await vi.waitFor(async () => expect((await province.view(draft)).status).toBe('registered'), 60_000);
  await kill(province);
  await province.system.atRest();
  expect((await province.view(draft)).status).toBe('registered');
  for (const link of links.slice(1)) expect((await decide(link)).status).toBe(200);
  await province.system.atRest();
  await province.walk(all, 'registered', 'planMade');

  // Plans wait for signatures; but for one, signed a moment ago.
  const signatures = await Promise.all(all.map((one) => province.signatureLink(one)));
  const sign = async ({ form }: Household, { url, code }: { url: string; code: string }) =>
    (await province.system.postForm(url, { code, name: form.worker.name, agree: 'yes' })).status;
  expect(await sign(draft, signatures[0] as (typeof signatures)[0])).toBe(200);
  await kill(province);
  await province.system.atRest();
  for (const [i, one] of all.entries()) {
    if (i > 0) expect(await sign(one, signatures[i] as (typeof signatures)[0])).toBe(200);
  }
  await province.system.atRest();

  for (const one of all) {
    expect((await province.view(one)).documents).toHaveLength(4);
    expect(await phasesOf(province, one)).toEqual({ 'registration-1-1': 'SUCCEEDED', 'plan-1-1': 'SUCCEEDED' });
    expect(await mailsTo(province, approverMail, one)).toBe(1);
    expect(await mailsTo(province, one.workerMail, one)).toBe(1);
  }
  const ordinary = [...beforeSurvey, ...toApproval, ...fromDecision];
  for (const one of [draft, submitted, surveying, underNotice])
    expect(await actionsOf(province, one)).toEqual(ordinary);
  await expectSound(province, all);
});
