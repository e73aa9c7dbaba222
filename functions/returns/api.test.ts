import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { divisionOf } from '../../shared/organisation/org-path.ts';
import { keys } from '../../shared/registry/keys.ts';
import type { MailItem } from '../../shared/registry/mails.ts';
import { dossierReader, history, historyWriter, returns, table } from '../../shared/services/services.ts';
import type { SignedIn } from '../../test/support/api-event.ts';
import { household } from '../../test/support/household.ts';
import {
  type Ask,
  ask,
  county,
  Journey,
  mailed,
  people,
  putPeople,
  putPerson,
  step,
  told,
} from '../../test/support/journey.ts';
import { memoryApp } from '../../test/support/memory/app.ts';
import { registeredIn } from '../../test/support/on-file.ts';
import { cellsOf, partsOf, textIn } from '../../test/support/ooxml.ts';
import { queueEvent } from '../../test/support/queue-event.ts';

type Detail = AnswerOf<'getReturn'>;

const profile = { ...memoryApp().profile, coverage: ['530102'] };
const app = memoryApp({ profile });
const [city, province] = ['530000/530100', '530000'];
const reviewerOf = (orgPath: string, sub: string): SignedIn => ({ sub, roles: 'reviewer', orgPath });
const inCity = reviewerOf(city, 'reviewer-city');
const inProvince = reviewerOf(province, 'reviewer-province');
const beside = '530000/530100/530103';
const besides = reviewerOf(beside, 'reviewer-beside');
/** Two that are on the map no more, with a city whose households stand below no county. */
const former = ['530000/530100/530121', '530000/532200/532201', '530000/532200'];
const period = '2026-11';
let back: () => void;

const written = async (id: string) => {
  for (const { version, action } of await dossierReader(app).journal(id))
    await step(app, 'write-history', queueEvent({ dossierId: id, version, action: action.type }));
};
const detail = (as: SignedIn, of = period) => told<Detail>(app, 'getReturn', { as, params: { period: of } });
const inColumn = ({ columns }: Detail, id: string, which: 'value' | 'now' | 'was' = 'value') =>
  columns.find(({ column }) => column === id)?.[which];
const sign = async (as: SignedIn, body: object = {}, headers: Ask['headers'] = {}) => {
  const { next } = await detail(as);
  const call = { as, params: { period }, headers, body: { orgPath: as.orgPath, ...next, ...body } };
  const { statusCode, body: answer } = await ask(app, 'signReturn', call);
  const said = JSON.parse(answer) as {
    code?: number;
    detail?: string;
    faults?: { message: string; pointer: string }[];
  };
  return { statusCode, ...said };
};
const why = '核对过，照实。';
const files = async (as: SignedIn, returnFile: string) => {
  const { name, file } = await told<AnswerOf<'downloadReturn'>>(app, 'downloadReturn', {
    ...{ as, params: { period, returnFile } },
  });
  return { name, bytes: new Uint8Array(Buffer.from(file, 'base64')) };
};

/** As many households more, like those of 五华区, in another place. */
async function alsoIn(orgPath: string): Promise<void> {
  const last = orgPath.slice(-1).toUpperCase();
  for await (const { row, open } of history(app).rows('530102', '2026')) {
    const dossier = `${row.dossier.slice(0, -2)}Z${last}`;
    await historyWriter(app).put({ ...row, dossier, orgPath: `${orgPath}/U0001` }, open(), '2026-12-02');
  }
}
/** From now on they are there. */
const enters = (...orgPaths: string[]) => {
  for (const each of orgPaths) app.dynamoDb.put({ pk: keys.divisions, sk: divisionOf(each) });
};

beforeAll(async () => {
  await putPeople(app);
  for (const as of [inCity, inProvince]) {
    const body = {
      name: `${as.sub}某`,
      post: '部长',
      email: `${as.sub}@example.cn`,
      orgPath: as.orgPath,
      roles: ['reviewer'],
    };
    await putPerson(app, as.sub, body);
  }
  const homes = [await registeredIn(app, 6), await registeredIn(app, 7)];
  const surveying = new Journey(app);
  await surveying.submitted(household(9));
  for (const { id } of [...homes, surveying]) await written(id);
  for (const each of [beside, ...former]) await alsoIn(each);
  app.at('2026-12-02T02:00:00Z');
  await step(app, 'complete-history', {});
  back = app.mark();
});
beforeEach(() => back());

