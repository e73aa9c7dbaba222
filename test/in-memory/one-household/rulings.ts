import { describe, expect, it } from 'vitest';
import type { Form } from '../../../shared/form/form.ts';
import { namesake, namesakeAtHome, oneDigitOff, secretsOf } from '../../support/household.ts';
import { ask, expectProblem, json } from '../../support/http.ts';
import { expectSound, subjectsOf } from '../../support/inside.ts';
import { type Household, registrar, reviewer } from '../../support/province.ts';
import { tracesOf } from '../../support/traces.ts';
import { province } from './province.ts';
import { asked, cityReviewer, expectNothingOf, listed, merge, open, rule, submit, withWorker } from './two-dossiers.ts';

describe('裁定疑似重复', () => {
  describe('等待裁定', () => {
    it('可能是同一户的：调查可以先办，裁定之前不公示；裁定不是一户以后接着走', async () => {
      const first = await province.dossierIn('surveying');
      const { one } = await asked(withWorker(namesake(first.form.worker)));
      const mailbox = 'reviewer-530102-1@union.example.com';
      expect(await subjectsOf(province, one, mailbox)).toContain('有一户疑似重复建档，等待裁定');
      const rows = await listed(reviewer);
      expect(
        rows
          .filter(({ id }) => [one.id, first.id].includes(id))
          .map((row) => row.openDuplicates)
          .sort(),
      ).toEqual([0, 1]);

      await province.survey(one);
      await province.system.atRest();
      expect(await open(one)).toMatchObject({ status: 'surveying', notice: null });
      const answer = await rule(one, first, 'different');
      expect(json(answer)).toMatchObject({ id: one.id, ruling: 'different' });
      await province.system.atRest();
      expect(await open(one)).toMatchObject({ status: 'underNotice' });
      await expectSound(province, [one, first]);
    });

    it('裁定只作一次，写明理由；两份退回再提交，哪一边都不再问', async () => {
      const first = await province.dossierIn('surveying');
      const { one } = await asked(withWorker(namesake(first.form.worker)));
      expect((await rule(one, first, 'different', { reason: '见过两本户口簿，是两个人' })).status).toBe(200);
      expectProblem(await rule(one, first, 'different'), 1302);
      expectProblem(await rule(one, first, 'same'), 1302);
      const rulings = async (each: Household) => (await open(each)).duplicates.rulings;
      expect(await rulings(one)).toEqual([
        {
          dossier: first.id,
          ruling: 'different',
          asked: true,
          awaitsMerger: false,
          reason: '见过两本户口簿，是两个人',
        },
      ]);
      expect(await rulings(first)).toMatchObject([{ dossier: one.id, ruling: 'different', asked: false }]);
      for (const each of [one, first]) {
        await province.survey(each, 'return');
        await province.system.atRest();
        expect(json(await submit(each))).toMatchObject({ status: 'submitted', run: 2, duplicates: [] });
        await province.system.atRest();
        expect((await open(each)).status).toBe('surveying');
      }
      await province.walk([one, first], 'surveying', 'underNotice');
      await expectSound(province, [one, first]);
    });

    it('几乎肯定而裁定不是一户的，草稿可以提交', async () => {
      const first = await province.dossierIn('surveying');
      const one = await province.draft(withWorker(namesakeAtHome(first.form.worker)));
      expectProblem(await submit(one), 1309);
      expect((await rule(one, first, 'different')).status).toBe(200);
      expect(json(await submit(one))).toMatchObject({ status: 'submitted', duplicates: [] });
    });

    it('裁定是同一户的：不公示，不能再提交，另一份照常办理；另一份终结后可以改裁', async () => {
      const first = await province.dossierIn('surveying');
      const { one } = await asked(withWorker(namesake(first.form.worker)));
      expect((await rule(one, first, 'same')).status).toBe(200);
      await province.survey(one);
      await province.walk([first], 'surveying', 'underNotice');
      expect(await open(one)).toMatchObject({ status: 'surveying', notice: null });
      // Whoever has it on the table learns what it waits for: from a mail, and from the list.
      const told = await subjectsOf(province, one, 'registrar-530102-1@union.example.com');
      expect(told).toContain('有一户已裁定为重复建档，请合并或撤回');
      const rows = await listed(registrar);
      expect(rows.find(({ id }) => id === one.id)).toMatchObject({ openDuplicates: 0, held: true });
      await ask(province, `POST /v1/dossiers/${first.id}/withdrawal`, { as: registrar, body: { reason: '不办了' } });
      expect((await open(one)).duplicates.found).toMatchObject([{ dossier: first.id, open: false, ended: true }]);
      expectProblem(await rule(one, first, 'same'), 1302);
      expect((await rule(one, first, 'different', { reason: '另一份已经撤回' })).status).toBe(200);
      await province.system.atRest();
      expect((await open(one)).status).toBe('underNotice');
    });

    it('没有查到的不能裁定', async () => {
      const [one, other] = (await province.dossiersIn('surveying', 2)) as [Household, Household];
      expectProblem(await rule(one, other, 'different'), 1310);
      expectProblem(await rule(one, { id: 'nothing' }, 'different'), 1310);
    });
  });

  describe('谁能裁定，知道什么', () => {
    const clerk103 = 'registrar-530103-1';
    const reviewer103 = 'reviewer-530103-1';

    async function draftIn103(form: Form): Promise<Household> {
      const body = { orgPath: '530000/530100/530103/U0001' };
      const { id } = json<{ id: string }>(await ask(province, 'POST /v1/dossiers', { as: clerk103, body }));
      await ask(province, `PUT /v1/dossiers/${id}/form`, { as: clerk103, headers: { 'if-match': '"1"' }, body: form });
      return { id, form, maskedName: '', workerMail: '' };
    }

    it('别的县只知道由哪个工会管理；能裁定自己的可能重复，证据充分的由共同的上级裁定，裁定的理由不互相看', async () => {
      const first = await province.dossierIn('surveying');
      const possible = await draftIn103(withWorker(namesake(first.form.worker)));
      const answer = await submit(possible, {}, clerk103);
      expect(answer.status).toBe(202);
      expectNothingOf(first, answer.text);
      // What was just submitted is being assessed at this very moment.
      await province.system.atRest();
      expect(json<{ duplicates: unknown[] }>(answer).duplicates).toMatchObject([
        { union: expect.stringContaining('五华区') },
      ]);
      for (const as of [clerk103, reviewer103]) {
        expectProblem(await ask(province, `GET /v1/dossiers/${first.id}`, { as }), 1304);
        const own = await ask(province, `GET /v1/dossiers/${possible.id}`, { as });
        expectNothingOf(first, own.text, JSON.stringify(possible.form));
      }
      // Neither that county's reviewer on the other dossier, nor this county's on theirs.
      expectProblem(await rule(first, possible, 'different', { as: reviewer103 }), 1304);
      expectProblem(await rule(possible, first, 'different'), 1304);
      expectProblem(await rule(possible, first, 'different', { as: clerk103 }), 1502);
      const reason = '两县各有一人，已电话核对';
      expect((await rule(possible, first, 'different', { as: reviewer103, reason })).status).toBe(200);
      expect((await open(first)).duplicates.rulings).toEqual([
        { dossier: possible.id, ruling: 'different', asked: false, awaitsMerger: false },
      ]);
      expect((await open(first, cityReviewer)).duplicates.rulings).toMatchObject([{ reason }]);

      const { homeAddress } = first.form.worker;
      const certain = await draftIn103(withWorker({ ...oneDigitOff(first.form.worker), homeAddress }));
      expectProblem(await submit(certain, {}, clerk103), 1309);
      const { detail } = expectProblem(await rule(certain, first, 'different', { as: reviewer103 }), 1502);
      expect(detail).toContain('共同的上级工会');
      expect((await rule(certain, first, 'different', { as: cityReviewer })).status).toBe(200);
      expect((await submit(certain, {}, clerk103)).status).toBe(202);
      await province.system.atRest();

      expectProblem(await merge(first, possible, reviewer103), 1304);
      expectProblem(await merge(possible, first, reviewer103), 1304);
      expectProblem(await merge(possible, first), 1304);
    });
  });

  it('日志、执行、表、邮件之外，哪里也没有两户的姓名、号码、住址', async () => {
    const first = await province.dossierIn('surveying');
    const { one } = await asked(withWorker(namesake(first.form.worker)));
    await rule(one, first, 'different', { reason: '两人已当面核对无误' });
    await province.system.atRest();
    const found: string[] = [];
    for (const [place, text] of Object.entries(await tracesOf(province))) {
      for (const secret of [...secretsOf(first.form), ...secretsOf(one.form), '两人已当面核对无误']) {
        if (text.includes(secret)) found.push(`${secret} in ${place}`);
      }
    }
    expect(found).toEqual([]);
  });
});
