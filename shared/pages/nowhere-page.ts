import type { Publisher } from '../province/publisher.ts';
import { html } from './html.ts';
import { type PageAnswer, page, telephone } from './page.ts';

/**
 * An address that nothing stands at: copied with a mistake, or without its end. It says what to look at and where to
 * begin, since no page before it says so.
 *
 * @param root where the root of the site is, as this page's links have it: the address may be as deep as it likes
 */
export function nowherePage(publisher: Publisher, root: string): PageAnswer {
  return page({
    status: 404,
    title: '没有这个网页',
    publisher,
    main: html`<h1>没有这个网页</h1>
<p>网址有地方不对，请检查：</p>
<ul>
<li>从邮件里打开的：有的邮箱会把长地址断成两行，丢了结尾。请从邮件里重新打开，或者从头到尾完整复制。</li>
<li>照着公示或者纸上抄的：字母分大写和小写，中间没有空格。印有二维码的，扫二维码就不用抄。</li>
</ul>
<h2>从这里开始</h2>
<p><a class="big" href="${root}notices">公示栏</a></p>
<p><a class="big" href="${root}apply">申请困难帮扶，或者看自己的申请和档案</a></p>
<p><a class="big" href="${root}o/find">查异议的办理情况</a></p>
<p><a class="big" href="${root}">工会人员：打开工作台</a></p>
<p>还是找不到的，请联系${publisher.officeName}，电话${telephone(publisher.officePhone, '。')}</p>`,
  });
}
