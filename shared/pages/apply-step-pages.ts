import type { Publisher } from '../province/publisher.ts';
import { dateInWords } from './dates.ts';
import {
  checkGroup,
  faultSummary,
  type Keys,
  radioGroup,
  selectField,
  textArea,
  textField,
  titleAt,
  toFaults,
} from './fields.ts';
import { type Html, html } from './html.ts';
import { type PageAnswer, page, rows, telephone } from './page.ts';
import type { Faults } from './views.ts';

interface Named {
  name: string;
  label: string;
  hint?: string;
}
interface Choice {
  value: string;
  label: string;
}

/** One question of a step, with what was answered. */
export type StepField =
  | (Named & {
      kind: 'text' | 'area';
      value: string;
      maxLength: number;
      required?: boolean;
      autocomplete?: string;
      keys?: Keys;
    })
  | (Named & { kind: 'radio'; chosen: string | null; choices: readonly Choice[] })
  | (Named & {
      kind: 'select';
      value: string;
      optional?: boolean;
      groups: readonly { name: string; options: readonly Choice[] }[];
    })
  | (Named & { kind: 'checks'; choices: readonly { name: string; label: string; checked: boolean }[] });

export interface StepView {
  publisher: Publisher;
  title: string;
  /** Said before the questions. */
  says?: string;
  /** Which step it is; how many there are goes by what is answered. */
  position: number;
  fields: readonly StepField[];
  faults: Faults<string>;
  /** The step before. */
  back: string | null;
  /** Whoever leaves a page that is wrong is told so, and may leave without it. */
  leaves: boolean;
}

/** From the page of any step, `apply/{id}/{step}`; another step of the same stands beside it, by its name. */
const home = '../../apply';

function field(each: StepField, fault: string | undefined): Html {
  const { kind: _, ...rest } = each;
  switch (each.kind) {
    case 'text':
      return textField({ ...(rest as typeof each), fault });
    case 'area':
      return textArea({ ...(rest as typeof each), fault });
    case 'radio':
      return radioGroup({ ...(rest as typeof each), fault });
    case 'select':
      return selectField({ ...(rest as typeof each), fault });
    case 'checks':
      return checkGroup({ ...(rest as typeof each), fault });
  }
}

/** One thing a page: what is asked is stored with each, and one can stop at any. */
export function stepPage(view: StepView, status: 200 | 422): PageAnswer {
  const { publisher, title, says, position, fields, faults, back, leaves } = view;
  return page({
    status,
    title: titleAt(status, title),
    publisher,
    main: html`${faultSummary(faults)}
<p class="hint">第 ${position} 步，一共十步左右</p>
<h1>${title}</h1>
${says && html`<p>${says}</p>`}
<form method="post" action="${toFaults}">
${fields.map((each) => field(each, faults[each.name]))}
<button type="submit">存下，下一步</button>
<div class="leave">
${back !== null && html`<button type="submit" name="leave" value="back" formnovalidate>存下，回上一步</button>\n`}<button type="submit" name="leave" value="stop" formnovalidate>存下，以后再填</button>
</div>
</form>
${
  leaves &&
  html`<p>这一页改不好的，也可以不存这一页：${back !== null && html`<a class="big" href="${back}">回上一步</a>　`}<a class="big" href="${home}">以后再填</a></p>`
}
${helpOf(publisher)}`,
  });
}

/** Of a page on which nothing is typed. */
const footOf = (
  publisher: Publisher,
  back: string,
): Html => html`<p><a class="big" href="${back}">上一步</a>　<a class="big" href="${home}">先停下，以后再填</a></p>
<p>填过的都已经存着。</p>
${helpOf(publisher)}`;

const helpOf = (publisher: Publisher): Html =>
  html`<p>不会填的，打电话问：${publisher.officeName}${telephone(publisher.officePhone, '。')}</p>`;

export interface PapersView {
  publisher: Publisher;
  position: number;
  papers: readonly { id: string; kind: string; state: string; mayDrop: boolean }[];
  kinds: readonly string[];
  /** Whether another can be sent. */
  more: boolean;
  /** One has just been sent, and is being looked at: the page looks again by itself. */
  waits: boolean;
  fault?: string;
}

