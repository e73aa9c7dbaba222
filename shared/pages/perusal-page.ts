import { objectionTitles, senderTitles } from '../dossier/objection-list.ts';
import { dateInWords, momentInWords } from './dates.ts';
import { codeField, faultSummary, titleAt, toFaults } from './fields.ts';
import { type Html, html } from './html.ts';
import { type PageAnswer, page, rows, telephone } from './page.ts';
import { PERUSAL_MINUTES, type PerusalAskedView, type PerusalView } from './views.ts';

const TITLE = '调查、异议和附件';

/** Where it is asked for and opened, as a page of the link's own address reaches it. */
export const perusalPath = (nonce: string): string => `${nonce}/perusal`;

/**
 * `GET` and `POST /a/{nonce}/perusal` before it is open: a code goes to the approver's telephone and is typed here.
 * Whoever has only read the mail learns nothing of the household on it.
 */
export function perusalAskedPage(view: PerusalAskedView, status: 200 | 403 | 422): PageAnswer {
  const { publisher, code, faults, nonce } = view;
  return page({
    status,
    title: titleAt(status, TITLE),
    publisher,
    main: html`${faultSummary(faults)}
<h1>${TITLE}</h1>
${
  typeof code === 'object'
    ? html`<div class="note"><p>${code.none}</p></div>
<p>要看的，请登录后看这一份（编号 ${code.dossier}），或者向建档工会调阅。登记有误的，请联系${publisher.officeName}，电话${telephone(publisher.officePhone, '。')}</p>`
    : html`<p>这里有入户调查的意见、异议和处理、致困原因和附件，只给审批人本人看。验证码不在邮件里，另发到登记里您的手机，${PERUSAL_MINUTES.code} 分钟有效，只能填在这个浏览器里。</p>`
}
${code === 'sent' && codeForm(faults.code)}${code === 'offered' && askForm()}
<p><a class="big" href="../${nonce}">回到审批页</a></p>`,
  });
}

/** Without a field: that it is sent asks for a code. What was wrong with the last one leads here. */
const askForm = (): Html => html`<form method="post" action="${toFaults}">
<button type="submit" id="code">把验证码发到我的手机</button>
</form>`;

const codeForm = (fault: string | undefined): Html => html`<form method="post" action="${toFaults}">
${codeField({ hint: '在刚才发到您手机的短信里。', fault })}
<button type="submit">打开</button>
</form>
<p><a class="big" href="perusal?again=1">几分钟没有收到，再要一个</a></p>`;

/**
 * What whoever decides reads with the code from their telephone. It cannot be printed, and goes from the screen by itself
 * when its time is over.
 *
 * @param seconds until then
 */
export function perusalPage(view: PerusalView, seconds: number): PageAnswer {
  const { survey, said, causes, explanation, attachments, nonce } = view;
  return page({
    status: 200,
    title: TITLE,
    publisher: view.publisher,
    layout: 'unprinted',
    headers: { Refresh: String(seconds) },
    main: html`<h1>${TITLE}：${view.maskedName}</h1>
<div class="note"><p>只给您本人看，看过哪些都有记录；不能打印，到 <span class="keep">${momentInWords(view.until)}</span> 自己关上，要再看的再要一个验证码。</p></div>
<h2>致困原因</h2>
${causes.length === 0 ? html`<p>没有填写。</p>` : rows(causes)}
<h2>入户调查</h2>
${survey === null ? html`<p>这件事没有入户调查。</p>` : surveyOf(survey)}
${said.length > 0 && html`<h2>办理中写明的</h2>\n${rows(said.map(({ label, value }) => ({ label, value: lines(value) })))}`}
<h2>异议和处理</h2>
${view.objections.length === 0 ? html`<p>没有异议。</p>` : view.objections.map(objectionOf)}
${view.cursor !== null && html`<p><a class="big" href="perusal?cursor=${view.cursor}">看后面的异议</a></p>`}
<h2>附件</h2>
${attachments.length === 0 ? html`<p>没有附件。</p>` : attachmentsOf(attachments)}
<details><summary>按标准逐条认定（不遮盖）</summary>
<ol>
${explanation.map((sentence) => html`<li>${sentence}</li>\n`)}</ol>
</details>
<p><a class="big" href="../${nonce}">回到审批页，作出决定</a></p>`,
  });
}

const lines = (text: string): Html => html`<span class="lines">${text}</span>`;

function surveyOf({ surveyedOn, surveyors, opinion, answers }: NonNullable<PerusalView['survey']>): Html {
  return rows([
    { label: '调查日期', value: dateInWords(surveyedOn) },
    { label: '调查人', value: surveyors.join('、') },
    ...answers,
    { label: '调查意见', value: lines(opinion) },
  ]);
}

function objectionOf({ objection, outcome, sender, receivedAt, joined, ...each }: PerusalView['objections'][number]) {
  const { reason, opinion, closedOn } = each;
  return html`<h3>异议 ${objection}（${senderTitles[sender]}）：${objectionTitles[outcome]}</h3>
${rows([
  { label: '收到', value: momentInWords(receivedAt) },
  { label: '写了什么', value: lines(reason) },
  ...(joined > 0 ? [{ label: '并入的', value: `另有 ${joined} 条` }] : []),
  {
    label: '处理意见',
    value:
      opinion === null ? '还没有' : html`${lines(opinion)}${closedOn !== null && html`（${dateInWords(closedOn)}）`}`,
  },
])}
`;
}

/** Each opens by itself: that it is opened is written down first. */
function attachmentsOf(attachments: PerusalView['attachments']): Html {
  return html`<ul>
${attachments.map(({ attachment, kind, name, size }) => html`<li><a class="big" href="perusal/attachments/${attachment}">${kind}：${name}</a>（${Math.max(1, Math.round(size / 1024))} KB）</li>\n`)}</ul>
<p>点开的存到您的设备上，看完请删除。</p>`;
}
