import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Refused } from '../../tools/client.ts';
import { actionsOf, expectSound, local, phasesOf } from '../support/inside.ts';
import {
  approverMail,
  type Household,
  type Province,
  registrar,
  reviewer,
  startProvince,
} from '../support/province.ts';

let province: Province;
beforeAll(async () => {
  province = await startProvince('kill');
});
afterAll(() => province.stop());

const beforeSurvey = ['createDraft', 'saveForm', 'submit', 'assess'];
const toApproval = ['recordSurvey', 'openNotice', 'closeNotice', 'requestApproval'];
const fromDecision = ['decide', 'register', 'makePlan', 'signPlan', 'issueCards'];

/** `kill -9` now, in the middle of whatever is under way, and up again on what is left. */
async function kill(): Promise<void> {
  await province.crash();
  await province.start();
}

/**
 * How many mails somebody got about a household. A mail that was on its way when the power went may come twice, since
 * SMTP does not say whether the first arrived; then both have one Message-ID, by which a mailbox knows them.
 */
async function mailsTo(mailbox: string, { maskedName }: Household): Promise<number> {
  const mails = await local<{ text: string; messageId: string }[]>(province, `mail.json?to=${mailbox}`);
  const about = mails.filter(({ text }) => mailbox.startsWith('worker') || text.includes(maskedName));
  return new Set(about.map(({ messageId }) => messageId)).size;
}

async function upload({ id }: Household): Promise<void> {
  const bytes = readFileSync('samples/attachments/income-certificate.png');
  const file = { kind: '收入证明', name: '收入证明.png', contentType: 'image/png', bytes };
  await province.system.as(registrar).upload(id, file);
}

async function object(one: Household): Promise<void> {
  await province.contest(one, '反映其有门面房出租');
}

test('killed wherever a dossier waits on its way to the cards, it goes on from there: nothing lost, doubled or stuck', async () => {
  const [underNotice, contested] = (await province.dossiersIn('underNotice', 2)) as [Household, Household];
  const surveying = await province.dossierIn('surveying');
  const [draft, uploaded, submitted] = (await province.dossiersIn('draft', 3)) as [Household, Household, Household];
  const all = [draft, uploaded, submitted, surveying, underNotice, contested];
  await object(contested);
  await province.system.atRest();
  const token = await province.system.token(registrar);

  // A draft, an upload that nobody has looked at, a submission not yet assessed, a survey, a notice, an objection.
  await Promise.all([upload(uploaded), province.submit(submitted)]);
  await kill();
  await province.system.atRest();
  const views = await Promise.all(all.map((one) => province.view(one)));
  expect(views.map(({ status }) => status)).toEqual([
    ...['draft', 'draft', 'surveying', 'surveying', 'underNotice', 'contested'],
  ]);
  expect(views[1]?.attachments).toMatchObject([{ state: 'accepted' }]);
  expect((await province.system.page(`/notices/${views[4]?.notice?.id}`)).status).toBe(200);
  const signedIn = await fetch(`${province.addresses.api}/v1/dossiers/${draft.id}`, {
    headers: { authorization: `Bearer ${token}` },
  });
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
  expect((await decide(links[0] as (typeof links)[0])).status).toBe(200);
  await kill();
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
  await kill();
  await province.system.atRest();
  for (const [i, one] of all.entries()) {
    if (i > 0) expect(await sign(one, signatures[i] as (typeof signatures)[0])).toBe(200);
  }
  await province.system.atRest();

  for (const one of all) {
    expect((await province.view(one)).documents).toHaveLength(4);
    expect(await phasesOf(province, one)).toEqual({ 'registration-1': 'SUCCEEDED' });
    expect(await mailsTo(approverMail, one)).toBe(1);
    expect(await mailsTo(one.workerMail, one)).toBe(1);
  }
  const ordinary = [...beforeSurvey, ...toApproval, ...fromDecision];
  for (const one of [draft, submitted, surveying, underNotice])
    expect(await actionsOf(province, one)).toEqual(ordinary);
  await expectSound(province, all);
});

/** The cloud is gone, its clock leaps past a token's hour, or the step has been done after all: look again. */
function mayLookAgain(error: unknown): boolean {
  if (error instanceof Refused) return error.status === 401 || [1301, 1302].includes(error.problem.code);
  return (
    error instanceof Error && /fetch failed|is not running|terminated|no mail with a link|：409/.test(error.message)
  );
}

/** People who deal with these households and know nothing of the cuts: they look where a dossier stands and go on. */
class People {
  private readonly all: Household[];
  private readonly onNotice = new Set<string>();
  /** Every situation that any of the households has come to. */
  readonly reached = new Set<string>();

  constructor(all: Household[]) {
    this.all = all;
  }

  async dealWith(one: Household): Promise<void> {
    for (;;) {
      try {
        if (await this.step(one)) return;
      } catch (error) {
        if (!mayLookAgain(error)) throw error;
      }
      await sleep(50);
    }
  }

  /** Whatever is next; true when the household has its cards. */
  private async step(one: Household): Promise<boolean> {
    const { status, approval, plan, documents } = await province.view(one);
    this.reached.add([status, approval?.decision, plan?.plan, plan?.signedAt !== null].join());
    if (status === 'draft') await province.submit(one);
    if (status === 'surveying') await province.survey(one);
    if (status === 'underNotice') await this.waitForNotice(one);
    if (status === 'awaitingApproval' && approval?.decision === null) await province.approve(one);
    if (status === 'registered' && plan === null) await province.makePlan(one);
    if (status === 'registered' && plan?.signedAt === null) await province.sign(one);
    return documents.length > 0;
  }

  /** A week passes when all are on notice, so that nobody's deadline goes by meanwhile. */
  private async waitForNotice(one: Household): Promise<void> {
    this.onNotice.add(one.id);
    if (this.onNotice.size === this.all.length) await province.endNotice([one]);
  }
}

test('killed at any moment while households move, each comes to its cards, once', async () => {
  const all = await province.dossiersIn('draft', 2);
  const people = new People(all);
  let moving = true;
  const moved = Promise.all(all.map((one) => people.dealWith(one))).finally(() => {
    moving = false;
  });
  let kills = 0;
  for (let seen = 0; moving; ) {
    // Whenever they have come two situations further: a moment after that, into whatever is going on then.
    if (people.reached.size < seen + 2) await sleep(10);
    else {
      seen = people.reached.size;
      await sleep((kills * 97) % 300);
      await kill();
      kills++;
    }
  }
  await moved;
  // Seven or eight situations lie on the way, and a kill falls at every second one, unless two are passed at once.
  expect(kills).toBeGreaterThanOrEqual(3);
  await province.system.atRest();
  for (const one of all) {
    expect(await phasesOf(province, one)).toEqual({ 'registration-1': 'SUCCEEDED' });
    expect(await actionsOf(province, one)).toEqual([...beforeSurvey, ...toApproval, ...fromDecision]);
    expect(await mailsTo(approverMail, one)).toBe(1);
    expect(await mailsTo(one.workerMail, one)).toBe(1);
  }
  await expectSound(province, all);
});