/** Papers: which one is to be photographed next. */
export function papersPage({ publisher, position, papers, kinds, more, waits, fault }: PapersView): PageAnswer {
  const title = '证明材料的照片';
  return page({
    status: fault === undefined ? 200 : 422,
    title,
    publisher,
    ...(waits ? { headers: { Refresh: '4' } } : {}),
    main: html`${faultSummary(fault === undefined ? {} : { kind: fault })}
<p class="hint">第 ${position} 步，一共十步左右</p>
<h1>${title}</h1>
<p>有哪些就拍哪些，没有的可以以后交给工会。身份证、户口簿、收入证明最好都有。</p>
${
  papers.length > 0 &&
  html`<ul>
${papers.map(
  (each) =>
    html`<li>${each.kind}：${each.state}${each.mayDrop && html`　<a class="big" href="${dropping(each.id)}">去掉${each.kind}</a>`}</li>\n`,
)}</ul>`
}
${
  more
    ? html`<form method="post" action="${toFaults}">
${selectField({ name: 'kind', label: '再拍一份：是什么', value: '', groups: [{ name: '', options: kinds.map((kind) => ({ value: kind, label: kind })) }], fault })}
<button type="submit">去拍照</button>
</form>`
    : html`<p>已经够多了，不能再添。</p>`
}
<p><a class="big" href="check">材料好了，下一步</a></p>
${footOf(publisher, 'hardship')}`,
  });
}

const dropping = (paper: string): string => `?${new URLSearchParams({ drop: paper })}`;

