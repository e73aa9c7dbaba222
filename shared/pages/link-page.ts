import type { LinkEnd } from '../dossier/link-end.ts';
import { catalogue, type ErrorCode } from '../errors/catalogue.ts';
import type { Publisher } from '../province/publisher.ts';
import { html } from './html.ts';
import { type PageAnswer, page, telephone } from './page.ts';

/** What the link was for: a decision, a signature, or the worker's own file. */
export type LinkUse = 'approval' | 'signature' | 'own';

const ends: Record<LinkEnd, { code: ErrorCode; title: string; sentence: string }> = {
  notFound: {
    code: 1601,
    title: '没有这个链接',
    sentence: '请核对地址是否完整：有的邮箱会把长地址断成两行，请从邮件里重新打开，或者完整复制。',
  },
  expired: { code: 1602, title: '链接已过期', sentence: '办理期限已过，这个链接不能再用。' },
  superseded: {
    code: 1603,
    title: '链接已被取代',
    sentence:
      '这件事已经改发新的链接，已转到别的环节，或者已经撤回、办结。请打开最近收到的一封邮件；没有更新的邮件，就不需要再办理。',
  },
  departed: {
    code: 1603,
    title: '链接已停用',
    sentence: '登记里您已经离任，或者不再是这里的审批人，这个链接不能再用。这件事转请别人审批，您不需要再办理。',
  },
  locked: {
    code: 1604,
    title: '链接已锁定',
    sentence: '验证码已输错 5 次，为防止他人冒用，这个链接已经锁定。',
  },
};

/** Of this visit alone: by the same link somebody may have decided or signed before what took its place. */
const nothingHappened: Record<LinkUse, string> = {
  approval: '这一次没有作出任何决定。',
  signature: '这一次没有签字。',
  own: '这一次没有改动任何内容。',
};

/** A link that cannot be used: it says why and whom to call, and nothing about the household. */
export function linkEndPage(publisher: Publisher, use: LinkUse, end: LinkEnd): PageAnswer {
  const { code, title, sentence } = ends[end];
  return page({
    status: catalogue[code].status,
    title,
    publisher,
    main: html`<h1>${title}</h1>
<p>${sentence}</p>
${end !== 'notFound' && html`<p>${nothingHappened[use]}</p>`}
<p>${end === 'departed' ? '登记有误的' : '需要重新发送链接的'}，请联系${publisher.officeName}，电话${telephone(publisher.officePhone, '。')}</p>`,
  });
}