describe('县里', () => {
  it('看到的是到月底为止的：在册两户，都是这个月建的档，各类相加正好', async () => {
    const found = await detail(people.reviewer);
    expect(found).toMatchObject({ title: '2026年11月', from: '2026-11-01', day: '2026-11-30', due: '2026-12-05' });
    expect([inColumn(found, 'onFile'), inColumn(found, 'registered'), inColumn(found, 'opening')]).toEqual([2, 2, 0]);
    const persons = [6, 7].reduce((sum, n) => sum + 1 + (household(n).members ?? []).length, 0);
    expect(inColumn(found, 'people')).toBe(persons);
    expect(found.checks.filter(({ must }) => must)).toEqual([]);
    expect([found.next?.number, found.notNow]).toEqual([0, null]);
  });

  it('核对出的没有写为什么不签，列出是哪几条；写了就签，从此不变', async () => {
    const before = await detail(people.reviewer);
    expect(before.checks.map(({ text }) => text)).toEqual([expect.stringContaining('历史行自2026年11月')]);
    const refused = await sign(people.reviewer);
    expect(refused).toMatchObject({ statusCode: 409, code: 1347, faults: [{ pointer: '/why' }] });
    expect(refused.faults?.[0]?.message).toContain('五华区');
    expect(await sign(people.reviewer, { why })).toMatchObject({ statusCode: 201 });
    const { signed, notNow } = await detail(people.reviewer);
    expect(signed).toMatchObject([{ number: 0, byName: '钱审核', why, because: null, digest: before.next?.digest }]);
    expect(signed[0]?.checks).toEqual(before.checks.map(({ text }) => text));
    expect(notNow).toContain('签报过了');
    expect(await sign(people.reviewer, { why, because: '再报一次。' })).toMatchObject({ statusCode: 409, code: 1347 });
  });

  it('写的话在表里只有密文', async () => {
    await sign(people.reviewer, { why });
    const stored = JSON.stringify(app.dynamoDb.all().filter((item) => JSON.stringify(item).includes('RETURN#')));
    expect(stored).toContain('"onFile"');
    expect(stored).not.toContain(why);
  });

  it('两个人同时签：恰有一个成，另一个知道是谁、几时签的', async () => {
    const { next } = await detail(people.reviewer);
    const calls = ['reviewer-1', 'reviewer-2'].map((sub) =>
      ask(app, 'signReturn', {
        as: { ...people.reviewer, sub },
        params: { period },
        body: { orgPath: county, ...next, why },
      }),
    );
    const answers = await Promise.all(calls);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
    const [first] = await returns(app).of(period, county);
    const lost = answers.find(({ statusCode }) => statusCode === 409);
    const { code, detail: said } = JSON.parse(lost?.body ?? '{}') as { code: number; detail: string };
    expect(code).toBe(1302);
    expect(said).toContain(first?.by === 'reviewer-1' ? '钱审核' : '未登记姓名');
    expect(said).toContain('2026年12月2日 10:00');
    expect(await returns(app).of(period, county)).toHaveLength(1);
  });

  it('看过以后历史行又到了一条，照看到的签不了；重新看过的签得了', async () => {
    const { next } = await detail(people.reviewer);
    const late = await registeredIn(app, 8);
    app.at('2026-12-02T03:00:00Z');
    await written(late.id);
    const call = { as: people.reviewer, params: { period }, body: { orgPath: county, ...next, why } };
    const { statusCode, body } = await ask(app, 'signReturn', call);
    expect([statusCode, (JSON.parse(body) as { code: number }).code]).toEqual([409, 1302]);
    expect(await sign(people.reviewer, { why })).toMatchObject({ statusCode: 201 });
    expect(inColumn(await detail(people.reviewer), 'onFile')).toBe(3);
  });

  it('签报以后到的：签的数不变，写明现在的不一样；补充上报写为什么，另有编号', async () => {
    await sign(people.reviewer, { why });
    await written((await registeredIn(app, 8)).id);
    app.at('2026-12-03T02:00:00Z');
    const changed = await detail(people.reviewer);
    expect([inColumn(changed, 'onFile'), inColumn(changed, 'onFile', 'now'), changed.notNow]).toEqual([2, 3, null]);
    expect(await sign(people.reviewer, { why })).toMatchObject({ code: 1004, faults: [{ pointer: '/because' }] });
    expect(await sign(people.reviewer, { why, because: '历史行迟到。' })).toMatchObject({ statusCode: 201, number: 1 });
    const { signed } = await detail(people.reviewer);
    expect(signed.map(({ number, because }) => [number, because])).toEqual([
      [0, null],
      [1, '历史行迟到。'],
    ]);
  });

  it('补充上报可以更正一列：核对照更正以后的，自相矛盾的不收；以前的更正还算', async () => {
    await sign(people.reviewer, { why });
    const one = (column: string) => ({ column, by: 1, why: '漏了一户，十二月才补建。' });
    const because = '漏报一户。';
    const alone = await sign(people.reviewer, { why, because, corrections: [one('onFile')] });
    expect(alone).toMatchObject({ statusCode: 409, code: 1347 });
    expect(alone.faults?.every(({ message }) => message.includes('期末在册户数'))).toBe(true);
    const corrections = ['onFile', 'category1', 'tier1', 'cause1', 'worker1', 'registered'].map(one);
    expect(await sign(people.reviewer, { why, because, corrections })).toMatchObject({ statusCode: 201, number: 1 });
    expect(
      await sign(people.reviewer, {
        why,
        because,
        corrections: [
          { column: 'times', by: 1, why: '一次。' },
          { column: 'times-living', by: 1, why: '一次。' },
        ],
      }),
    ).toMatchObject({ number: 2 });
    const found = await detail(people.reviewer);
    expect([inColumn(found, 'onFile'), inColumn(found, 'times')]).toEqual([3, 1]);
    expect(found.signed.map(({ corrections }) => corrections.length)).toEqual([0, 6, 2]);
  });

  it('第一次上报照历史行，不更正；没有的列、不过完的一期、还没有档案的一期、不是一期的，都说明', async () => {
    const corrections = [{ column: 'onFile', by: 1, why: '多一户。' }];
    expect(await sign(people.reviewer, { why, corrections })).toMatchObject({ code: 1004 });
    for (const [id, said] of [
      ['2026-12', '到2026年12月31日为止'],
      ['2026-13', '不是一期'],
      ['2001-01', '还没有档案'],
      ['2000', '还没有档案'],
    ] as const) {
      const { statusCode, body } = await ask(app, 'getReturn', { as: people.reviewer, params: { period: id } });
      const { code, detail: why } = JSON.parse(body) as { code: number; detail: string };
      expect([statusCode, code, why]).toEqual([404, 1346, expect.stringContaining(said)]);
    }
  });

  it('发了两次的签报只记一次', async () => {
    const headers = { 'idempotency-key': 'sign-once-1' };
    const { next } = await detail(people.reviewer);
    const call = { as: people.reviewer, params: { period }, headers, body: { orgPath: county, ...next, why } };
    const [one, other] = [await ask(app, 'signReturn', call), await ask(app, 'signReturn', call)];
    expect([one.statusCode, other.statusCode, other.body]).toEqual([201, 201, one.body]);
  });
});

