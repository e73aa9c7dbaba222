import { csvCell } from '../csv/cell.ts';
import type { Publisher } from '../province/publisher.ts';
import { dateInWords, monthInWords } from './dates.ts';
import { type Html, html } from './html.ts';
import { type PageAnswer, page } from './page.ts';
import type { OpenMonthView } from './views.ts';

/** `GET /figures`: the months that were published, the latest first. */
export function openFiguresPage(publisher: Publisher, months: readonly string[]): PageAnswer {
  return page({
    status: 200,
    title: '困难职工在册户数',
    publisher,
    maxAge: 60,
    main: html`<h1>困难职工在册户数</h1>
<p>每个月公布一次：月末那一天，各县（市、区）各类困难职工家庭在册的大约几户。</p>
${
  months.length === 0
    ? html`<div class="note"><p>还没有公布过。</p></div>`
    : html`<ul>
${months.map(
  (month) => html`<li><a class="big" href="figures/${month}">${monthInWords(month)}</a></li>
`,
)}</ul>`
}`,
  });
}

/** `GET /figures/{month}`: one of them, as it was published. */
export function openMonthPage(publisher: Publisher, figures: OpenMonthView): PageAnswer {
  const { month, day, anchor, counties } = figures;
  return page({
    status: 200,
    title: `困难职工在册户数：${monthInWords(month)}`,
    publisher,
    layout: 'wide',
    maxAge: 60,
    main: html`<h1>困难职工在册户数：${monthInWords(month)}</h1>
<p>截至<span class="keep">${dateInWords(day)}，</span>单位：户。每一个数各自取到最近的 5，相加不等于合计；不到 5 户的（包括没有的）写“少于5”。</p>
${counties.length === 0 ? html`<div class="note"><p>各县（市、区）各类都少于 5 户。</p></div>` : table(figures)}
<p>没有列出的县（市、区）和类别，都少于 5 户。有一个县少于 5 户的类别，不写全省的数。公布以后不再改动；以后的更正算在以后的月份里。</p>
<p>这张表依据登记日志，到那一天为止记下的都数了。第 ${anchor.number} 号日根是 <code>${anchor.root}</code></p>
<p class="screen"><a class="big" href="../v1/open-figures/${month}" download>下载这张表（CSV，${monthInWords(month)}）</a></p>
<p class="screen"><a class="big" href="../figures">别的月份</a></p>`,
  });
}

/** What stands in a cell that is not said, as on the page. */
const FEW = '少于5';
const NO_SUM = '不合计';
const titlesOf = (categories: readonly string[]): string[] => categories.map((category) => category || '类别不明');

/** `GET /v1/open-figures/{month}`: the same numbers for whoever reckons with them; the mark at its beginning tells Excel that it is UTF-8. */
export function openMonthCsv(figures: OpenMonthView): PageAnswer {
  const { month, day, anchor, categories, counties, whole } = figures;
  const rows = [
    ['截至', '县（市、区）', ...titlesOf(categories), '日根编号', '日根'],
    ...[
      ...counties.map(({ name, cells }) => ({ name, cells, none: FEW })),
      { name: '全省', cells: whole, none: NO_SUM },
    ].map(({ name, cells, none }) => [
      ...[day, name],
      ...cells.map((cell) => String(cell ?? none)),
      ...[String(anchor.number), anchor.root],
    ]),
  ];
  return {
    status: 200,
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="figures-${month}.csv"`,
      'Cache-Control': 'public, max-age=60',
    },
    body: `\uFEFF${rows.map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`,
  };
}

/** A table where there is room and cards on a phone; the roles keep it a table for those who hear it. */
function table({ categories, counties, whole }: OpenMonthView): Html {
  const titles = titlesOf(categories);
  const row = (name: string, cells: OpenMonthView['whole'], none: string) => html`<tr role="row">
<th role="rowheader" scope="row">${name}</th>
${cells.map(
  (cell, n) => html`<td role="cell" class="keep" data-label="${titles[n]}">${cell ?? none}</td>
`,
)}</tr>
`;
  return html`<table class="cards" role="table">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">县（市、区）</th>${titles.map((title) => html`<th role="columnheader" scope="col">${title}</th>`)}</tr></thead>
<tbody role="rowgroup">
${counties.map(({ name, cells }) => row(name, cells, FEW))}${row('全省', whole, NO_SUM)}</tbody>
</table>`;
}
