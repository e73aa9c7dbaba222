import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { codedLink } from '../../../tools/client.ts';
import { secretsOf } from '../../support/household.ts';
import { type Answered, ask, expectProblem, faultsOf, json, statuses } from '../../support/http.ts';
import { approverMail, type Household, registrar, reviewer } from '../../support/province.ts';
import { province } from './province.ts';

describe('公示与异议', () => {
  let shown: Household;
  let twice: Household;
  let busy: Household;
  let slandered: Household;
  let dishonest: Household;
  let quiet: Household;
  /** 公示 of each household by its dossier's id. */
  const notices = new Map<string, string>();

  beforeAll(async () => {
    const households = await province.dossiersIn('underNotice', 6);
    [shown, twice, busy, slandered, dishonest, quiet] = households as [
      Household,
      Household,
      Household,
      Household,
      Household,
      Household,
    ];
    for (const each of households) notices.set(each.id, (await province.view(each)).notice?.id ?? '');
  });

  const noticeOf = ({ id }: Household): string => notices.get(id) ?? '';
  const object = (one: Household, body: unknown, headers: Record<string, string> = {}): Promise<Answered> =>
    ask(province, `POST /v1/notices/${noticeOf(one)}/objections`, { body, headers });
  const objectOnPage = (one: Household, fields: Record<string, string>): Promise<Answered> =>
    ask(province, `POST /notices/${noticeOf(one)}`, {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    });
  const pageOf = (one: Household): Promise<Answered> => ask(province, `GET /notices/${noticeOf(one)}`);
  const requestKeyOn = ({ text }: Answered): string => /name="requestKey" value="([^"]+)"/.exec(text)?.[1] ?? '';
  const objectionsTo = async (one: Household): Promise<unknown[]> => (await province.view(one)).objections;
  const resolve = (one: Household, n: number, outcome: 'dismissed' | 'upheld') =>
    ask(province, `POST /v1/dossiers/${one.id}/objections/${n}/resolution`, {
      as: reviewer,
      body: { outcome, opinion: '经核实' },
    });
  const triage = (one: Household, objections: number[], outcome: 'takenUp' | 'setAside') =>
    ask(province, `POST /v1/dossiers/${one.id}/triage`, {
      as: reviewer,
      body: { objections, outcome, opinion: '打电话核实过' },
    });
  const leap = async (hours: number) =>
    province.system.leapTo(new Date(Date.parse(await province.system.now()) + hours * 3_600_000).toISOString());
  /** A visitor may object ten times an hour; each test begins a new hour. */
  const nextHour = () => leap(1);
  const nextDay = () => leap(24);

  describe('公示', () => {
    it('只写公示应当写的六项，姓名遮盖，没有别的', async () => {
      const list = await ask(province, 'GET /v1/notices');
      const { notices: all } = json<{ notices: { id: string }[] }>(list);
      expect(all).toHaveLength(6);
      expect(all.find(({ id }) => id === noticeOf(shown))).toEqual({
        id: noticeOf(shown),
        maskedName: shown.maskedName,
        workplace: shown.form.worker.employer,
        hardshipCategory: '低保户',
        householdSize: 2,
        tier: '全国级',
        from: '2026-09-07',
        // Five working days after a Monday end with the next Monday.
        until: '2026-09-14',
        // Only of a household that is to leave.
        leaveAs: null,
      });
      const answers = [list, await ask(province, 'GET /notices'), await pageOf(shown)];
      for (const { status, text } of answers) {
        expect(status).toBe(200);
        expect(text).toContain(shown.maskedName);
        for (const secret of [...secretsOf(shown.form), shown.id, '下岗失业', '心血管病'])
          expect(text).not.toContain(secret);
      }
    });

    it('按县查看的，只有那个县的', async () => {
      const of = async (division: string) =>
        json<{ notices: [] }>(await ask(province, `GET /v1/notices?division=${division}`));
      expect((await of('530102')).notices).toHaveLength(6);
      expect((await of('530103')).notices).toEqual([]);
    });
  });

  describe('异议', () => {
    it('署名的凭邮件里的验证码当即挡住审批；不署名的等初核；内容封存，审核人得到不含内容的通知', async () => {
      const reason = '他家有门面房，我天天路过';
      const anonymous = json<{ receipt: string; received: boolean }>(await object(shown, { reason }));
      expect(anonymous).toMatchObject({ received: true, codeSent: false });
      expect((await province.view(shown)).status).toBe('underNotice');
      const requestKey = requestKeyOn(await pageOf(shown));
      const fields = { reason, signed: 'named', name: '方玉梅', mail: 'fang@example.cn', requestKey };
      const onPage = await objectOnPage(shown, fields);
      expect(onPage.status).toBe(201);
      expect(onPage.text).toContain('异议已收到');
      expect(onPage.text).not.toContain(anonymous.receipt);
      await province.system.atRest();
      expect((await province.view(shown)).status).toBe('underNotice');

      const [mail] = await province.system.mails('fang@example.cn');
      for (const secret of [shown.maskedName, shown.id, reason, '方玉梅']) expect(mail?.text).not.toContain(secret);
      const link = mail && codedLink(mail);
      if (!link) throw new Error('no mail with a code');
      expect((await province.system.page(link.url)).html).toContain('异议已收到，等待核对');
      const wrong = await province.system.postForm(link.url, { code: link.code === '000000' ? '1' : '000000' });
      expect(wrong.status).toBe(422);
      const right = await province.system.postForm(link.url, { code: link.code });
      expect(right.html).toContain('异议正在调查处理');
      for (const secret of [shown.maskedName, shown.id, reason]) expect(right.html).not.toContain(secret);

      expect((await object(shown, { reason })).status).toBe(201);
      await triage(shown, [3], 'takenUp');
      expect(await objectionsTo(shown)).toEqual([
        { objection: 1, sender: 'anonymous', outcome: 'untriaged' },
        { objection: 2, sender: 'verified', outcome: 'open' },
        { objection: 3, sender: 'anonymous', outcome: 'open' },
      ]);
      await province.system.atRest();
      const journal = await ask(province, `GET /v1/dossiers/${shown.id}/journal`, { as: registrar });
      const mails = await province.mailsAbout(shown, 'reviewer-530102-1@union.example.com');
      const subjects = mails.map(({ subject }) => subject.replace(/^【.*】公示收到异议，/, '')).sort();
      expect(subjects).toEqual(['请初核', '请处理', '请处理']);
      for (const text of [journal.text, ...mails.map((each) => each.subject + each.text)]) {
        for (const secret of [reason, '方玉梅', 'fang@example.cn']) expect(text).not.toContain(secret);
      }
    });

    it('同一张表单同时交五次、交两次，都是一条异议', async () => {
      await nextHour();
      const reason = '所填收入与实际不符';
      const atOnce = { reason, signed: 'anonymous', requestKey: requestKeyOn(await pageOf(twice)) };
      const answers = await Promise.all(Array.from({ length: 5 }, () => objectOnPage(twice, atOnce)));
      expect(statuses(answers)).toEqual(Array(5).fill(201));
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
      expect(await objectionsTo(twice)).toHaveLength(1);

      // An address may send five a day to one notice.
      await nextDay();
      const fields = { ...atOnce, requestKey: requestKeyOn(await pageOf(twice)) };
      const [first, second] = [await objectOnPage(twice, fields), await objectOnPage(twice, fields)];
      expect([first.status, second.status]).toEqual([201, 201]);
      expect(second.text).toBe(first.text);
      const headers = { 'idempotency-key': randomUUID() };
      const posted = await Promise.all([1, 2].map(() => object(twice, { reason }, headers)));
      expect(new Set(posted.map(({ text }) => text)).size).toBe(1);
      expect(await objectionsTo(twice)).toHaveLength(3);
      await triage(twice, [1, 2, 3], 'takenUp');
    });

    it('没写事由的、署名却没留姓名和联系方式的、含控制字符的，指出来，写过的不丢，也不被当作网页执行', async () => {
      await nextHour();
      const requestKey = requestKeyOn(await pageOf(busy));
      const bold = '<script>alert(1)</script>';
      const empty = await objectOnPage(busy, { reason: ' ', requestKey });
      expect(empty.status).toBe(422);
      expect(empty.text).toContain('请写明什么情况与公示不符');
      expect(empty.text).toContain('请选择是否署名');
      const unsigned = await objectOnPage(busy, { reason: bold, signed: 'named', requestKey });
      expect(unsigned.status).toBe(422);
      expect(unsigned.text).toContain('署名的请填写姓名');
      expect(unsigned.text).toContain('&lt;script&gt;');
      expect(unsigned.text).not.toContain(bold);
      expect(requestKeyOn(unsigned)).toBe(requestKey);
      for (const key of ['', 'x', 'y'.repeat(200)]) {
        const answer = await objectOnPage(busy, { reason: '所填收入与实际不符', signed: 'anonymous', requestKey: key });
        expect(answer.status).toBe(400);
        expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
      }
      expect(faultsOf(expectProblem(await object(busy, { reason: 'a\u0000', name: '', phone: 1 }), 1004))).toEqual([
        '/name E1004',
        '/phone E1004',
        '/reason E1004',
      ]);
      expectProblem(await object(busy, { reason: '长'.repeat(1001) }), 1004);
      expect(await objectionsTo(busy)).toEqual([]);
    });

    it('一个地址对一户一天只收五条没有验证的，自称来自别处也不例外；说明怎样才收', async () => {
      await nextHour();
      const claim = (i: number) => ({ 'x-forwarded-for': `203.0.113.${i}`, 'x-real-ip': `203.0.113.${i}` });
      const nth = (i: number) => ({ reason: `第 ${i} 条，收入与实际不符` });
      for (let i = 0; i < 5; i++) expect((await object(busy, nth(i), claim(i))).status).toBe(201);
      expectProblem(await object(busy, nth(6), claim(99)), 1010);
      const requestKey = requestKeyOn(await pageOf(busy));
      const onPage = await objectOnPage(busy, { ...nth(7), signed: 'anonymous', requestKey });
      expect(onPage.status).toBe(429);
      expect(onPage.headers.get('content-type')).toMatch(/^text\/html/);
      expect(onPage.text).toContain('邮箱验证');
      expect(await objectionsTo(busy)).toHaveLength(5);
      await nextDay();
      expect((await object(busy, nth(6))).status).toBe(201);
      expect((await province.view(busy)).status).toBe('underNotice');
    });

    it('没有这条异议的、处理过的，不能再处理；没有写意见的不算处理', async () => {
      await object(slandered, { reason: '所填收入与实际不符' });
      await object(slandered, { reason: '家里的住房也与实际不符' });
      expectProblem(await resolve(slandered, 1, 'dismissed'), 1305);
      await triage(slandered, [1, 2], 'takenUp');
      expectProblem(await triage(slandered, [1], 'setAside'), 1305);
      for (const n of ['0', '3', '1e0', '-1', 'x', '01']) {
        const line = `POST /v1/dossiers/${slandered.id}/objections/${n}/resolution`;
        const answer = await ask(province, line, { as: reviewer, body: { outcome: 'dismissed', opinion: '核实' } });
        expectProblem(answer, 1305);
      }
      const line = `POST /v1/dossiers/${slandered.id}/objections/1/resolution`;
      const answer = await ask(province, line, { as: reviewer, body: { outcome: 'dismissed', opinion: '' } });
      expect(faultsOf(expectProblem(answer, 1004))).toEqual(['/opinion E1004']);
      expect((await resolve(slandered, 1, 'dismissed')).status).toBe(200);
      expectProblem(await resolve(slandered, 1, 'upheld'), 1305);
    });

    it('异议成立的不予建档：公示当即撤下，这一户可以另报', async () => {
      await object(dishonest, { reason: '他家开着店雇着两个人' });
      await triage(dishonest, [1], 'takenUp');
      expect((await resolve(dishonest, 1, 'upheld')).status).toBe(200);
      await province.system.atRest();
      expect((await province.view(dishonest)).status).toBe('rejected');
      expect([404, 410]).toContain((await pageOf(dishonest)).status);
      expect((await ask(province, 'GET /v1/notices')).text).not.toContain(dishonest.maskedName);
      expect((await ask(province, 'GET /notices')).text).not.toContain(dishonest.maskedName);
      expectProblem(await object(dishonest, { reason: '还有别的情况要说' }), 1801);
      await province.dossierIn('surveying', dishonest.form);
    });
  });

  describe('公示期满', () => {
    it('最后一天的最后一刻还在公示、还能提异议，过了这一刻就都没有了', async () => {
      await province.system.leapTo('2026-09-14T15:59:30Z');
      expect((await pageOf(quiet)).text).toContain(quiet.maskedName);
      expect((await ask(province, 'GET /v1/notices')).text).toContain(quiet.maskedName);
      await province.system.leapTo('2026-09-14T16:00:01Z');
      const [page, list, all] = [
        await pageOf(quiet),
        await ask(province, 'GET /v1/notices'),
        await ask(province, 'GET /notices'),
      ];
      expect(page.status).toBe(410);
      expect(json(list)).toEqual({ notices: [], cursor: null });
      for (const { text } of [page, list, all]) expect(text).not.toContain(quiet.maskedName);
      expectProblem(await object(quiet, { reason: '这时候再说已经晚了' }), 1801);
      const late = await objectOnPage(quiet, {
        reason: '这时候再说已经晚了',
        signed: 'anonymous',
        requestKey: 'x'.repeat(22),
      });
      expect(late.status).toBe(410);
      expect(await objectionsTo(quiet)).toEqual([]);
    });

    it('没有异议的送审；只有没有初核的也送审，审批人看得到件数；有一条受理了没有处理的，就不得进入审批', async () => {
      // What ends with a day is taken up over the hours of the night.
      await province.system.leapTo('2026-09-14T23:59:00Z');
      expect(await province.view(quiet)).toMatchObject({ status: 'awaitingApproval', objections: [] });
      // Nobody is woken by it: the approver is written to in the morning.
      expect(await province.mailsAbout(quiet, approverMail)).toEqual([]);
      await province.system.leapTo('2026-09-15T00:00:01Z');
      expect(await province.mailsAbout(quiet, approverMail)).toHaveLength(1);
      expect((await province.view(busy)).status).toBe('awaitingApproval');
      const link = await province.approvalLink(busy);
      expect((await province.system.page(link.url)).html).toContain('还有 6 件没有署名或没有验证的异议');
      const left = await province.mailsAbout(busy, 'reviewer-530102-1@union.example.com');
      expect(left[0]?.subject).toContain('还有异议没有初核');
      for (const one of [shown, slandered]) {
        expect(await province.view(one)).toMatchObject({ status: 'contested', approval: null });
        expect(await province.mailsAbout(one, approverMail)).toEqual([]);
      }
    });

    it('期满后逐条处理，最后一条不成立的接着送审', async () => {
      await resolve(shown, 2, 'dismissed');
      await province.system.atRest();
      expect(await province.view(shown)).toMatchObject({ status: 'contested', approval: null });
      await resolve(shown, 3, 'dismissed');
      await resolve(slandered, 2, 'dismissed');
      await province.system.atRest();
      for (const one of [shown, slandered]) {
        expect((await province.view(one)).status).toBe('awaitingApproval');
        expect(await province.mailsAbout(one, approverMail)).toHaveLength(1);
      }
    });

    it('送审以后受理的，处理完才能同意；链接和验证码都还在', async () => {
      await triage(busy, [1], 'takenUp');
      const { url, code } = await province.approvalLink(busy);
      const approve = () => province.system.postForm(url, { code, decision: 'approve', opinion: '' });
      const held = await approve();
      expect([held.status, held.html.includes('处理完才能同意')]).toEqual([422, true]);
      await resolve(busy, 1, 'dismissed');
      expect((await approve()).html).toContain('决定已记录');
      await province.system.atRest();
      expect((await province.view(busy)).status).toBe('registered');
      expectProblem(await triage(busy, [2], 'takenUp'), 1302);
      expect((await triage(busy, [2, 3, 4, 5, 6], 'setAside')).status).toBe(200);
    });

    it('期满后认定成立的，不予建档', async () => {
      for (const n of [1, 2]) await resolve(twice, n, 'dismissed');
      await resolve(twice, 3, 'upheld');
      await province.system.atRest();
      expect(await province.view(twice)).toMatchObject({ status: 'rejected', approval: null });
      expect(await province.executionsOf(twice)).toMatchObject([{ status: 'SUCCEEDED' }]);
      expect(await province.system.deadLetters()).toEqual([]);
    });
  });
});
