import { formatFen } from '../money/fen.ts';
import { dateInWords, momentInWords, monthInWords } from './dates.ts';
import { codeField, faultSummary, radioGroup, textArea, titleAt, toFaults } from './fields.ts';
import { type Html, html } from './html.ts';
import { type PageAnswer, page, rows } from './page.ts';
import { perusalPath } from './perusal-page.ts';
import { type ApprovalView, type DecidedView, decisionTitles, opinionLimit } from './views.ts';

const purposeTitles: Record<ApprovalView['purpose'], string> = {
  registration: '建档审批',
  temporary: '临时救助审批',
  conversion: '临时档案转正审批',
  amendment: '档案变更审批',
  reverification: '复核变动审批',
  exit: '退出审批',
};

/**
 * `GET /a/{nonce}`: the masked dossier and the form to decide on it. The same page answers a `POST` that could not be
 * accepted (wrong code, no decision, no opinion): then the view's entry holds what was written and what is wrong.
 *
 * @param status 200 to show it, 403 for a wrong code, 422 for other faults
 */
export function approvalPage(view: ApprovalView, status: 200 | 403 | 422): PageAnswer {
  const title = purposeTitles[view.purpose];
  const { assessment } = view;
  return page({
    status,
    title: titleAt(status, title),
    publisher: view.publisher,
    main: html`${faultSummary(view.entry.faults)}
<h1>${title}：${view.maskedName}</h1>
<p class="verdict">${view.verdict}</p>
<div class="note">
<p><strong>打开本页不会作出任何决定。</strong>请看完材料，在页末填写验证码和决定后提交。</p>
<p class="screen"><a class="big" href="#decide">直接到审批决定</a></p>
</div>
${rows([
  { label: '办理期限', value: momentInWords(view.deadline) },
  { label: '审批人', value: `${view.approver}，${view.levelName}（第 ${view.level} 级，共 ${view.levels} 级）` },
  { label: '建档工会', value: view.union },
])}
${view.exit && exitAsked(view)}${view.change && changeAsked(view.change)}${view.changed && changedBoxes(view.changed)}
<h2>认定的依据</h2>
<p>${assessment.deciding}</p>
${folded('按标准逐条认定', standardsWord(assessment))}
${folded(
  '不予建档情形',
  exclusions(view),
  view.exclusions.some(({ exemption }) => exemption === null),
)}
${view.survey && folded('入户调查', surveyResult(view.survey))}
${view.deliberation && folded('评议', deliberationResult(view.deliberation))}
${
  view.checks &&
  folded(
    '核对家庭经济状况',
    rows(view.checks),
    view.checks.some(({ value }) => value !== '一致'),
  )
}
${view.notice && folded('公示结果', noticeResult(view.notice), view.notice.objections.length + view.notice.untriaged > 0)}
${view.sections.map((section) => folded(section.title, rows(section.rows)))}
${folded('办理经过', rows(view.timeline.map(({ at, what, by }) => ({ label: momentInWords(at), value: `${what}（${by}）` }))))}
<div class="screen">
<h2>调查、异议和附件</h2>
<p>人写的意见、致困原因和附件，凭发到您手机的另一个验证码看。</p>
<p><a class="big" href="${perusalPath(view.nonce)}">看调查、异议和附件</a></p>
</div>
<h2 id="decide" class="screen">审批决定</h2>
${decisionFields(view)}`,
  });
}

/** Shut until it is tapped: what decides stands open. No script is needed for it. */
function folded(title: string, content: Html, open = false): Html {
  return html`<details${open && html` open`}><summary>${title}</summary>
${content}
</details>
`;
}

function standardsWord({ category, tier, ...assessment }: ApprovalView['assessment']): Html {
  return html`${rows([
    { label: '认定类别', value: html`<strong>${category}</strong>（${tier}）` },
    { label: '适用标准', value: assessment.standard },
    { label: '依据', value: assessment.source },
    { label: '所用低保标准', value: assessment.subsistenceLine },
  ])}
<ol>
${assessment.explanation.map((sentence) => html`<li>${sentence}</li>\n`)}</ol>`;
}

function changeAsked({ from, to }: NonNullable<ApprovalView['change']>): Html {
  return html`<h2>拟办变动</h2>
${rows([
  { label: '原来的', value: from },
  { label: '认定的', value: html`<strong>${to}</strong>` },
])}
<p>这一户仍然在册。不同意变动的，仍按原来的类别和级别。</p>`;
}

function exitAsked({ exit, changed }: ApprovalView): Html {
  const { onFileAs, stays, leaveAs, reason, happenedOn, evidence, incomes, proposedBy, opinion } = exit as NonNullable<
    ApprovalView['exit']
  >;
  const form = changed === null ? '据以在册的那一份' : '变了以后提交的那一份';
  return html`<h2>拟办退出</h2>
${rows([
  { label: '在册的类别', value: html`<strong>${onFileAs}</strong>` },
  { label: '去向', value: html`<strong>${leaveAs}</strong>` },
  { label: '退出的原因', value: html`<strong>${reason}</strong>` },
  ...(happenedOn === null ? [] : [{ label: '哪一天的事', value: dateInWords(happenedOn) }]),
  { label: '依据', value: evidence },
  { label: '由谁提出', value: proposedBy },
  { label: '提出的意见', value: opinion },
])}
${incomes && monthlyIncomes(incomes)}<p>下面的档案表是${form}，认定是最近一次的。不予退出的，${stays}；退回补正的，由建档工会补正以后再送，或取消退出。</p>`;
}