describe('上级', () => {
  beforeEach(() => enters(beside));

  it('还有下级没有签，也没有过期限：一个数也没有，签不了，说等哪几个、等到哪一天', async () => {
    const none = await detail(inCity);
    expect(none.columns.every(({ value, now, was }) => [value, now, was].every((each) => each === null))).toBe(true);
    expect([none.summed, none.next, none.checks]).toEqual([false, null, []]);
    expect(none.notNow).toMatch(/还有 2 个下级没有签报.*2026年12月5日/);
    await sign(people.reviewer, { why });
    const one = await detail(inCity);
    expect(one.columns.every(({ value }) => value === null)).toBe(true);
    expect(one.parts).toMatchObject([
      { orgPath: county, byName: '钱审核', checks: 1, late: false },
      { orgPath: beside, at: null, byName: null, checks: null, late: false },
    ]);
    const { statusCode, code } = await sign(inCity, { number: 0, digest: '0'.repeat(64) });
    expect([statusCode, code]).toEqual([409, 1347]);
  });

  it('都签了才有合计：市里是各县的，省里是各市的；各下级只看得到签报了没有，没有数', async () => {
    await sign(people.reviewer, { why });
    await sign(besides, { why });
    const inTown = await detail(inCity);
    expect(inTown.summed).toBe(true);
    expect([inColumn(inTown, 'onFile'), inColumn(inTown, 'registered'), inTown.checks]).toEqual([4, 4, []]);
    for (const part of inTown.parts) {
      expect(Object.keys(part).sort()).toEqual(
        ['at', 'byName', 'checks', 'late', 'orgPath', 'union', 'waiting'].sort(),
      );
    }
    expect(await sign(inCity)).toMatchObject({ statusCode: 201 });
    expect(await sign(inProvince)).toMatchObject({ statusCode: 201 });
    expect(inColumn(await detail(inProvince), 'onFile')).toBe(4);
  });

  it('过了期限没有签的，照它的历史行合进来，写明是谁；它后来照样签，合计一点不变', async () => {
    await sign(people.reviewer, { why });
    app.at('2026-12-06T02:00:00Z');
    const late = await detail(inCity);
    expect(inColumn(late, 'onFile')).toBe(4);
    expect(late.checks.map(({ text }) => text)).toEqual([expect.stringMatching(/盘龙区总工会：过了期限没有签报/)]);
    expect(late.parts[1]).toMatchObject({ orgPath: beside, late: true, at: null });
    expect(await sign(inCity, { why })).toMatchObject({ statusCode: 201 });
    await sign(besides, { why });
    const then = await detail(inCity);
    expect(then.columns.map(({ now }) => now)).toEqual(late.columns.map(({ now }) => now));
    expect(then.columns.map(({ value }) => value)).toEqual(late.columns.map(({ value }) => value));
  });

  it('市里没有签，过了期限省里也合得出：连同它下面没有签的县，一户不漏', async () => {
    app.at('2026-12-30T02:00:00Z');
    const found = await detail(inProvince);
    expect(inColumn(found, 'onFile')).toBe(4);
    expect(found.parts).toMatchObject([
      { orgPath: city, late: true, waiting: [/五华区/, /盘龙区/].map((each) => expect.stringMatching(each)) },
    ]);
    expect(await sign(inProvince, { why })).toMatchObject({ statusCode: 201 });
  });

  it('下级的上报打不开：各人看到的是自己工会的', async () => {
    await sign(people.reviewer, { why });
    expect((await detail(inCity)).orgPath).toBe(city);
    const asked = await ask(app, 'getReturn', { as: inCity, params: { period }, query: { org: [county] } });
    expect(asked.statusCode).toBe(400);
  });

  it('只有一个县有户的，合计就是它的：不显示，核对的话里也没有数；照样签，照样往上合', async () => {
    back();
    await sign(people.reviewer, { why });
    app.at('2026-12-06T02:00:00Z');
    const found = await detail(inCity);
    expect(found.columns.every(({ value, now, was }) => [value, now, was].every((each) => each === null))).toBe(true);
    expect(found.notes.join('')).toContain('只有一处');
    expect(await sign(inCity, { why })).toMatchObject({ statusCode: 201 });
    const stored = (await returns(app).of(period, city)).at(-1);
    expect([stored?.values.onFile, stored?.sources]).toEqual([2, { onFile: 1, aid: 0 }]);
  });

  it('县里补充上报以后：市里签的不变，现在的数另列，哪个县补的不说；市里补充上报才合进来', async () => {
    await sign(people.reviewer, { why });
    await sign(besides, { why });
    await sign(inCity);
    await written((await registeredIn(app, 8)).id);
    app.at('2026-12-03T02:00:00Z');
    const before = await detail(inCity);
    await sign(people.reviewer, { why, because: '迟到一户。' });
    const found = await detail(inCity);
    expect([inColumn(found, 'onFile'), inColumn(found, 'onFile', 'now')]).toEqual([4, 5]);
    expect(found.parts).toEqual(before.parts);
    await sign(inCity, { because: '县里补报。' });
    expect(inColumn(await detail(inCity), 'onFile')).toBe(5);
  });

  it('撤销了的县还没有移交的户，由市里算进它直接管的；整个撤销了的市的，由省里：不漏一户', async () => {
    enters(...former);
    for (const as of [people.reviewer, besides]) await sign(as, { why });
    expect(inColumn(await detail(inCity), 'onFile')).toBe(6);
    expect(await sign(inCity, { why })).toMatchObject({ statusCode: 201 });
    const found = await detail(inProvince);
    expect(found.parts.map(({ orgPath }) => orgPath)).toEqual([city]);
    expect(inColumn(found, 'onFile')).toBe(10);
  });

  it('撤销了的市从前签过的照算，它的县不再数一遍', async () => {
    enters(...former.slice(1));
    for (const as of [people.reviewer, besides]) await sign(as, { why });
    await sign(inCity);
    const content = (await returns(app).of(period, city)).at(-1);
    if (content === undefined) throw new Error('nothing signed');
    await table(app).transact([returns(app).signWrite({ ...content, orgPath: '530000/532200', parts: [] })]);
    expect(inColumn(await detail(inProvince), 'onFile')).toBe(8);
  });

  it('过了期限没有签报的列出来', async () => {
    app.at('2026-12-06T02:00:00Z');
    expect((await detail(inCity)).parts).toMatchObject([
      { orgPath: county, at: null, late: true },
      { orgPath: beside, at: null, late: true },
    ]);
    const { periods } = await told<AnswerOf<'listReturns'>>(app, 'listReturns', { as: inCity });
    expect(periods.find((each) => each.period === period)).toMatchObject({ signed: null, parts: 2, partsSigned: 0 });
    // What was over before the first entry is not asked of anybody.
    expect(periods.map((each) => each.period)).toEqual([period]);
  });

  it('谁的上报谁签：上级不替下级签，管理员、抽查人只看', async () => {
    const { next } = await detail(people.reviewer);
    const body = { orgPath: county, ...next, why };
    for (const as of [inCity, { ...people.administrator, orgPath: county }, { ...people.auditor, orgPath: county }]) {
      const { statusCode } = await ask(app, 'signReturn', { as, params: { period }, body });
      expect(statusCode).toBe(403);
    }
    const { notNow, next: none } = await detail({ ...people.auditor, orgPath: county });
    expect([notNow, none]).toEqual([expect.stringContaining('审核人'), null]);
  });

  it('与上一年同一期比较：这一期、上一期、增减', async () => {
    await sign(people.reviewer, { why });
    app.at('2027-12-02T02:00:00Z');
    const found = await detail(people.reviewer, '2027-11');
    expect([inColumn(found, 'registered', 'was'), inColumn(found, 'registered')]).toEqual([2, 0]);
    expect(inColumn(found, 'opening', 'was')).toBeNull();
  });
});

