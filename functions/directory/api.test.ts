import { beforeEach, describe, expect, it } from 'vitest';
import { personContext } from '../../shared/registry/people.ts';
import { people as peopleOf, provinceSealer, table } from '../../shared/services/services.ts';
import { ask, county, people, putPeople, told } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';

let app: MemoryApp;
const as = people.administrator;
const approver = {
  name: '宋国栋',
  post: '五华区总工会副主席',
  telephone: '0871-65123456',
  email: 'song@example.cn',
  orgPath: county,
  roles: ['approver'],
};

interface Listed {
  people: { id: string; name: string; union: string; revision: number; standIn: { byName: string } | null }[];
  cursor: string | null;
}

beforeEach(() => {
  app = memoryApp();
});

const put = (id: string, changes: object = {}) =>
  ask(app, 'putPerson', { as, params: { id }, body: { ...approver, ...changes } });
const listed = (query = {}, by = as as typeof people.reviewer | typeof as) =>
  told<Listed & { unions: { name: string }[] }>(app, 'listPeople', { as: by, query });
const faultsOf = (answer: { body: string }) =>
  (JSON.parse(answer.body).faults as { pointer: string; message: string }[]).map(
    ({ pointer, message }) => `${pointer} ${message}`,
  );

describe('登记工会人员', () => {
  it('新登记的答 201，再登记是更新；列表里有姓名、电话、所在的工会', async () => {
    expect((await put('approver-530102')).statusCode).toBe(201);
    expect((await put('approver-530102', { post: '五华区总工会主席', revision: 1 })).statusCode).toBe(200);
    const { people: found } = await listed();
    const union = '云南省昆明市五华区总工会';
    const shown = { ...approver, post: '五华区总工会主席', active: true, revision: 2, standIn: null, union };
    expect(found).toEqual([{ id: 'approver-530102', ...shown }]);
  });

  it('姓名、电话、邮箱存下的都是密文', async () => {
    await put('approver-530102');
    const stored = JSON.stringify(app.dynamoDb.all());
    expect(stored).toContain('approver-530102');
    for (const secret of ['宋国栋', '65123456', 'song@', '副主席']) expect(stored).not.toContain(secret);
  });

  it('调到别的工会，只在新的那里列出', async () => {
    await put('approver-530102');
    await put('approver-530102', { orgPath: '530000/530100/530103', revision: 1 });
    expect((await listed({ org: [county] })).people).toEqual([]);
    expect((await listed()).people).toHaveLength(1);
    expect(await peopleOf(app).of('530000/530100/530103')).toHaveLength(1);
  });

  it('编号相近的单位不会混进来', async () => {
    for (const unit of ['U1', 'U1-2', 'U12'])
      await put(`registrar-${unit}`, { roles: ['registrar'], orgPath: `${county}/${unit}` });
    const { people: found } = await listed({ org: [`${county}/U1`] });
    expect(found.map(({ id }) => id)).toEqual(['registrar-U1']);
  });

  it('一百人一页，翻完一个不多，一个不少', async () => {
    const ids = Array.from({ length: 230 }, (_, n) => `registrar-${String(n).padStart(3, '0')}`);
    const registrar = { orgPath: county, roles: ['registrar' as const], active: true, standIn: null };
    const contact = { name: '何静', post: '工会干事', telephone: null, email: null };
    for (const id of ids) {
      const sealed = await provinceSealer(app).seal(personContext(id), contact);
      await table(app).transact(
        await peopleOf(app).putWrites({ id, ...registrar, sealed, hasMail: true, hasMobile: false }, undefined, {
          by: 'administrator-1',
          now: app.now(),
        }),
      );
    }
    const found: string[] = [];
    let cursor: string | null = null;
    let pages = 0;
    do {
      const page: Listed = await listed(cursor === null ? {} : { cursor: [cursor] });
      found.push(...page.people.map(({ id }) => id));
      cursor = page.cursor;
      pages++;
    } while (cursor !== null);
    expect(found).toEqual(ids);
    expect(pages).toBe(3);
  });

  it.each([
    ['编号有空格', 'a b', {}, '/id 编号为'],
    ['别的省', 'x', { orgPath: '370000/370200' }, '/orgPath 370000/370200 不在本省'],
    ['单位里的审批人', 'x', { orgPath: `${county}/U0001` }, `/orgPath ${county}/U0001 不是县级`],
    ['审批人没有邮箱', 'x', { email: null }, '/email 审批人须有邮箱'],
    ['由本人代办', 'x', { standIn: { by: 'x', from: '2026-11-02', to: '2026-11-06' } }, '/standIn/by 不能由本人代办'],
    ['末日早于第一天', 'x', { standIn: { by: 'y', from: '2026-11-06', to: '2026-11-02' } }, '/standIn/to 代办的末日'],
    ['没有的代办人', 'x', { standIn: { by: 'y', from: '2026-11-02', to: '2026-11-06' } }, '/standIn/by 没有登记“y”'],
    [
      '建档人由不建档的人代办',
      'x',
      { roles: ['registrar'], standIn: { by: 'approver-1', from: '2026-11-02', to: '2026-11-06' } },
      '/standIn/by 代办的须在任，有同样的职责',
    ],
    ['没有职责', 'x', { roles: [] }, '/roles '],
    ['姓名里有看不见的字符', 'x', { name: '宋\u200b国栋' }, '含有不能使用的字符'],
    ['电话不是电话', 'x', { telephone: '请拨总机' }, '/telephone '],
  ])('%s的，说清哪一项、为什么，什么也不存', async (_, id, changes, said) => {
    await put('approver-1');
    const before = app.dynamoDb.changes.length;
    const answer = await put(id, changes);
    expect(answer.statusCode).toBe(400);
    expect(faultsOf(answer).join('\n')).toContain(said);
    expect(app.dynamoDb.changes.length).toBe(before);
  });

  it('代办的须在同一级或上级工会，还须在任', async () => {
    await put('city', { orgPath: '530000/530100' });
    await put('other', { orgPath: '530000/530100/530103' });
    await put('left', { active: false });
    const standIn = (by: string) => ({ standIn: { by, from: '2026-11-02', to: '2026-11-06' } });
    expect((await put('here', standIn('city'))).statusCode).toBe(201);
    expect(faultsOf(await put('here', { ...standIn('other'), revision: 1 }))[0]).toContain('同一级工会或上级');
    expect(faultsOf(await put('here', { ...standIn('left'), revision: 1 }))[0]).toContain('在任的审批人');
    expect((await listed({ org: [county] })).people.find(({ id }) => id === 'here')?.standIn?.byName).toBe('宋国栋');
  });

  it('县里的管理员不能改：登记由全省一处管', async () => {
    const inCounty = { ...as, orgPath: county };
    const answer = await ask(app, 'putPerson', { as: inCounty, params: { id: 'x' }, body: approver });
    expect(answer.statusCode).toBe(403);
  });

  it.each(['zzz', `${county}`, '530000~', '370000#x'])('翻页标记 %s 不是我们给的', async (cursor) => {
    expect((await ask(app, 'listPeople', { as, query: { cursor: [cursor] } })).statusCode).toBe(400);
  });
});

