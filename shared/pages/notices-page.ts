import type { NoticeSummary } from '../dossier/notice-summary.ts';
import { dateInWords } from './dates.ts';
import { type Html, html } from './html.ts';
import { type PageAnswer, page, telephone } from './page.ts';
import { qrCode } from './qr-code.ts';
import { receiptLink } from './receipt-page.ts';
import type { NoticesView } from './views.ts';

/** `GET /notices?division=&cursor=&whole=`: the households under public notice, in the caller's order; whole, a county's. */
export function noticesPage(view: NoticesView): PageAnswer {
  return page({
    status: 200,
    title: '困难职工建档公示',
    publisher: view.publisher,
    layout: 'wide',
    maxAge: 60,
    main: html`<h1>困难职工建档公示</h1>
<p>下列${view.province}职工家庭拟建立困难职工档案，或拟退出，现予公示。对公示内容有异议的，请在公示期内打开该户的公示提出，署名或者不署名都可以；也可以打电话${telephone(view.publisher.officePhone)}反映。</p>
${!view.whole && receiptLink('o/')}
${view.whole ? countyHeading(view) : divisionChoice(view)}
${
  view.notices.length === 0
    ? emptyState(view)
    : html`<p>按公示结束的日期排列，先结束的在前；同一天结束的不分先后。</p>
${list(view.notices)}`
}
${wholeList(view)}
${pager(view)}
${view.whole && foot(view)}`,
  });
}

function divisionChoice({ divisionGroups, division }: NoticesView): Html {
  const option = (code: string, name: string) =>
    html`<option value="${code}"${code === (division ?? '') && html` selected`}>${name}</option>`;
  return html`<form method="get" class="filter">
<div class="field">
<label class="label" for="division">县（市、区）</label>
<select id="division" name="division">
${option('', '全省')}
${divisionGroups.map(
  (group) =>
    html`<optgroup label="${group.name}">${group.divisions.map(({ code, name }) => option(code, name))}</optgroup>\n`,
)}</select>
</div>
<button type="submit">查看</button>
</form>`;
}

/** What a printed list is a list of. */
function countyHeading({ divisionGroups, division, notices, nextCursor }: NoticesView): Html {
  const [county] = divisionGroups.flatMap(({ name, divisions }) =>
    divisions
      .filter(({ code }) => code === division)
      .map((each) => (each.name.startsWith(name) ? each.name : `${name}${each.name}`)),
  );
  const backAddress = `?${new URLSearchParams({ division: division ?? '' })}`;
  return html`<h2>${county ?? division}</h2>
<p>共${notices.length}户${nextCursor !== null && `，只列前${notices.length}户，其余见公示栏`}。</p>
<p class="screen">用浏览器的“打印”印出张贴；<a class="big" href="${backAddress}">回到公示栏</a></p>`;
}

/** Whoever reads the paper has no link to open: where to object, and room for the seal. */
function foot({ publisher, address }: NoticesView): Html {
  return html`<div class="foot paper">
<figure>${qrCode(address, '公示栏的网页')}<figcaption>扫码打开公示栏，找到那一户，可在网页上提出异议：<br>${address.replace(/^https?:\/\//, '')}</figcaption></figure>
<p class="sign">（盖章）<br>${publisher.union}<br>年　　月　　日</p>
</div>`;
}

function wholeList({ division, whole, notices }: NoticesView): Html | false {
  if (whole || division === null || notices.length === 0) return false;
  const wholeAddress = `?${new URLSearchParams({ division, whole: 'yes' })}`;
  return html`<p class="screen"><a class="big" href="${wholeAddress}">整张列出，供打印张贴</a></p>`;
}

/** A table where there is room and cards on a phone; the roles keep it a table for those who hear it. */
function list(notices: readonly NoticeSummary[]): Html {
  const titles = ['姓名', '工作单位或乡镇（街道）', '困难类别', '家庭人口', '拟办', '公示期', '公示'];
  return html`<table class="cards" role="table">
<thead role="rowgroup"><tr role="row">${titles.map((title, index) => html`<th role="columnheader" scope="col"${index === titles.length - 1 && html` class="screen"`}>${title}</th>`)}</tr></thead>
<tbody role="rowgroup">
${notices.map(
  (notice) => html`<tr role="row">
<th role="rowheader" scope="row" class="keep">${notice.maskedName}</th>
<td role="cell" data-label="单位或乡镇">${notice.workplace}</td>
<td role="cell" class="keep" data-label="困难类别">${notice.hardshipCategory}</td>
<td role="cell" data-label="家庭人口">${notice.householdSize}人</td>
<td role="cell" data-label="拟办">${notice.leaveAs === null ? `建档，${notice.tier}` : `退出，${notice.leaveAs}`}</td>
<td role="cell" class="period" data-label="公示期"><span class="keep">${dateInWords(notice.from)}</span>至<span class="keep">${dateInWords(notice.until)}</span></td>
<td role="cell" class="screen"><a class="big keep" href="notices/${encodeURIComponent(notice.id)}" aria-label="查看公示：${notice.maskedName}">查看公示</a></td>
</tr>
`,
)}</tbody>
</table>`;
}

function emptyState({ division }: NoticesView): Html {
  return html`<div class="note"><p>${division === null ? '目前没有正在公示的家庭。' : '这个地方目前没有正在公示的家庭，可以改选“全省”查看。'}</p></div>`;
}

function pager({ division, whole, nextCursor, later }: NoticesView): Html | null {
  if (whole || (nextCursor === null && !later)) return null;
  const address = (cursor: string | null) => {
    const query = new URLSearchParams();
    if (division !== null) query.set('division', division);
    if (cursor !== null) query.set('cursor', cursor);
    return `?${query}`;
  };
  return html`<nav class="screen" aria-label="翻页"><p>
${later && html`<a class="big" href="${address(null)}">回到第一页</a>　`}
${nextCursor !== null && html`<a class="big" href="${address(nextCursor)}" rel="next">下一页</a>`}
</p></nav>`;
}
