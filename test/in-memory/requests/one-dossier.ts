import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { allAgree } from '../../../shared/consent/consents.fixture.ts';
import type { Form } from '../../../shared/form/form.ts';
import { secretsOf } from '../../support/household.ts';
import { type Answered, ask, expectProblem, json, statuses } from '../../support/http.ts';
import { type Household, registrar } from '../../support/province.ts';
import { province } from './province.ts';

describe('申报', () => {
  const submit = (one: Household, form = 1, headers: Record<string, string> = {}): Promise<Answered> => {
    const body = { form, consents: allAgree(one.form) };
    return ask(province, `POST /v1/dossiers/${one.id}/submission`, { as: registrar, headers, body });
  };
  const search = async (idNumber: string): Promise<string[]> => {
    const answer = await ask(province, 'POST /v1/dossiers/search', { as: registrar, body: { idNumber } });
    return json<{ dossiers: { id: string }[] }>(answer).dossiers.map(({ id }) => id);
  };

  /** A household of its own, but that the husband is the one of another form. */
  function withHusbandOf(other: Form): Form {
    return { ...province.nextForm(), members: other.members };
  }

  /** The husband of a form as the worker of a household of his own, as poor as the one that he left. */
  function husbandAlone({ members: [husband] }: Form): Form {
    const own = province.nextForm();
    if (!husband?.idNumber || !husband.birthDate) throw new Error('every household here has a husband with a number');
    const { name, idNumber, birthDate } = husband;
    return {
      ...own,
      worker: { ...own.worker, name, sex: '男', idNumber, birthDate, monthlyIncome: 50_000 },
      household: { otherAnnualIncome: 0, annualHouseholdIncome: 600_000, householdSize: 1 },
      members: [],
    };
  }

  /** What a second dossier is told: whom to ask, and nothing about the first one. */
  function expectRefused(answer: Answered, first: Household, union = '五华区护国片区工会联合会'): void {
    const { detail, faults } = expectProblem(answer, 1303);
    expect(detail).toContain(union);
    expect(faults).toBeUndefined();
    for (const secret of [...secretsOf(first.form), first.maskedName, first.id])
      expect(answer.text).not.toContain(secret);
  }

  describe('一户一档', () => {
    it('户里任何一人已在别的档案中的，第二份不得提交，只说由哪个工会管理，不说是谁的', async () => {
      const first = await province.dossierIn('surveying');
      const asMember = await province.draft(withHusbandOf(first.form));
      expectRefused(await submit(asMember), first);
      const asWorker = await province.draft(husbandAlone(first.form));
      expectRefused(await submit(asWorker), first);
      const same = await province.draft({
        ...first.form,
        members: [],
        household: { ...first.form.household, householdSize: 1 },
      });
      expectRefused(await submit(same), first);
      expect((await province.view(asMember)).status).toBe('draft');
    });

    it('别的县来报同一户，也报不成', async () => {
      const first = await province.dossierIn('surveying');
      const clerk = 'registrar-530103-1';
      const body = { orgPath: '530000/530100/530103/U0001' };
      const { id } = json<{ id: string }>(await ask(province, 'POST /v1/dossiers', { as: clerk, body }));
      const headers = { 'if-match': '"1"' };
      await ask(province, `PUT /v1/dossiers/${id}/form`, { as: clerk, headers, body: withHusbandOf(first.form) });
      const answer = await ask(province, `POST /v1/dossiers/${id}/submission`, {
        as: clerk,
        body: { form: 1, consents: allAgree(first.form) },
      });
      expectRefused(answer, first, '云南省昆明市五华区总工会');
    });

    it('两份同时提交的，恰有一份成功', async () => {
      for (let round = 0; round < 4; round++) {
        const one = await province.draft(province.nextForm());
        const other = await province.draft(round % 2 === 0 ? withHusbandOf(one.form) : husbandAlone(one.form));
        const answers = await Promise.all([submit(one), submit(other)]);
        expect(statuses(answers)).toEqual([202, 409]);
        expectProblem(answers.find(({ status }) => status === 409) as Answered, 1303);
        await province.system.atRest();
        const after = [(await province.view(one)).status, (await province.view(other)).status];
        expect(after.sort()).toEqual(['draft', 'surveying']);
        expect(await search(one.form.members[0]?.idNumber ?? '')).toHaveLength(1);
      }
    });

    it('十份同时提交的，也恰有一份成功', async () => {
      const { members } = province.nextForm();
      const all = await province.dossiersIn(
        'draft',
        10,
        Array.from({ length: 10 }, () => ({ ...province.nextForm(), members })),
      );
      expect(statuses(await Promise.all(all.map((one) => submit(one))))).toEqual([202, ...Array(9).fill(409)]);
    });

    it('撤回以后，这一户的人可以另外申报；撤回的流程不再等着', async () => {
      const first = await province.dossierIn('surveying');
      const body = { reason: '职工本人要求撤回' };
      const answer = await ask(province, `POST /v1/dossiers/${first.id}/withdrawal`, { as: registrar, body });
      expect(json(answer)).toMatchObject({ status: 'withdrawn' });
      await province.dossierIn('surveying', withHusbandOf(first.form));
      const executions = await province.executionsOf(first);
      expect(executions).toMatchObject([{ status: 'SUCCEEDED' }]);
    });

    it('入户调查不予通过以后，这一户的人可以另外申报', async () => {
      const first = await province.dossierIn('surveying');
      await province.survey(first, 'reject');
      await province.system.atRest();
      expect((await province.view(first)).status).toBe('rejected');
      await province.dossierIn('surveying', first.form);
      expect(await search(first.form.worker.idNumber)).toHaveLength(2);
    });

    it('退回补正换了成员再提交的：新成员占住，旧成员放开', async () => {
      const first = await province.dossierIn('surveying');
      await province.survey(first, 'return');
      await province.system.atRest();
      const [former] = first.form.members;
      const { members } = province.nextForm();
      const etag = (await ask(province, `GET /v1/dossiers/${first.id}`, { as: registrar })).headers.get('etag') ?? '';
      await ask(province, `PUT /v1/dossiers/${first.id}/form`, {
        as: registrar,
        headers: { 'if-match': etag },
        body: { ...first.form, members },
      });
      // Until it is submitted again the first form holds.
      const early = await province.draft({ ...province.nextForm(), members: [former as Form['members'][number]] });
      expectRefused(await submit(early), first);
      expect((await submit(first, 2)).status).toBe(202);
      expect((await submit(early)).status).toBe(202);
      const late = await province.draft({ ...province.nextForm(), members });
      expectRefused(await submit(late), first);
    });
  });

  describe('同一个 Idempotency-Key', () => {
    const journalOf = async ({ id }: Household): Promise<string[]> => {
      const answer = await ask(province, `GET /v1/dossiers/${id}/journal`, { as: registrar });
      return json<{ entries: { action: { type: string } }[] }>(answer).entries.map(({ action }) => action.type);
    };

    it('再来一次，得到第一次的回答，日志里只有一条；事情已往前走了也一样', async () => {
      const one = await province.dossierIn('draft');
      const key = { 'idempotency-key': randomUUID() };
      const first = await submit(one, 1, key);
      await province.system.atRest();
      const again = await submit(one, 1, key);
      expect([again.status, again.text]).toEqual([first.status, first.text]);
      expect((await journalOf(one)).filter((type) => type === 'submit')).toHaveLength(1);
    });

    it('同时来六次，是一件事、一个回答', async () => {
      const one = await province.dossierIn('draft');
      const key = { 'idempotency-key': randomUUID() };
      const answers = await Promise.all(Array.from({ length: 6 }, () => submit(one, 1, key)));
      expect(statuses(answers)).toEqual(Array(6).fill(202));
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
      expect((await journalOf(one)).filter((type) => type === 'submit')).toHaveLength(1);

      const body = { orgPath: '530000/530100/530102/U0001' };
      const headers = { 'idempotency-key': randomUUID() };
      const made = await Promise.all(
        Array.from({ length: 6 }, () => ask(province, 'POST /v1/dossiers', { as: registrar, headers, body })),
      );
      expect(new Set(made.map((answer) => json<{ id: string }>(answer).id)).size).toBe(1);
    });

    it('换了内容的不予受理；换了人的是另一件事', async () => {
      const headers = { 'idempotency-key': randomUUID() };
      const create = (as: string, orgPath: string) =>
        ask(province, 'POST /v1/dossiers', { as, headers, body: { orgPath } });
      const first = await create(registrar, '530000/530100/530102/U0001');
      expect(first.status).toBe(201);
      // Within what the clerk may do: permission is asked before the key.
      expectProblem(await create(registrar, '530000/530100/530102/U0001/B1'), 1006);
      const colleague = await create('registrar-530102-2', '530000/530100/530102/U0002');
      expect(colleague.status).toBe(201);
      expect(json(colleague).id).not.toBe(json(first).id);
    });
  });

  it('没有一条消息落进死信', async () => {
    expect(await province.system.deadLetters()).toEqual([]);
  });
});