describe('说的是看到的那一次登记', () => {
  const revision = async () => (await listed()).people[0]?.revision;
  const refusal = (answer: { statusCode: number; body: string }) => {
    const { code, detail } = JSON.parse(answer.body) as { code?: number; detail?: string };
    return [answer.statusCode, code, detail];
  };

  it('一位管理员写了离任，另一位照原来看到的改电话：不收，说明现在是第几次，那一位仍是离任的', async () => {
    await put('approver-530102');
    expect(await revision()).toBe(1);
    const left = await put('approver-530102', { active: false, revision: 1 });
    expect([left.statusCode, JSON.parse(left.body).revision]).toEqual([200, 2]);
    const late = await put('approver-530102', { telephone: '0871-65999999', revision: 1 });
    expect(refusal(late)).toEqual([409, 1302, '这个人现在是第 2 次登记，不是您看到的第 1 次，请看过现在的再改']);
    expect((await listed()).people).toEqual([
      expect.objectContaining({ active: false, telephone: '0871-65123456', revision: 2 }),
    ]);
    expect((await put('approver-530102', { active: false, telephone: '0871-65999999', revision: 2 })).statusCode).toBe(
      200,
    );
  });

  it('同时改的，一个算数，另一个听到现在的情况', async () => {
    await put('approver-530102');
    const answers = await Promise.all(
      ['甲', '乙', '丙'].map((post) => put('approver-530102', { post: `${post}副主席`, revision: 1 })),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409]);
    for (const late of answers.filter(({ statusCode }) => statusCode === 409))
      expect(refusal(late)[2]).toContain('现在是第 2 次登记');
    expect(await revision()).toBe(2);
  });

  it('新登记的不写第几次：写了的、没有看过就改的，都不收', async () => {
    expect(refusal(await put('approver-530102', { revision: 1 }))).toEqual([
      409,
      1302,
      '这个人还没有登记，不是您看到的第 1 次登记：新登记的不写第几次（revision）',
    ]);
    await put('approver-530102');
    const unseen = refusal(await put('approver-530102', { post: '主席' }));
    expect(unseen).toEqual([
      409,
      1302,
      '这个人已经登记，现在是第 1 次登记，请看过现在的再改，写明看到的是第几次（revision）',
    ]);
  });

  it('应答丢了再来一遍的：已经是这样的，照样收下，不另记一次', async () => {
    const again = () => put('approver-530102', { post: '主席', revision: 1 });
    expect([(await put('approver-530102')).statusCode, (await put('approver-530102')).statusCode]).toEqual([201, 201]);
    const first = await again();
    expect(await again()).toEqual(first);
    expect(await revision()).toBe(2);
  });

  it('工会也一样', async () => {
    const union = { orgPath: county, name: '五华区总工会' };
    const register = (changes: object) => ask(app, 'putUnion', { as, body: { ...union, ...changes } });
    expect(JSON.parse((await register({})).body).revision).toBe(1);
    expect((await register({ telephone: '0871-65000000', revision: 1 })).statusCode).toBe(200);
    const late = await register({ address: '护国路1号', revision: 1 });
    expect(refusal(late)).toEqual([409, 1302, '这个工会现在是第 2 次登记，不是您看到的第 1 次，请看过现在的再改']);
    const { unions } = await told<{ unions: object[] }>(app, 'listUnions', { as });
    expect(unions).toEqual([expect.objectContaining({ telephone: '0871-65000000', address: null, revision: 2 })]);
    const both = await Promise.all(['1', '2'].map((n) => register({ address: `护国路${n}号`, revision: 2 })));
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
  });
});

