import { html } from './html.ts';
import { type PageAnswer, page, telephone } from './page.ts';
import type { ProblemView } from './views.ts';

/** Anything else that went wrong, for a person: what happened, and the number to mention on the phone. */
export function problemPage({ publisher, status, title, detail, code, retryAfter }: ProblemView): PageAnswer {
  return page({
    status,
    retryAfter,
    title,
    publisher,
    main: html`<h1>${title}</h1>
<p>${detail}</p>
<p>需要帮助的，请联系${publisher.officeName}，电话${telephone(publisher.officePhone, '，')}并告知编号 <strong>${code}</strong>。</p>`,
  });
}
