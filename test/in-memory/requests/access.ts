import { beforeAll, describe, expect, it } from 'vitest';
import { revisionOf } from '../../../tools/registered.ts';
import { secretsOf } from '../../support/household.ts';
import { ask, expectProblem, json } from '../../support/http.ts';

import { approverMail, type Household, registrar, reviewer, surveyor } from '../../support/province.ts';

import { province } from './province.ts';

describe('权限', () => {
  let one: Household;
  let other: Household;

  beforeAll(async () => {
    [one, other] = (await province.dossiersIn('surveying', 2)) as [Household, Household];
  });

  const unit = '530000/530100/530102/U0001';
  const administrator = 'administrator-530000-1';
  const auditor = 'auditor-530000-1';

  describe('别的县、别的单位', () => {
    const strangers = [
      'registrar-530103-1',
      'surveyor-530103-1',
      'reviewer-530103-1',
      'registrar-530102-2',
      'auditor-370000-1',
    ];

    it('得到的回答与没有这份档案时一字不差', async () => {
      for (const as of strangers) {
        const answer = await ask(province, `GET /v1/dossiers/${one.id}`, { as });
        expectProblem(answer, 1304);
        expect(answer.text).toBe((await ask(province, `GET /v1/dossiers/${'0'.repeat(26)}`, { as })).text);
      }
    });

    it('列不出，搜不到，别处的路径不许列', async () => {
      for (const as of strangers) {
        const list = await ask(province, 'GET /v1/dossiers', { as });
        expect(json(list)).toEqual({ dossiers: [], cursor: null });
        for (const org of [unit, '530000/530100/530102', '530000']) {
          expectProblem(await ask(province, `GET /v1/dossiers?org=${org}`, { as }), 1502);
        }
        if (as.startsWith('surveyor')) continue;
        for (const body of [{ idNumber: one.form.worker.idNumber }, { name: one.form.worker.name }]) {
          expect(json(await ask(province, 'POST /v1/dossiers/search', { as, body }))).toEqual({
            dossiers: [],
            cursor: null,
            narrow: false,
          });
        }
      }
    });

    it('不能替别的县、别的省建草稿，也看不到、改不了那里的审批人', async () => {
      const create = (as: string, orgPath: string) => ask(province, 'POST /v1/dossiers', { as, body: { orgPath } });
      expectProblem(await create('registrar-530103-1', unit), 1502);
      expectProblem(await create(registrar, '530000/530100/530102'), 1502);
      expectProblem(await create('registrar-370202-1', '370000/370200/370202/U0001'), 1502);
      const listed = await ask(province, 'GET /v1/people', { as: 'reviewer-530103-1' });
      expect(json<{ people: { id: string }[] }>(listed).people.map(({ id }) => id)).toEqual([
        'approver-530103',
        'reviewer-530103-1',
        'surveyor-530103-1',
        'registrar-530103-1',
      ]);
      const body = {
        name: '自己',
        post: '主席',
        email: 'me@example.cn',
        orgPath: '530000/530100/530102',
        roles: ['approver'],
      };
      for (const as of ['reviewer-530103-1', registrar, reviewer, auditor, 'administrator-370000-1']) {
        expectProblem(await ask(province, 'PUT /v1/people/approver-530102', { as, body }), 1502);
      }
    });
  });

  describe('分工', () => {
    it('上级看得到下级的，单位看不到全县的', async () => {
      for (const as of [registrar, surveyor, reviewer, auditor]) {
        expect((await ask(province, `GET /v1/dossiers/${one.id}`, { as })).status).toBe(200);
      }
      expectProblem(await ask(province, 'GET /v1/dossiers?org=530000/530100/530102', { as: registrar }), 1502);
    });

    it('审批人自己入户调查过的户，不由其审批，转由上一级：一个人只有一个编号', async () => {
      const orgPath = '530000/530100/530102';
      const put = async (id: string, person: object) => {
        const body = { ...person, revision: await revisionOf(province.system.as(administrator), id) };
        return ask(province, `PUT /v1/people/${id}`, { as: administrator, body });
      };
      const county = { name: '宋国栋', post: '副主席', email: approverMail, orgPath };
      // The county has one approver, who goes to see households as well.
      const both = { name: '毕晓峰', post: '副主席', email: 'surveyor@union.example.com', orgPath };
      expect((await put('approver-530102', { ...county, roles: ['reviewer'] })).status).toBe(200);
      expect((await put(surveyor, { ...both, roles: ['surveyor', 'approver'] })).status).toBe(200);
      await province.walk([other], 'surveying', 'awaitingApproval');
      expect(await province.mailsAbout(other, approverMail)).toEqual([]);
      const link = await province.approvalLink(other, 'approver-530100@union.example.com');
      await put('approver-530102', { ...county, roles: ['approver'] });
      await put(surveyor, { ...both, roles: ['surveyor'] });
      // Who was asked decides, whatever has been changed since.
      await province.system.postForm(link.url, { code: link.code, decision: 'approve', opinion: '' });
      await province.system.atRest();
      expect((await province.view(other)).status).toBe('registered');
    });
  });

  interface Page {
    dossiers: { id: string }[];
    cursor: string | null;
  }

  describe('名册', () => {
    it('列表和搜索只有遮盖后的姓名，按身份证号（大小写不论）和姓名都搜得到', async () => {
      const { form, id, maskedName } = one;
      const union = '五华区护国片区工会联合会';
      const place = { orgPath: unit, union, status: 'surveying', statusTitle: '入户调查', temporary: false };
      const shown = { id, maskedName, ...place };
      const list = await ask(province, 'GET /v1/dossiers?status=surveying', { as: reviewer });
      expect(json(list)).toMatchObject({ dossiers: [shown] });
      const answers = [list];
      const husband = form.members[0];
      for (const body of [
        { idNumber: form.worker.idNumber },
        { idNumber: form.worker.idNumber.toLowerCase() },
        { idNumber: husband?.idNumber },
        { name: form.worker.name },
        { name: ` ${husband?.name} ` },
      ]) {
        const answer = await ask(province, 'POST /v1/dossiers/search', { as: reviewer, body });
        expect(json(answer)).toEqual({ dossiers: [shown], cursor: null, narrow: false });
        answers.push(answer);
      }
      for (const { text } of answers) for (const secret of secretsOf(form)) expect(text).not.toContain(secret);
    });

    it('翻页不漏、不重', async () => {
      const colleague = 'registrar-530102-2';
      const body = { orgPath: '530000/530100/530102/U0002' };
      const made: string[] = [];
      for (let i = 0; i < 9; i++) {
        const batch = Array.from({ length: 6 }, () => ask(province, 'POST /v1/dossiers', { as: colleague, body }));
        made.push(...(await Promise.all(batch)).map((answer) => json<{ id: string }>(answer).id));
      }
      const seen: string[] = [];
      let cursor: string | null = '';
      for (let pages = 0; cursor !== null; pages++) {
        expect(pages).toBeLessThan(3);
        const search: string = cursor === '' ? '' : `?cursor=${cursor}`;
        const answer = await ask(province, `GET /v1/dossiers${search}`, { as: colleague });
        const page: Page = json<Page>(answer);
        seen.push(...page.dossiers.map(({ id }) => id));
        cursor = page.cursor;
      }
      expect(seen.toSorted()).toEqual(made.toSorted());
    });

    it('别的网站的脚本读不到回答', async () => {
      const origin = async (value: string) => {
        const answer = await ask(province, `GET /v1/dossiers/${one.id}`, { as: registrar, headers: { origin: value } });
        return answer.headers.get('access-control-allow-origin');
      };
      expect(await origin('https://work.jdlk.example.cn')).toBe('https://work.jdlk.example.cn');
      expect(await origin('https://evil.example')).toBeNull();
    });
  });
});
