import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { an } from '../../shared/dossier/actions.fixture.ts';
import { GUESSES } from '../../shared/duplicates/guesses.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { newId } from '../../shared/registry/ids.ts';
import { keys } from '../../shared/registry/keys.ts';
import { pageMark, placeIn } from '../../shared/registry/page-mark.ts';
import { blindIndex, dossiers, table } from '../../shared/services/services.ts';
import { idNumberOf } from '../../test/support/household.ts';
import { type Caller, invoke } from '../../test/support/invoke.ts';
import { memoryApp } from '../../test/support/memory/app.ts';
import { lambda } from './api.ts';

const app = memoryApp();
const handler = lambda(app);
beforeEach(() => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  return () => vi.restoreAllMocks();
});

const city = '530000/530100';
const here = `${city}/530102`;
const there = `${city}/530103`;
let people = 0;
const reviewer = (orgPath: string): Caller => ({ id: `reviewer-${++people}`, roles: 'reviewer', orgPath });

interface Found {
  dossiers: { id: string }[];
  cursor: string | null;
  narrow: boolean;
  code?: number;
}
const search = async (as: Caller, body: object): Promise<Found> =>
  (await invoke<Found>(handler, 'searchDossiers', { as, body })).body;
const idsOf = ({ dossiers }: Found) => dossiers.map(({ id }) => id).sort();

/** Submitted dossiers, or drafts, in a unit that stand under a name, sorted. */
async function named(name: string, orgPath: string, count: number, isDraft = false): Promise<string[]> {
  const pk = keys.names(await blindIndex(app).of('name', name));
  const ids = Array.from({ length: count }, () => newId());
  const actor = { kind: 'staff' as const, id: 'registrar-1' };
  for (const id of ids) {
    let before: Dossier | null = null;
    for (const action of [an.createDraft({ orgPath }), an.saveForm(), an.submit()].slice(0, isDraft ? 2 : 3)) {
      before = await dossiers(app).record({ id, before, action, actor, now: new Date() });
    }
  }
  await table(app).putAll(ids.map((id) => ({ pk, sk: keys.place(orgPath, id) })));
  return ids.sort();
}

