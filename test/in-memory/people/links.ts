import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { codedLink, type Mail } from '../../../tools/client.ts';
import { secretsOf } from '../../support/household.ts';
import { type Answered, ask, expectDiscreet, expectProblem, statuses } from '../../support/http.ts';
import { approverMail, type Household, type Link, plan, registrar, reviewer } from '../../support/province.ts';
import { province } from './province.ts';

describe('邮件里的链接', () => {
  let waiting: Household[];
  /** Before the approver all the time: what its tests do must not decide anything. */
  let undecided: Household;

  beforeAll(async () => {
    waiting = await province.dossiersIn('awaitingApproval', 14);
    undecided = next();
  }, 60_000);

  /** A household that no other test has had, before the approver since a moment ago. */
  function next(): Household {
    const one = waiting.pop();
    if (!one) throw new Error('make more of them');
    return one;
  }

  const pathOf = ({ url }: Link): string => new URL(url).pathname;
  const open = (link: Link, method = 'GET', headers: Record<string, string> = {}): Promise<Answered> =>
    ask(province, `${method} ${pathOf(link)}`, { headers });
  const post = (link: Link, fields: Record<string, string>): Promise<Answered> =>
    ask(province, `POST ${pathOf(link)}`, {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    });
  const decide = (link: Link, decision: string, more: Record<string, string> = {}): Promise<Answered> =>
    post(link, { code: link.code, decision, opinion: '', ...more });
  const wrong = ({ code }: Link, n = 1): string => String((Number(code) + n) % 1_000_000).padStart(6, '0');
  const versionOf = async (one: Household): Promise<number> => (await province.view(one)).version;
  const statusOf = async (one: Household): Promise<string> => {
    await province.system.atRest();
    return (await province.view(one)).status;
  };

  /** A page that a mail leads to: light, kept by nobody, telling nobody where it was, running nothing, giving nothing away. */
  function expectPage(answer: Answered, status: number, title: string): void {
    expect(answer.text).toContain(title);
    expect(answer.status).toBe(status);
    expect(Buffer.byteLength(answer.text)).toBeLessThanOrEqual(30 * 1024);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; /);
    expect(answer.headers.get('x-frame-options')).toBe('DENY');
    expect(answer.text).not.toMatch(/<script|\b(src|href)="http/);
    expectDiscreet(answer);
  }

  describe('审批链接', () => {
    it('只是打开、预取、只要头部、替人提交表单，什么也不改变，验证码也没有用掉', async () => {
      const one = next();
      const link = await province.approvalLink(one);
      const before = await versionOf(one);
      const page = await open(link);
      expectPage(page, 200, `建档审批：${one.maskedName}`);
      for (const secret of secretsOf(one.form)) expect(page.text).not.toContain(secret);
      const scanners = [
        { purpose: 'prefetch' },
        { 'sec-purpose': 'prefetch;prerender' },
        { 'user-agent': 'SafeLinks' },
      ];
      for (const headers of scanners)
        expect((await open(link, 'GET', headers as Record<string, string>)).status).toBe(200);
      for (const method of ['HEAD', 'OPTIONS', 'PUT', 'DELETE']) await open(link, method);
      for (const query of ['?decision=approve', `?code=${link.code}&decision=approve`]) {
        await ask(province, `GET ${pathOf(link)}${query}`);
      }
      // A scanner that fills in forms knows every field but the code.
      for (const decision of ['approve', 'return', 'reject']) {
        for (const code of ['', 'code', '12345', '1234567']) {
          expectPage(await post(link, { decision, opinion: '同意', code }), 422, '请填写邮件正文里的 6 位数字验证码');
        }
      }
      expect((await post(link, {})).status).toBe(422);
      // With the right code too, only one of the three words is a decision.
      for (const decision of ['constructor', 'toString', '__proto__', 'Approve']) {
        expectPage(await decide(link, decision, { opinion: '不实' }), 422, '请选择一项决定');
      }
      expect(await versionOf(one)).toBe(before);
      expectPage(await decide(link, 'approve'), 200, '决定已记录');
      expect(await statusOf(one)).toBe('registered');
    });

    it('验证码按邮件里的写法、全角、带空格都认', async () => {
      const link = await province.approvalLink(next());
      const wide = [...link.code].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('');
      expectPage(await decide(link, 'approve', { code: ` ${wide.slice(0, 3)}　${wide.slice(3)}` }), 200, '决定已记录');
    });

    it('输错五次即锁定，此后对的也不认；重发的新链接可用，旧的仍不可用', async () => {
      const one = next();
      const link = await province.approvalLink(one);
      for (let left = 4; left > 0; left--) {
        expectPage(await decide(link, 'approve', { code: wrong(link, left) }), 403, `还可以再试 ${left} 次`);
      }
      expectPage(await decide(link, 'approve', { code: wrong(link, 5) }), 423, '链接已锁定');
      expectPage(await decide(link, 'approve'), 423, '链接已锁定');
      expectPage(await open(link), 423, '链接已锁定');
      expect(await statusOf(one)).toBe('awaitingApproval');

      const line = `POST /v1/dossiers/${one.id}/approval-requests`;
      expect((await ask(province, line, { as: reviewer, body: {} })).status).toBe(202);
      await province.system.atRest();
      const fresh = await province.approvalLink(one);
      expect(pathOf(fresh)).not.toBe(pathOf(link));
      expectPage(await open(link), 410, '链接已被取代');
      expectPage(await decide(link, 'approve'), 410, '链接已被取代');
      expectPage(await decide(fresh, 'approve', { code: wrong(fresh) }), 403, '还可以再试 4 次');
      expectPage(await decide(fresh, 'approve'), 200, '决定已记录');
      expect(await statusOf(one)).toBe('registered');
    });

    it('二十个错的验证码同时来，只算五个，对的那个也不再认', async () => {
      const one = next();
      const link = await province.approvalLink(one);
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, n) => decide(link, 'approve', { code: wrong(link, n + 1) })),
      );
      // Four are told how many tries are left; the fifth, and everyone after it, that the link is locked.
      expect(statuses(answers)).toEqual([...Array(4).fill(403), ...Array(16).fill(423)]);
      expectPage(await decide(link, 'approve'), 423, '链接已锁定');
      expect(await statusOf(one)).toBe('awaitingApproval');
    });

    it('补发有限：同一户一天五封，审批人的邮箱不会被一个人塞满', async () => {
      const line = `POST /v1/dossiers/${next().id}/approval-requests`;
      for (let sent = 0; sent < 5; sent++) {
        expect((await ask(province, line, { as: reviewer, body: {} })).status).toBe(202);
      }
      const sixth = await ask(province, line, { as: reviewer, body: {} });
      expect(expectProblem(sixth, 1010).detail).toContain('一天至多补发 5 次');
      await province.system.atRest();
    });

    it('第二次提交只显示第一次的决定，换成相反的决定也一样', async () => {
      const one = next();
      const link = await province.approvalLink(one);
      expectPage(await decide(link, 'approve'), 200, '决定已记录');
      const version = await versionOf(one);
      await province.system.atRest();
      for (const answer of [await decide(link, 'reject', { opinion: '反悔' }), await open(link)]) {
        expectPage(answer, 200, '已经作出决定');
        expect(answer.text).toContain('<strong>同意</strong>');
      }
      expect(await versionOf(one)).toBeGreaterThanOrEqual(version);
      expect(await statusOf(one)).toBe('registered');
    });

    it('同意与不予通过同时提交，只有一个算数，两边看到的是同一个', async () => {
      for (let round = 0; round < 2; round++) {
        const one = next();
        const link = await province.approvalLink(one);
        const answers = await Promise.all([decide(link, 'approve'), decide(link, 'reject', { opinion: '不实' })]);
        expect(statuses(answers)).toEqual([200, 200]);
        const shown = answers.map(({ text }) => /<dt>决定<\/dt><dd><strong>([^<]+)/.exec(text)?.[1]);
        expect(new Set(shown).size).toBe(1);
        expect(answers.filter(({ text }) => text.includes('决定已记录'))).toHaveLength(1);
        expect(['registered', 'rejected']).toContain(await statusOf(one));
        const journal = await ask(province, `GET /v1/dossiers/${one.id}/journal`, { as: registrar });
        expect(journal.text.match(/"type":"decide"/g)).toHaveLength(1);
      }
    });

    it('退回、不予通过的要写意见；退回的回到建档人，意见不进邮件', async () => {
      const one = next();
      const link = await province.approvalLink(one);
      for (const decision of ['return', 'reject']) {
        for (const opinion of ['', '  ', '\r\n']) {
          expectPage(await decide(link, decision, { opinion }), 422, '请写明意见');
        }
      }
      expectPage(await decide(link, 'maybe'), 422, '请选择一项决定');
      expectPage(await decide(link, 'return', { opinion: '缺收入证明<b>' }), 200, '决定已记录');
      expect(await statusOf(one)).toBe('returned');
      const [mail] = await province.mailsAbout(one, 'registrar-530102-1@union.example.com');
      expect(mail?.text).toContain('审批人要求补正');
      expect(mail?.text).not.toContain('缺收入证明');
      // Corrected and submitted again it is another matter: the link of before opens nothing of it.
      expectPage(await open(link), 200, '已经作出决定');
    });

    it('撤回以后，链接不再打开材料，也作不了决定', async () => {
      const one = next();
      const link = await province.approvalLink(one);
      const body = { reason: '职工本人要求撤回' };
      await ask(province, `POST /v1/dossiers/${one.id}/withdrawal`, { as: registrar, body });
      expectPage(await open(link), 410, '链接已被取代');
      expectPage(await decide(link, 'approve'), 410, '链接已被取代');
      expect(await statusOf(one)).toBe('withdrawn');
    });

    it('同意与撤回同时来，只有一个算数：同意了的建档，撤回了的作不了决定', async () => {
      for (let round = 0; round < 2; round++) {
        const one = next();
        const link = await province.approvalLink(one);
        const line = `POST /v1/dossiers/${one.id}/withdrawal`;
        const withdraw = () => ask(province, line, { as: registrar, body: { reason: '职工本人要求撤回' } });
        const [decided, withdrawn] = await Promise.all([decide(link, 'approve'), withdraw()]);
        const approved = decided.status === 200;
        expect([decided.status, withdrawn.status === 200]).toEqual(approved ? [200, false] : [410, true]);
        expect([409, 412].includes(withdrawn.status)).toBe(approved);
        expect(await statusOf(one)).toBe(approved ? 'registered' : 'withdrawn');
        if (approved) expectProblem(await withdraw(), 1302);
      }
    });

    it('猜的、残缺的链接什么也打不开，说得和没有这个链接一样', async () => {
      const real = await province.approvalLink(undecided);
      const nonce = pathOf(real).slice('/a/'.length);
      const guesses = [
        randomBytes(32).toString('base64url'),
        nonce.slice(0, 42),
        `${nonce}A`,
        nonce.toUpperCase(),
        'x',
        '%00',
      ];
      for (const guess of guesses) {
        const link = { url: `http://x/a/${guess}`, code: real.code };
        expectPage(await open(link), 404, '没有这个链接');
        expectPage(await decide(link, 'approve'), 404, '没有这个链接');
      }
    });

    it('正文不是网页表单的，以网页说明，不出错', async () => {
      const link = await province.approvalLink(undecided);
      const answer = await ask(province, `POST ${pathOf(link)}`, { body: { code: link.code, decision: 'approve' } });
      expect(answer.status).toBe(415);
      expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
      const huge = await post(link, { code: link.code, decision: 'approve', opinion: '长'.repeat(200_000) });
      expect(huge.status).toBe(413);
      // What was written comes back with the page, three bytes a character.
      expectPage(await decide(link, 'approve', { opinion: '长'.repeat(4_000) }), 422, '意见最多');
    });
  });

  describe('签字链接', () => {
    const sign = (link: Link, one: Household, more: Record<string, string> = {}): Promise<Answered> =>
      post(link, { code: link.code, name: one.form.worker.name, agree: 'yes', ...more });
    let one: Household;
    let link: Link;

    beforeAll(async () => {
      one = next();
      await province.walk([one], 'awaitingApproval', 'planMade');
      link = await province.signatureLink(one);
    });

    it('打开不等于签字；审批链接当不了签字链接，签字链接也当不了审批链接', async () => {
      const before = await versionOf(one);
      const page = await open(link);
      expectPage(page, 200, '帮扶计划签字确认');
      for (const secret of secretsOf(one.form)) expect(page.text).not.toContain(secret);
      await open(link, 'HEAD');
      const asApproval = { url: link.url.replace('/s/', '/a/'), code: link.code };
      expectPage(await open(asApproval), 404, '没有这个链接');
      expectPage(await decide(asApproval, 'approve'), 404, '没有这个链接');
      const approval = await province.approvalLink(undecided);
      const asSignature = { url: approval.url.replace('/a/', '/s/'), code: approval.code };
      expectPage(await open(asSignature), 404, '没有这个链接');
      expectPage(await sign(asSignature, one), 404, '没有这个链接');
      expect(await versionOf(one)).toBe(before);
    });

    it('不勾同意、不写姓名的签不了；验证码不对时不透露姓名对不对；别人的姓名签不了', async () => {
      expectPage(
        await post(link, { code: link.code, name: one.form.worker.name }),
        422,
        '请看过计划后选同意或者不同意',
      );
      expectPage(await sign(link, one, { name: ' ' }), 422, '请填写您的姓名');
      const guess = await sign(link, one, { code: wrong(link), name: '方玉梅' });
      expectPage(guess, 403, '验证码不对');
      expect(guess.text).not.toContain('姓名与档案表不一致');
      expectPage(await sign(link, one, { name: '方玉梅' }), 403, '须由困难职工本人签字');
      expect((await province.view(one)).plan).toMatchObject({ plan: 1, signedAt: null });
    });

    it('计划重订以后，旧链接签不了；新的由本人签一次，再签只显示已经签过', async () => {
      await ask(province, `POST /v1/dossiers/${one.id}/plan`, {
        as: registrar,
        body: { ...plan, measures: ['介绍就业', '技能培训'], signatureMail: one.workerMail },
      });
      await province.system.atRest();
      expectPage(await open(link), 410, '链接已被取代');
      expectPage(await sign(link, one), 410, '链接已被取代');
      const fresh = await province.signatureLink(one);
      const [first, ...rest] = one.form.worker.name;
      const answers = await Promise.all([1, 2].map(() => sign(fresh, one, { name: ` ${first} ${rest.join('')}` })));
      expect(statuses(answers)).toEqual([200, 200]);
      expectPage(await sign(fresh, one, { name: '方玉梅' }), 200, '已经签过字了');
      expectPage(await open(fresh), 200, '已经签过字了');
      await province.system.atRest();
      const { documents, plan: signed } = await province.view(one);
      expect(signed).toMatchObject({ plan: 2, signedAt: expect.any(String) });
      expect(documents.toSorted()).toEqual(['bothCards', 'dossierForm', 'officerCard', 'workerCard']);
      const journal = await ask(province, `GET /v1/dossiers/${one.id}/journal`, { as: registrar });
      expect(journal.text.match(/"type":"signPlan"/g)).toHaveLength(1);
    });
  });

  describe('邮件', () => {
    it('一封一个链接，验证码不在标题里，没有身份证号、全名、住址和电话', async () => {
      const one = undecided;
      const mails = await province.mailsAbout(one, approverMail);
      expect(mails).toHaveLength(1);
      const signed = (await province.system.mails('registrar-530102-1@union.example.com')) as Mail[];
      for (const mail of [...mails, ...signed, ...(await province.system.mails(approverMail))]) {
        const { subject, text, html } = mail as Mail & { html: string };
        const link = codedLink(mail);
        expect(new Set(text.match(/https?:\/\/\S+/g) ?? []).size).toBeLessThanOrEqual(1);
        expect(new Set(html.match(/https?:\/\/[^"\s<]+/g) ?? []).size).toBeLessThanOrEqual(1);
        if (link) {
          expect(html).toContain(link.url);
          expect(subject.replace(/\D/g, '')).not.toContain(link.code);
          expect(link.url).not.toContain(link.code);
        }
        expect(text + html + subject).not.toMatch(/\d{17}[\dX]/);
        for (const secret of secretsOf(one.form)) expect(text + html + subject).not.toContain(secret);
      }
    });
  });

  /** Last: the clock goes past every deadline. */
  describe('办理期限', () => {
    it('过了期限的转由上一级，旧链接失效，两边都得到通知；上一级的链接可用', async () => {
      const one = undecided;
      const link = await province.approvalLink(one);
      const { approval } = await province.view(one);
      // On the morning of the last day the approver is reminded, with a new link.
      await province.system.leapTo(new Date(Date.parse(approval?.deadline ?? '') - 3_600_000).toISOString());
      const reminded = await province.approvalLink(one);
      expect(pathOf(reminded)).not.toBe(pathOf(link));
      expectPage(await open(link), 410, '链接已被取代');
      expectPage(await open(reminded), 200, '建档审批');

      await province.system.leapTo(
        new Date(Date.parse(approval?.deadline ?? '') + 8 * 3_600_000 + 60_000).toISOString(),
      );
      expectPage(await open(reminded), 410, '链接已被取代');
      expectPage(await decide(reminded, 'approve'), 410, '链接已被取代');
      const [told] = await province.mailsAbout(one, approverMail);
      expect(told?.subject).toContain('逾期未办');
      expect(told && codedLink(told)).toBeUndefined();
      const above = await province.approvalLink(one, 'approver-530100@union.example.com');
      const taken = await decide(above, 'approve');
      expectPage(taken, 200, '决定已记录');
      expect(taken.text).toContain('冉德才');
      expect(await statusOf(one)).toBe('registered');
      expect(await province.system.deadLetters()).toEqual([]);
    });

    it('签字链接过了期限打不开，也签不了', async () => {
      const [one] = await province.dossiersIn('planMade', 1);
      if (!one) throw new Error('there is one');
      const link = await province.signatureLink(one);
      await province.system.leapTo(
        new Date(Date.parse(await province.system.now()) + 17 * 24 * 3_600_000).toISOString(),
      );
      expectPage(await open(link), 410, '链接已过期');
      expectPage(await post(link, { code: link.code, name: one.form.worker.name, agree: 'yes' }), 410, '链接已过期');
      expect((await province.view(one)).plan).toMatchObject({ plan: 1, signedAt: null });
    });
  });
});
