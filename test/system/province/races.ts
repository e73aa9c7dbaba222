import { beforeAll, describe, expect, it } from 'vitest';
import { allAgree } from '../../../shared/consent/consents.fixture.ts';
import type { Form } from '../../../shared/form/form.ts';
import { namesake } from '../../support/household.ts';
import { type Answered, ask, statuses, warmUp } from '../../support/http.ts';
import { type Household, registrar, reviewer } from '../../support/province.ts';
import { province } from './province.ts';

// What comes at the very same moment, on a real store and in several threads. Everything else about one dossier a
// household, and many more such moments, is tested in memory (test/in-memory).
describe('同一刻', () => {
  beforeAll(async () => {
    const nobody = `POST /v1/dossiers/${'0'.repeat(26)}/submission`;
    await warmUp(province, nobody, { as: registrar, body: { form: 1 } });
  });

  const submit = ({ id, form }: Household): Promise<Answered> => {
    const body = { form: 1, consents: allAgree(form) };
    return ask(province, `POST /v1/dossiers/${id}/submission`, { as: registrar, body });
  };

  it('十份里有同一个人的同时提交，恰有一份成功', async () => {
    const { members } = province.nextForm();
    const forms = Array.from({ length: 10 }, () => ({ ...province.nextForm(), members }));
    const all = await province.dossiersIn('draft', 10, forms);
    expect(statuses(await Promise.all(all.map(submit)))).toEqual([202, ...Array(9).fill(409)]);
  });

  it('两份可能是同一户的同时提交，至少有一份等审核人裁定', async () => {
    for (let round = 0; round < 3; round++) {
      const form = province.nextForm();
      const own = province.nextForm();
      const like: Form = { ...own, worker: { ...own.worker, ...namesake(form.worker) } };
      const both = [await province.draft(form), await province.draft(like)];
      expect(statuses(await Promise.all(both.map(submit)))).toEqual([202, 202]);
      await province.system.atRest();
      const views = await Promise.all(both.map(({ id }) => province.system.as(reviewer).dossier(id)));
      expect(views.some(({ duplicates }) => duplicates.found.some(({ open }) => open))).toBe(true);
    }
  });
});
