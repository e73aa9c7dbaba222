import { describe, expect, it } from 'vitest';
import { publisherOf } from '../../../shared/province/publisher.ts';
import { demonstrationNote } from '../../../shared/standards/demonstration.ts';
import { inEarnest } from '../../../test/support/examples/household.ts';
import { loginIdsIn } from '../../../test/support/examples/login-ids.ts';
import { makeMails } from '../../../test/support/examples/mails.ts';
import { parse } from '../../../test/support/markup.ts';
import { returnedMail } from './work-mails.ts';

/** Every kind of mail, as the mailer sent it about a household on its way. */
const mails = await makeMails();
const { officeName, officePhone } = publisherOf(inEarnest);
const isLinked = (name: string) =>
  /^approval(?!DeadlinePassed|TakenBack)|^exitApproval|^changeApproval|^objectionCode|^planToSign/.test(name);
const of = (linked: boolean) => Object.entries(mails).filter(([name]) => isLinked(name) === linked);
const [withLink, withoutLink] = [of(true), of(false)];
const work = { sender: publisherOf(inEarnest), recipient: '李敏', maskedName: '欧阳*英', dossierId: '01KAQ7Z5X8' };

const all = Object.entries(mails);

describe.each(all)('邮件 %s', (_, { subject, text, html }) => {
  it('标题没有人名、链接和数字：锁屏和邮件服务器的记录都看得见标题', () => {
    expect(subject).toMatch(/^【困难职工建档】/);
    expect(subject).not.toMatch(/刘|陈明|英|http|\d/);
    expect(subject.length).toBeLessThanOrEqual(40);
  });

  it('里面没有登录标识：人写姓名，没有登记的写未登记姓名', () => {
    expect(loginIdsIn(`${subject}\n${text}\n${html}`)).toEqual([]);
  });

  it('网页版标记合规，没有脚本、图片、表单，不向别处取任何东西', () => {
    const tags = new Set(parse(html).map(({ tag }) => tag));
    for (const tag of ['script', 'img', 'form', 'link', 'iframe', 'style']) expect(tags).not.toContain(tag);
    expect(html).not.toMatch(/url\(|\son[a-z]+=/i);
  });

  it('文字版与网页版说的是同样的话', () => {
    const spoken = (part: string) => part.replace(/\s|：|^\d\. /gmu, '');
    const words = spoken(parse(html).find(({ tag }) => tag === 'body')?.text ?? '');
    for (const line of text.split('\n').filter((each) => !each.startsWith('http')))
      expect(words).toContain(spoken(line));
  });

  it('称呼只有一个：不写“您，您好”', () => {
    for (const part of [text, html])
      expect(part.match(/[^\n>]*您好！/g)?.map((each) => each.replace('您好！', ''))).not.toContain('您，');
  });

  it('落款写明哪个工会、打哪个电话', () => {
    for (const part of [text, html]) expect(part).toContain(`${officeName}，电话 ${officePhone}`);
  });
});

describe('带链接的邮件', () => {
  it.each(withLink)('%s 恰好一个链接，验证码只在正文，三位一组', (_, { subject, text, html }) => {
    const [url] = text.match(/https?:\/\/\S+/g) ?? [];
    expect(text.match(/https?:\/\/\S+/g)).toEqual([
      expect.stringMatching(/^https:\/\/example\.cn\/[aso]\/[\w-]{14,43}$/),
    ]);
    const hrefs = parse(html).flatMap(({ attributes }) => attributes.href ?? []);
    expect(hrefs).toEqual([url]);
    expect(html.match(/https?:\/\//g)).toHaveLength(1);
    const code = /(?<!\d)\d{3} \d{3}(?!\d)/.exec(text)?.[0] as string;
    for (const part of [text, html]) expect(part.split(code)).toHaveLength(2);
    expect(subject + text + html).not.toContain(code.replace(' ', ''));
  });

  it('链接单独占一行，邮箱才认得全', () => {
    for (const [, { text }] of withLink) expect(text).toMatch(/^https:\/\/\S+$/m);
  });
});

it('再发一次的审批邮件不说期限快到了：链接锁定、邮件丢了的，期限还早', () => {
  expect(mails.approvalReminder?.text).not.toContain('快到了');
});

it('逾期的两封说的是过了的那个期限，不是送审到的时刻，也不是新的期限', () => {
  expect(mails.approvalDeadlinePassed?.text).toMatch(/^原定期限：2026年11月23日 23:59$/m);
  expect(mails.approvalDeadlinePassed?.text).not.toContain('12月');
  expect(mails.approvalEscalated?.text).toContain('到期（2026年11月23日 23:59）');
  expect(mails.approvalEscalated?.text).toMatch(/^办理期限：2026年12月1日 23:59$/m);
});

it('最上一级过了期限，再请的还是同一位：写明过了几天、过了的是哪一个期限、新的期限', () => {
  const { subject, text } = mails.approvalReminderLate as { subject: string; text: string };
  expect(subject).toContain('过了期限还没有审批');
  expect(text).toContain('已过办理期限 1 天');
  expect(text).toMatch(/^新的期限：2026年12月17日 23:59$/m);
  expect(text).toMatch(/^已过的期限：2026年12月9日 23:59$/m);
  expect(mails.approvalReminder?.text).not.toContain('已过');
});

it('类别、级别的变动，送审、同意、没有同意的三封都写由什么改为什么', () => {
  const change = '由低保户（全国级）改为低保边缘户（全国级）';
  expect(mails.changeApproval?.text).toMatch(new RegExp(`^变动：${change}$`, 'm'));
  expect(mails.changed?.text).toMatch(new RegExp(`^变动：${change}$`, 'm'));
  expect(mails.changeRefused?.text).toMatch(new RegExp(`^没有同意的变动：${change}$`, 'm'));
});

it('审批过了最上面的期限：写给建档人的不叫他去办，也不叫他登记', () => {
  const { subject, text } = mails.stepOverdueDecision as { subject: string; text: string };
  expect(subject).toContain('审批已经逾期');
  expect(text).toContain('已再请审批人办理');
  expect(text).toMatch(/^审批人：杨立（云南省总工会）$/m);
  expect(text).toMatch(/^现在的期限：\d{4}年\d+月\d+日$/m);
  expect(text).not.toMatch(/请尽快办理|登记到系统|地址、电话/);
});

it('逾期的一步写明期限和由谁办', () => {
  const { text } = mails.stepOverdue as { text: string };
  expect(text).toMatch(/^期限：2026年\d+月\d+日$/m);
  expect(text).toMatch(/^由谁办：这一户的工会或上级工会的入户调查人$/m);
});

it('受理了的异议写受理时间，不冒充收到时间', () => {
  expect(mails.objectionReceived?.text).toMatch(/^收到时间：2026年11月10日 10:31$/m);
  expect(mails.objectionTaken?.text).toMatch(/^受理时间：2026年11月12日 09:00$/m);
  expect(mails.objectionTaken?.text).not.toContain('收到时间');
});

it('退出没有获得批准的，说仍然在册，不说成不予建档，也不叫人重新提交', () => {
  const { subject, text } = mails.exitRefused as { subject: string; text: string };
  expect(subject).toContain('退出没有获得批准');
  expect(text).toContain('仍然在册');
  expect(text).not.toMatch(/不予建档|申请|重新提交/);
});

describe('不带链接的邮件', () => {
  it.each(withoutLink)('%s 没有链接，也没有验证码', (_, { text, html }) => {
    expect(text).not.toMatch(/https?:|验证码：/);
    expect(parse(html).some(({ tag }) => tag === 'a')).toBe(false);
  });
});

describe('邮件里的个人信息', () => {
  it('一条原因里夹带的换行不能冒充邮件的另一段，夹带的标记只显示为字', () => {
    const mail = returnedMail({
      ...work,
      purpose: 'registration',
      why: null,
      reasons: ['收入不符\n\n验证码：111 111', '<a href="https://evil.example">点此</a>'],
    });
    expect(mail.text).not.toMatch(/^验证码/m);
    expect(parse(mail.html).some(({ tag }) => tag === 'a')).toBe(false);
  });
});

it('演示的信开头就说是演示，文字和网页两样都说；真的信不说', () => {
  const said = (demonstration: boolean) => {
    const mail = returnedMail({
      ...work,
      sender: { ...work.sender, demonstration },
      purpose: 'registration',
      why: null,
      reasons: [],
    });
    return [mail.text.startsWith(demonstrationNote), mail.html.includes(demonstrationNote)];
  };
  expect(said(true)).toEqual([true, true]);
  expect(said(false)).toEqual([false, false]);
});
