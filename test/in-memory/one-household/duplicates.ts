import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Form } from '../../../shared/form/form.ts';
import { ledTo } from '../../../shared/registry/trace-lists.ts';
import { idNumberOf, namesake, namesakeAtHome, oneDigitOff } from '../../support/household.ts';
import { type Answered, ask, expectProblem, json, statuses } from '../../support/http.ts';
import { actionsOf, expectSound, journalOf, subjectsOf } from '../../support/inside.ts';
import { type Household, registrar, reviewer } from '../../support/province.ts';
import { province } from './province.ts';
import {
  asked,
  correct,
  expectNothingOf,
  type Opened,
  open,
  rule,
  submit,
  submitFirst,
  withWorker,
} from './two-dossiers.ts';

const reasonsOf = ({ duplicates }: Opened) =>
  duplicates.found.flatMap(({ reasons }) => reasons.map(({ kind }) => kind));

/** Keys under which the table leads to a dossier. */
async function foundUnder({ id }: Household): Promise<string[]> {
  const items = await (await province.registry()).items();
  return items.flatMap((item) => (ledTo(item).includes(id) ? [item.pk] : []));
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
      expectProblem(await submit(one), 1303);
    });

    it('同名同生日又同一个门牌：几乎肯定，不得提交；草稿还在，改正以后可以提交', async () => {
      const first = await province.dossierIn('surveying');
      const one = await province.draft(withWorker(namesakeAtHome(first.form.worker)));
      const answer = await submit(one);
      const { detail, faults } = expectProblem(answer, 1309);
      expect(detail).toContain('五华区护国片区工会联合会');
      expect(detail).toContain('满 100 分的不能提交');
      // Who of the household, and in what way, is for who rules: else one could try until a number is known.
      expect(faults).toBeUndefined();
      expectNothingOf(first, answer.text);
      expect(answer.text).not.toContain(first.id);

      const opened = await open(one);
      expect(opened).toMatchObject({ status: 'draft', duplicates: { found: [{ verdict: 'certain', open: true }] } });
      expect(opened.duplicates.found[0]?.reasons).toEqual([]);
      expect(reasonsOf(await open(one, reviewer))).toEqual(['nameAndBirthDate', 'doorAndSurname', 'door']);
      const journal = await ask(province, `GET /v1/dossiers/${one.id}/journal`, { as: registrar });
      expect(journal.text).not.toContain('doorAndSurname');
      expect(journal.text).not.toContain('同姓的人');
      expect(JSON.stringify(await journalOf(province, one))).toContain('doorAndSurname');
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

    it('同名而身份证号只差一位：照常提交，等人裁定', async () => {
      const first = await province.dossierIn('surveying');
      const { opened } = await asked(withWorker(oneDigitOff(first.form.worker)));
      expect(opened.duplicates.found).toMatchObject([{ verdict: 'possible', score: 50, open: true }]);
    });

    it('听来一样的姓名，号码又差一位', async () => {
      const first = await province.dossierIn('surveying');
      const { worker } = first.form;
      const { opened } = await asked(withWorker({ ...oneDigitOff(worker), name: worker.name.replace('秀', '绣') }));
      expect(reasonsOf(opened)).toEqual(['soundAndMostOfNumber']);
    });

    it('只有电话相同：等审核人裁定；填表的人从应答、档案、列表、日志、邮件里都不知道有人留过这个电话', async () => {
      const first = await province.dossierIn('surveying');
      const own = province.nextForm();
      const form = { ...own, worker: { ...own.worker, mobile: first.form.worker.mobile } };
      const one = await province.draft(form as Form);
      const answer = await submit(one);
      // Version 3 as of any other: created, saved, submitted.
      expect(json(answer)).toMatchObject({ status: 'submitted', version: 3, duplicates: [] });
      await province.system.atRest();
      expect(reasonsOf(await open(one, reviewer))).toEqual(['telephone']);
      expect((await open(one)).duplicates.found).toEqual([]);
      const countOf = async (as: string) => {
        const list = await ask(province, 'GET /v1/dossiers?status=surveying', { as });
        const rows = json<{ dossiers: { id: string; openDuplicates: number }[] }>(list).dossiers;
        return rows.find(({ id }) => id === one.id)?.openDuplicates;
      };
      expect(await countOf(registrar)).toBe(0);
      expect(await countOf(reviewer)).toBe(1);
      const journal = await ask(province, `GET /v1/dossiers/${one.id}/journal`, { as: registrar });
      expect(journal.text).not.toContain(first.id);
      expect(await subjectsOf(province, one, 'registrar-530102-1@union.example.com')).not.toContain(
        '有一户疑似重复建档，等待裁定',
      );
      expect((await rule(one, first, 'different')).status).toBe(200);
    });

    it('改了又改，第五次还是几乎肯定的：由审核人裁定以后才能再提交，不能一个个试出号码', async () => {
      const first = await province.dossierIn('surveying');
      const form = withWorker(namesakeAtHome(first.form.worker));
      const one = await province.draft(form);
      for (let n = 1; n <= 5; n++) {
        expect(expectProblem(await submit(one), 1309).detail).toContain('五华区护国片区工会联合会');
        await correct(one, { ...form, worker: { ...form.worker, employer: `第${n}次` } });
      }
      const { detail, faults } = expectProblem(await submit(one), 1309);
      expect(detail).toContain('请审核人裁定以后再提交');
      expect(faults).toBeUndefined();
      expect((await actionsOf(province, one)).filter((type) => type === 'findDuplicates')).toHaveLength(5);
      expect((await rule(one, first, 'different')).status).toBe(200);
      expect((await submit(one)).status).toBe(202);
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
      expect(reasonsOf(opened)).toEqual(['doorAndSurname', 'door']);
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
      expectProblem(await submit(one), 1309);
      expect(reasonsOf(await open(one, reviewer))).toEqual(['nameAndBirthDate', 'doorAndSurname', 'door']);
    });

    it('已经撤回的，不再算', async () => {
      const first = await province.dossierIn('surveying');
      await ask(province, `POST /v1/dossiers/${first.id}/withdrawal`, { as: registrar, body: { reason: '不办了' } });
      await province.system.atRest();
      expect(await foundUnder(first)).toEqual([]);
      const { opened } = await asked(withWorker(namesakeAtHome(first.form.worker)));
      expect(opened.duplicates.found).toEqual([]);
    });
  });

  describe('同一刻', () => {
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
      for (const { answers, waiting } of await submitPairs(namesakeAtHome)) {
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
    const members = Array.from({ length: 30 }, (_, i) => {
      const birthDate = `19${60 + i}-05-${String(1 + i).padStart(2, '0')}`;
      return {
        name: `${'欧柳鲍'[i % 3]}${'甲乙丙丁戊己庚辛壬癸'[i % 10]}生`,
        relation: '其他',
        sex: '男',
        birthDate,
        idNumber: idNumberOf(birthDate, 7 + 10 * i),
        health: '良好',
        monthlyIncome: 0,
      };
    });
    const household = { ...own.household, householdSize: 31 };
    const { one } = await asked({ ...own, household, members });
    expect((await open(one)).status).toBe('surveying');
    // One of them, written down wrong by another union, is found all the same.
    const last = members.at(-1) as (typeof members)[number];
    const form = province.nextForm();
    const { one: second } = await asked({
      ...form,
      members: [{ ...last, idNumber: idNumberOf(last.birthDate, 299) }],
    });
    const [found] = (await open(second, reviewer)).duplicates.found;
    expect(found).toMatchObject({ verdict: 'possible', reasons: [{ pointer: '/members/0' }] });
  });
});
