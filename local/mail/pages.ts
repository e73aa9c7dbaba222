import type { Mail } from './mailbox.ts';
import type { ShortMessage } from './messages.ts';

const STYLE = `
  body { font: 16px/1.6 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: #1a1a1a; }
  table { border-collapse: collapse; width: 100%; }
  th, td { text-align: left; padding: .5rem; border-bottom: 1px solid #ccc; vertical-align: top; }
  dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; }
  .parts { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid #ccc; padding: 1rem; margin: 0; }
  iframe { width: 100%; min-height: 32rem; border: 1px solid #ccc; }
`;

/** The mailbox: newest first. */
export function mailboxPage(mails: readonly Mail[], isDown: boolean): string {
  const rows = mails.map(
    (mail) => `<tr>
      <td>${escapeHtml(shanghai(mail.at))}</td>
      <td>${escapeHtml(mail.to.join('，'))}</td>
      <td><a href="/_local/mail/${mail.id}">${escapeHtml(mail.subject || '（无主题）')}</a></td>
    </tr>`,
  );
  const table = `<table>
    <thead><tr><th>时间（虚拟）</th><th>收件人</th><th>主题</th></tr></thead>
    <tbody>${rows.join('')}</tbody>
  </table>`;
  const notice = isDown ? '<p role="status"><strong>邮件服务器已被设为中断，暂不接收邮件。</strong></p>' : '';
  return page('邮箱', `${notice}${mails.length === 0 ? '<p>还没有邮件。</p>' : table}`);
}

/** One mail: its text, and its HTML shut in a frame that runs no script, side by side. */
export function mailPage(mail: Mail): string {
  const html =
    mail.html === null
      ? '<p>这封邮件没有网页格式。</p>'
      : `<iframe title="网页格式" sandbox="allow-popups allow-popups-to-escape-sandbox"
          srcdoc="${escapeHtml(`<base target="_blank">${mail.html}`)}"></iframe>`;
  return page(
    mail.subject || '（无主题）',
    `<p><a href="/_local/mail">返回邮箱</a></p>
    <dl>
      <dt>发件人</dt><dd>${escapeHtml(mail.from)}</dd>
      <dt>收件人</dt><dd>${escapeHtml(mail.to.join('，'))}</dd>
      <dt>时间（虚拟）</dt><dd>${escapeHtml(shanghai(mail.at))}</dd>
    </dl>
    <div class="parts">
      <section><h2>文本</h2><pre>${linked(mail.text)}</pre></section>
      <section><h2>网页</h2>${html}</section>
    </div>`,
  );
}

/** What was sent to telephones: newest first. */
export function messagesPage(messages: readonly ShortMessage[]): string {
  const rows = messages.map(
    ({ at, telephone, text }) =>
      `<tr><td>${escapeHtml(shanghai(at))}</td><td>${escapeHtml(telephone)}</td><td>${escapeHtml(text)}</td></tr>`,
  );
  const table = `<table>
    <thead><tr><th>时间（虚拟）</th><th>手机号</th><th>短信</th></tr></thead>
    <tbody>${rows.join('')}</tbody>
  </table>`;
  return page(
    '短信',
    messages.length === 0
      ? '<p>还没有短信。本省配置的 <code>mail.messages</code> 为 <code>none</code> 的（<code>npm start</code> 的两个省都是），一条也不会有；要看短信，改成 <code>withoutMail</code> 或 <code>besideMail</code>，再构建、启动。</p>'
      : table,
  );
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><h1>${escapeHtml(title)}</h1>${body}</body>
</html>`;
}

function linked(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"'，。；）】」]+)/)
    .map((part, i) =>
      i % 2 === 0 ? escapeHtml(part) : `<a href="${escapeHtml(part)}" target="_blank">${escapeHtml(part)}</a>`,
    )
    .join('');
}

function shanghai(iso: string): string {
  return new Date(iso).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false });
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