describe('按姓名查找', () => {
  it('全省同名的再多，也挡不住自己的一份', async () => {
    await named('张伟', `${there}/U0001`, 60);
    const [mine] = await named('张伟', `${here}/U0001`, 1);
    const clerk = { ...reviewer(`${here}/U0001`), roles: 'registrar' };
    expect(await search(clerk, { name: ' 张伟 ' })).toMatchObject({ dossiers: [{ id: mine }], cursor: null });
    // A unit is not found by the beginning of another's name.
    expect((await search({ ...clerk, orgPath: `${here}/U000` }, { name: '张伟' })).dossiers).toEqual([]);
  });

  it('市里只找本级和直属单位的：各县同名的再多，也挡不住，翻页不漏', async () => {
    const own = await named('郑兰', city, 30);
    await named('郑兰', `${here}/U0001`, 60);
    await named('郑兰', `${there}/U0001`, 60);
    const direct = await named('郑兰', `${city}/U0001`, 40);
    const as = reviewer(city);
    expect(await search(as, { name: '郑兰' })).toMatchObject({ dossiers: [], narrow: true });
    const page = await search(as, { name: '郑兰', own: true });
    const rest = await search(as, { name: '郑兰', own: true, cursor: page.cursor });
    expect([...idsOf(page), ...idsOf(rest)].toSorted()).toEqual([...own, ...direct].toSorted());
    expect([page.dossiers.length, page.narrow, rest.cursor]).toEqual([50, false, null]);
  });

  it('市里找本级的：各县有几千个同名的，也只读几次', async () => {
    const [own] = await named('李伟', `${city}/U0001`, 1);
    const pk = keys.names(await blindIndex(app).of('name', '李伟'));
    const inCounties = Array.from({ length: 2500 }, () => ({ pk, sk: keys.place(`${here}/U0001`, newId()) }));
    for (const place of inCounties) app.dynamoDb.put(place);
    let reads = 0;
    app.dynamoDb.onCommand = (command) => {
      const { ExpressionAttributeValues: values = {} } = (command as QueryCommand).input;
      if (command instanceof QueryCommand && JSON.stringify(values).includes(pk)) reads++;
    };
    const found = await search(reviewer(city), { name: '李伟', own: true });
    app.dynamoDb.onCommand = () => undefined;
    expect(idsOf(found)).toEqual([own]);
    expect([reads > 0, reads <= 5]).toEqual([true, true]);
  });

  it('直属单位的人找自己单位的，同名的再多也翻得完', async () => {
    const all = await named('赵丽', `${city}/U0002`, 55);
    const clerk = { ...reviewer(`${city}/U0002`), roles: 'registrar' };
    const page = await search(clerk, { name: '赵丽' });
    const rest = await search(clerk, { name: '赵丽', cursor: page.cursor });
    expect([...idsOf(page), ...idsOf(rest)].toSorted()).toEqual(all);
  });

  it('没有提交成的草稿留下的不算数', async () => {
    const [submitted] = await named('李娜', `${here}/U0001`, 1);
    await named('李娜', `${here}/U0001`, 2, true);
    expect(idsOf(await search(reviewer(here), { name: '李娜' }))).toEqual([submitted]);
  });

  it('编号以本单位的编号和一横开头的单位，再多也挡不住本单位和它下面的', async () => {
    const own = await named('周平', `${here}/U0001`, 2);
    await named('周平', `${here}/U0001-2`, 60);
    const below = await named('周平', `${here}/U0001/W1`, 60);
    const clerk = { ...reviewer(`${here}/U0001`), roles: 'registrar' };
    const page = await search(clerk, { name: '周平' });
    const rest = await search(clerk, { name: '周平', cursor: page.cursor });
    expect([...idsOf(page), ...idsOf(rest)].sort()).toEqual([...own, ...below].sort());
    expect([page.dossiers.length, rest.cursor]).toEqual([50, null]);
  });

  it('县里同名的翻页不漏、不重；翻页标记里只有看得到的', async () => {
    const all = await named('李静', `${here}/U0001`, 120);
    await named('李静', `${there}/U0001`, 5);
    const as = reviewer(here);
    const seen: string[] = [];
    const sizes: number[] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const page: Found = await search(as, { name: '李静', ...(cursor ? { cursor } : {}) });
      sizes.push(page.dossiers.length);
      seen.push(...idsOf(page));
      cursor = page.cursor;
      if (cursor)
        expect(
          seen.some((id) =>
            placeIn(cursor as string, (place): place is string => typeof place === 'string')?.endsWith(id),
          ),
        ).toBe(true);
    }
    expect(sizes).toEqual([50, 50, 20]);
    expect(seen.sort()).toEqual(all);
  });

  it('一个县以上的，同名的多了就一份也不列，写明县才列', async () => {
    const some = await named('王芳', `${here}/U0001`, 20);
    const as = reviewer(city);
    expect(await search(as, { name: '王芳' })).toMatchObject({ narrow: false, dossiers: { length: 20 } });
    const [other] = await named('王芳', `${there}/U0001`, 1);
    expect(await search(as, { name: '王芳' })).toEqual({ dossiers: [], cursor: null, narrow: true });
    // Nor bit by bit, from a place that no page has given.
    const cursor = pageMark(keys.place(`${here}/U0001`, some[0] as string));
    expect(await search(as, { name: '王芳', cursor })).toMatchObject({ code: 1004 });
    expect(idsOf(await search(as, { name: '王芳', org: here }))).toEqual(some);
    expect(idsOf(await search(as, { name: '王芳', org: there }))).toEqual([other]);
  });

  it('别处的范围、别处的翻页标记，不受理', async () => {
    const as = reviewer(here);
    expect((await search(as, { name: '王芳', org: there })).code).toBe(1502);
    expect((await search(as, { name: '王芳', org: city })).code).toBe(1502);
    const foreign = pageMark(keys.place(`${there}/U0001`, newId()));
    for (const cursor of [foreign, 'abc', '']) expect((await search(as, { name: '王芳', cursor })).code).toBe(1004);
  });
});

describe('查了多少次', () => {
  it('每人每天一百次；再查同样的、翻页不算', async () => {
    const as = reviewer(here);
    await named('赵敏', `${here}/U0001`, 60);
    const { cursor } = await search(as, { name: '赵敏' });
    for (let n = 0; n < 3; n++) expect((await search(as, { name: '赵敏', cursor })).dossiers).toHaveLength(10);
    const answers = await Promise.all(Array.from({ length: 99 }, (_, n) => search(as, { name: `某${n}` })));
    expect(answers.filter(({ code }) => code !== undefined)).toEqual([]);
    const { status, body } = await invoke<Found>(handler, 'searchDossiers', { as, body: { name: '又一人' } });
    expect([status, body.code]).toEqual([429, 1312]);
    expect((await search(reviewer(here), { name: '又一人' })).code).toBeUndefined();
  });

  it('只差末四位的号码，一个县的人合起来查六个', async () => {
    const codes: (number | undefined)[] = [];
    for (let n = 0; n < GUESSES + 1; n++) {
      codes.push((await search(reviewer(here), { idNumber: idNumberOf('1975-05-05', n) })).code);
    }
    expect(codes).toEqual([...Array(GUESSES).fill(undefined), 1312]);
  });

  it('每一次都记下是谁、哪个工会，没有所查的姓名', async () => {
    const as = reviewer(here);
    await search(as, { name: '钱多多' });
    const fields = { who: as.id, union: here, kind: 'nameSearch', limit: false, series: false };
    expect(vi.mocked(console.info).mock.calls).toEqual([[{ message: 'asked who is on file', ...fields }]]);
  });
});
