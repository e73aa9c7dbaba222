import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Form } from '../../../shared/form/form.ts';
import { idNumberOf, namesake, oneDigitOff, secretsOf } from '../../support/household.ts';
import { type Answered, ask, expectProblem, faultsOf, json, statuses, warmUp } from '../../support/http.ts';
import { actionsOf, expectSound, journalOf, subjectsOf } from '../../support/inside.ts';
import { type Household, registrar, reviewer } from '../../support/province.ts';
import { Registry } from '../../support/registry.ts';
import { tracesOf } from '../../support/traces.ts';
import {
  cityReviewer,
  correct,
  merge,
  type Opened,
  open,
  rule,
  submit,
  submitFirst,
  withWorker,
} from './one-household.ts';
import { province } from './province.ts';

const reasonsOf = ({ duplicates }: Opened) =>
  duplicates.found.flatMap(({ reasons }) => reasons.map(({ kind }) => kind));

/** Keys under which the table leads to a dossier. */
async function foundUnder({ id }: Household): Promise<string[]> {
  const items = await (await Registry.of(province)).items();
  return items.flatMap(({ pk, sk }) => (pk.startsWith('TRACE#') && sk === `D#${id}` ? [pk] : []));
}

async function asked(form: Form): Promise<{ one: Household; opened: Opened }> {
  const one = await province.draft(form);
  const answer = await submit(one, { 'idempotency-key': randomUUID() });
  expect(answer.status).toBe(202);
  await province.system.atRest();
  return { one, opened: await open(one) };
}

/** Nothing of the other household, by name, number or address, but what is the reader's own household's too. */
function expectNothingOf(other: Household, text: string, own = ''): void {
  for (const secret of [...secretsOf(other.form), other.maskedName]) {
    if (!own.includes(secret)) expect(text).not.toContain(secret);
  }
}

