import { momentInWords, monthInWords } from './dates.ts';
import { codeField, faultSummary, radioGroup, textArea, textField, titleAt, toFaults } from './fields.ts';
import { type Html, html } from './html.ts';
import { type PageAnswer, page, rows, telephone } from './page.ts';
import { declineLimit, type PlanView, type SignatureEntry, type SignedView, signatureNameLimit } from './views.ts';

/**
 * `GET /s/{nonce}`: the assistance plan as the worker is to confirm it, and the form to sign it by name. The same page
 * answers a `POST` that could not be accepted: then the view's entry holds what was written and what is wrong.
 *
 * @param status 200 to show it, 403 for a wrong code, 422 for other faults
 */
export function planPage(view: PlanView, status: 200 | 403 | 422): PageAnswer {
  const title = '帮扶计划签字确认';
  return page({
    status,
    title: titleAt(status, title),
    publisher: view.publisher,
    main: html`${faultSummary(view.entry.faults)}
<h1>${title}</h1>
<p>${view.maskedName}，您好！下面是工会和帮扶责任人同您商定的帮扶计划。请看一看对不对，同意就在页末签字；不同意的，也在页末写明为什么，工会同您另行商定；有不清楚的，先给帮扶责任人打电话。</p>
<div class="note"><p><strong>打开本页不等于签字。</strong>请在<span class="keep">${momentInWords(view.expiresAt)}</span>前办理。</p></div>
${view.reason === null ? '' : html`<p>您签过字的上一份计划作了修订，原因：${view.reason}。这一份签了字才算数，联系卡随后换发。</p>`}
<h2>谁来帮扶</h2>
${rows([
  { label: '帮扶单位', value: view.assistingOrganization },
  { label: '帮扶责任人', value: contact(view.officer) },
  ...(view.liaison === null ? [] : [{ label: '工会联络人', value: contact(view.liaison) }]),
])}
<h2>怎么帮扶</h2>
${rows([
  { label: '您的需要', value: view.needs },
  { label: '解困脱困措施', value: list(view.supportTracks) },
  { label: '解困脱困计划', value: list(view.programs) },
  { label: '具体办法', value: list(view.measures) },
  { label: '完成时限', value: html`<strong>${monthInWords(view.dueMonth)}底前实现解困脱困</strong>` },
])}
<p class="paper">困难职工本人签字：＿＿＿＿＿＿＿＿　　　　　　年　　月　　日</p>
<h2 class="screen">签字确认</h2>
${signatureFields(view.entry)}`,
  });
}

function contact({ name, post, phone }: PlanView['officer']): Html {
  return html`${name}（${post}）<br>电话 ${telephone(phone)}`;
}

function list(items: readonly string[]): Html {
  return items.length === 1 ? html`${items[0]}` : html`<ol>${items.map((item) => html`<li>${item}</li>`)}</ol>`;
}

function signatureFields({ name, agree, reason, faults }: SignatureEntry): Html {
  return html`<form method="post" action="${toFaults}">
${radioGroup({
  name: 'agree',
  label: '您的意见',
  chosen: agree,
  choices: [
    { value: 'yes', label: '我已看过并同意，签字确认' },
    { value: 'no', label: '我不同意' },
  ],
  fault: faults.agree,
})}
${textArea({
  name: 'reason',
  label: '不同意的，请写明为什么',
  hint: '同意的不用写。',
  value: reason,
  maxLength: declineLimit,
  fault: faults.reason,
})}
${textField({
  name: 'name',
  label: '签名：请输入您的姓名',
  hint: '请写身份证上的姓名。',
  value: name,
  maxLength: signatureNameLimit,
  required: true,
  autocomplete: 'name',
  fault: faults.name,
})}
${codeField({ hint: '在给您的邮件里，或者由工会工作人员告诉您，例如 483 920。', fault: faults.code })}
<button type="submit">提交</button>
</form>`;
}

/** The signature is recorded. */
export function planSignedPage(view: SignedView): PageAnswer {
  return signed(view, '已签字确认', '您的签字已经记入档案。');
}

/**
 * The worker does not agree: that is recorded, now or before.
 *
 * @param again what they say once it was recorded, which counts no more: that they sign it after all, or once more why not
 */
export function planDeclinedPage(
  { publisher, officer }: Pick<SignedView, 'publisher' | 'officer'>,
  again: 'yes' | 'no' | null = null,
): PageAnswer {
  return page({
    status: 200,
    title: '您不同意这份帮扶计划',
    publisher,
    main: html`<h1>您不同意这份帮扶计划</h1>
<div class="done"><p>您的意见已经记入档案，这份计划不算数。${again === 'no' && '理由记的是第一次提交的。'}</p></div>
${again === 'yes' && html`<div class="note"><p>您先说过不同意，这一次的同意没有算数。改了主意的，请告诉帮扶责任人，计划再定一版，请您另签。</p></div>`}
<p>接下来，工会会同您另行商定计划，再请您签字。有事请找帮扶责任人：</p>
${rows([{ label: '帮扶责任人', value: contact(officer) }])}`,
  });
}

/**
 * It was signed before; what came in now changed nothing.
 *
 * @param declinesNow whether they wanted to decline it after all
 */
export function alreadySignedPage(view: SignedView, declinesNow: boolean): PageAnswer {
  const unheard = declinesNow ? '这一次的不同意没有记下，要改的请找帮扶责任人。' : '';
  return signed(view, '已经签过字了', `这份帮扶计划已经签字确认，不用再签。${unheard}`);
}

function signed(
  { publisher, at, assistingOrganization, officer }: SignedView,
  title: string,
  sentence: string,
): PageAnswer {
  return page({
    status: 200,
    title,
    publisher,
    main: html`<h1>${title}</h1>
<div class="done"><p>${sentence}签字时间 ${momentInWords(at)}。</p></div>
<p>接下来，工会会给您发《困难职工解困脱困联系卡》。有事请找帮扶责任人：</p>
${rows([
  { label: '帮扶单位', value: assistingOrganization },
  { label: '帮扶责任人', value: contact(officer) },
])}`,
  });
}