/** The form that sends one photo straight to the bucket, which sends the browser back. */
export function uploadPage(view: {
  publisher: Publisher;
  kind: string;
  url: string;
  fields: Readonly<Record<string, string>>;
}): PageAnswer {
  const { publisher, kind, url, fields } = view;
  return page({
    status: 200,
    title: `拍照：${kind}`,
    publisher,
    formAction: new URL(url).origin,
    main: html`<h1>${kind}</h1>
<p>放平、放亮，拍得清楚、不缺角。照片（JPEG、PNG）或者 PDF，不超过 10 MB。五分钟里传完。</p>
<form method="post" action="${url}" enctype="multipart/form-data">
${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">\n`)}
<div class="field">
<label class="label" for="file">拍照，或者选一张照片</label>
<input type="file" id="file" name="file" accept="image/jpeg,image/png,application/pdf" required>
</div>
<button type="submit">上传</button>
</form>
<p>传成了，会自己回到申请。出来一页英文的，就是没有传成：照片太大，或者过了五分钟。请再打开申请，点“接着填”，再拍一次。</p>
<p><a class="big" href="papers">不传了，回去</a></p>`,
  });
}

export function dropPage({ publisher, kind }: { publisher: Publisher; kind: string }): PageAnswer {
  return page({
    status: 200,
    title: '去掉一份材料',
    publisher,
    main: html`<h1>去掉“${kind}”？</h1>
<form method="post">
<button type="submit">去掉</button>
</form>
<p><a class="big" href="papers">不去掉，回去</a></p>`,
  });
}

export interface CheckView {
  publisher: Publisher;
  answers: readonly {
    title: string;
    step: string;
    rows: readonly { label: string; value: string; lines?: boolean }[];
  }[];
  /** What is still to be filled in or wrong, each with its step. */
  missing: readonly { message: string; step: string }[];
}

/** Check your answers: each with its way back. */
export function checkPage({ publisher, answers, missing }: CheckView): PageAnswer {
  return page({
    status: 200,
    title: '再看一遍',
    publisher,
    main: html`<h1>再看一遍</h1>
${
  missing.length > 0 &&
  html`<div class="fault" role="alert"><p><strong>还差这些，填了才能提交：</strong></p>
<ul>
${missing.map(({ message, step }) => html`<li><a href="${step}">${message}</a></li>\n`)}</ul></div>`
}
${answers.map(
  ({ title, step, rows: said }) => html`<h2>${title}</h2>
${rows(said.map(({ label, value, lines }) => ({ label, value: lines ? html`<span class="lines">${value}</span>` : value })))}
<p><a class="big" href="${step}">改“${title}”</a></p>
`,
)}
${missing.length === 0 && html`<p><a class="big" href="consent">都对，去看告知书并提交</a></p>`}
${footOf(publisher, 'papers')}`,
  });
}

export interface ConsentView {
  publisher: Publisher;
  sections: readonly { title: string; text: string }[];
  version: string;
  digest: string;
  /** Whether somebody applies for another. */
  forAnother: boolean;
  faults: Faults<'agreed' | 'sensitive'>;
}

/** What is done with what was written, and for how long: read before it is handed in. */
export function consentPage(view: ConsentView, status: 200 | 422): PageAnswer {
  const { publisher, sections, version, digest, forAnother, faults } = view;
  return page({
    status,
    title: titleAt(status, '告知书'),
    publisher,
    main: html`${faultSummary(faults)}
<h1>告知书</h1>
${sections.map(({ title, text }) => html`<h2>${title}</h2>\n<p class="lines">${text}</p>\n`)}
${forAnother && html`<div class="note"><p>您是代别人申请：请先告诉本人。本人和家里各人的同意，由工会另外当面取得。</p></div>`}
<form method="post" action="${toFaults}">
<input type="hidden" name="version" value="${version}">
<input type="hidden" name="digest" value="${digest}">
${checkGroup({ name: 'agreed', label: '同意', fault: faults.agreed, choices: [{ name: 'agreed', label: '我看过告知书，同意工会处理填写的个人信息', checked: false }] })}
${checkGroup({ name: 'sensitive', label: '单独同意', fault: faults.sensitive, choices: [{ name: 'sensitive', label: '我另外同意处理敏感的：身份证号、疾病、残疾、收入、不满十四周岁的孩子', checked: false }] })}
<button type="submit">提交申请</button>
</form>
${footOf(publisher, 'check')}`,
  });
}

/** Handed in: by what to ask for it, and until when the union answers. */
export function handedInPage(view: {
  publisher: Publisher;
  receipt: string;
  union: string;
  until: string;
}): PageAnswer {
  const { publisher, receipt, union, until } = view;
  return page({
    status: 200,
    title: '申请已经提交',
    publisher,
    main: html`<h1>申请已经提交</h1>
<div class="done"><p>回执编号 <strong class="keep">${receipt}</strong>，请抄下来或者截图。</p></div>
<p>交给了${union}，最晚${dateInWords(until)}接收、询问或者答复您。有询问的，会告诉您。</p>
<p>以后在申请页填当时的邮箱或者回执编号，要一个验证码，就看得到办到哪里。</p>
<p><a class="big" href="progress">看办到哪里</a></p>
<p>要问的，打电话报回执编号：${publisher.officeName}，电话${telephone(publisher.officePhone, '。')}</p>`,
  });
}

export interface ProgressView {
  publisher: Publisher;
  standing: string;
  inWords: string;
  receipt: string | null;
  union: string | null;
  said: readonly { who: string; on: string; text: string }[];
  papers: readonly { kind: string; state: string }[];
  /** What can be done now by a text: an answer, a correction, or taking it back. */
  form: 'answer' | 'correction' | 'withdrawal' | null;
  /** What was done just now. */
  done?: string;
  entry: string;
  faults: Faults<'text'>;
}

const forms = {
  answer: { label: '答复工会', hint: '照实写，写完就交给工会。', button: '交给工会' },
  correction: {
    label: '要更正，或者要撤回',
    hint: '写清楚哪里不对、应当是什么；不想办了的，也写在这里。建档的工会核对以后答复您。',
    button: '交给工会',
  },
  withdrawal: {
    label: '不申请了，为什么',
    hint: '撤回以后要再申请的，另开始一件。可以不写为什么。',
    button: '撤回申请',
  },
} as const;

/** `GET /apply/{id}/progress`: where it stands, what was asked and answered. */
export function progressPage(view: ProgressView, status: 200 | 422): PageAnswer {
  const { publisher, standing, inWords, receipt, union, said, papers, form, done, faults } = view;
  const asks = form && forms[form];
  return page({
    status,
    title: titleAt(status, '申请办到哪里'),
    publisher,
    main: html`${faultSummary(faults)}
<h1>${standing}</h1>
${done && html`<div class="done"><p>${done}</p></div>`}
<p>${inWords}</p>
${rows([
  ...(receipt === null ? [] : [{ label: '回执编号', value: receipt }]),
  ...(union === null ? [] : [{ label: '哪个工会', value: union }]),
])}
${said.length > 0 && html`<h2>问答</h2>\n${rows(said.map(({ who, on, text }) => ({ label: `${dateInWords(on)}，${who}`, value: html`<span class="lines">${text}</span>` })))}`}
${papers.length > 0 && html`<h2>材料</h2>\n${rows(papers.map(({ kind, state }) => ({ label: kind, value: state })))}`}
${asks && form !== 'withdrawal' && html`<h2>${asks.label}</h2>\n${textForm(view)}`}
${form === 'withdrawal' && html`<details${Object.keys(faults).length > 0 && html` open`}><summary>不申请了，要撤回</summary>\n${textForm(view)}</details>`}
<p><a class="big" href="${home}">回到我的申请</a></p>
<p>要问的，打电话报回执编号：${publisher.officeName}，电话${telephone(publisher.officePhone, '。')}</p>`,
  });
}

function textForm({ form, entry, faults }: ProgressView): Html | null {
  if (form === null) return null;
  const { label, hint, button } = forms[form];
  const required = form !== 'withdrawal';
  return html`<form method="post" action="${toFaults}">
<input type="hidden" name="form" value="${form}">
${textArea({ name: 'text', label, hint: `${hint}最多 1000 字。`, value: entry, maxLength: 1000, required, fault: faults.text })}
<button type="submit">${button}</button>
</form>`;
}
