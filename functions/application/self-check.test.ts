import { beforeEach, describe, expect, it, vi } from 'vitest';
import { exchangeOf } from '../../shared/contract/exchanges.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { ask, posted, told } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';

let app: MemoryApp;

beforeEach(() => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  app = memoryApp();
  app.at('2026-11-10T02:00:00Z');
  return () => void vi.restoreAllMocks();
});

const line = () => {
  const found = app.profile.subsistenceLines.find(({ division, to }) => division === '530102' && to === null);
  return found?.fen ?? 0;
};
const check = (more: object = {}) =>
  told<AnswerOf<'selfCheck'>>(app, 'selfCheck', {
    body: { division: '530102', people: 3, monthlyIncome: line() - 1, situations: [], ...more },
  });

describe('自测', () => {
  it('人均收入低于低保标准的，可能属于低保户，写明对照的是哪一条低保标准', async () => {
    expect(await check()).toMatchObject({ outcome: 'may', category: '低保户', line: { fen: line() } });
  });

  it('略高于低保标准而有人上学的，可能属于低保边缘户', async () => {
    const asked = { monthlyIncome: Math.floor(line() * 1.2), situations: ['student'] };
    expect(await check(asked)).toMatchObject({ category: '低保边缘户' });
  });

  it('收入高而没有别的情况的，说可能不符合，也说仍可以申请', async () => {
    const { outcome, category, sentences } = await check({ monthlyIncome: line() * 5 });
    expect({ outcome, category }).toEqual({ outcome: 'unlikely', category: null });
    expect(sentences.join('')).toContain('也可以申请');
  });

  it('大病而没有填花费的，只说花费大的可能符合', async () => {
    const asked = { monthlyIncome: line() * 2, situations: ['illness'] };
    expect(await check(asked)).toMatchObject({ outcome: 'ifSpent', category: '意外致困户' });
    expect(await check({ ...asked, spent: 0 })).toMatchObject({ outcome: 'unlikely' });
  });

  it('从不说是认定，总说没有问到的和找谁', async () => {
    for (const monthlyIncome of [0, line(), line() * 9]) {
      const { sentences, notAsked, call } = await check({ monthlyIncome });
      expect(sentences.at(-1)).toContain('这不是认定');
      expect(notAsked.length).toBeGreaterThan(0);
      expect(call.telephone).not.toBe('');
    }
  });

  it('没有录入低保标准的县，说看不出来', async () => {
    expect(await check({ division: '530127' })).toMatchObject({ outcome: 'unknown', category: null, line: null });
  });

  it('外省的县、编的县，指明是哪一栏', async () => {
    for (const division of ['110101', '539999']) {
      const { statusCode, body } = await ask(app, 'selfCheck', {
        body: { division, people: 3, monthlyIncome: 1, situations: [] },
      });
      expect({ statusCode, body }).toMatchObject({ statusCode: 400, body: expect.stringContaining('/division') });
    }
  });

  it('什么也不保存，只数次数', async () => {
    await check();
    await posted(app, 'selfCheckByPage', {}, { division: '530102', people: '3', income: '600' });
    expect(app.dynamoDb.all<{ pk: string }>().filter(({ pk }) => !pk.startsWith('TRIES#'))).toEqual([]);
  });

  it('一个地址一小时太多次的，请过一阵再来；别的地址不受影响', async () => {
    const body = exchangeOf('selfCheck').example as object;
    for (let i = 0; i < 100; i++) await told(app, 'selfCheck', { body });
    expect((await ask(app, 'selfCheck', { body })).statusCode).toBe(429);
    const page = await posted(app, 'selfCheckByPage', {}, { division: '530102', people: '3', income: '600' });
    expect(page.statusCode).toBe(429);
    expect(page.headers).toMatchObject({ 'Retry-After': expect.stringMatching(/^[1-9]\d{0,3}$/) });
    expect(page.body).toContain('自测得太频繁');
    expect((await ask(app, 'selfCheck', { body, from: '198.51.100.9' })).statusCode).toBe(200);
  });
});

describe('自测的网页', () => {
  it('不用脚本：填错的逐栏指明，填的都还在', async () => {
    const { statusCode, body } = await posted(
      app,
      'selfCheckByPage',
      {},
      {
        ...{ division: '', people: '一百', income: '很少' },
        illness: 'yes',
      },
    );
    expect(statusCode).toBe(422);
    for (const said of ['请选择县', '请填 1 至', '请填多少元', 'value="很少"']) expect(body).toContain(said);
    expect(body).toMatch(/name="illness" value="yes" checked/);
    expect(body).not.toContain('<script');
  });

  it('金额大得不像话的，请核对；不当作没有填', async () => {
    const fields = { division: '530102', people: '3', income: '999999999', spent: '' };
    const { statusCode, body } = await posted(app, 'selfCheckByPage', {}, fields);
    expect(statusCode).toBe(422);
    for (const said of ['金额太大，请核对', 'value="999999999"']) expect(body).toContain(said);
  });

  it('全角的数字也认得', async () => {
    const fields = { division: '530102', people: '３', income: '３００', spent: '' };
    const { statusCode, body } = await posted(app, 'selfCheckByPage', {}, fields);
    expect(statusCode).toBe(200);
    expect(body).toContain('低保户');
  });

  it('填的是标记也只作文字', async () => {
    const { body } = await posted(app, 'selfCheckByPage', {}, { people: '"><script>1</script>' });
    expect(body).not.toContain('<script>');
  });
});
