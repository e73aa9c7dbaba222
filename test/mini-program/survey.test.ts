import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { photos } from '../../shared/attachments/photos.fixture.ts';
import { Phone } from '../support/phone.ts';
import { type Household, type Province, provinceInMemory, surveyor } from '../support/province.ts';

const issuer = 'https://id.example.cn';
const settings = {
  api: 'https://example.cn',
  issuer,
  clientId: 'workbench',
  province: '云南省',
  union: '云南省总工会',
};
const passphrase = '春城无处不飞花2026';
const opinion = '看了病历和住房，与档案表一致。';
const photo = photos.baseline as Buffer;

let province: Province;
let phone: Phone;
/** Whom the provider gave which code, and for which challenge. */
const codes = new Map<string, { sub: string; challenge: string }>();
let tokensEnded = false;

beforeAll(async () => {
  province = await provinceInMemory();
});
afterAll(() => province.stop());

beforeEach(() => {
  phone?.remove();
  phone = new Phone(settings, fetchOf);
  tokensEnded = false;
});

/** The province, and its provider: a token for a code, once, for whoever has the verifier. */
const fetchOf: typeof globalThis.fetch = async (resource, init) => {
  const url = String(resource);
  if (url === `${issuer}/.well-known/openid-configuration`) return Response.json({ token_endpoint: `${issuer}/token` });
  if (url === `${issuer}/token`) {
    const fields = new URLSearchParams(String(init?.body));
    const given = codes.get(fields.get('code') ?? '');
    codes.delete(fields.get('code') ?? '');
    const matches = given?.challenge === sha256(fields.get('code_verifier') ?? '');
    return matches
      ? Response.json({ access_token: given?.sub })
      : Response.json({ error: 'invalid_grant' }, { status: 400 });
  }
  if (tokensEnded && url.startsWith(settings.api))
    return Response.json({ code: 1501, title: '没有登录。' }, { status: 401 });
  return province.addresses.fetch(resource, init);
};

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url');

/** What the workbench shows for the digits on the phone. */
function codeOf(sub: string, digits: string): string {
  const [code, seed] = [crypto.randomUUID(), sha256(crypto.randomUUID())];
  codes.set(code, { sub, challenge: sha256(sha256(`${seed}.${digits}`)) });
  return `JDLK1.${code}.${seed}`;
}

async function signIn(sub = surveyor): Promise<void> {
  await phone.tap('.sign-in');
  phone.seen = codeOf(sub, phone.top.instance.data.digits as string);
  await phone.tap('.scan');
}

async function unlock(): Promise<void> {
  await phone.tap('.unlock');
  await phone.type('.passphrase', passphrase);
  if (phone.top.instance.data.isNew) await phone.type('.again', passphrase);
  await phone.tap('.open');
}

/** At the list of visits, unlocked and signed in. */
async function atVisits(): Promise<void> {
  await phone.tap('.to-visits');
  await unlock();
  await signIn();
}

/** Takes a household along, and opens it. */
async function takeAlong(one: Household): Promise<void> {
  await phone.tap('.look');
  const listed = phone.top.instance.data.toTake as { dossier: string }[];
  await phone.tap(
    '.take',
    listed.findIndex(({ dossier }) => dossier === one.id),
  );
  await openVisit();
}

async function openVisit(): Promise<void> {
  await phone.tap('.open');
}

async function fillIn(): Promise<void> {
  const questions = phone.top.querySelectorAll('.question').length;
  for (let i = 0; i < questions; i++) await phone.choose('.question', 'yes', i);
  await phone.choose('.outcome', 'confirmed');
  await phone.type('.opinion', opinion);
}

async function photograph(count = 1): Promise<void> {
  phone.camera = Array.from({ length: count }, () => new Uint8Array(photo));
  await phone.tap('.photograph');
}

/** The phone lies aside for a moment, so that what was typed is sealed, and its battery ends. */
async function killed(): Promise<void> {
  phone.putAside();
  await phone.rest();
  phone.start();
}