describe('登记工会组织', () => {
  it('产业工会、基层工会都有名称；没有登记的单位，说明没有登记', async () => {
    await putPeople(app);
    const unions = [
      { orgPath: '530000/CY01', name: '云南省教育卫生科研工会' },
      {
        orgPath: `${county}/U0001`,
        name: '五华区护国片区工会联合会',
        telephone: '0871-65000000',
        address: '护国路1号',
      },
    ];
    const before = await listed({}, people.reviewer);
    expect(before.people.find(({ id }) => id === 'registrar-1')?.union).toContain('U0001 工会（未登记名称）');
    for (const body of unions) await told(app, 'putUnion', { as, body });
    const { unions: all } = await told<{ unions: object[] }>(app, 'listUnions', { as });
    expect(all).toEqual([
      { address: '护国路1号', telephone: '0871-65000000', active: true, revision: 1, ...unions[1] },
      { ...unions[0], address: null, telephone: null, active: true, revision: 1 },
    ]);
    const after = await listed({}, people.reviewer);
    expect(after.people.find(({ id }) => id === 'registrar-1')?.union).toBe('五华区护国片区工会联合会');
  });

  it('别的省的不收', async () => {
    const answer = await ask(app, 'putUnion', { as, body: { orgPath: '370000/CY01', name: '某产业工会' } });
    expect(answer.statusCode).toBe(400);
    expect(faultsOf(answer)[0]).toContain('不在本省');
  });

  it('名称不保密：别的县的工会也选得到；别的省的不列', async () => {
    const body = { orgPath: '530000/530100/530103/U0001', name: '盘龙区联盟片区工会联合会' };
    await told(app, 'putUnion', { as, body });
    const query = { org: ['530000/530100/530103'] };
    const { unions } = await told<{ unions: object[] }>(app, 'listUnions', { as: people.registrar, query });
    expect(unions).toMatchObject([body]);
    const beyond = { as: people.registrar, query: { org: ['370000/370200'] } };
    expect((await ask(app, 'listUnions', beyond)).statusCode).toBe(400);
    const { divisions } = await told<{ divisions: object[] }>(app, 'listDivisions', { as: people.registrar });
    expect(divisions).toContainEqual({
      ...{ orgPath: '530000/530100/530103', level: 'county', name: '昆明市盘龙区' },
      union: '云南省昆明市盘龙区总工会',
    });
  });
});
