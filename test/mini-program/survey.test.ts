import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
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

afterEach(() => void vi.useRealTimers());

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
  return `JDLK1.${seed}.${code}`;
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

describe('送不出的，说得出为什么，填的都还在', () => {
  it('别人先登记了，或者这一户已经往下走了：说现在到了哪一步，不另记一次', async () => {
    const one = await province.dossierIn('surveying');
    await atVisits();
    await takeAlong(one);
    phone.hasNetwork = false;
    await fillIn();
    await phone.tap('.finish');
    await province.survey(one);
    await province.system.atRest();
    phone.hasNetwork = true;
    phone.back();
    await phone.rest();
    expect(phone.text).toContain('没有收下，请打开看');
    await openVisit();
    await phone.tap('.look-again');
    expect(phone.text).toContain('现在不在入户调查这一步');
    expect(phone.top.instance.data.opinion).toBe(opinion);
    expect(await surveysOf(one)).toBe(1);
  });

  it('档案表换了一份的，看过现在的才送，登记的是看过的那一份', async () => {
    const one = await province.dossierIn('surveying');
    await atVisits();
    await takeAlong(one);
    phone.hasNetwork = false;
    await fillIn();
    await phone.tap('.finish');
    // Sent back by a colleague, corrected, handed in again.
    await province.survey(one, 'return');
    await province.system.atRest();
    const clerk = province.system.as('registrar-530102-1');
    const params = { id: one.id };
    const { version } = await province.view(one);
    const changed = { ...one.form, worker: { ...one.form.worker, mobile: '13900001111' } };
    const { body: saved } = await clerk.call('saveForm', { params, body: changed, version });
    await clerk.call('submit', { params, body: { form: saved.form } });
    await province.system.atRest();

    phone.hasNetwork = true;
    phone.back();
    await phone.rest();
    await openVisit();
    expect(phone.text).toContain('没有收下');
    expect(await surveysOf(one)).toBe(1);
    await phone.tap('.look-again');
    expect(phone.text).toContain('13900001111');
    expect(phone.top.instance.data.opinion).toBe(opinion);
    await phone.tap('.finish');
    await province.system.atRest();
    expect(phone.text).toContain('已经送到');
    expect(await surveysOf(one)).toBe(2);
  });

  it('登录到期的等着，重新登录就送；数字对不上的登录码用不了', async () => {
    const one = await province.dossierIn('surveying');
    await atVisits();
    await takeAlong(one);
    await fillIn();
    tokensEnded = true;
    await phone.tap('.finish');
    expect(phone.text).toContain('登录已到期');
    phone.back();
    await phone.rest();
    tokensEnded = false;

    await phone.tap('.sign-in');
    phone.seen = codeOf(surveyor, '000000');
    await phone.tap('.scan');
    expect(phone.text).toContain('没有登录成');
    phone.seen = 'https://example.com/';
    await phone.tap('.scan');
    expect(phone.text).toContain('这不是工作台“手机登录”给的登录码');
    phone.seen = codeOf(surveyor, phone.top.instance.data.digits as string);
    await phone.tap('.scan');
    await province.system.atRest();
    expect(phone.text).toContain('已送到');
  });

  it('没有填完的逐项说，什么也不送；改过的另用一个键', async () => {
    const one = await province.dossierIn('surveying');
    await atVisits();
    await takeAlong(one);
    await phone.type('.surveyors', ' ');
    await phone.tap('.finish');
    for (const said of ['请写调查人的姓名', '请选一个结论', '请写看到了什么']) expect(phone.text).toContain(said);
    await phone.type('.surveyors', '毕晓峰、蔡梦琪');
    await phone.choose('.outcome', 'confirmed');
    await phone.type('.opinion', opinion);
    await phone.tap('.finish');
    expect(phone.text).toContain('请逐项回答');
    expect(await surveysOf(one)).toBe(0);
    // What the API finds fault with is said, and can be changed.
    await phone.choose('.question', 'yes');
    await phone.type('.surveyors', '甲乙丙丁戊己庚辛壬癸子'.split('').join('、'));
    await phone.tap('.finish');
    expect(phone.text).toContain('没有收下');
    expect(phone.text).toContain('请改好再送');
    await phone.type('.surveyors', '毕晓峰、蔡梦琪');
    await phone.tap('.finish');
    await province.system.atRest();
    expect((await province.view(one)).survey).toMatchObject({ opinion, surveyors: ['毕晓峰', '蔡梦琪'] });
  });

  it('不同意隐私保护指引的，照相机不开，别的照样能填', async () => {
    const one = await province.dossierIn('surveying');
    await atVisits();
    await takeAlong(one);
    phone.agreesToPrivacy = false;
    await photograph();
    expect(phone.text).toContain('没有同意隐私保护指引');
    expect(phone.top.instance.data.photos).toEqual([]);
    await phone.type('.opinion', opinion);
    expect(phone.top.instance.data.opinion).toBe(opinion);
  });
});

describe('封存的口令', () => {
  it('太短的、接连的不收；不对的打不开；放下十分钟再拿起来要再输', async () => {
    const one = await province.dossierIn('surveying');
    await phone.tap('.to-visits');
    await phone.tap('.unlock');
    for (const [weak, said] of [
      ['1234567', '至少 8 位'],
      ['12345678', '接连'],
      ['88888888', '接连'],
    ] as const) {
      await phone.type('.passphrase', weak);
      await phone.type('.again', weak);
      await phone.tap('.open');
      expect(phone.text).toContain(said);
    }
    phone.back();
    await unlock();
    await signIn();
    await takeAlong(one);
    await phone.type('.opinion', opinion);

    phone.putAside();
    await phone.rest();
    vi.setSystemTime(Date.now() + 11 * 60_000);
    phone.takeUp();
    await phone.rest();
    expect(phone.page).toBe('/pages/unlock/unlock');
    expect(phone.stack.map(({ shown }) => JSON.stringify(shown.instance.data)).join()).not.toContain(opinion);
    await phone.type('.passphrase', `${passphrase}?`);
    await phone.tap('.open');
    expect(phone.text).toContain('口令不对');
    await phone.type('.passphrase', passphrase);
    await phone.tap('.open');
    expect(phone.top.instance.data.opinion).toBe(opinion);
  });

  it('写到一半没了电的，上一次存下的还在；忘了口令的，说清楚再清空，什么也不剩', async () => {
    const one = await province.dossierIn('surveying');
    await atVisits();
    await takeAlong(one);
    await phone.type('.opinion', opinion);
    phone.putAside();
    await phone.rest();
    const [path = '', whole = new Uint8Array()] = [...phone.files].find(([name]) => name.includes('visit-')) ?? [];
    const [, name, n] = /^(.*)\.(\d+)$/.exec(path) ?? [];
    phone.files.set(`${name}.${Number(n) + 1}`, whole.slice(0, 40));
    phone.start();
    await phone.tap('.to-visits');
    await unlock();
    await openVisit();
    expect(phone.top.instance.data.opinion).toBe(opinion);

    phone.start();
    await phone.tap('.to-visits');
    await phone.tap('.unlock');
    await phone.tap('.forgotten');
    expect(phone.text).toContain('还没有送出的调查和照片都没有了');
    await phone.tap('.clear');
    expect([...phone.files.keys()].filter((each) => !each.endsWith('/'))).toEqual([]);
    expect(phone.text).toContain('给这部手机设一个口令');
  });
});
