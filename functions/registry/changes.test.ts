import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Form } from '../../shared/form/form.ts';
import { earning, household, withDaughter } from '../../test/support/household.ts';
import { ask, type Journey, people, told } from '../../test/support/journey.ts';
import type { MemoryApp } from '../../test/support/memory/app.ts';
import { onFile } from '../../test/support/on-file.ts';

let app: MemoryApp;
let journey: Journey;
let back: () => void;
const was = household(3);

beforeAll(async () => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  ({ app, journey } = await onFile(3));
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => {
  back();
  app.at('2026-12-02T02:00:00Z');
});

interface Changes {
  before: number | null;
  by: string;
  byName: string;
  decides: boolean;
  changes: { title: string; decides: boolean; before: unknown; after: unknown }[];
}
const as = people.auditor;
const changes = (form: number) =>
  told<Changes>(app, 'getFormChanges', { as, params: { id: journey.id, form: String(form) } });
const inWords = async (form: number) =>
  (await changes(form)).changes.map(({ title, before, after }) => [title, before, after]);
const update = (body: object, form = 1) =>
  told(app, 'updateContact', { as: people.registrar, params: { id: journey.id }, body: { form, changes: body } });

describe('变更前后', () => {
  it('一栏一栏，原来的和现在的，是谁改的、影不影响认定', async () => {
    await journey.amended((form) => ({ ...earning(form, 110_000), remarks: '工资涨了' }));
    expect(await changes(2)).toMatchObject({ before: 1, by: 'registrar-1', byName: '何登记', decides: true });
    expect(await inWords(2)).toEqual([
      ['本人月平均收入', 100_000, 110_000],
      ['家庭年度总收入', 1_200_000, 1_320_000],
      ['备注', null, '工资涨了'],
    ]);
  });

  it('更新资料也看得到；与当时据以在册的一份比，不与后来的比', async () => {
    await update({ worker: { mobile: '13911112222' } });
    await update({ worker: { mobile: '13933334444' } }, 2);
    expect(await changes(3)).toMatchObject({ before: 2, decides: false });
    expect(await inWords(2)).toEqual([['手机号码', was.worker.mobile, '13911112222']]);
    expect(await inWords(3)).toEqual([['手机号码', '13911112222', '13933334444']]);
  });

  it('来的一位整个列出，照遮盖：十四岁以下的看不到号码', async () => {
    await journey.amended((form) => withDaughter(form));
    const daughter = withDaughter(was).members.at(-1) as Form['members'][number];
    const [size, came] = (await changes(2)).changes;
    expect(size).toMatchObject({ title: '家庭人口', before: 2, after: 3 });
    expect(came).toMatchObject({ title: '第2位家庭成员', before: null, after: { relation: '女儿' } });
    expect(JSON.stringify(came)).not.toContain(daughter.idNumber);
  });

  it('银行卡号改了，看得到改了，看不到全号', async () => {
    const account = (bankAccount: string) => ({ bankName: '农业银行', bankAccount });
    for (const [index, number] of ['6228480402564890018', '6222021001116245702'].entries()) {
      const body = { form: index + 1, account: account(number), reason: '换了卡' };
      await told(app, 'proposeAccount', { as: people.registrar, params: { id: journey.id }, body });
      const ruling = { account: index + 1, outcome: 'confirmed' };
      await told(app, 'ruleAccount', { as: people.reviewer, params: { id: journey.id }, body: ruling });
    }
    const text = JSON.stringify(await changes(3));
    expect(text).toContain('银行卡号');
    for (const number of ['6228480402564890018', '6222021001116245702']) expect(text).not.toContain(number);
  });

  it('第一份没有可比的；没有的一份、乱写的编号，说没有', async () => {
    expect(await changes(1)).toMatchObject({ before: null, changes: [] });
    for (const form of ['2', '0', '01', 'x', '99999']) {
      const { statusCode, body } = await ask(app, 'getFormChanges', { as, params: { id: journey.id, form } });
      expect([statusCode, JSON.parse(body).code], form).toEqual([404, 1319]);
    }
  });
});