describe('文件', () => {
  it('没有签报的没有文件', async () => {
    const call = { as: people.reviewer, params: { period, returnFile: 'workbook' } };
    expect((await ask(app, 'downloadReturn', call)).statusCode).toBe(409);
  });

  it('工作簿打得开，读回来就是屏上的数：能相加的数，上一期、增减、签报', async () => {
    await sign(people.reviewer, { why });
    const shown = await detail(people.reviewer);
    const { name, bytes } = await files(people.reviewer, 'workbook');
    expect(name).toMatch(/^2026年11月上报-.*五华区总工会\.xlsx$/);
    const cells = cellsOf(bytes);
    expect(cells.A1).toContain(shown.signed[0]?.digest as string);
    shown.columns.forEach(({ title, unit, value }, at) => {
      const expected = unit === 'fen' ? String((value ?? 0) / 100) : String(value);
      expect([cells[`A${at + 3}`], cells[`C${at + 3}`]]).toEqual([title, expected]);
    });
    expect(Object.keys(partsOf(bytes)).filter((part) => /worksheets\/sheet\d/.test(part))).toHaveLength(2);
  });

  it('市里的工作簿另有各下级一张：谁签了，没有一个下级的数', async () => {
    enters(beside);
    await sign(people.reviewer, { why });
    await sign(besides, { why });
    await sign(inCity);
    const { bytes } = await files(inCity, 'workbook');
    const sheet = cellsOf(bytes, 2);
    expect([sheet.A3, sheet.B3, sheet.C3]).toEqual([expect.stringContaining('五华区'), '签报了', '钱审核']);
    expect(sheet.G2).toBeUndefined();
    expect(cellsOf(bytes).C3).toBe('4');
  });

  const wordsOf = async (as: SignedIn) => {
    const { name, bytes } = await files(as, 'letter');
    expect(name).toMatch(/\.docx$/);
    return textIn(partsOf(bytes)['word/document.xml'] as string, 'w:t');
  };

  it('县里、市里的 Word 报告写给上级，没有一个数；再做一遍一个字节也不差', async () => {
    await sign(people.reviewer, { why });
    const text = await wordsOf(people.reviewer);
    expect(text).toContain('关于报送2026年11月困难职工建档立卡情况的报告');
    expect(text).toMatch(/^.*昆明市总工会：/);
    expect(text).toContain('各项的数由系统合计');
    expect(text).not.toMatch(/\d (户|人)/);
    expect(text).not.toContain('期末在册户数');
    expect(text).not.toContain(why);
    expect(text).toContain('签报人：钱审核');
    expect(text).toContain((await detail(people.reviewer)).signed[0]?.digest as string);
    const [one, other] = [await files(people.reviewer, 'letter'), await files(people.reviewer, 'letter')];
    expect(Buffer.compare(Buffer.from(one.bytes), Buffer.from(other.bytes))).toBe(0);
  });

  it('省里的 Word 报告写给全总，表里的数与屏上一样', async () => {
    enters(beside);
    for (const as of [people.reviewer, besides, inCity, inProvince]) await sign(as, as === inCity ? {} : { why });
    const text = await wordsOf(inProvince);
    expect(text).toMatch(/^.*中华全国总工会：/);
    expect(text).toContain('期末在册户数户4');
  });
});

