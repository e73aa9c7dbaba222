import { correctionAnswers } from '../matters/outcomes.ts';
import type { Publisher } from '../province/publisher.ts';
import { dateInWords, momentInWords } from './dates.ts';
import { codeField, faultSummary, radioGroup, textArea, titleAt, toFaults } from './fields.ts';
import { type Html, html } from './html.ts';
import { type PageAnswer, page, rows } from './page.ts';
import { type Faults, type OwnView, statementLimit, type WishEntry, wishLimit } from './views.ts';

/** `GET /w/{nonce}`, and what answers a wrong code: nothing of anybody, for links are forwarded and looked into. */
export function ownCodePage(publisher: Publisher, faults: Faults<'code'>, status: 200 | 403 | 422): PageAnswer {
  const title = '查看本人的档案';
  return page({
    status,
    title: titleAt(status, title),
    publisher,
    main: html`${faultSummary(faults)}
<h1>${title}</h1>
<p>请填写工作人员念给您的验证码。填对了，就看得到您家的档案写了什么、谁看过它，有不对的可以请求更正。</p>
<form method="post" action="${toFaults}">
${codeField({ hint: '六位数字，由工作人员当面念给您。', fault: faults.code })}
<button type="submit">查看</button>
</form>`,
  });
}

/** 本人查询: what is on file, who has read it, and what the worker wants to be put right. */
export function ownPage(view: OwnView, status: 200 | 422): PageAnswer {
  const { entry } = view;
  return page({
    status,
    title: status === 200 ? '本人的档案' : '请改正：请求更正',
    publisher: view.publisher,
    main: html`${faultSummary(entry.faults)}
${fileOf(view, entry.asked && '您的更正请求已经记下')}
${textAreaForm(view)}`,
  });
}

/** The same for whoever is signed in with a code that came to 核验过的联系方式. */
export function ownFilePage(
  { entry, ...view }: Omit<OwnView, 'entry'> & { entry: WishEntry },
  status: 200 | 422,
): PageAnswer {
  return page({
    status,
    title: status === 200 ? '我的档案' : '请改正：请求更正',
    publisher: view.publisher,
    main: html`${faultSummary(entry.faults)}
${fileOf(view, entry.asked && '您的请求已经记下')}
<form method="post" action="${toFaults}">
${radioGroup({
  name: 'wish',
  label: '请求什么',
  choices: [
    { value: 'correction', label: '更正：档案里有不对的' },
    { value: 'withdrawal', label: '撤回同意、撤回申请，或者退出，不要帮扶了' },
  ],
  chosen: entry.wish,
  fault: entry.faults.wish,
})}
${textArea({
  name: 'statement',
  label: '哪里不对，应当是什么；或者为什么撤回、退出',
  hint: `最多 ${wishLimit} 字。由工会核对、办理，答复写在这一页。`,
  value: entry.statement,
  maxLength: wishLimit,
  required: true,
  fault: entry.faults.statement,
})}
<button type="submit">提出请求</button>
</form>
<p><a class="big" href="../../apply">回到我的申请</a></p>`,
  });
}

function fileOf(view: Omit<OwnView, 'entry'>, asked: string | false): Html {
  return html`<h1>本人的档案：${view.maskedName}</h1>
${asked && html`<div class="done"><p>${asked}，由${view.union}核对以后答复。</p></div>`}
${rows([{ label: '现在的状态', value: view.status }, { label: '建档工会', value: view.union }, ...view.decisions])}
<p>身份证号遮去了一部分，银行卡号不在这里，免得旁人看见；要看全的，请在建档工会看纸质档案。</p>
${view.sections.map((section) => html`<details><summary>${section.title}</summary>\n${rows(section.rows)}\n</details>\n`)}
<h2>谁看过</h2>
${readings(view.readings)}
<h2>更正</h2>
${view.corrections.map(correction)}`;
}

function readings(read: OwnView['readings']): Html {
  if (read.length === 0) return html`<p>还没有人看过。</p>`;
  return html`<details><summary>最近 ${read.length} 次</summary>
${rows(read.map(({ at, what, by }) => ({ label: momentInWords(at), value: `${by}：${what}` })))}
</details>
<p>同一刻钟里看同样的只列一次；上级工会的抽查，三十天以后列出。</p>`;
}

function correction({ on, statement, outcome, answeredOn, answer }: OwnView['corrections'][number]): Html {
  return rows([
    { label: `${dateInWords(on)}提的`, value: html`<span class="lines">${statement}</span>` },
    {
      label: '答复',
      value:
        outcome === null || answeredOn === null
          ? '还在核对'
          : html`<strong>${correctionAnswers[outcome]}</strong>（${dateInWords(answeredOn)}）<br><span class="lines">${answer}</span>`,
    },
  ]);
}

function textAreaForm({ entry }: OwnView): Html {
  return html`<form method="post" action="${toFaults}">
<input type="hidden" name="code" value="${entry.code}">
${textArea({
  name: 'statement',
  label: '哪里不对，应当是什么',
  hint: `最多 ${statementLimit} 字。`,
  value: entry.statement,
  maxLength: statementLimit,
  required: true,
  fault: entry.faults.statement,
})}
<button type="submit">请求更正</button>
</form>`;
}
