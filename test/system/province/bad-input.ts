import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { allAgree } from '../../../shared/consent/consents.fixture.ts';
import { type Route, routes } from '../../../shared/contract/routes.ts';
import type { Form } from '../../../shared/form/form.ts';
import { ask, expectDiscreet, expectProblem, faultsOf, json } from '../../support/http.ts';
import { type Household, plan, registrar, surveyor } from '../../support/province.ts';
import { province } from './province.ts';

describe('输入', () => {
  let draft: Household;
  const orgPath = '530000/530100/530102/U0001';

  beforeAll(async () => {
    draft = await province.dossierIn('draft');
  });

  const create = (asked: { body?: unknown; headers?: Record<string, string> }) =>
    ask(province, 'POST /v1/dossiers', { as: registrar, ...asked });
  const version = async (one: Household): Promise<number> => (await province.view(one)).version;

  /** Saves a form in a new draft and submits it: what is said of it both times. */
  async function saveAndSubmit(form: unknown) {
    const { id } = json<{ id: string }>(await create({ body: { orgPath } }));
    const headers = { 'if-match': '"1"' };
    const saved = await ask(province, `PUT /v1/dossiers/${id}/form`, { as: registrar, headers, body: form });
    const consents = allAgree({ worker: {}, members: [{}] });
    const submitted = await ask(province, `POST /v1/dossiers/${id}/submission`, {
      as: registrar,
      body: { form: 1, consents },
    });
    return { id, saved, submitted };
  }

  describe('请求', () => {
    it('正文不是 JSON，或没有正文的，指明不是合法的 JSON', async () => {
      for (const body of ['{"orgPath":', '', 'orgPath=530000', '\u0000']) expectProblem(await create({ body }), 1001);
    });

    it('正文类型不是 application/json 的，不当作 JSON 来猜', async () => {
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
        const headers = { 'content-type': type };
        expectProblem(await create({ body: JSON.stringify({ orgPath }), headers }), 1003);
      }
    });

    it('300 KB 和 11 MB 的正文都说明过大，不是系统出错', async () => {
      for (const size of [300 * 1024, 11 * 1024 * 1024]) {
        expectProblem(await create({ body: { orgPath, remarks: '困'.repeat(size / 3) } }), 1002);
      }
    });

    it('类型不对和没有这一项的，逐项以指针指出', async () => {
      expect(faultsOf(expectProblem(await create({ body: { orgPath: 5, region: 1, 'a/b~c': 2 } }), 1004))).toEqual([
        '/a~1b~0c E1004',
        '/orgPath E1004',
        '/region E1004',
      ]);
      for (const body of [null, [], 'orgPath', 7, { __proto__: null }, { orgPath: ['530000/530100'] }]) {
        expectProblem(await create({ body: JSON.stringify(body) }), 1004);
      }
    });

    it('没有的地址和方法说明没有，不透露别的', async () => {
      for (const line of ['GET /v1/nothing', 'DELETE /v1/dossiers', 'POST /v1/notices', 'POST /', 'GET /v2/dossiers']) {
        expectProblem(await ask(province, line, { as: registrar }), 1005);
      }
    });

    it('Idempotency-Key 不成形的不予受理，什么也没有建', async () => {
      const listed = async () => (await ask(province, 'GET /v1/dossiers?status=draft', { as: registrar })).text;
      const before = await listed();
      for (const key of ['short', 'x'.repeat(129), 'with blank in it', '']) {
        expectProblem(await create({ body: { orgPath }, headers: { 'idempotency-key': key } }), 1007);
      }
      expect(await listed()).toBe(before);
    });

    it('保存档案表不带 If-Match 的、带旧版本的，不会盖掉别人的修改', async () => {
      const save = (headers: Record<string, string>) =>
        ask(province, `PUT /v1/dossiers/${draft.id}/form`, {
          as: registrar,
          headers,
          body: { ...draft.form, remarks: '盖掉' },
        });
      for (const headers of [{}, { 'if-match': '*' }, { 'if-match': '2' }, { 'if-match': '"x"' }]) {
        expectProblem(await save(headers as Record<string, string>), 1008);
      }
      for (const old of ['"1"', '"99"']) expectProblem(await save({ 'if-match': old }), 1301);
      const read = await ask(province, `GET /v1/dossiers/${draft.id}`, { as: registrar });
      expect(read.headers.get('etag')).toBe('"2"');
      expect(read.text).not.toContain('盖掉');
    });

    it('不存在的档案、过长或古怪的标识，同样说没有', async () => {
      const odd = ['0'.repeat(26), 'x'.repeat(3000), '..%2F..', '%00', '%E4%BD%A0', '%E0%A4%A', 'HEAD', '%23'];
      for (const id of odd) {
        expectProblem(await ask(province, `GET /v1/dossiers/${id}`, { as: registrar }), 1304);
        expectProblem(
          await ask(province, `POST /v1/dossiers/${id}/submission`, { as: registrar, body: { form: 1 } }),
          1304,
        );
        const objection = await ask(province, `POST /v1/notices/${id}/objections`, {
          body: { reason: '所填收入与实际不符' },
        });
        expectProblem(objection, 1801);
      }
    });

    it('翻页标记和组织路径被改动的，指明哪一项无效', async () => {
      const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const stranger = { pk: 'D#x', sk: 'HEAD', status: 'registered', statusSort: '370000/370200#2026' };
      const forged = ['x', '%00', cursor(null), cursor({ status: 'draft', last: { pk: 'D#x' } })];
      forged.push(cursor({ status: 'draft', last: { a: 'b' } }), cursor({ status: 'draft', last: stranger }));
      for (const each of forged) {
        const answer = await ask(province, `GET /v1/dossiers?status=draft&cursor=${each}`, { as: registrar });
        expect(faultsOf(expectProblem(answer, 1004))).toEqual(['/cursor E1004']);
      }
      for (const org of [`${orgPath}/${'x'.repeat(3000)}`, `${orgPath}/%00`, '云南']) {
        const answer = await ask(province, `GET /v1/dossiers?org=${encodeURIComponent(org)}`, { as: registrar });
        expect(faultsOf(expectProblem(answer, 1004))).toEqual(['/org E1004']);
      }
      for (const each of ['x', '%00', 'y'.repeat(5000), '20991231-aaaaaaaaaaaa', '99991231-aaaaaaaaaaaa']) {
        expect((await ask(province, `GET /v1/notices?cursor=${each}`)).status).toBe(200);
      }
    });

    it('早于办理环节的操作说明目前的状态，不改变档案', async () => {
      const before = await version(draft);
      const seen = { matter: 1, form: 1 };
      const body = { ...seen, surveyedOn: '2026-09-07', surveyors: ['毕晓峰'], outcome: 'confirmed', opinion: '属实' };
      const answer = await ask(province, `POST /v1/dossiers/${draft.id}/survey`, { as: surveyor, body });
      expect(expectProblem(answer, 1302).detail).toContain('草稿');
      const planned = { ...plan, signatureMail: 'w@example.cn' };
      expectProblem(await ask(province, `POST /v1/dossiers/${draft.id}/plan`, { as: registrar, body: planned }), 1302);
      expect(await version(draft)).toBe(before);
    });

    it('入户日期在将来、结论不在可选项内、没有意见的，各项一次指出', async () => {
      const line = `POST /v1/dossiers/${draft.id}/survey`;
      const seen = { matter: 1, form: 1 };
      const body = { ...seen, surveyedOn: '2026-13-01', surveyors: [], outcome: 'perhaps', opinion: ' ', note: '' };
      expect(faultsOf(expectProblem(await ask(province, line, { as: surveyor, body }), 1004))).toEqual([
        '/note E1004',
        '/opinion E1004',
        '/outcome E1004',
        '/surveyedOn E1004',
        '/surveyors E1004',
      ]);
      const future = {
        ...seen,
        surveyedOn: '2027-01-01',
        surveyors: ['毕晓峰'],
        outcome: 'confirmed',
        opinion: '属实',
      };
      const answer = await ask(province, line, { as: surveyor, body: future });
      expect(faultsOf(expectProblem(answer, 1004))).toEqual(['/surveyedOn E1004']);
    });
  });

  describe('档案表', () => {
    it('一份表的错误一次全部指出：校验码、出生日期、性别、收入、选项、控制字符，草稿照样存下', async () => {
      const form = province.nextForm();
      const [member] = form.members as [Form['members'][number]];
      // The right check character is one of eleven; the next digit is wrong.
      const wrongLast = form.worker.idNumber.endsWith('1') ? '2' : '1';
      const spoiled = {
        ...form,
        worker: { ...form.worker, idNumber: form.worker.idNumber.slice(0, 17) + wrongLast, ethnicity: '火星族' },
        members: [{ ...member, sex: '女', birthDate: '1970-01-01' }],
        // 1000 a month make 12,000 a year.
        household: { ...form.household, annualHouseholdIncome: 1_100_000 },
      };
      const expected = [
        '/household/annualHouseholdIncome E1137',
        '/members/0/birthDate E1121',
        '/members/0/sex E1122',
        '/worker/ethnicity E1110',
        '/worker/idNumber E1119',
      ];
      const { saved, submitted } = await saveAndSubmit(spoiled);
      expect(saved.status).toBe(200);
      expectDiscreet(saved);
      expect(faultsOf(json(saved))).toEqual(expected);
      expect(faultsOf(expectProblem(submitted, 1100))).toEqual(expected);
      const assessed = await ask(province, 'POST /v1/assessments', { as: registrar, body: spoiled });
      expect(faultsOf(expectProblem(assessed, 1100))).toEqual(expected);
    });

    it('类型不对、没有这一栏、控制字符的，连草稿也不存', async () => {
      const form = province.nextForm();
      const worker = { ...form.worker, name: '李\u0000秀英', monthlyIncome: '1000', nickname: '小英' };
      const { saved, submitted } = await saveAndSubmit({ ...form, worker, members: {} });
      expect(faultsOf(expectProblem(saved, 1004))).toEqual([
        '/members E1144',
        '/worker/monthlyIncome E1144',
        '/worker/name E1107',
        '/worker/nickname E1101',
      ]);
      expectProblem(submitted, 1302);
      for (const body of [null, [], 'x', 1]) {
        expectProblem((await saveAndSubmit(JSON.stringify(body))).saved, 1004);
      }
    });

    it('15 位旧号码换算出 18 位供核对，不擅自采用', async () => {
      const form = province.nextForm();
      const { idNumber } = form.worker;
      const old = idNumber.slice(0, 6) + idNumber.slice(8, 17);
      const { id, saved, submitted } = await saveAndSubmit({ ...form, worker: { ...form.worker, idNumber: old } });
      const fault = { pointer: '/worker/idNumber', code: 1116, offer: idNumber };
      expect(json(saved)).toMatchObject({ faults: [fault] });
      expect(expectProblem(submitted, 1100)).toMatchObject({ faults: [fault] });
      const kept = json<{ form: { content: Form } }>(await ask(province, `GET /v1/dossiers/${id}`, { as: registrar }));
      expect(kept.form.content.worker.idNumber).toBe(old);
      const found = await ask(province, 'POST /v1/dossiers/search', { as: registrar, body: { idNumber } });
      expect(json(found)).toEqual({ dossiers: [], cursor: null, narrow: false });
    });

    it('试算不保存任何东西', async () => {
      const form = province.nextForm();
      const answer = await ask(province, 'POST /v1/assessments', { as: registrar, body: form });
      // 12,000 a year for two is 500 a month each, below the line of 700.
      expect(json(answer)).toMatchObject({ outcome: 'eligible', perCapita: { fen: 50_000 } });
      const { name } = form.worker;
      const found = await ask(province, 'POST /v1/dossiers/search', { as: registrar, body: { name } });
      expect(json(found)).toEqual({ dossiers: [], cursor: null, narrow: false });
    });
  });

  describe('任意的内容', () => {
    const operations = (routes as readonly Route[]).filter(({ path }) => path.startsWith('/v1/'));
    const bodies: Record<string, () => unknown> = {
      createDraft: () => ({ orgPath }),
      saveForm: () => draft.form,
      submit: () => ({ form: 1 }),
      withdraw: () => ({ reason: '不办了' }),
      searchDossiers: () => ({ name: '李秀英' }),
      requestUpload: () => ({ kind: '户口本复印件', name: '户口本', contentType: 'image/png' }),
      assess: () => draft.form,
      makePlan: () => ({ ...plan, signatureMail: 'w@example.cn' }),
      raiseObjection: () => ({ reason: '所填收入与实际不符', name: '方玉梅', contact: '0871-1' }),
      verifyObjection: () => ({ code: '123456' }),
      triageObjections: () => ({ objections: [1], outcome: 'setAside', opinion: '没有依据' }),
      putPerson: () => ({
        name: '冉',
        post: '部长',
        email: 'a@b.cn',
        orgPath: '530000/530100/530102',
        roles: ['approver'],
        standIn: { by: 'approver-530100', from: '2026-09-07', to: '2026-09-11' },
      }),
      putUnion: () => ({ orgPath: '530000/530100/530102/U0009', name: '五华区黑林铺片区工会联合会' }),
    };
    const staffIds = [registrar, surveyor, 'reviewer-530102-1', 'administrator-530000-1', 'auditor-530000-1'];
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('..', '#', '-1', '1e9', '__proto__'),
    );

    it('任何路由、任何正文、任何路径和查询参数，都不会让系统出错，也不透露内部', async () => {
      const request = fc.record({
        route: fc.constantFrom(...operations),
        as: fc.constantFrom(...staffIds),
        parameter: fc.oneof(fc.constant('own'), text),
        query: fc.dictionary(fc.constantFrom('status', 'org', 'cursor', 'division'), text, { maxKeys: 2 }),
        spoil: fc.oneof(fc.constant('all' as const), fc.constant('part' as const)),
        at: fc.nat(),
        value: fc.oneof(fc.jsonValue(), text),
      });
      await fc.assert(
        fc.asyncProperty(request, async ({ route, as, parameter, query, spoil, at, value }) => {
          const part = encodeURIComponent((parameter === 'own' ? draft.id : parameter).toWellFormed()) || '0';
          const path = route.path.replace(/\{\w+\}/g, () => part);
          const right = bodies[route.operation]?.() ?? {};
          const keys = Object.keys(right as object);
          const body = spoil === 'all' ? value : { ...(right as object), [keys[at % keys.length] ?? 'x']: value };
          const search = Object.keys(query).length > 0 ? `?${new URLSearchParams(query)}` : '';
          const line = `${route.method} ${path}${search}`;
          const answer = await ask(province, line, {
            as,
            headers: { 'if-match': '"2"' },
            ...(route.method === 'GET' ? {} : { body: JSON.stringify(body) ?? 'undefined' }),
          });
          expect(answer.status, `${line} ${answer.text}`).toBeLessThan(500);
          if (answer.status >= 400) {
            expect(json(answer)).toMatchObject({ code: expect.any(Number), title: expect.stringMatching(/。$/) });
            expectDiscreet(answer);
          }
        }),
        { numRuns: 60, seed: 20160206 },
      );
      expect(await province.system.deadLetters()).toEqual([]);
    });
  });
});