describe('催签', () => {
  const reminded = async (at: string) => {
    app.at(at);
    await step(app, 'reminder', {});
    return (await mailed(app))
      .filter(({ subject }) => subject.includes('上报'))
      .map(({ to }) => to)
      .sort();
  };
  const monthly = { ...profile, returns: { ...profile.returns, asked: ['month'] as const } };

  it('期限前一天各级自己的审核人收到一次，过了再催，签了就不催；信里没有一个数', async () => {
    app.profile = monthly;
    expect(await reminded('2026-12-03T01:00:00Z')).toEqual([]);
    expect(await reminded('2026-12-04T01:00:00Z')).toEqual(['reviewer-1@example.cn']);
    expect(await reminded('2026-12-05T01:00:00Z')).toEqual([]);
    expect(await reminded('2026-12-06T01:00:00Z')).toEqual(['reviewer-1@example.cn']);
    expect(app.relay.sent.at(-1)?.text).toContain('五华区');
    await sign(people.reviewer, { why });
    expect(await reminded('2026-12-09T01:00:00Z')).toEqual(['reviewer-city@example.cn']);
    expect(await reminded('2026-12-13T01:00:00Z')).toEqual(['reviewer-city@example.cn']);
    app.profile = profile;
  });

  it('写好以后、发出以前签了的，不发', async () => {
    app.profile = monthly;
    app.at('2026-12-06T01:00:00Z');
    await step(app, 'reminder', {});
    const written = app.dynamoDb.all<MailItem>().filter(({ matter }) => matter?.kind === 'returnDue');
    // For the run, not for the mailer's queue, in which somebody may wait behind them.
    expect(new Set(written.map(({ status, left }) => `${status} ${left}`))).toEqual(new Set(['toSend true']));
    await sign(people.reviewer, { why });
    expect((await mailed(app)).filter(({ subject }) => subject.includes('上报'))).toEqual([]);
    app.profile = profile;
  });
});
