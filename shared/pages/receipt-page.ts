import type { Publisher } from '../province/publisher.ts';
import { dateInWords, momentInWords } from './dates.ts';
import { codeField, faultSummary, textField } from './fields.ts';
import { type Html, html } from './html.ts';
import { type PageAnswer, page, telephone } from './page.ts';
import type { FindReceiptView, ObjectionReceivedView, ReceiptStanding, ReceiptView } from './views.ts';

/** What happened to an objection just sent: its receipt, what comes next, and until when. */
export function objectionReceivedPage(view: ObjectionReceivedView): PageAnswer {
  const { publisher, receipt, received, codeSent, named, until } = view;
  const title = received ? '异议已收到' : '还差一步，异议还没有收下';
  return page({
    status: 201,
    title,
    publisher,
    main: html`<h1>${title}</h1>
${
  received
    ? html`<div class="done"><p>收到时间 ${momentInWords(view.receivedAt)}。</p>${number(receipt)}</div>`
    : html`<div class="note"><p>没有验证的异议已经收满。${
        codeSent
          ? '请填写邮件里的验证码，填对了就收下。'
          : '今天的验证码也已经发完，您写的先留着：请明天凭回执编号重新发送验证码，填对了就收下。'
      }</p>${number(receipt)}</div>`
}
${codeSent && codeFields(`../o/${receipt}`)}
${
  received &&
  html`<p>${codeSent ? '填不了验证码的，也已经收下：' : ''}审核人最晚在${dateInWords(until)}核对，有依据的再调查处理。${
    named ? '结果会按您留下的联系方式告知。' : '您没有署名，结果不会另行告知，可以凭回执编号打电话询问。'
  }没有验证的异议，在审核人受理之前不影响这一户的办理。</p>`
}
<p>以后可以凭回执编号<a href="../o/${receipt}">看办到哪一步</a>，也可以打电话询问：${office(publisher)}</p>
<p><a class="big" href="../notices">查看全部公示</a></p>`,
  });
}

/** Leads whoever wrote nothing but the receipt down to where it is typed, from a page in that folder. */
export function receiptLink(folder: 'o/' | '../o/'): Html {
  return html`<p class="screen"><a class="big" href="${folder}find">提过异议的，凭回执编号查办理情况</a></p>`;
}

/** Room for blanks between all letters; what is longer is no receipt. */
const typedLimit = 40;

/**
 * `GET /o/find`; the answer to its `POST`, and to any `/o/{receipt}`, where there is no such receipt. The receipt is
 * posted, so that no address has it.
 */
export function findReceiptPage({ publisher, status, retryAfter, typed, fault }: FindReceiptView): PageAnswer {
  return page({
    status,
    retryAfter,
    title: fault === undefined ? '查异议的办理情况' : '没有查到',
    publisher,
    main: html`<h1>${fault === undefined ? '查异议的办理情况' : '没有查到'}</h1>
<form method="post" action="find">
${textField({
  name: 'receipt',
  label: '回执编号',
  hint: '提异议时给您的 12 位字母和数字，例如 K7QM-2XPA-9TWD。大小写、空格和横线都不计较。',
  value: typed.slice(0, typedLimit),
  maxLength: typedLimit,
  required: true,
  fault,
})}
<button type="submit">查办理情况</button>
</form>
<p>编号看不清或者找不到了的，请打电话询问：${office(publisher)}</p>
<p><a class="big" href="../notices">查看全部公示</a></p>`,
  });
}

const standings: Record<ReceiptStanding, string> = {
  notReceived: '还没有收下',
  tooLate: '没有收下',
  untriaged: '已收到，等待核对',
  open: '正在调查处理',
  dropped: '不再处理',
  setAside: '经核对不予受理',
  dismissed: '经核实不成立',
  upheld: '经核实成立',
  upheldStays: '经核实成立',
};

/** `GET /o/{receipt}`: where an objection stands. Neither whom it is about nor what was written is here. */
export function receiptPage(view: ReceiptView): PageAnswer {
  const { publisher, receipt, standing, mayVerify, fault, again, sentAgain, notSent, retryAfter } = view;
  return page({
    status: notSent !== undefined ? 429 : fault === undefined ? 200 : 422,
    retryAfter,
    title: '异议办理情况',
    publisher,
    main: html`${faultSummary(fault === undefined ? {} : { code: fault })}
<h1>异议${standings[standing]}</h1>
${number(receipt)}
<p>提交时间 ${momentInWords(view.receivedAt)}。${sentence(view)}</p>
${sentAgain && html`<div class="note"><p>验证码已重新发送，请过几分钟查看邮箱，以最近一封为准。</p></div>`}
${notSent !== undefined && html`<div class="note"><p>${notSent}</p></div>`}
${mayVerify && (again ? resendButton(receipt) : codeFields(receipt, fault))}
${mayVerify && !again && html`<p>没有收到邮件，或者验证码过期、输错太多的，可以<a class="big" href="${receipt}?again=1">重新发送验证码</a></p>`}
<p>要询问的，请报回执编号：${office(publisher)}</p>
<p><a class="big" href="../notices">查看全部公示</a></p>`,
  });
}

function sentence({ standing, mayVerify, until }: ReceiptView): string {
  switch (standing) {
    case 'notReceived':
      return `请在${dateInWords(until)}公示结束前填写邮件里的验证码，填对了就收下。`;
    case 'tooLate':
      return '公示已经结束，没有来得及验证。仍有情况要反映的，请打下面的电话。';
    case 'untriaged':
      return `审核人最晚在${dateInWords(until)}核对。${mayVerify ? '填了验证码的不必等核对，直接处理。' : ''}`;
    case 'open':
      return `工会最晚在${dateInWords(until)}处理完，处理完之前这件事不会批准。`;
    case 'dropped':
      return '这件事已经不再办理，您反映的情况也就不用再处理。仍有情况要反映的，请打下面的电话。';
    case 'setAside':
      return `审核人核对过，没有可以调查的依据。${mayVerify ? '填了验证码的，直接调查处理。' : '有新的情况，请打下面的电话。'}`;
    case 'dismissed':
      return '已经办结：工会调查过，这一户照常办理。对结果有不同意见的，请打下面的电话。';
    case 'upheld':
      return '已经办结：工会调查过，您反映的情况成立。';
    case 'upheldStays':
      return '已经办结：工会调查过，这一户没有照公示的退出或者转正，仍如原来。';
  }
}

function number(receipt: string): Html {
  return html`<p>回执编号 <span class="keep"><strong>${receipt}</strong>，</span>请抄下来或者截图保存。</p>`;
}

function codeFields(action: string, fault?: string): Html {
  return html`<h2>验证您的邮箱</h2>
<form method="post" action="${action}">
${codeField({ hint: '在我们发到您邮箱的邮件里，24 小时内有效；没有看到的，请看看垃圾邮件。', fault })}
<button type="submit">提交验证码</button>
</form>`;
}

function resendButton(action: string): Html {
  return html`<form method="post" action="${action}">
<input type="hidden" name="again" value="yes">
<button type="submit">重新发送验证码</button>
</form>`;
}

function office({ officeName, officePhone }: Publisher): Html {
  return html`${officeName}，电话${telephone(officePhone, '。')}`;
}