const surveysOf = async (one: Household): Promise<number> => {
  const { entries } = (await province.system.as('registrar-530102-1').call('getJournal', { params: { id: one.id } }))
    .body as { entries: { action: { type: string } }[] };
  return entries.filter(({ action }) => action.type === 'recordSurvey').length;
};

/** Everything on the phone that outlives the mini-program, as one text. */
const onPhone = () =>
  [...phone.files.values()].map((bytes) => Buffer.from(bytes).toString('latin1')).join('') +
  JSON.stringify([...phone.storage]) +
  [...phone.files.keys()].join();

const latin1 = (text: string) => Buffer.from(text).toString('latin1');

describe('没有网络的入户调查', () => {
  it('带上一户，没有网络也填得完、拍得了；手机没电也一样不少；有网络了送到，手机里什么也不留', async () => {
    const one = await province.dossierIn('surveying');
    await atVisits();
    await takeAlong(one);
    expect(phone.text).toContain(one.form.worker.homeAddress);
    phone.hasNetwork = false;
    await fillIn();
    await photograph(2);
    await phone.tap('.finish');
    expect(phone.text).toContain('已经存好，等着送出');

    await killed();
    await phone.tap('.to-visits');
    await unlock();
    expect(phone.text).toContain('填完了，等着送出，照片 2 张');
    expect(phone.text).toContain('登录以后才能送出');

    phone.hasNetwork = true;
    await signIn();
    await province.system.atRest();
    expect(phone.text).toContain('已送到');
    const view = await province.view(one);
    expect(view.survey).toMatchObject({ outcome: 'confirmed', opinion, surveyors: ['毕晓峰'] });
    expect(view.attachments.filter(({ state }) => state === 'accepted')).toHaveLength(2);
    expect(await surveysOf(one)).toBe(1);
    expect([...phone.files.keys()].filter((path) => path.includes('photo-'))).toEqual([]);
    expect(phone.text).not.toContain(one.form.worker.name);
  });

  it('手机里、请求的地址里、翻页的地址里，哪里也读不出住户是谁、写了什么、拍了什么', async () => {
    const one = await province.dossierIn('surveying');
    await atVisits();
    await takeAlong(one);
    await fillIn();
    await photograph();
    phone.putAside();
    await phone.rest();
    const stored = onPhone();
    const { name, homeAddress, mobile = '' } = one.form.worker;
    for (const secret of [name, homeAddress, opinion, passphrase].map(latin1)) expect(stored).not.toContain(secret);
    for (const secret of [mobile, one.id, photo.subarray(20, 60).toString('latin1')])
      expect(stored).not.toContain(secret);
    const told = [
      ...phone.asked.map(({ url }) => url),
      ...phone.stack.map((each) => JSON.stringify(each.query)),
    ].join();
    for (const secret of [name, encodeURIComponent(name), mobile]) expect(told).not.toContain(secret);
    // WeChat's own copy of the photo is gone.
    expect([...phone.files.keys()].filter((path) => path.includes('tmp'))).toEqual([]);
  });

  it('不论哪一个应答丢了、在哪一步没了电，再送一次也只记一次，照片也不重复', async () => {
    const one = await province.dossierIn('surveying');
    await atVisits();
    await takeAlong(one);
    await fillIn();
    await photograph(2);
    // Two photos, each asked for and put, and the visit: the answer to each is lost once, and then the battery ends.
    let lost = 0;
    for (; !phone.text.includes('已送到'); lost++) {
      let posts = 0;
      phone.onAnswer = (method, url) => {
        if (method !== 'POST' || url.includes('token') || posts++ !== Math.min(lost, 1)) return;
        phone.hasNetwork = false;
        throw new Error('the answer was lost');
      };
      if (lost === 0) await phone.tap('.finish');
      else await signIn();
      if (phone.hasNetwork) break;
      await killed();
      phone.hasNetwork = true;
      await phone.tap('.to-visits');
      await unlock();
    }
    expect(lost).toBe(5);
    await province.system.atRest();
    expect(phone.text).toContain('已送到');
    expect(await surveysOf(one)).toBe(1);
    expect((await province.view(one)).attachments.filter(({ by }) => by === surveyor)).toHaveLength(2);
  });
});
