import { type StaffMember, wordsOf } from './staff.ts';

const STYLE = `
  body { font: 18px/1.6 system-ui, sans-serif; margin: 2rem auto; max-width: 40rem; padding: 0 1rem; color: #1a1a1a; }
  ul { list-style: none; padding: 0; }
  button { font: inherit; width: 100%; text-align: left; padding: .75rem 1rem; margin: .25rem 0; cursor: pointer; }
  small { display: block; color: #555; }
`;

/** Who of the demo staff is signing in? */
export function signInPage(uid: string, staff: Iterable<StaffMember>): string {
  const choices = [...staff].map(
    (member) => `<li><button name="staff" value="${escapeHtml(member.id)}">${escapeHtml(member.name)}
      <small>${escapeHtml(wordsOf(member))}</small></button></li>`,
  );
  return page(
    '登录（演示）',
    `<p>这是本机演示用的登录页，不需要密码。请选择以谁的身份登录：</p>
    <form method="post" action="/interaction/${escapeHtml(uid)}"><ul>${choices.join('')}</ul></form>`,
  );
}

/** What the issuer's address shows to a person who opens it. */
export function aboutPage(staff: Iterable<StaffMember>): string {
  const people = [...staff].map(
    (member) => `<li>${escapeHtml(member.name)}
      <small>${escapeHtml(wordsOf(member))} · ${escapeHtml(member.id)}</small></li>`,
  );
  return page(
    '登录（演示）',
    `<p>这是本机演示用的 OpenID 提供方，由要登录的程序打开：<a href="/.well-known/openid-configuration">它的配置</a>。能登录的人：</p>
    <ul>${people.join('')}</ul>`,
  );
}

export function errorPage(reason: string): string {
  return page('登录未能完成', `<p>请回到原来的页面重新登录。</p><p><small>${escapeHtml(reason)}</small></p>`);
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${STYLE}</style></head>
<body><main><h1>${title}</h1>${body}</main></body>
</html>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
