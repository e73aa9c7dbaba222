import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Form } from '../../shared/form/form.ts';
import { earning, household, secretsOf, withDaughter } from '../../test/support/household.ts';
import { ask, linkIn, mailed } from '../../test/support/journey.ts';
import type { SentMail } from '../../test/support/memory/app.ts';
import { onFile } from '../../test/support/on-file.ts';
import { changedTitles } from './changed.ts';

beforeAll(() => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  return () => void vi.restoreAllMocks();
});

const was = household(3);
const [husband] = was.members as [Form['members'][number]];
const titles = (after: Form) => changedTitles(was, after, '2026-12-02');

describe('审批页面上变更了哪几栏', () => {
  it('只写栏名；本页看得到的才写', () => {
    expect(titles(earning(was, 150_000))).toEqual(['本人月平均收入', '家庭年度总收入']);
    expect(titles(withDaughter(was))).toEqual(['家庭人口', '增加一位家庭成员']);
    expect(titles({ ...was, members: [] })).toEqual(['减少一位家庭成员']);
  });

  it('患病、残疾、电话、号码变了，一个字也不写：与没有变的一模一样', () => {
    const ill = { ...was, members: [{ ...husband, health: '尿毒症' }], rigidExpenses: {} };
    const hidden = { ...ill, worker: { ...was.worker, mobile: '13911112222', health: '一般疾病', postcode: '650000' } };
    expect(titles(hidden)).toEqual([]);
    const number = { ...was, members: [{ ...husband, idNumber: household(90).members[0]?.idNumber }] };
    expect(titles(number)).toEqual([]);
  });

  it('致困原因：本页照样遮着的，由患病改成意外看不出改过；改成子女上学，看得出', () => {
    const caused = (primaryCause: string) => ({ ...was, causes: { primaryCause } });
    const from = caused('家庭成员患重大疾病');
    expect(changedTitles(from, caused('遭受意外事故'), '2026-12-02')).toEqual([]);
    expect(changedTitles(from, caused('子女上学'), '2026-12-02')).toEqual(['主要致困原因']);
  });

  it('变更送审、变更引出的退出，页面都写；别的事项没有这一节', async () => {
    const { app, journey } = await onFile(3);
    app.at('2026-12-02T02:00:00Z');
    const page = async () => {
      await journey.approvalStep();
      const { nonce } = linkIn((await mailed(app)).filter(({ to }) => to.startsWith('approver-')).at(-1) as SentMail);
      return (await ask(app, 'approvalPage', { params: { nonce } })).body;
    };
    const back = app.mark();
    const ill = (form: Form) => ({ ...form, members: [{ ...husband, health: '尿毒症' }] });
    await journey.amended((form) => earning(ill(form), 150_000));
    await journey.assessed();
    const body = await page();
    expect(body).toMatch(/变更了哪几栏[\s\S]*本人月平均收入[\s\S]*家庭年度总收入/);
    for (const secret of [...secretsOf(was), '尿毒症', '心血管病']) expect(body).not.toContain(secret);
    back();
    app.at('2026-12-02T02:00:00Z');
    await journey.amended((form) => earning(form, 900_000));
    await journey.assessed();
    await journey.concluded();
    const exit = await page();
    expect(exit).toContain('变更以后按标准认定不再符合，由系统提出');
    expect(exit).toContain('下面的档案表是变了以后提交的那一份');
    back();
    app.at('2026-12-02T02:00:00Z');
    await journey.exitWanted('ownWish');
    expect(await page()).not.toContain('变更了哪几栏');
  });
});
