import type { Publisher } from '../province/publisher.ts';
import { dateInWords } from './dates.ts';
import { codeField, faultSummary, textField, titleAt, toFaults } from './fields.ts';
import { type Html, html } from './html.ts';
import { type PageAnswer, page, telephone } from './page.ts';
import type { Faults } from './views.ts';

/**
 * The way from a page to where `apply` is: the API may stand below the path of a stage. A step's address is
 * `apply/{id}/{step}`, and no address names anybody.
 */
export type Root = '' | '../' | '../../';
const applyAt = (root: Root, id: string, step: string): string => `${root}apply/${id}/${step}`;

const office = ({ officeName, officePhone }: Publisher): Html =>
  html`<p>不会填、没有邮箱的，请打电话，或者到工会当面申请：${officeName}，电话${telephone(officePhone, '。')}</p>`;

export interface ApplyStart {
  publisher: Publisher;
  root: Root;
  /** Whether a code can be sent to a telephone, too. */
  byMessage: boolean;
  /** Why one is here again: the time is over, or nothing was opened. */
  note?: string;
  entry: { contact: string };
  faults: Faults<'contact'>;
}

/** `GET /apply` for whoever has no open session, what answers a contact that is none, and `GET /apply/code` where no code is waited for. */
export function applyStartPage(
  { publisher, root, byMessage, note, entry, faults }: ApplyStart,
  status: 200 | 401 | 422,
): PageAnswer {
  const title = '申请困难帮扶';
  return page({
    status,
    title: status === 422 ? `请改正：${title}` : title,
    publisher,
    main: html`${faultSummary(faults)}
<h1>${title}</h1>
${note && html`<div class="note"><p>${note}</p></div>`}
<p>家里有困难的职工，可以在这里自己申请，也可以替别人申请。填一半可以停下，过后接着填；提交以后，在这里看办到哪里。</p>
<p>拿不准的，先<a class="big" href="${root}self-check">自测一下</a></p>
<form method="post" action="${root}apply${toFaults}">
${textField({
  name: 'contact',
  label: byMessage ? '邮箱、手机号，或者申请的回执编号' : '邮箱，或者申请的回执编号',
  hint: '验证码发到这里。以后接着填、看办到哪里，也用它。提交过的，可以填回执编号，验证码发到当时留的地方。',
  value: entry.contact,
  maxLength: 200,
  required: true,
  autocomplete: 'email',
  keys: 'email',
  fault: faults.contact,
})}
<button type="submit">发验证码</button>
</form>
${office(publisher)}`,
  });
}

/** `GET /apply/code`, to which any contact leads, whatever it was: it says the same of each. */
export function applyCodePage(
  { publisher, root }: { publisher: Publisher; root: Root },
  faults: Faults<'code'>,
  status: 200 | 401 | 403 | 410 | 422 | 423,
): PageAnswer {
  const title = '填验证码';
  return page({
    status,
    title: titleAt(status, title),
    publisher,
    main: html`${faultSummary(faults)}
<h1>${title}</h1>
<p>验证码已经发出，过一两分钟就到。没有收到的，请看垃圾邮件；一个邮箱一天至多五封。</p>
<form method="post" action="${root}apply/code${toFaults}">
${codeField({ hint: '六位数字，半小时内有效，只能填在这一部手机上。', fault: faults.code })}
<button type="submit">打开</button>
</form>
<p><a class="big" href="${root}apply">重新要一个验证码</a></p>
${office(publisher)}`,
  });
}

/** `GET /apply-here/{session}`: on a telephone that has read the code on the screen of the staff. */
export function applyShownPage(
  publisher: Publisher,
  faults: Faults<'code'>,
  status: 200 | 401 | 403 | 410 | 422 | 423,
): PageAnswer {
  const title = '申请困难帮扶';
  return page({
    status,
    title: titleAt(status, title),
    publisher,
    main: html`${faultSummary(faults)}
<h1>${title}</h1>
<p>请填写工作人员念给您的验证码，填对了就在您的手机上填申请。</p>
<form method="post" action="${toFaults}">
${codeField({ hint: '六位数字，由工作人员当面念给您。', fault: faults.code })}
<button type="submit">打开</button>
</form>`,
  });
}

