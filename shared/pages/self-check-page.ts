import type { Publisher } from '../province/publisher.ts';
import { checkGroup, faultSummary, selectField, textField, titleAt, toFaults } from './fields.ts';
import { type Html, html } from './html.ts';
import { type PageAnswer, page, telephone } from './page.ts';
import type { Faults } from './views.ts';

type SelfCheckField = 'division' | 'people' | 'income' | 'spent';

/** 自测 as it is asked, with what was entered. */
export interface SelfCheckForm {
  publisher: Publisher;
  /** Counties to choose from, under their cities. */
  divisionGroups: readonly { name: string; divisions: readonly { code: string; name: string }[] }[];
  /** Each situation with what people call it, and whether it was said. */
  situations: readonly { name: string; label: string; checked: boolean }[];
  entry: { [F in SelfCheckField]: string };
  faults: Faults<SelfCheckField>;
}

/** What comes of it: sentences, the first of which says it. */
export interface SelfCheckAnswer {
  publisher: Publisher;
  sentences: readonly string[];
  notAsked: readonly string[];
  bring: readonly string[];
  call: { name: string; telephone: string; address: string | null };
}

/** `GET /self-check`, and what answers a form that is to be mended. */
export function selfCheckPage(view: SelfCheckForm, status: 200 | 422): PageAnswer {
  const { publisher, divisionGroups, situations, entry, faults } = view;
  const title = '自测：能不能申请困难帮扶';
  return page({
    status,
    title: titleAt(status, title),
    publisher,
    main: html`${faultSummary(faults)}
<h1>${title}</h1>
<p>回答几个问题，看看按本省的标准，您家可能属于哪一类困难职工。不用登录，不问姓名，填的不保存。</p>
<p>结果只供参考，<strong>这不是认定</strong>；不管结果怎样，都可以申请。</p>
<form method="post" action="${toFaults}">
${selectField({
  name: 'division',
  label: '户口在哪个县（市、区）',
  hint: '户口在外地，来这里务工的，选务工的县（市、区）。',
  value: entry.division,
  groups: divisionGroups.map(({ name, divisions }) => ({
    name,
    options: divisions.map(({ code, name: label }) => ({ value: code, label })),
  })),
  fault: faults.division,
})}
${textField({ name: 'people', label: '一起生活的有几口人', hint: '连您自己，例如 3。', value: entry.people, maxLength: 10, required: true, keys: 'numeric', fault: faults.people })}
${textField({ name: 'income', label: '平均每人每月收入多少元', hint: '全家一个月的收入加起来，除以人数。例如 600。', value: entry.income, maxLength: 20, required: true, keys: 'decimal', fault: faults.income })}
${checkGroup({ name: 'situations', label: '家里有没有这些情况（有的都选上，没有的不选）', fault: undefined, choices: situations })}
${textField({ name: 'spent', label: '一年里看病、上学、意外，自己花了多少元', hint: '扣掉报销的。不知道的可以不填。', value: entry.spent, maxLength: 20, keys: 'decimal', fault: faults.spent })}
<button type="submit">看结果</button>
</form>`,
  });
}

/** What the form comes to: what might be, what is not known, what to bring and whom to call. */
export function selfCheckAnswerPage({ publisher, sentences, notAsked, bring, call }: SelfCheckAnswer): PageAnswer {
  const [result, ...more] = sentences;
  return page({
    status: 200,
    title: '自测的结果',
    publisher,
    main: html`<h1>自测的结果</h1>
<div class="note"><p class="verdict">${result}</p></div>
${more.map((sentence) => html`<p>${sentence}</p>\n`)}
<h2>这些还没有问，申请以后要核对</h2>
${list(notAsked)}
<h2>申请时要带的</h2>
${list(bring)}
<h2>找谁</h2>
<p>${call.name}，电话${telephone(call.telephone, call.address === null ? '。' : '，')}${call.address !== null && `地址：${call.address}。`}</p>
<p><a class="big" href="apply">申请困难帮扶</a>　<a class="big" href="self-check">重新自测</a></p>`,
  });
}

const list = (items: readonly string[]): Html => html`<ul>
${items.map((item) => html`<li>${item}</li>\n`)}</ul>`;
