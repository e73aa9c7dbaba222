import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pngData, pngEnd, pngHeader, pngOf } from '../../shared/attachments/files.fixture.ts';
import { type Household, type Province, provinceInMemory, surveyor } from '../support/province.ts';
import { inMemory, opinion, passphrase, photo, SurveyorPhone } from '../support/surveyor-phone.ts';

let province: Province;
let phone: SurveyorPhone;

beforeAll(async () => {
  province = await provinceInMemory();
});
afterAll(() => province.stop());
beforeEach(() => {
  phone = new SurveyorPhone(inMemory(province));
  return () => phone.remove();
});

const surveysOf = async (one: Household): Promise<number> => {
  const { entries } = (await province.system.as('registrar-530102-1').call('getJournal', { params: { id: one.id } }))
    .body as { entries: { action: { type: string } }[] };
  return entries.filter(({ action }) => action.type === 'recordSurvey').length;
};

const latin1 = (text: string) => Buffer.from(text).toString('latin1');

describe('没有网络的入户调查', () => {
  it('被调查人用手指签的名字与照片一样封存，有网络了送到；没有写的存不下，重写的不留', async () => {
    const one = await province.dossierIn('surveying');
    await phone.atVisits();
    await phone.takeAlong(one);
    phone.hasNetwork = false;
    await phone.fillIn();
    phone.signature = pngOf(pngHeader(1, 1), pngData, pngEnd);
    await phone.tap('.keep-signature');
    expect(phone.shown.photos).toEqual([]);
    await phone.write('.finger');
    await phone.tap('.again');
    await phone.tap('.keep-signature');
    expect(phone.shown.photos).toEqual([]);
    await phone.write('.finger');
    await phone.tap('.keep-signature');
    expect(phone.shown.photos).toMatchObject([{ title: '被调查人签字', kind: '入户调查签字' }]);
    const kept = [...phone.files].filter(([path]) => path.includes('photo-')).map(([, content]) => content);
    expect(kept).toHaveLength(1);
    // Not a PNG: it is sealed.
    expect(Buffer.from(kept[0] ?? []).includes('IHDR')).toBe(false);
    phone.hasNetwork = true;
    await phone.tap('.finish');
    await province.system.atRest();
    const { attachments } = await province.view(one);
    expect(attachments).toMatchObject([{ kind: '入户调查签字', name: '被调查人签字', state: 'accepted' }]);
  });

  it('带上一户，没有网络也填得完、拍得了；手机没电也一样不少；有网络了送到，手机里什么也不留', async () => {
    const one = await province.dossierIn('surveying');
    await phone.atVisits();
    await phone.takeAlong(one);
    expect(phone.text).toContain(one.form.worker.homeAddress);
    phone.hasNetwork = false;
    await phone.fillIn();
    await phone.photograph(2);
    await phone.tap('.finish');
    expect(phone.text).toContain('已经存好，等着送出');

    await phone.killed();
    await phone.tap('.to-visits');
    await phone.unlock();
    expect(phone.text).toContain('填完了，等着送出，照片 2 张');
    expect(phone.text).toContain('登录以后才能送出');

    phone.hasNetwork = true;
    await phone.signIn();
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
    await phone.atVisits();
    await phone.takeAlong(one);
    await phone.fillIn();
    await phone.photograph();
    phone.putAside();
    await phone.rest();
    const stored = phone.stored();
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
    await phone.atVisits();
    await phone.takeAlong(one);
    await phone.fillIn();
    await phone.photograph(2);
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
      else await phone.signIn();
      if (phone.hasNetwork) break;
      await phone.killed();
      phone.hasNetwork = true;
      await phone.tap('.to-visits');
      await phone.unlock();
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
    await phone.atVisits();
    await phone.takeAlong(one);
    phone.hasNetwork = false;
    await phone.fillIn();
    await phone.tap('.finish');
    await province.survey(one);
    await province.system.atRest();
    phone.hasNetwork = true;
    phone.back();
    await phone.rest();
    expect(phone.text).toContain('没有收下，请打开看');
    await phone.openVisit();
    await phone.tap('.look-again');
    expect(phone.text).toContain('现在不在入户调查这一步');
    expect(phone.shown.opinion).toBe(opinion);
    expect(await surveysOf(one)).toBe(1);
  });

  it('档案表换了一份的，看过现在的才送，登记的是看过的那一份', async () => {
    const one = await province.dossierIn('surveying');
    await phone.atVisits();
    await phone.takeAlong(one);
    phone.hasNetwork = false;
    await phone.fillIn();
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
    await phone.openVisit();
    expect(phone.text).toContain('没有收下');
    expect(await surveysOf(one)).toBe(1);
    await phone.tap('.look-again');
    expect(phone.text).toContain('13900001111');
    expect(phone.shown.opinion).toBe(opinion);
    await phone.tap('.finish');
    await province.system.atRest();
    expect(phone.text).toContain('已经送到');
    expect(await surveysOf(one)).toBe(2);
  });

  it('登录到期的等着，重新登录就送；数字对不上的登录码用不了', async () => {
    const one = await province.dossierIn('surveying');
    await phone.atVisits();
    await phone.takeAlong(one);
    await phone.fillIn();
    phone.tokensEnded = true;
    await phone.tap('.finish');
    expect(phone.text).toContain('登录已到期');
    phone.back();
    await phone.rest();
    phone.tokensEnded = false;

    await phone.tap('.sign-in');
    phone.seen = await phone.codeFor(surveyor, '000000');
    await phone.tap('.scan');
    expect(phone.text).toContain('没有登录成');
    phone.seen = 'https://example.com/';
    await phone.tap('.scan');
    expect(phone.text).toContain('这不是工作台“手机登录”给的登录码');
    phone.seen = await phone.codeFor(surveyor, phone.shown.digits as string);
    await phone.tap('.scan');
    await province.system.atRest();
    expect(phone.text).toContain('已送到');
  });

  it('没有填完的逐项说，什么也不送；改过的另用一个键', async () => {
    const one = await province.dossierIn('surveying');
    await phone.atVisits();
    await phone.takeAlong(one);
    await phone.type('.surveyors', ' ');
    await phone.tap('.finish');
    for (const said of ['请写调查人的姓名', '请选一个结论', '请写看到了什么']) expect(phone.text).toContain(said);
    await phone.type('.surveyors', '毕 晓 峰 蔡 梦琪');
    await phone.tap('.finish');
    expect(phone.text).toContain('写成“毕晓、峰蔡、梦琪”，或者“毕晓峰、蔡梦琪”');
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
    await phone.type('.surveyors', '毕晓峰、蔡 梦琪');
    await phone.tap('.finish');
    await province.system.atRest();
    expect((await province.view(one)).survey).toMatchObject({ opinion, surveyors: ['毕晓峰', '蔡梦琪'] });
  });

  it('不同意隐私保护指引的，照相机不开，别的照样能填', async () => {
    const one = await province.dossierIn('surveying');
    await phone.atVisits();
    await phone.takeAlong(one);
    phone.agreesToPrivacy = false;
    await phone.photograph();
    expect(phone.text).toContain('没有同意隐私保护指引');
    expect(phone.shown.photos).toEqual([]);
    await phone.type('.opinion', opinion);
    expect(phone.shown.opinion).toBe(opinion);
  });
});