/** 脱困: what the province asks to see, month by month. */
function monthlyIncomes({ householdSize, months }: NonNullable<NonNullable<ApprovalView['exit']>['incomes']>): Html {
  return html`<h3>逐月的家庭收入</h3>
${rows(
  months.map(({ month, amount, line }) => ({
    label: monthInWords(month),
    value: `${formatFen(amount)}，${householdSize} 口人，人均 ${formatFen(Math.floor(amount / householdSize))}（当月低保标准 ${formatFen(line)}）`,
  })),
)}
`;
}

/** By title alone: what they say stands below, as far as the page may show it. */
function changedBoxes(titles: readonly string[]): Html {
  return html`<h2>变更了哪几栏</h2>
${titles.length === 0 ? '' : html`<ul>\n${titles.map((title) => html`<li>${title}</li>\n`)}</ul>\n`}<p>本页不显示的各栏（如健康状况、证件号码），变了也不在这里列出。</p>`;
}

function exclusions({ exclusions }: ApprovalView): Html {
  if (exclusions.length === 0) return html`<p>没有发现不予建档的情形。</p>`;
  return rows(
    exclusions.map(({ title, evidence, exemption }) => ({
      label: title,
      value: html`${evidence}<br>${
        exemption === null
          ? html`<strong>未豁免</strong>`
          : html`<strong>已豁免</strong>：${exemption.reason}（${exemption.by}，${dateInWords(exemption.on)}）`
      }`,
    })),
  );
}

function surveyResult(survey: NonNullable<ApprovalView['survey']>): Html {
  return rows([
    { label: '调查日期', value: dateInWords(survey.surveyedOn) },
    { label: '调查人', value: survey.surveyors },
    { label: '调查结论', value: survey.outcome },
    { label: '调查意见', value: html`<span class="lines">${survey.opinion}</span>` },
  ]);
}

function deliberationResult({ heldOn, ...said }: NonNullable<ApprovalView['deliberation']>): Html {
  return rows([
    { label: '评议日期', value: dateInWords(heldOn) },
    { label: '结果', value: `${said.outcome}（${said.votes}）` },
  ]);
}

function noticeResult({ from, until, workingDays, ...received }: NonNullable<ApprovalView['notice']>): Html {
  const { objections, untriaged, setAside } = received;
  const count = objections.length + untriaged + setAside;
  const result = count === 0 ? '没有收到异议。' : `收到异议 ${count} 件，其中验证过或受理的 ${objections.length} 件。`;
  return html`<p>${dateInWords(from)}至${dateInWords(until)}公示，自次日起 ${workingDays} 个工作日，${result}</p>
${
  objections.length > 0 &&
  rows(
    objections.map(({ number, outcome, opinion }) => ({
      label: `异议 ${number}`,
      value: html`<strong>${outcome}</strong><br><span class="lines">${opinion}</span>`,
    })),
  )
}
${untriaged > 0 && html`<p><strong>还有 ${untriaged} 件没有署名或没有验证的异议，审核人尚未初核。</strong>它们不妨碍您决定；想等初核以后再决定的，请在期限内联系审核人。</p>`}
${setAside > 0 && html`<p>另有 ${setAside} 件没有验证的，经审核人初核不予受理。</p>`}`;
}

function decisionFields({ purpose, entry: { decision, opinion, faults } }: ApprovalView): Html {
  return html`<form method="post" action="${toFaults}">
${radioGroup({
  name: 'decision',
  label: '您的决定（必选）',
  chosen: decision,
  choices: Object.entries(decisionTitles[purpose]).map(([value, label]) => ({ value, label })),
  fault: faults.decision,
})}
${textArea({
  name: 'opinion',
  label: '审批意见（退回、不予的必填）',
  hint: `请写明理由，申报单位会看到；最多 ${opinionLimit} 字。请勿写身份证号、银行卡号。`,
  value: opinion,
  maxLength: opinionLimit,
  fault: faults.opinion,
})}
${codeField({ hint: '在通知您审批的邮件正文里，例如 483 920，空格不必输入。', fault: faults.code })}
<button type="submit">提交决定</button>
</form>`;
}

/**
 * The decision is recorded; said to whoever sends the same once more, too.
 *
 * @param rewords whether an opinion came with it once more, which may be another one: the first stands
 */
export function decisionTakenPage(view: DecidedView, rewords = false): PageAnswer {
  const first = rewords ? '审批意见记的是第一次提交的。' : '';
  return decided(view, '决定已记录', `决定已经记入档案，本链接不能再次使用。${first}`);
}

/**
 * Somebody has decided already.
 *
 * @param posted whether another decision came in now, which changed nothing
 */
export function alreadyDecidedPage(view: DecidedView, posted: boolean): PageAnswer {
  const nothing = posted ? '；您这次的操作没有改变任何内容' : '';
  return decided(view, '已经作出决定', `这份档案的本次审批已经有决定，不能重复审批${nothing}。`);
}

function decided(view: DecidedView, title: string, sentence: string): PageAnswer {
  return page({
    status: 200,
    title,
    publisher: view.publisher,
    main: html`<h1>${title}</h1>
<div class="done"><p>${sentence}</p></div>
${rows([
  { label: '事项', value: purposeTitles[view.purpose] },
  { label: '职工姓名', value: view.maskedName },
  ...(view.reason === null ? [] : [{ label: '退出的原因', value: view.reason }]),
  { label: '决定', value: html`<strong>${decisionTitles[view.purpose][view.decision]}</strong>` },
  { label: '决定人', value: view.by },
  { label: '决定时间', value: momentInWords(view.at) },
])}
<p>${view.next}</p>`,
  });
}
