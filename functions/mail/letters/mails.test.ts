import { describe, expect, it } from 'vitest';
import { demonstrationNote } from '../../../shared/standards/demonstration.ts';
import { parse } from '../../../test/support/markup.ts';
import {
  approvalDeadlinePassedMail,
  approvalEscalatedMail,
  approvalReminderMail,
  approvalRequestMail,
} from './approval-mails.ts';
import type { Mail, Sender } from './mail.ts';
import { objectionCodeMail } from './objection-mails.ts';
import { planToSignMail, planToSignThroughOfficerMail } from './plan-mails.ts';
import {
  duplicateFoundMail,
  mergedIntoMail,
  objectionReceivedMail,
  objectionsLeftMail,
  returnedMail,
  reverificationDueMail,
  ruledSameMail,
} from './work-mails.ts';

const sender: Sender = {
  union: '云南省总工会',
  officeName: '云南省总工会权益保障部',
  officePhone: '0871-6410 0000',
  demonstration: false,
};
const link = { url: 'https://card.example.org/a/3q2-7wAAb_c', code: '483920' };
const approval = {
  sender,
  recipient: '陈明 副主席',
  purpose: 'registration',
  maskedName: '欧阳*英',
  levelName: '县级工会审批',
  deadline: '2026-12-04T09:00:00.000Z',
} as const;
const work = { sender, recipient: '李敏', maskedName: '欧阳*英', dossierId: '01KAQ7Z5X8' };
const plan = { sender, recipient: '欧阳*英', maskedName: '欧阳*英', expiresAt: '2026-12-20T09:00:00Z', link };

const withLink: Record<string, Mail> = {
  approvalRequest: approvalRequestMail({ ...approval, link }),
  approvalReminder: approvalReminderMail({ ...approval, link }),
  approvalEscalated: approvalEscalatedMail({ ...approval, link, overdueSince: '2026-12-04T09:00:00Z' }),
  exitApproval: approvalRequestMail({ ...approval, purpose: 'exit', link }),
  objectionCode: objectionCodeMail({ sender, codeUntil: '2026-11-26T02:31:00Z', link }),
  planToSign: planToSignMail(plan),
  planToSignThroughOfficer: planToSignThroughOfficerMail(plan),
};

const withoutLink: Record<string, Mail> = {
  approvalDeadlinePassed: approvalDeadlinePassedMail(approval),
  returned: returnedMail({ ...work, reasons: ['身份证号校验位不对。', '家庭年度总收入与各项之和不符。'] }),
  duplicateFound: duplicateFoundMail(work),
  ruledSame: ruledSameMail(work),
  mergedInto: mergedIntoMail({ ...work, union: '昆明市五华区总工会' }),
  reverificationDue: reverificationDueMail({ ...work, dueOn: '2027-11-30' }),
  objectionReceived: objectionReceivedMail({
    ...work,
    number: 2,
    by: 'anonymous',
    taken: false,
    receivedAt: '2026-11-25T02:31:00Z',
    until: '2026-11-30',
  }),
  objectionTaken: objectionReceivedMail({
    ...work,
    number: 12,
    by: 'verified',
    taken: true,
    receivedAt: '2026-11-25T02:31:00Z',
    until: '2026-12-05',
  }),
  objectionsLeft: objectionsLeftMail({ ...work, count: 3 }),
};

const all = Object.entries({ ...withLink, ...withoutLink });

describe.each(all)('邮件 %s', (_, { subject, text, html }) => {
  it('标题没有人名、链接和数字：锁屏和邮件服务器的记录都看得见标题', () => {
    expect(subject).toMatch(/^【困难职工建档】/);
    expect(subject).not.toMatch(/欧阳|陈明|李敏|http|\d/);
    expect(subject.length).toBeLessThanOrEqual(40);
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
    for (const part of [text, html]) expect(part).toContain('云南省总工会权益保障部，电话 0871-6410 0000');
  });
});

describe('带链接的邮件', () => {
  it.each(Object.entries(withLink))('%s 恰好一个链接，验证码只在正文，三位一组', (_, { subject, text, html }) => {
    expect(text.match(/https?:\/\/\S+/g)).toEqual([link.url]);
    const hrefs = parse(html).flatMap(({ attributes }) => attributes.href ?? []);
    expect(hrefs).toEqual([link.url]);
    expect(html.match(/https?:\/\//g)).toHaveLength(1);
    for (const part of [text, html]) expect(part.match(/483 920/g)).toHaveLength(1);
    expect(subject + text + html).not.toContain('483920');
  });

  it('链接单独占一行，邮箱才认得全', () => {
    expect(withLink.approvalRequest?.text.split('\n')).toContain(link.url);
  });
});

it('再发一次的审批邮件不说期限快到了：链接锁定、邮件丢了的，期限还早', () => {
  expect(withLink.approvalReminder?.text).not.toContain('快到了');
});

describe('不带链接的邮件', () => {
  it.each(Object.entries(withoutLink))('%s 没有链接，也没有验证码', (_, { text, html }) => {
    expect(text).not.toMatch(/https?:|验证码：/);
    expect(parse(html).some(({ tag }) => tag === 'a')).toBe(false);
  });
});

describe('邮件里的个人信息', () => {
  it('一条原因里夹带的换行不能冒充邮件的另一段，夹带的标记只显示为字', () => {
    const mail = returnedMail({
      ...work,
      reasons: ['收入不符\n\n验证码：111 111', '<a href="https://evil.example">点此</a>'],
    });
    expect(mail.text).not.toMatch(/^验证码/m);
    expect(parse(mail.html).some(({ tag }) => tag === 'a')).toBe(false);
  });
});

it('演示的信开头就说是演示，文字和网页两样都说；真的信不说', () => {
  const said = (demonstration: boolean) => {
    const mail = returnedMail({ ...work, sender: { ...sender, demonstration }, reasons: [] });
    return [mail.text.startsWith(demonstrationNote), mail.html.includes(demonstrationNote)];
  };
  expect(said(true)).toEqual([true, true]);
  expect(said(false)).toEqual([false, false]);
});
