import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { filledIn } from '../support/applicant.ts';
import { Phone } from '../support/phone.ts';
import { type Household, type Province, provinceInMemory } from '../support/province.ts';
import { inMemory, photo } from '../support/surveyor-phone.ts';

let province: Province;
let phone: Phone;
let people = 0;
let mail = '';

beforeAll(async () => {
  province = await provinceInMemory();
});
afterAll(() => province.stop());
beforeEach(async () => {
  mail = `li-${++people}@example.cn`;
  const { settings, fetch } = inMemory(province);
  phone = new Phone(settings, fetch);
  await phone.tap('.to-own');
  return () => phone.remove();
});

/** The six digits in the newest mail to the applicant. */
async function code(): Promise<string> {
  await province.system.atRest();
  const [newest] = await province.system.mails(mail);
  const [, first, last] = /(\d{3}) (\d{3})/.exec(newest?.text ?? '') ?? [];
  return `${first}${last}`;
}

async function open(where = mail, typed = (digits: string) => digits): Promise<void> {
  await phone.type('.where', where);
  await phone.tap('.ask-code');
  await phone.type('.code', typed(await code()));
  await phone.tap('.open');
}

const shown = <T>(name: string) => phone.shown[name] as T;
const pick = (selector: string, of: string, value: string) =>
  phone.choose(selector, String(shown<string[]>(of).indexOf(value)));

/** As the paper of an ordinary household would have it, in yuan. */
async function fillIn(of = filledIn(people)): Promise<void> {
  await phone.choose('.by', 'self');
  const { worker } = of;
  await phone.type('.name', worker.name);
  await phone.type('.id-number', worker.idNumber);
  await phone.type('.telephone', worker.telephone);
  await phone.type('.home-address', worker.homeAddress);
  await pick('.city', 'cities', '昆明市');
  await pick('.county', 'counties', '五华区');
  await phone.choose('.union', '2');
  await phone.type('.people', String(of.people));
  await phone.type('.monthly-income', '600');
  await phone.type('.others-income', '0');
  for (const [nth, member] of of.members.entries()) {
    await phone.tap('.add-member');
    await phone.does('input', '.member-name', { value: member.name }, nth);
    await phone.choose('.member-relation', String(shown<string[]>('relations').indexOf(member.relation)), nth);
    await phone.does('input', '.member-id-number', { value: member.idNumber }, nth);
  }
  await phone.choose('.situations', of.situations as never);
  await phone.type('.statement', of.statement);
}

async function handIn(): Promise<void> {
  await phone.choose('.agree', ['agreed', 'sensitive'] as never);
  await phone.tap('.hand-in');
  await province.system.atRest();
}

/** Of the union that was chosen. */
const clerk = () => province.system.as('registrar-530102-1');
const applicationId = () => phone.stack.at(-1)?.query.id ?? '';

