import type { Publisher } from '../province/publisher.ts';
import { dateInWords } from './dates.ts';
import { faultSummary, radioGroup, textArea, textField, toFaults } from './fields.ts';
import { type Html, html } from './html.ts';
import { noticeWords } from './notice-words.ts';
import { type PageAnswer, page, rows, telephone } from './page.ts';
import { qrCode } from './qr-code.ts';
import { receiptLink } from './receipt-page.ts';
import { type NoticeView, type ObjectionEntry, objectionLimits } from './views.ts';

/**
 * `GET /notices/{id}`: one household's public notice with the form for an objection. The same page answers a `POST`
 * that could not be accepted: then the view's entry holds what was typed and what is wrong, and the status is 422; 429
 * where nothing is wrong and it was not taken in all the same, `refused` says why.
 */
export function noticePage(view: NoticeView): PageAnswer {
  const { publisher, notice, objection, refused, retryAfter } = view;
  const faulty = Object.keys(objection.faults).length > 0;
  const words = noticeWords(view);
  return page({
    status: refused !== undefined ? 429 : faulty ? 422 : 200,
    retryAfter,
    title:
      refused !== undefined
        ? '异议没有提交成功'
        : faulty
          ? '请改正：对公示的异议'
          : notice.leaveAs === null
            ? '建档公示'
            : '退出公示',
    publisher,
    main: html`${faultSummary(objection.faults)}${refused !== undefined && notTakenIn(refused)}
<article class="decree">
<h1>${words.title}</h1>
<p>${words.lead}</p>
${rows(words.rows.map(({ label, value, strong }) => ({ label, value: strong ? html`<strong>${value}</strong>` : value })))}
<p>${words.objecting}${telephone(publisher.officePhone, '。')}${words.keeping}</p>
<div class="foot">
<figure class="paper">${qrCode(view.address, '本公示的网页')}<figcaption>${words.scanning}<br>${words.address}</figcaption></figure>
<p class="sign"><span class="paper">（盖章）</span>${words.union}<br>${words.day}</p>
</div>
</article>
${progress(view)}
<h2 class="screen">提出异议</h2>
${objectionFields(objection, notice.leaveAs === null ? '批准建档' : '批准退出')}
${receiptLink('../o/')}
<p class="screen"><a class="big" href="../notices">查看全部公示</a></p>`,
  });
}

/** What was typed stands below: who comes back in an hour sends it as it is. */
function notTakenIn(why: string): Html {
  return html`<div class="fault" id="faults" role="alert" tabindex="-1" autofocus>
<p><strong>您的异议没有提交成功。</strong>${why}</p>
<p>您写的都还在下面，请不要关掉本页；<a href="#reason">到那里再提交</a></p>
</div>`;
}

function progress({ day, workingDays, notice }: NoticeView): Html {
  if (day < 1) {
    return html`<div class="note screen"><p>公示已于${dateInWords(notice.from)}张贴，自次日起计 ${workingDays} 个工作日。</p></div>`;
  }
  return html`<div class="note screen">
<p id="progress">公示第 ${day} 天，共 ${workingDays} 个工作日</p>
<progress value="${day}" max="${workingDays}" aria-labelledby="progress"></progress>
</div>`;
}

function objectionFields(
  { reason, signed, name, mail, contact, requestKey, faults }: ObjectionEntry,
  held: string,
): Html {
  return html`<p class="screen">请如实反映您知道的情况。工会会逐条核实，并对反映人的情况保密；捏造事实的，要承担相应责任。</p>
<form method="post" action="${toFaults}">
<input type="hidden" name="requestKey" value="${requestKey}">
${textArea({
  name: 'reason',
  label: '异议事由（必填）',
  hint: `请写明什么情况与公示不符、您怎么知道的，至少 6 个字，最多 ${objectionLimits.reason} 字。`,
  value: reason,
  maxLength: objectionLimits.reason,
  required: true,
  fault: faults.reason,
})}
${radioGroup({
  name: 'signed',
  label: '是否署名（必选）',
  hint: `署名并用邮箱验证的，工会处理完之前，这一户不会${held}，处理结果告知您本人。不署名或者没有验证的也收，由审核人先核对，核对有依据的再处理。`,
  chosen: signed,
  choices: [
    { value: 'named', label: '署名' },
    { value: 'anonymous', label: '不署名' },
  ],
  fault: faults.signed,
})}
<div class="named">
${textField({
  name: 'name',
  label: '您的姓名（署名时必填）',
  value: name,
  maxLength: objectionLimits.name,
  autocomplete: 'name',
  fault: faults.name,
})}
${textField({
  name: 'mail',
  label: '您的邮箱',
  hint: '我们往这里发一封带验证码的邮件，填对了就算验证过。',
  value: mail,
  maxLength: objectionLimits.mail,
  autocomplete: 'email',
  keys: 'email',
  fault: faults.mail,
})}
${textField({
  name: 'contact',
  label: '其他联系方式（没有邮箱的必填）',
  hint: '手机号码或通信地址，审核人会据此找您核实，只用来核实和答复。',
  value: contact,
  maxLength: objectionLimits.contact,
  fault: faults.contact,
})}
</div>
<button type="submit">提交异议</button>
</form>`;
}

/** The notice period is over, and with it the permission to show whom it was about. */
export function noticeEndedPage(publisher: Publisher): PageAnswer {
  return withoutNotice(publisher, 410, '公示已结束', '公示期已满，公示内容已按规定撤下，不再在网上受理异议。');
}

export function noticeNotFoundPage(publisher: Publisher): PageAnswer {
  return withoutNotice(
    publisher,
    404,
    '没有这份公示',
    '它可能已经撤下。地址是手抄的，请核对是否完整，或者从全部公示里查找。',
  );
}

function withoutNotice(publisher: Publisher, status: number, title: string, sentence: string): PageAnswer {
  return page({
    status,
    title,
    publisher,
    main: html`<h1>${title}</h1>
<p>${sentence}</p>
<p>仍有情况要反映的，请联系${publisher.officeName}，电话${telephone(publisher.officePhone, '。')}</p>
${receiptLink('../o/')}
<p><a class="big" href="../notices">查看全部公示</a></p>`,
  });
}
