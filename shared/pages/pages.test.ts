import { createHash } from 'node:crypto';
import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { loginIdsIn } from '../../test/support/examples/login-ids.ts';
import { approvalView, examplePages, noticesView, noticeView, planView } from '../../test/support/examples/pages.ts';

import { parse } from '../../test/support/markup.ts';
import { approvalPage } from './approval-page.ts';
import { linkEndPage } from './link-page.ts';
import { noticePage } from './notice-page.ts';
import { noticesPage } from './notices-page.ts';
import { perusalPage } from './perusal-page.ts';
import { planPage } from './plan-page.ts';
import { noticesPrinted } from './views.ts';

const pages = Object.entries(examplePages);

describe.each(pages)('页面 %s', (_, { status, headers, body }) => {
  it('来得太多的，写明几秒以后再来', () => {
    expect(Number(headers['Retry-After'] ?? 0) > 0).toBe(status === 429);
  });

  it('全部加起来不超过 30 KB', () => {
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(30_000);
  });

  it('没有脚本，也不向别处取任何东西', () => {
    // A photo's form names the bucket, and where the browser comes back to.
    const plain = body.includes('multipart/form-data') ? body.replaceAll(/ (action|value)="https:[^"]*"/g, '') : body;
    expect(plain).not.toMatch(/<script|\son[a-z]+=|javascript:|<(img|iframe|object|embed)|@import|url\(|https?:\/\//i);
    for (const { tag, attributes } of parse(body)) {
      expect(attributes.src).toBeUndefined();
      if (tag === 'link') expect(attributes.href).toBe('data:,');
    }
  });

  it('标记合乎规矩：标签成对，编号不重，语言为中文，标题只有一个', () => {
    const elements = parse(body);
    const ids = elements.flatMap(({ attributes }) => attributes.id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    expect(elements[0]).toMatchObject({ tag: 'html', attributes: { lang: 'zh-CN' } });
    expect(elements.filter(({ tag }) => tag === 'h1')).toHaveLength(1);
    expect(elements.filter(({ tag }) => tag === 'form').length).toBeLessThanOrEqual(1);
    // Beside it only what stores and leaves, whatever is still missing.
    const buttons = elements.filter(({ tag }) => tag === 'button');
    expect(buttons.filter(({ attributes }) => !('formnovalidate' in attributes)).length).toBeLessThanOrEqual(1);
  });

  it('没有登录标识：人写姓名，没有登记的写未登记姓名', () => {
    expect(loginIdsIn(body)).toEqual([]);
  });

  it('带说明的链接，说明里有看得见的字：按字喊它也点得开', () => {
    for (const { tag, attributes, text } of parse(body)) {
      if (tag === 'a' && attributes['aria-label'] !== undefined) expect(attributes['aria-label']).toContain(text);
    }
  });

  it('每个填写处都有标签，每个提示编号都指向真有的文字', () => {
    const elements = parse(body);
    const ids = new Set(elements.flatMap(({ attributes }) => attributes.id ?? []));
    const labels = elements.flatMap(({ tag, attributes }) => (tag === 'label' ? [attributes.for] : []));
    for (const { tag, attributes } of elements) {
      if (['input', 'textarea', 'select'].includes(tag) && attributes.type !== 'hidden') {
        expect(labels.filter((label) => label === attributes.id)).toHaveLength(1);
      }
      for (const id of attributes['aria-describedby']?.split(' ') ?? []) expect(ids).toContain(id);
      if (attributes.href?.startsWith('#')) expect(ids).toContain(attributes.href.slice(1));
    }
  });

  it('浏览器只认这一份样式，不留副本，不进搜索引擎，不能嵌入别的网页，不把地址告诉别人', () => {
    const upload = parse(body).find(({ attributes }) => attributes.enctype === 'multipart/form-data')?.attributes
      .action;
    const sheet = /<style>([^<]*)<\/style>/.exec(body)?.[1] ?? '';
    expect(headers['Content-Security-Policy']?.split('; ')).toEqual([
      "default-src 'none'",
      `style-src 'sha256-${createHash('sha256').update(sheet).digest('base64')}'`,
      'img-src data:',
      // A photo goes straight to the bucket.
      upload === undefined ? "form-action 'self'" : `form-action 'self' ${new URL(upload).origin}`,
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ]);
    expect(headers).toMatchObject({
      'Content-Type': 'text/html; charset=utf-8',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
    });
    expect(headers['X-Robots-Tag']).toContain('noindex');
    expect(body).not.toContain(' style="');
  });
});

/** What each example has to be, so that none of them is another page than its name says: how it answers, and its heading. */
const expected: Record<keyof typeof examplePages, [status: number, heading: string, says: string]> = {
  notices: [200, '困难职工建档公示', '下一页'],
  'notices-none': [200, '困难职工建档公示', '没有正在公示'],
  notice: [200, '公示', '至2026年11月13日，自次日起5个工作日'],
  'notice-before': [200, '公示', '自次日起计 5 个工作日'],
  'notice-refused': [422, '公示', '邮箱的写法不对，应如 zhang@example.cn'],
  'notice-ended': [410, '公示已结束', '公示期已满'],
  'notice-not-found': [404, '没有这份公示', '可能已经撤下'],
  'objection-received': [201, '异议已收到', '验证您的邮箱'],
  'objection-anonymous': [201, '异议已收到', '您没有署名'],
  'objection-not-received': [201, '还差一步，异议还没有收下', '没有验证的异议已经收满'],
  'objections-too-many': [429, '公示', '请过一小时再提交'],
  receipt: [200, '异议已收到，等待核对', 'name="code"'],
  'receipt-again': [200, '异议已收到，等待核对', 'name="again"'],
  'receipt-not-sent': [429, '异议还没有收下', '验证码发送得太频繁'],
  'receipt-not-received': [200, '异议还没有收下', '验证码已重新发送'],
  'receipt-too-late': [200, '异议没有收下', '没有来得及验证'],
  'receipt-wrong-code': [422, '异议已收到，等待核对', '还可以再试 4 次'],
  'receipt-open': [200, '异议正在调查处理', '处理完之前这件事不会批准'],
  'receipt-dropped': [200, '异议不再处理', '不再办理'],
  'receipt-closed': [200, '异议经核实不成立', '工会调查过，这一户照常办理'],
  'receipt-find': [200, '查异议的办理情况', '回执编号'],
  'self-check': [200, '自测：能不能申请困难帮扶', '这不是认定'],
  'self-check-refused': [422, '自测：能不能申请困难帮扶', '请选择县'],
  'self-check-result': [200, '自测的结果', '这不是认定'],
  apply: [200, '申请困难帮扶', '自测一下'],
  'apply-refused': [422, '申请困难帮扶', '请填写邮箱'],
  'apply-code': [200, '填验证码', '过一两分钟就到'],
  'apply-wrong-code': [401, '填验证码', '只能填在要它的那个浏览器里'],
  'apply-list': [200, '我的申请', '开始一件申请'],
  'apply-leave': [200, '退出', '要重新填验证码才看得到'],
  'apply-code-elsewhere': [401, '申请困难帮扶', '换一个浏览器'],
  'apply-closed': [401, '申请困难帮扶', '存下的都在'],
  'apply-who': [200, '谁来申请', '替别人申请'],
  'apply-worker': [200, '困难职工', '身份证号'],
  'apply-union': [200, '交给哪个工会', '都不知道的'],
  'apply-family': [200, '家里的其他人', '第 4 位的姓名'],
  'apply-hardship': [200, '困难在哪里', '用自己的话写'],
  'apply-income-refused': [422, '人口和收入', '请填多少元'],
  'apply-papers': [200, '证明材料的照片', '收下了'],
  'apply-upload': [200, '诊断证明复印件', 'multipart/form-data'],
  'apply-drop': [200, '去掉“诊断证明复印件”？', '不去掉'],
  'apply-missing': [200, '再看一遍', '还差这些'],
  'apply-check': [200, '再看一遍', '都对，去看告知书'],
  'apply-consent': [200, '告知书', '单独同意'],
  'apply-consent-refused': [422, '告知书', '不同意的不能提交'],
  'apply-here': [200, '申请困难帮扶', '念给您的验证码'],
  'apply-received': [200, '已收到，等工会接收', '撤回申请'],
  'apply-asked': [200, '工会有话要问', '租的还是自己的'],
  'apply-asked-refused': [422, '工会有话要问', '请写几句'],
  'open-figures': [200, '困难职工在册户数', '2026年10月'],
  'open-month': [200, '困难职工在册户数：2026年10月', '少于5'],
  'receipt-not-found': [422, '没有查到', '您填的有 11 位'],
  approval: [200, '建档审批：欧**英', '提交决定'],
  'approval-wrong-code': [403, '建档审批：欧**英', '还可以再试 4 次'],
  'approval-refused': [422, '建档审批：欧**英', '请写明意见'],
  'approval-exit': [200, '退出审批：欧**英', '脱困'],
  'approval-not-found': [404, '没有这个链接', '请核对地址是否完整'],
  'approval-expired': [410, '链接已过期', '这一次没有作出任何决定'],
  'approval-superseded': [410, '链接已被取代', '这一次没有作出任何决定'],
  'approval-departed': [410, '链接已停用', '这一次没有作出任何决定'],
  'approval-locked': [423, '链接已锁定', '这一次没有作出任何决定'],
  'perusal-no-gateway': [200, '调查、异议和附件', '本省没有接短信'],
  'perusal-offered': [200, '调查、异议和附件', '把验证码发到我的手机'],
  'perusal-asked': [200, '调查、异议和附件', '六位验证码'],
  'perusal-wrong-code': [403, '调查、异议和附件', '还可以再试 4 次'],
  perusal: [200, '调查、异议和附件：欧**英', '门面是他人的'],
  'decision-taken': [200, '决定已记录', '同意'],
  'decision-exit-refused': [200, '决定已记录', '仍然在册'],
  'decision-already': [200, '已经作出决定', '退回补正'],
  plan: [200, '帮扶计划签字确认', '打开本页不等于签字'],
  'plan-wrong-code': [403, '帮扶计划签字确认', '还可以再试 4 次'],
  'plan-signed': [200, '已签字确认', '已经记入档案'],
  'plan-declined': [200, '您不同意这份帮扶计划', '另行商定计划'],
  'plan-already': [200, '已经签过字了', '不用再签'],
  'plan-expired': [410, '链接已过期', '没有签字'],
  'plan-locked': [423, '链接已锁定', '没有签字'],
  'own-code': [200, '查看本人的档案', '六位数字'],
  'own-wrong-code': [403, '查看本人的档案', '还可以再试 4 次'],
  own: [200, '本人的档案：欧**英', '谁看过'],
  'own-asked': [200, '本人的档案：欧**英', '您的更正请求已经记下'],
  'own-refused': [422, '本人的档案：欧**英', '最多 1000 字'],
  nowhere: [404, '没有这个网页', '从这里开始'],
  problem: [404, '没有这个回执编号，请核对。', 'E1803'],
};

it.each(Object.entries(expected))('样页 %s 真是它名字所说的那一页', (name, [status, heading, says]) => {
  const { status: answered, body } = examplePages[name as keyof typeof examplePages];
  expect([answered, /<h1>([^<]*)/.exec(body)?.[1]]).toEqual([status, heading]);
  expect(body).toContain(says);
});

describe('副本', () => {
  it('只有公示名单和公开的月表可以存一分钟，其余一概不留', () => {
    const kept = ['notices', 'notices-none', 'open-figures', 'open-month'];
    for (const [name, { headers }] of pages) {
      const expected = kept.includes(name) ? 'public, max-age=60' : 'no-store';
      expect([name, headers['Cache-Control']]).toEqual([name, expected]);
    }
  });
});

describe('别人写的字', () => {
  const hostile = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>`;
  /** The view with every piece of Chinese text in it replaced. */
  const poisoned = <View>(view: View): View =>
    JSON.parse(JSON.stringify(view), (_, value) =>
      typeof value === 'string' && /\p{Script=Han}/u.test(value) ? hostile : value,
    );
  const rendered = {
    noticesPage: noticesPage(poisoned(noticesView)),
    noticePage: noticePage({
      ...poisoned(noticeView),
      objection: {
        reason: `</textarea>${hostile}`,
        signed: 'named',
        name: hostile,
        mail: hostile,
        contact: hostile,
        requestKey: hostile,
        faults: { reason: hostile, signed: hostile, name: hostile, mail: hostile, contact: hostile },
      },
    }),
    approvalPage: approvalPage(
      { ...poisoned(approvalView), entry: { decision: 'return', opinion: hostile, faults: { opinion: hostile } } },
      422,
    ),
    perusalPage: perusalPage(
      poisoned({
        ...{ publisher: approvalView.publisher, maskedName: '李*', nonce: 'n', until: '2026-11-16T02:15:00.000Z' },
        causes: [{ label: '主要致困原因', value: '意外' }],
        explanation: ['符合'],
        survey: { surveyedOn: '2026-11-05', surveyors: ['赵某'], opinion: '属实', answers: [] },
        said: [{ label: '变更的原因', value: '添丁' }],
        objections: [
          {
            ...{ objection: 1, sender: 'named' as const, outcome: 'dismissed' as const, joined: 0, reason: '有门面' },
            ...{ receivedAt: '2026-11-10T02:31:00.000Z', opinion: '不实', closedOn: '2026-11-12' },
          },
        ],
        cursor: null,
        attachments: [{ attachment: 'a', kind: '收入证明', name: '流水', size: 1 }],
      }),
      900,
    ),
    planPage: planPage(
      {
        ...poisoned(planView),
        entry: { name: hostile, agree: 'no', reason: `</textarea>${hostile}`, faults: { name: hostile } },
      },
      422,
    ),
  };

  it.each(Object.entries(rendered))('%s 里任何一处写成脚本，都只显示为字', (_, { body }) => {
    const tags = new Set(parse(body).map(({ tag }) => tag));
    expect(tags).not.toContain('script');
    expect(tags).not.toContain('img');
    expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  it('公示编号里的斜线和问号不能把人带到别处', () => {
    const body = noticesPage({
      ...noticesView,
      notices: [{ ...noticeView.notice, id: '../../evil?x#y' }],
    }).body;
    expect(body).toContain('href="notices/..%2F..%2Fevil%3Fx%23y"');
  });
});

describe('填错了', () => {
  it('审批意见和决定留着，验证码不回填', () => {
    const { body } = examplePages['approval-wrong-code'];
    const elements = parse(body);
    expect(elements.find(({ attributes }) => attributes.name === 'opinion')?.text).toContain('这家人在城东有一处门面');
    expect(
      elements.filter(({ attributes }) => 'checked' in attributes).map(({ attributes }) => attributes.value),
    ).toEqual(['return']);
    expect(elements.find(({ attributes }) => attributes.name === 'code')?.attributes.value).toBeUndefined();
    expect(body).toContain('还可以再试 4 次');
  });

  it('异议事由开头的空行留着', () => {
    const { body } = noticePage({ ...noticeView, objection: { ...noticeView.objection, reason: '\n第一行' } });
    // The parser drops the first line break of a textarea; the second is the writer's.
    expect(body).toMatch(/<textarea[^>]*>\n\n第一行<\/textarea>/);
  });
});

describe('链接失效', () => {
  it.each(['notFound', 'expired', 'superseded', 'departed', 'locked'] as const)('%s 的页面不透露是哪一户', (end) => {
    for (const use of ['approval', 'signature'] as const) {
      const { body, status } = linkEndPage(approvalView.publisher, use, end);
      expect(body).not.toContain(approvalView.maskedName);
      expect(parse(body).some(({ tag }) => tag === 'form')).toBe(false);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }
  });

  it('离任的不用等到期，也要不到新的链接', () => {
    const { body } = linkEndPage(approvalView.publisher, 'approval', 'departed');
    expect(body).toContain('转请别人审批，您不需要再办理');
    expect(body).toContain('登记有误的，请联系');
    expect(body).not.toMatch(/到期|重新发送链接/);
  });
});

describe('公示名单', () => {
  it('翻页带着所选的县，选了全省就不带', () => {
    expect(noticesPage(noticesView).body).toContain(`href="?division=530102&amp;cursor=${noticesView.nextCursor}"`);
    expect(noticesPage({ ...noticesView, division: null }).body).toContain(`href="?cursor=${noticesView.nextCursor}"`);
  });

  it('最后一页没有下一页', () => {
    expect(noticesPage({ ...noticesView, nextCursor: null }).body).not.toContain('下一页');
  });
});

describe('印出来张贴', () => {
  const many = Array.from({ length: noticesPrinted }, (_, index) => ({ ...noticeView.notice, id: `n-${index}` }));
  const whole = { ...noticesView, whole: true, notices: many, nextCursor: null };

  it('各市的本级和直属单位在它的各县后面；选了的，整张上写的是它，市名不写两遍', () => {
    const { body } = noticesPage({ ...noticesView, division: '530100' });
    expect(body).toMatch(
      /<option value="530181">安宁市<\/option><option value="530100" selected>昆明市总工会本级和直属单位<\/option><\/optgroup>/,
    );
    const printed = noticesPage({ ...noticesView, division: '530100', whole: true }).body;
    expect(printed).toContain('<h2>昆明市总工会本级和直属单位</h2>');
  });

  it('一县的整张列出：说明是哪个县、多少户，没有筛选和翻页，五百户在 0.5 MB 以内', () => {
    const { body } = noticesPage(whole);
    expect(body).toContain('昆明市五华区');
    expect(body).toContain('共500户。');
    expect(body).not.toMatch(/<form|<select|下一页/);
    expect(body.match(/<tr role="row">/g)).toHaveLength(501);
    expect(Buffer.byteLength(body)).toBeLessThan(500_000);
  });

  it('五百户也列不完的，说清楚没有列完', () => {
    expect(noticesPage({ ...whole, nextCursor: 'n-499' }).body).toContain('只列前500户');
  });

  it('选了县才有整张列出的去处', () => {
    expect(noticesPage(noticesView).body).toContain('href="?division=530102&amp;whole=yes"');
    expect(noticesPage({ ...noticesView, division: null }).body).not.toContain('whole');
  });

  it('一户的公示带着自己网页的二维码，旁边有看得懂的地址', () => {
    const { body } = noticePage(noticeView);
    const path = /<path d="([^"]+)"/.exec(body)?.[1] ?? '';
    const { data, size } = encode(noticeView.address, { ecc: 'Q', border: 4 });
    const drawn = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
    for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g)) {
      for (let at = Number(x); at < Number(x) + Number(width); at++) (drawn[Number(y)] as boolean[])[at] = true;
    }
    expect(drawn).toEqual(data);
    expect(body).toContain(noticeView.address.replace('https://', ''));
    expect(body).toContain('（盖章）');
  });
});

describe('打开审批链接', () => {
  it('页面自己说明：打开不等于决定', () => {
    expect(examplePages.approval.body).toContain('打开本页不会作出任何决定');
  });

  it('检查的就是审批人看到的那一页：没有健康状况，也没有调查、初核、处理异议时写的意见', () => {
    expect(examplePages.approval.body).toContain('为保护个人信息，本页不显示');
    expect(examplePages.approval.body).not.toMatch(/一般疾病|心血管病|看了病历|走访了邻居|门面/);
  });

  it('先一句话说结论，起决定作用的一条打开着，其余折起来，不用脚本；没有豁免的、有异议的打开着', () => {
    const { body } = approvalPage(approvalView, 200);
    const places = [
      ...[approvalView.verdict, approvalView.assessment.deciding.slice(0, 20), '<details'],
      ...['按标准逐条认定</summary>', '职工</summary>', '办理经过</summary>', 'id="decide"'],
    ].map((each) => body.indexOf(each));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(approvalView.verdict).toMatch(/^按标准认定符合低保户，拟建全国级档案；/);
    expect(approvalView.assessment.deciding).toMatch(/^低保户：.*：符合。/);
    expect(body.match(/<details open>/g)).toHaveLength(1);
    expect(body).toMatch(/<details open><summary>公示结果/);
  });

  it('日期都写成年月日，数都有单位', () => {
    const { body } = examplePages.approval;
    expect(body.replace(/<style>[\s\S]*<\/style>/, '')).not.toMatch(/\d{4}-\d{2}-\d{2}/);
    expect(body).toMatch(/家庭人口<\/dt><dd>\d 人/);
  });

  it('不予建档的情形逐条写明：看到了什么，豁免了的写理由、谁、哪一天，没有的写明没有', () => {
    const exempted = { reason: '车是接送病人用的', by: '审核人', on: '2026-11-09' };
    const car = { title: '有机动车', evidence: '名下一辆小客车' };
    const house = { title: '有两套以上住房', evidence: '名下两处房产' };
    const exclusions = [
      { ...car, exemption: exempted },
      { ...house, exemption: null },
    ];
    const { body } = approvalPage({ ...approvalView, exclusions }, 200);
    const words = body.replace(/<[^>]+>/g, '');
    expect(words).toMatch(/有机动车\s*名下一辆小客车已豁免：车是接送病人用的（审核人，2026年11月9日）/);
    expect(words).toMatch(/有两套以上住房\s*名下两处房产未豁免/);
    expect(body).not.toContain('没有发现不予建档的情形');
    expect(approvalPage({ ...approvalView, exclusions: [] }, 200).body).toContain('没有发现不予建档的情形');
  });

  it('退出审批没有再入户、没有公示的，不出现这两节', () => {
    const { body } = approvalPage({ ...approvalView, purpose: 'exit', survey: null, notice: null }, 200);
    expect(body).toContain('退出审批');
    expect(examplePages.approval.body).toContain('入户调查</summary>');
    expect(body).not.toContain('入户调查</summary>');
    expect(body).not.toContain('公示结果');
  });
});
