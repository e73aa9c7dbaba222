import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { an } from '../../shared/dossier/actions.fixture.ts';
import type { HeadItem } from '../../shared/registry/dossier-reader.ts';
import { newId } from '../../shared/registry/ids.ts';
import { dossiers } from '../../shared/services/services.ts';
import { household } from '../../test/support/household.ts';
import { ask, county, Journey, letIn, people, putPeople, told } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import { cellsOf } from '../../test/support/ooxml.ts';

type Exported = AnswerOf<'exportDossiers'>;
type Shown = AnswerOf<'getReadings'>;

let app: MemoryApp;
let onFile: Journey;
let surveying: Journey;
const { reviewer, registrar, auditor } = people;
const { name, idNumber } = household(1).worker;
const bankAccount = '6222020000000123455';

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  app = memoryApp();
  await putPeople(app);
  onFile = new Journey(app);
  await onFile.untilApproval({ ...household(1), account: { bankName: '中国工商银行', bankAccount } });
  await onFile.registered();
  surveying = new Journey(app);
  await surveying.submitted(household(3), '2026-11-24T03:00:00Z');
  app.at('2026-11-24T06:20:00Z');
  return () => void vi.restoreAllMocks();
});

const query = (of: Record<string, string>) =>
  Object.fromEntries(Object.entries(of).map(([key, value]) => [key, [value]]));
const take = (as: typeof reviewer, reason?: string, of: Record<string, string> = { org: county }) =>
  told<Exported>(app, 'exportDossiers', {
    ...{ as, query: query(of) },
    body: { numbers: reason === undefined ? null : { reason } },
  });
const bytesOf = ({ file }: Exported) => Buffer.from(file, 'base64');
const readingsOf = async ({ id }: Journey) =>
  (await told<Shown>(app, 'getReadings', { as: auditor, params: { id } })).readings;
/** What a column says, from the first household down. */
function column(file: Uint8Array, title: string): string[] {
  const cells = cellsOf(file);
  const [heading = ''] = Object.keys(cells).filter((each) => /^[A-Z]2$/.test(each) && cells[each] === title);
  const letter = heading.slice(0, 1);
  const last = Math.max(...Object.keys(cells).map((each) => Number(each.slice(1))));
  return Array.from({ length: last - 2 }, (_, n) => cells[`${letter}${n + 3}`] ?? '');
}