describe('自己申请', () => {
  it('验证码打开，填、拍、提交；工会问，答；接收以后看得到办到哪里，可以请求更正', async () => {
    await open();
    await phone.tap('.start');
    await fillIn();
    // What is typed is not told missing until it is saved.
    expect(phone.text).not.toContain('请填写职工的身份证号');
    phone.camera = [new Uint8Array(photo), new Uint8Array(photo)];
    await phone.choose('.photograph', String(shown<string[]>('kinds').indexOf('诊断证明复印件')));
    await province.system.atRest();
    expect(shown<object[]>('papers')).toHaveLength(2);
    await handIn();
    expect(phone.text).toContain('已经提交。回执编号');
    const id = applicationId();

    const read = async () => (await clerk().call('getApplication', { params: { id } })).body;
    expect(await read()).toMatchObject({
      content: { worker: { name: filledIn(people).worker.name }, monthlyIncome: 60_000, people: 2 },
      papers: [{ kind: '诊断证明复印件', status: 'accepted' }, { status: 'accepted' }],
    });
    await clerk().call('askApplicant', { params: { id }, body: { text: '房子是租的吗？' } });
    phone.back();
    await phone.rest();
    await phone.tap('.show');
    expect(phone.text).toContain('房子是租的吗？');
    await phone.type('.text', '租的，每月 600 元。');
    await phone.tap('.answer');
    expect((await read()).said.map(({ text }) => text)).toContain('租的，每月 600 元。');

    await clerk().call('takeOverApplication', { params: { id }, body: {} });
    phone.back();
    await phone.rest();
    expect(phone.text).toContain('已经接收');
    await phone.tap('.show');
    await phone.type('.text', '家里是四口人');
    await phone.tap('.correct');
    expect(phone.text).toContain('工会会答复您');
  });

  it('选了县里的工会，又改选市总工会的本级和直属单位：可以选的是它自己的；不知道哪个单位的，交给市总工会', async () => {
    await open();
    await phone.tap('.start');
    await fillIn();
    await pick('.county', 'counties', '昆明市总工会本级和直属单位');
    expect(shown<string[]>('unions')).toEqual(['不知道，交给云南省昆明市总工会', '云南省昆明市总工会']);
    await handIn();
    expect(phone.text).toContain('交给了云南省昆明市总工会');
    const id = applicationId();
    const office = province.system.as('reviewer-530100-1');
    expect((await office.call('getApplication', { params: { id } })).body).toMatchObject({
      orgPath: '530000/530100',
      divisionName: '昆明市总工会本级和直属单位',
    });
  });

  it('建档人当面核验过邮箱的，看得到自己的档案和谁看过，请求更正；没有核验过的写着到工会去', async () => {
    const [li] = (await province.dossiersIn('registered', 1)) as [Household];
    await open();
    expect(phone.text).toContain('请带身份证到工会');
    const body = { by: 'mail' as const, address: mail, idSeen: true as const };
    await clerk().call('verifyContact', { params: { id: li.id }, body });
    await phone.tap('.leave');
    await open();
    await phone.tap('.show-file');
    for (const word of [li.form.worker.employer, '谁看过', '符合']) expect(phone.text).toContain(word);
    expect(phone.text).not.toContain(li.form.worker.idNumber);
    await phone.tap('.send');
    expect(phone.text).toContain('请写几句');
    await phone.choose('.wish', 'withdrawal');
    await phone.type('.statement', '找到工作了');
    await phone.tap('.send');
    expect(phone.text).toContain('已经记下');
    expect(phone.text).toContain('请求撤回或退出：找到工作了（还在核对）');
  });

  it('用中文键盘写的邮箱和验证码也行；分着写的手机号是手机号，不当作回执编号、说发出去了', async () => {
    await phone.type('.where', '138 0013 8000');
    await phone.tap('.ask-code');
    expect(phone.text).toContain('没有接短信');
    await open(`${mail.replace('@', '＠').replace('.', '。')} `, (digits) =>
      digits.replace(/\d/g, (digit) => '０１２３４５６７８９'[+digit] as string),
    );
    await phone.tap('.start');
    expect(applicationId()).toBeTruthy();
    phone.back();
    await phone.rest();
  });

  it('没有邮箱的，扫工会出示的二维码，填念的验证码，开始的就是这一件', async () => {
    const orgPath = '530000/530100/530102/U0001';
    const { url, code: said, id } = (await clerk().call('showApplication', { body: { orgPath } })).body;
    phone.seen = 'https://example.com/';
    await phone.tap('.scan');
    expect(phone.text).toContain('这不是工会出示的申请二维码');
    phone.seen = 'https://example.com/s/9k2mXw';
    await phone.tap('.scan');
    expect(phone.text).toContain('用微信的“扫一扫”打开');
    expect(phone.text).not.toContain('请填工会人员念的验证码');
    phone.seen = url;
    await phone.tap('.scan');
    await phone.type('.code', said);
    await phone.tap('.open');
    await phone.tap('.show');
    expect(applicationId()).toBe(id);
  });

  it('填到一半放下、换一次打开，填的都在；手机里、地址里什么人的资料也没有', async () => {
    await open();
    await phone.tap('.start');
    await fillIn();
    phone.putAside();
    await phone.rest();
    const { name, idNumber } = filledIn(people).worker;
    const stored = JSON.stringify([[...phone.storage], [...phone.files.keys()], phone.asked.map(({ url }) => url)]);
    for (const secret of [name, idNumber, mail]) expect(stored).not.toContain(secret);

    phone.start();
    await phone.tap('.to-own');
    expect(phone.text).not.toContain(name);
    await open();
    await phone.tap('.show');
    expect(shown('boxes')).toMatchObject({ name, idNumber, monthlyIncome: '600', people: '2' });
  });

  it('没有填的、不对的写在各栏下面，没有同意告知书的，都不提交', async () => {
    await open();
    await phone.tap('.start');
    await phone.choose('.by', 'self');
    await phone.type('.id-number', '530102197403120424');
    await phone.type('.monthly-income', '很少');
    await phone.tap('.hand-in');
    for (const said of ['请填写职工的姓名', '身份证号不对', '请写一个数，单位是元', '请选择县']) {
      expect(phone.text).toContain(said);
    }
    expect(shown('standing')).toBe('draft');
    await phone.type('.monthly-income', '');
    await fillIn();
    await phone.tap('.hand-in');
    expect(phone.text).toContain('请看过告知书，两处都勾上');
    expect(shown('standing')).toBe('draft');
  });

  it('没有网络时填的、拍的都还在这一页上，有网络了再存、再传', async () => {
    await open();
    await phone.tap('.start');
    await phone.choose('.by', 'self');
    phone.hasNetwork = false;
    await phone.type('.name', '李秀英');
    await phone.tap('.save-again');
    expect(phone.text).toContain('没有存上，填的还在这一页上');
    phone.camera = [new Uint8Array(photo)];
    await phone.choose('.photograph', '0');
    expect(phone.text).toContain('有 1 张没有传上');
    phone.hasNetwork = true;
    await phone.tap('.send-again');
    await phone.tap('.save-again');
    await province.system.atRest();
    expect(shown<{ name: string }>('boxes').name).toBe('李秀英');
    expect(shown('unsent')).toBe(0);
    phone.back();
    await phone.rest();
    await phone.tap('.show');
    expect(shown('boxes')).toMatchObject({ by: 'self', name: '李秀英' });
    expect(shown<object[]>('papers')).toHaveLength(1);
  });

  it('在另一部手机上也改过的，两边都不悄悄盖掉', async () => {
    await open();
    await phone.tap('.start');
    await phone.type('.name', '这里写的');
    await phone.tap('.save-again');
    const id = applicationId();
    // Another phone of the same person.
    const { fetch } = inMemory(province);
    const asked = phone.asked.find(({ url }) => url.endsWith(id)) as { url: string };
    await fetch(asked.url, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'if-match': `"${await versionAt(asked.url, fetch)}"` },
      body: JSON.stringify({ worker: { name: '那边写的' } }),
    });
    await phone.type('.name', '这里又写的');
    await phone.tap('.save-again');
    expect(phone.text).toContain('这份申请在别处也改过');
    expect(shown<{ name: string }>('boxes').name).toBe('这里又写的');
    await phone.tap('.keep-mine');
    expect(phone.text).not.toContain('这份申请在别处也改过');
    const kept = (await (await fetch(asked.url)).json()) as { content: object };
    expect(kept.content).toMatchObject({ worker: { name: '这里又写的' } });
  });

  it('验证码不对的打不开；退出以后什么也看不到', async () => {
    await phone.type('.where', mail);
    await phone.tap('.ask-code');
    await phone.type('.code', '12');
    await phone.tap('.open');
    expect(phone.text).toContain('验证码是六位数字');
    const right = await code();
    await phone.type('.code', right === '000000' ? '000001' : '000000');
    await phone.tap('.open');
    expect(shown('opened')).toBe(false);
    await phone.type('.code', right);
    await phone.tap('.open');
    expect(shown('opened')).toBe(true);
    await phone.tap('.leave');
    expect(shown('opened')).toBe(false);
    expect(shown('applications')).toEqual([]);
  });
});

const versionAt = async (url: string, fetch: typeof globalThis.fetch): Promise<number> =>
  ((await (await fetch(url)).json()) as { version: number }).version;