describe('查重', () => {
  describe('每一种像法都查得到，写明理由', () => {
    it('十五位旧号码与十八位：先换算成十八位，再按同一个号码不得提交', async () => {
      const first = await province.dossierIn('surveying');
      const { idNumber } = first.form.worker;
      const old = idNumber.slice(0, 6) + idNumber.slice(8, 17);
      const one = await province.draft(withWorker({ ...first.form.worker, idNumber: old }));
      const refused = expectProblem(await submit(one), 1100);
      expect(refused.faults).toMatchObject([{ pointer: '/worker/idNumber', offer: idNumber }]);
      await correct(one, withWorker(first.form.worker));
      expect(faultsOf(expectProblem(await submit(one), 1303))).toEqual(['/worker/idNumber E1303']);
    });

    it('同名而身份证号只差一位：几乎肯定，不得提交；草稿还在，改正以后可以提交', async () => {
      const first = await province.dossierIn('surveying');
      const one = await province.draft(withWorker(oneDigitOff(first.form.worker)));
      const answer = await submit(one);
      const { detail, ...problem } = expectProblem(answer, 1309);
      expect(detail).toContain('五华区总工会');
      expect(detail).toContain('得 100 分，满 100 分的不能提交');
      expect(faultsOf(problem)).toEqual(['/worker E1309']);
      expect(problem.faults?.[0]?.message).toContain('身份证号只差一位');
      expectNothingOf(first, answer.text);
      expect(answer.text).not.toContain(first.id);

      const opened = await open(one);
      expect(opened).toMatchObject({ status: 'draft', duplicates: { found: [{ verdict: 'certain', open: true }] } });
      expect(opened.form?.content).toMatchObject({ worker: { idNumber: one.form.worker.idNumber } });
      // Nobody is held by it, and whoever tries again is told the same, once in the journal.
      expectProblem(await submit(one), 1309);
      expect(await actionsOf(province, one)).toEqual(['createDraft', 'saveForm', 'findDuplicates']);
      // Nor does the refused draft stand in the way under any key: twenty of them would hide the next one.
      expect(await foundUnder(one)).toEqual([]);

      await correct(one, province.nextForm());
      expect(json(await submit(one))).toMatchObject({ status: 'submitted', duplicates: [] });
      await province.system.atRest();
      expect(await open(one)).toMatchObject({ status: 'surveying', duplicates: { found: [] } });
      await expectSound(province, [one, first]);
    });

    it('同名同生日', async () => {
      const first = await province.dossierIn('surveying');
      const { opened } = await asked(withWorker(namesake(first.form.worker)));
      expect(reasonsOf(opened)).toEqual(['nameAndBirthDate']);
      expect(opened.duplicates.found).toMatchObject([{ verdict: 'possible', score: 50, open: true }]);
      expect(opened.duplicates.thresholds).toEqual({ certain: 100, possible: 50 });
    });

    it('同一住址的另一种写法，又有同姓的人', async () => {
      const first = await province.dossierIn('surveying');
      const own = province.nextForm();
      const surname = [...first.form.worker.name][0] as string;
      const homeAddress = first.form.worker.homeAddress.replace('昆明市五华区护国街道', '').replace('幢3单元', '栋3-');
      expect(homeAddress).not.toBe(first.form.worker.homeAddress);
      const name = `${surname}玉珍`;
      const { opened } = await asked({ ...own, worker: { ...own.worker, name, homeAddress } });
      expect(reasonsOf(opened)).toEqual(['addressAndSurname']);
      expect(opened.duplicates.found[0]?.reasons[0]?.pointer).toBe('/worker/homeAddress');
    });

    it('一个成员就是另一份档案的困难职工', async () => {
      const first = await province.dossierIn('surveying');
      const own = province.nextForm();
      const { name = '', birthDate = '', idNumber = '' } = namesake(first.form.worker);
      const member = { name, birthDate, idNumber, relation: '其他', sex: '女', health: '良好', monthlyIncome: 0 };
      const household = { ...own.household, householdSize: 3 };
      const { opened } = await asked({ ...own, household, members: [...own.members, member] });
      expect(reasonsOf(opened)).toEqual(['nameAndBirthDate', 'memberIsWorker']);
      expect(opened.duplicates.found).toMatchObject([
        {
          score: 60,
          reasons: [{ pointer: '/members/1' }, { sentence: '第2位家庭成员可能就是另一份档案的困难职工。' }],
        },
      ]);
    });

    it('同名同生日又同住址：两样加起来几乎肯定', async () => {
      const first = await province.dossierIn('surveying');
      const { homeAddress } = first.form.worker;
      const one = await province.draft(withWorker({ ...namesake(first.form.worker), homeAddress }));
      expect(faultsOf(expectProblem(await submit(one), 1309))).toEqual(['/worker E1309', '/worker/homeAddress E1309']);
    });

    it('已经撤回的，不再算', async () => {
      const first = await province.dossierIn('surveying');
      await ask(province, `POST /v1/dossiers/${first.id}/withdrawal`, { as: registrar, body: { reason: '不办了' } });
      const { opened } = await asked(withWorker(oneDigitOff(first.form.worker)));
      expect(opened.duplicates.found).toEqual([]);
      expect(await foundUnder(first)).toEqual([]);
    });
  });

  describe('等待裁定', () => {
    it('可能是同一户的：调查可以先办，裁定之前不公示；裁定不是一户以后接着走', async () => {
      const first = await province.dossierIn('surveying');
      const { one } = await asked(withWorker(namesake(first.form.worker)));
      const mailbox = 'registrar-530102-1@union.example.com';
      expect(await subjectsOf(province, one, mailbox)).toContain('有一户疑似重复建档，等待裁定');
      const list = await ask(province, 'GET /v1/dossiers?status=surveying', { as: reviewer });
      const rows = json<{ dossiers: { id: string; openDuplicates: number }[] }>(list).dossiers;
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
        { dossier: first.id, ruling: 'different', asked: true, reason: '见过两本户口簿，是两个人' },
      ]);
      expect(await rulings(first)).toMatchObject([{ dossier: one.id, ruling: 'different', asked: false }]);
      for (const each of [one, first]) {
        await province.survey(each, 'return');
        await province.system.atRest();
        expect(json(await submit(each))).toMatchObject({ status: 'submitted', round: 2, duplicates: [] });
        await province.system.atRest();
        expect((await open(each)).status).toBe('surveying');
      }
      await province.walk([one, first], 'surveying', 'underNotice');
      await expectSound(province, [one, first]);
    });

    it('几乎肯定而裁定不是一户的，草稿可以提交', async () => {
      const first = await province.dossierIn('surveying');
      const one = await province.draft(withWorker(oneDigitOff(first.form.worker)));
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
      await ask(province, `POST /v1/dossiers/${first.id}/withdrawal`, { as: registrar, body: { reason: '不办了' } });
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

  describe('同一刻', () => {
    beforeAll(async () => {
      const nobody = `POST /v1/dossiers/${'0'.repeat(26)}/submission`;
      await warmUp(province, nobody, { as: registrar, body: { form: 1 } });
    });

    /** Pairs of drafts, the second like the first, all submitted at once: each of a pair may miss the other. */
    async function submitPairs(like: (worker: Form['worker']) => Partial<Form['worker']>) {
      const pairs: [Household, Household][] = [];
      for (let n = 0; n < 4; n++) {
        const form = province.nextForm();
        pairs.push([await province.draft(form), await province.draft(withWorker(like(form.worker)))]);
      }
      const answers = await Promise.all(pairs.flat().map((one) => submitFirst(one)));
      await province.system.atRest();
      return Promise.all(
        pairs.map(async ([one, other], n) => ({
          both: [one, other] as const,
          answers: answers.slice(2 * n, 2 * n + 2),
          waiting: [await open(one), await open(other)].filter(({ duplicates }) =>
            duplicates.found.some((d) => d.open),
          ),
        })),
      );
    }

    it('两份可能是同一户的同时提交，至少有一份被问到；裁定一次，两边都不再问', async () => {
      for (const { both, answers, waiting } of await submitPairs(namesake)) {
        expect(statuses(answers)).toEqual([202, 202]);
        expect(waiting.length).toBeGreaterThanOrEqual(1);
        const [ruled] = waiting as [Opened];
        const other = both.find(({ id }) => id !== ruled.id) as Household;
        expect((await rule(ruled, other, 'different')).status).toBe(200);
        for (const each of both) {
          expect((await open(each)).duplicates.found.filter((found) => found.open)).toEqual([]);
        }
      }
    });

    it('两份几乎肯定是同一户的同时提交，不会都无人过问', async () => {
      for (const { answers, waiting } of await submitPairs(oneDigitOff)) {
        const refused = answers.filter(({ status }) => status === 409);
        for (const answer of refused) expectProblem(answer, 1309);
        expect(refused.length + waiting.length).toBeGreaterThanOrEqual(1);
      }
    });

    it('同一个 Idempotency-Key 同时来六次，查到了也是一件事、一个回答', async () => {
      const first = await province.dossierIn('surveying');
      const one = await province.draft(withWorker(namesake(first.form.worker)));
      const key = { 'idempotency-key': randomUUID() };
      const answers = await Promise.all(Array.from({ length: 6 }, () => submit(one, key)));
      expect(statuses(answers)).toEqual(Array(6).fill(202));
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
      const answer = json<{ version: number; duplicates: unknown[] }>(answers[0] as Answered);
      expect(answer.duplicates).toHaveLength(1);
      await province.system.atRest();
      const { entries } = await journalOf(province, one);
      const types = entries.map(({ action }) => action.type);
      expect(types.filter((type) => type === 'findDuplicates' || type === 'submit')).toEqual([
        'findDuplicates',
        'submit',
      ]);
      expect(types[answer.version - 1]).toBe('submit');
    });
  });

  it('人再多的一户，疑似重复的也提交得了：一个事务装得下', async () => {
    const first = await province.dossierIn('surveying');
    const own = withWorker(namesake(first.form.worker));
    const members = Array.from({ length: 30 }, (_, i) => ({
      name: `${'欧柳鲍'[i % 3]}${'甲乙丙丁戊己庚辛壬癸'[i % 10]}生`,
      relation: '其他',
      sex: '男',
      birthDate: `19${60 + i}-05-20`,
      idNumber: idNumberOf(`19${60 + i}-05-20`, 7),
      health: '良好',
      monthlyIncome: 0,
    }));
    const household = { ...own.household, householdSize: 31 };
    const { one } = await asked({ ...own, household, members });
    expect((await open(one)).status).toBe('surveying');
    // One of them, written down wrong by another union, is found all the same.
    const last = members.at(-1) as (typeof members)[number];
    const other = await province.draft({
      ...province.nextForm(),
      members: [{ ...last, idNumber: idNumberOf(last.birthDate, 9) }],
    });
    expect(faultsOf(expectProblem(await submit(other), 1309))).toEqual(['/members/0 E1309']);
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
        { dossier: possible.id, ruling: 'different', asked: false },
      ]);
      expect((await open(first, cityReviewer)).duplicates.rulings).toMatchObject([{ reason }]);

      const certain = await draftIn103(withWorker(oneDigitOff(first.form.worker)));
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