describe('档案列表导出为工作簿', () => {
  it('照常是遮盖的：姓名、身份证号、账号都不全；每一户记着谁导出过', async () => {
    const answer = await take(registrar, undefined, { org: registrar.orgPath, status: 'registered' });
    expect(answer).toMatchObject({ rows: 1, cursor: null });
    const file = bytesOf(answer);
    expect(column(file, '身份证号')).toEqual([`${idNumber.slice(0, 6)}${'*'.repeat(12)}`]);
    expect(column(file, '银行卡号')).toEqual([`****${bankAccount.slice(-4)}`]);
    const all = JSON.stringify(cellsOf(file));
    for (const secret of [name, idNumber, bankAccount]) expect(all).not.toContain(secret);
    expect((await readingsOf(onFile)).map(({ kind, by }) => [kind, by])).toContainEqual(['workbook', registrar.sub]);
  });

  it('写明理由的给全号码，一格不差；表上印着谁、何时、为什么，每一户的查阅里也有', async () => {
    const file = bytesOf(await take(reviewer, '交开户银行核对账户'));
    expect(column(file, '姓名').sort()).toEqual([name, household(3).worker.name].sort());
    expect(column(file, '身份证号')).toContain(idNumber);
    expect(column(file, '银行卡号')).toContain(bankAccount);
    const { C1: said } = cellsOf(file);
    for (const each of ['交开户银行核对账户', '2026年11月24日 14:20']) expect(said).toContain(each);
    for (const one of [onFile, surveying]) {
      const [last] = await readingsOf(one);
      expect(last).toMatchObject({ kind: 'numbers', by: reviewer.sub, reason: '交开户银行核对账户' });
    }
  });

  it('没有这一项权限的要不到全号码，什么也没有记；遮盖的照给', async () => {
    const before = await readingsOf(surveying);
    const refused = await ask(app, 'exportDossiers', {
      ...{ as: registrar, query: query({ org: registrar.orgPath }), body: { numbers: { reason: '对账' } } },
    });
    expect(refused.statusCode).toBe(403);
    expect(await readingsOf(surveying)).toEqual(before);
  });

  it('督查人在授权的日子里看得到列表，导不出来', async () => {
    const as = people.inspector;
    await letIn(app, as.sub, county);
    expect((await ask(app, 'listDossiers', { as, query: query({ org: county }) })).statusCode).toBe(200);
    const before = await readingsOf(surveying);
    const refused = await ask(app, 'exportDossiers', { as, query: query({ org: county }), body: { numbers: null } });
    expect(refused.statusCode).toBe(403);
    expect(await readingsOf(surveying)).toEqual(before);
  });

  it('与列表一样筛选；别的县的导不出，一个县以上不能这样筛选', async () => {
    expect((await take(reviewer, undefined, { org: county, status: 'surveying' })).rows).toBe(1);
    const { statusCode } = await ask(app, 'exportDossiers', {
      ...{ as: reviewer, query: query({ org: '530000/530100/530103' }), body: { numbers: null } },
    });
    expect(statusCode).toBe(403);
    const { body } = await ask(app, 'exportDossiers', {
      ...{
        as: { ...reviewer, orgPath: '530000' },
        query: query({ org: '530000', tier: 'county' }),
        body: { numbers: null },
      },
    });
    expect(JSON.parse(body)).toMatchObject({ code: 1317 });
  });

  it('一份放不下的，凭翻页标记取下一份，一户不多一户不少', async () => {
    let clock = 0;
    const slow = vi.spyOn(performance, 'now').mockImplementation(() => {
      clock += 20_000;
      return clock;
    });
    const numbers: string[] = [];
    let cursor: string | null = null;
    do {
      const answer: Exported = await take(reviewer, '分次', { org: county, ...(cursor === null ? {} : { cursor }) });
      numbers.push(...column(bytesOf(answer), '身份证号'));
      cursor = answer.cursor;
    } while (cursor !== null);
    slow.mockRestore();
    expect(numbers.sort()).toEqual([idNumber, household(3).worker.idNumber].sort());
  });

  it('导出的时候有人刚办过的一户，排到了后面：一个文件里也只有一行', async () => {
    const own = memoryApp();
    await putPeople(own);
    const actor = { kind: 'staff' as const, id: registrar.sub };
    const action = an.createDraft({ orgPath: registrar.orgPath });
    // More than are read at once.
    for (let n = 0; n < 260; n++)
      await dossiers(own).record({ id: newId(), before: null, action, actor, now: new Date(own.now().getTime() + n) });
    let moved: HeadItem | undefined;
    own.dynamoDb.onCommand = (command, _, answer) => {
      const { Items: items = [] } = (answer ?? {}) as { Items?: { pk?: { S?: string }; sk?: { S?: string } }[] };
      if (moved !== undefined || !(command instanceof QueryCommand) || items.length < 100) return;
      moved = own.dynamoDb.all<HeadItem>().find(({ pk, sk }) => pk === items[0]?.pk?.S && sk === 'HEAD');
      if (moved) own.dynamoDb.put({ ...moved, statusSort: moved.statusSort.replace(/#2\d{3}-/, '#2999-') });
    };
    const answer = await told<Exported>(own, 'exportDossiers', {
      ...{ as: registrar, query: query({ org: registrar.orgPath }), body: { numbers: null } },
    });
    expect(moved).toBeDefined();
    expect(answer).toMatchObject({ rows: 260, cursor: null });
  });

  it('今天的份数用完了的，说得出一天几次、什么时候再来', async () => {
    const today = app.now();
    app.at('2026-11-26T02:00:00Z');
    const call = { as: reviewer, query: query({ org: county }), body: { numbers: { reason: '对账' } } };
    for (let n = 0; n < 20; n++) expect((await ask(app, 'exportDossiers', call)).statusCode).toBe(200);
    const { statusCode, body } = await ask(app, 'exportDossiers', call);
    expect([statusCode, JSON.parse(body).detail]).toEqual([429, '一天至多 20 次，今天的用完了，请明天再办。']);
    app.at(today.toISOString());
  });

  it('记不下查阅的，不给文件：E1012', async () => {
    app.dynamoDb.onCommand = (command) => {
      if (JSON.stringify((command as { input: unknown }).input).includes('OPENED#')) throw new Error('no room');
    };
    const { statusCode, body } = await ask(app, 'exportDossiers', {
      ...{ as: reviewer, query: query({ org: county }), body: { numbers: { reason: '对账' } } },
    });
    app.dynamoDb.onCommand = () => undefined;
    expect([statusCode, JSON.parse(body).code]).toEqual([503, 1012]);
  });
});
