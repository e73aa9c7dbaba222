import { type StaffMember, wordsOf } from '../sign-in/staff.ts';

export interface IndexPageFacts {
  stackName: string;
  now: string;
  /** Where programs find the API; there is nothing to open. */
  api: string;
  addresses: Readonly<Record<string, string>>;
  staff: readonly StaffMember[];
}

const LINKS: readonly [href: string, title: string][] = [
  ['/_local/mail', '邮箱：系统发出的每一封信'],
  ['/_local/messages', '短信：系统交给短信网关的每一条'],
  ['/_local/staff.json', '演示人员'],
  ['/_local/executions.json', '流程实例'],
  ['/_local/functions.json', '函数'],
  ['/_local/logs.json', '函数日志'],
  ['/_local/dead-letters.json', '死信'],
  ['/_local/clock', '虚拟时钟'],
];

/** The local cloud's front page. */
export function indexPage({ stackName, now, api, addresses, staff }: IndexPageFacts): string {
  const rows = Object.entries(addresses).map(
    ([name, url]) =>
      `<tr><th>${escapeHtml(name)}</th><td><a href="${escapeHtml(url)}">${escapeHtml(url)}</a></td></tr>`,
  );
  const people = staff.map(
    (member) =>
      `<tr><td>${escapeHtml(member.name)}</td><td>${escapeHtml(wordsOf(member))}<br><code>${escapeHtml(member.id)}</code></td></tr>`,
  );
  const local = new URL(addresses.本页 ?? '').origin;
  const token = `curl -s -X POST ${local}/_local/token -H 'content-type: application/json' -d '{"as":"${staff[0]?.id ?? '<id>'}","lifetime":"P1Y"}'`;
  const advance = `curl -s -X POST ${local}/_local/clock -H 'content-type: application/json' -d '{"advance":"P1D"}'`;
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>本地云 · ${escapeHtml(stackName)}</title>
<meta name="viewport" content="width=device-width">
<style>body{font:16px/1.7 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem}
th{white-space:nowrap}td,li{overflow-wrap:anywhere}th,td{text-align:left;padding:.1rem 1rem .1rem 0;vertical-align:top}pre{background:#f4f4f4;padding:.6rem;overflow:auto}</style></head>
<body><h1>本地云 · ${escapeHtml(stackName)}</h1>
<p>虚拟时间 ${escapeHtml(now)}</p>
<h2>地址</h2><table>${rows.join('')}<tr><th>接口</th><td><code>${escapeHtml(api)}</code>（给程序用的，各条见接口说明）</td></tr></table>
<h2>查看</h2><ul>${LINKS.map(([href, title]) => `<li><a href="${href}">${title}</a></li>`).join('')}</ul>
<h2>演示人员</h2><table>${people.join('')}</table>
<p>取得某人的访问令牌（虚拟时间里一年有效，时钟前进了也还能用；不写 <code>lifetime</code> 的与真的一样，一小时）：</p><pre>${escapeHtml(token)}</pre>
<p>让时钟前进一天：</p><pre>${escapeHtml(advance)}</pre>
</body></html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