export interface ApplyList {
  publisher: Publisher;
  root: Root;
  applications: readonly {
    id: string;
    isDraft: boolean;
    standing: string;
    inWords: string;
    receipt: string | null;
    startedOn: string;
  }[];
  /** Their own dossiers, of whoever was seen with their ID card. */
  files: readonly { id: string; maskedName: string; union: string }[];
  /** There are others of theirs, which do not stand here. */
  moreFiles: boolean;
  mayStart: boolean;
  /** Made anew for each page shown, so that one tapped twice begins one application. */
  requestKey: string;
  /** Why another was not begun. */
  fault?: string;
}

/** `GET /apply` with an open session: what was applied for, and another one to begin. */
export function applyListPage({
  publisher,
  root,
  applications,
  files,
  moreFiles,
  mayStart,
  requestKey,
  fault,
}: ApplyList): PageAnswer {
  return page({
    status: fault === undefined ? 200 : 422,
    title: '我的申请',
    publisher,
    main: html`<h1>我的申请</h1>
${fault && html`<div class="fault" role="alert"><p>${fault}</p></div>`}
${applications.length === 0 && html`<p>还没有申请。</p>`}
${applications.map(
  ({ id, isDraft, standing, inWords, receipt, startedOn }) => html`<h2>${dateInWords(startedOn)}开始的：${standing}</h2>
<p>${inWords}</p>
${receipt && html`<p>回执编号 <strong>${receipt}</strong></p>`}
<p><a class="big" href="${applyAt(root, id, 'progress')}">${isDraft ? '接着填' : '打开看'}<span class="keep">（${dateInWords(startedOn)}）</span></a></p>
`,
)}
${
  mayStart &&
  html`<form method="post" action="${root}apply">
<input type="hidden" name="start" value="yes">
<input type="hidden" name="requestKey" value="${requestKey}">
<button type="submit">开始一件申请</button>
</form>`
}
<h2>我的档案</h2>
${files.map(
  ({ id, maskedName, union }) => html`<p>${union}</p>
<p><a class="big" href="${applyAt(root, id, 'file')}">看${maskedName}的档案</a></p>
`,
)}
${moreFiles && html`<p>这个联系方式还登记在别的档案上，这里只列 ${files.length} 份；其余的请带身份证到工会看。</p>`}
${files.length === 0 && html`<p>验证码只说明这个邮箱或手机是您的，说明不了您是谁。要在这里看自己的档案、谁看过，请带身份证到工会，请工作人员登记这个联系方式。</p>`}
<p><a class="big" href="${root}apply/leave">用完了，退出</a></p>
${office(publisher)}`,
  });
}

/** Whoever hands the telephone back leaves nothing behind. */
export function applyLeavePage({ publisher, root }: { publisher: Publisher; root: Root }): PageAnswer {
  return page({
    status: 200,
    title: '退出',
    publisher,
    main: html`<h1>退出</h1>
<p>填的都已经存着。退出以后，在这部手机上要重新填验证码才看得到。</p>
<form method="post" action="${root}apply/leave">
<button type="submit">退出</button>
</form>
<p><a class="big" href="${root}apply">不退出，回到我的申请</a></p>`,
  });
}

export function applyLeftPage({ publisher, root }: { publisher: Publisher; root: Root }): PageAnswer {
  return page({
    status: 200,
    title: '已经退出',
    publisher,
    main: html`<h1>已经退出</h1>
<div class="done"><p>在这部手机上看不到您的申请了。</p></div>
<p><a class="big" href="${root}apply">再打开</a></p>`,
    headers: { 'Set-Cookie': endedCookie },
  });
}

/** For this site alone, out of reach of any script, and sent when a browser comes back from the bucket. */
const cookieOf = (secret: string, seconds: number): string =>
  `${APPLICANT_COOKIE}=${secret}; Path=/; Max-Age=${seconds}; Secure; HttpOnly; SameSite=Lax`;
export const APPLICANT_COOKIE = '__Host-applicant';
const endedCookie = cookieOf('', 0);

export const withCookie = (answer: PageAnswer, secret: string, seconds: number): PageAnswer => ({
  ...answer,
  headers: { ...answer.headers, 'Set-Cookie': cookieOf(secret, seconds) },
});

/** Where a browser goes next, once what it sent is done: sent again, it is not done again. */
export function goTo(address: string): PageAnswer {
  return {
    status: 303,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
      Location: address,
    },
    body: '',
  };
}
