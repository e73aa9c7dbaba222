import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type Ask, ask, city, county, letIn, people } from '../../test/support/journey.ts';
import { exchangeOf } from '../contract/exchanges.ts';
import { type OperationName, type Route, routeOf, routes } from '../contract/routes.ts';
import { type Role, roles } from './may.ts';
import { app, found, prepare, requestOf, rows, table, who } from './who-may.fixture.ts';

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  await prepare();
  return () => void vi.restoreAllMocks();
}, 60_000);

/** What was answered, and what was written on the way; afterwards everything is as it was. */
async function tried(operation: OperationName, call: Ask, at = app) {
  const restore = app.mark();
  const before = app.dynamoDb.changes.length;
  const { statusCode: status, body } = await ask(at, operation, call);
  const changes = app.dynamoDb.changes.slice(before);
  restore();
  const read = changes.flatMap(({ after }) => (after?.pk?.S?.startsWith('R#') ? [after.kind?.S] : []));
  return { status, code: (JSON.parse(body) as { code?: number }).code, body, written: changes.length, read };
}

const ofOne = rows.filter(([, row]) => row.with !== undefined);

describe('谁能办哪一个操作：内容都对，只看是谁', () => {
  it('工会干部的每一个操作都在下面这张表里', () => {
    const ofStaff = (routes as readonly Route[]).filter(({ access }) => access === 'staff');
    expect(Object.keys(table).sort()).toEqual(ofStaff.map(({ operation }) => operation).sort());
  });

  it.each(rows)('%s：有这项职责的办成，没有的得到 403，什么也没有写下', async (operation, row) => {
    const { status: done } = exchangeOf(operation);
    for (const role of roles) {
      const answer = await tried(operation, { ...requestOf(operation, row), as: who(role, row) });
      if (row.may.includes(role)) expect([done].flat(), `${role} ${answer.body}`).toContain(answer.status);
      else expect(answer, role).toMatchObject({ status: 403, code: 1502, written: 0 });
    }
  });

  it.each(rows)('%s：看了一户的什么，记下来；不看的，不记', async (operation, row) => {
    const read = new Set<string | undefined>();
    for (const role of row.may) {
      for (const kind of (await tried(operation, { ...requestOf(operation, row), as: who(role, row) })).read)
        read.add(kind);
    }
    expect([...read]).toEqual([row.reads ?? []].flat());
  });

  it.each(rows)('%s：别的县的人，有这项职责也不行；得到的与没有这一份时一字不差', async (operation, row) => {
    for (const role of row.may) {
      const as = { ...people[role], sub: `other-${role}`, orgPath: '530000/530300/530302' };
      const answer = await tried(operation, { ...requestOf(operation, row), as });
      if (row.elsewhere === 200) expect(answer.status).toBe(200);
      else if (row.elsewhere === 1502) expect(answer, role).toMatchObject({ status: 403, code: 1502, written: 0 });
      else {
        expect(answer, role).toMatchObject({ status: 404, code: row.elsewhere ?? 1304, written: 0 });
        const unknown = requestOf(operation, row, '0'.repeat(26));
        const none = await tried(operation, { ...unknown, params: { ...unknown.params, id: '0'.repeat(26) }, as });
        expect(none.body).toBe(answer.body);
      }
    }
  });

  it.each(rows.filter(([, row]) => row.ofCounty))('%s：县以上的人，有这项职责也不行', async (operation, row) => {
    for (const role of row.may) {
      for (const orgPath of ['530000', city]) {
        const as = { ...people[role], sub: `above-${role}-${orgPath.length}`, orgPath };
        const restore = app.mark();
        if (role === 'inspector') await letIn(app, as.sub, orgPath);
        const answer = await tried(operation, { ...requestOf(operation, row), as });
        restore();
        expect(answer, `${role} ${orgPath}`).toMatchObject({ status: 403, code: 1502, written: 0 });
      }
    }
  });

  const beside = '530000/530100/530102/U0002';
  it.each(ofOne)('%s：同县另一个单位的人看不到这一户；上级工会的人，有这项职责就行', async (operation, row) => {
    for (const role of row.may) {
      const request = requestOf(operation, row);
      const there = await tried(operation, {
        ...request,
        as: { ...people[role], sub: `beside-${role}`, orgPath: beside },
      });
      expect(there, role).toMatchObject({ status: 404, code: 1304, written: 0 });
      const above = await tried(operation, {
        ...request,
        as: { ...people[role], sub: `above-${role}`, orgPath: '530000' },
      });
      if (row.personal) expect(above, role).toMatchObject({ status: 404, code: 1304, written: 0 });
      else expect([exchangeOf(operation).status].flat(), `${role} ${above.body}`).toContain(above.status);
    }
  });

  // Opening numbers again is another opening, and showing a link another link, and an address runs out: those answers are kept nowhere.
  const keptNowhere: readonly OperationName[] = [
    'openNumbers',
    'exportCheck',
    'exportDossiers',
    'showPlan',
    'showOwn',
    'printTogether',
    'showApplication',
    'showApplicationAgain',
  ];
  const posted = rows.filter(([name]) => routeOf(name).method === 'POST' && !keptNowhere.includes(name));
  it.each(posted)('%s：应答丢了，同一个幂等键再来一次，答的一字不差，不再写，也不再试', async (operation, row) => {
    const as = people[row.may[0] as Role];
    const request = requestOf(operation, row);
    const headers = { ...request.headers, 'idempotency-key': `${operation}-0123456789` };
    const restore = app.mark();
    const first = await ask(app, operation, { ...request, as, headers });
    const from = app.dynamoDb.changes.length;
    let refused = 0;
    app.dynamoDb.onCommand = (command, _, answer) => {
      if (command instanceof TransactWriteItemsCommand && !answer) refused++;
    };
    const again = await ask(app, operation, { ...request, as, headers });
    app.dynamoDb.onCommand = () => undefined;
    const written = app.dynamoDb.changes.slice(from).map(({ after }) => String(after?.pk?.S));
    restore();
    expect(again).toEqual(first);
    expect(refused).toBeLessThanOrEqual(1);
    // That it was tried again is counted.
    expect(written.filter((pk) => !pk.startsWith('TRIES#'))).toEqual([]);
  });

  it.each(ofOne)('%s：已经销毁的，答得出没有什么可办，不说系统忙，也不为它写下什么', async (operation, row) => {
    for (const role of row.may) {
      const as = { ...people[role], sub: `dark-${role}` };
      // A function that has not opened the key while there was one.
      const answer = await tried(operation, { ...requestOf(operation, row, found.dark), as }, { ...app });
      expect(answer.status, `${role} ${answer.body}`).toBeLessThan(500);
      if (answer.status >= 400) expect(answer.written, role).toBe(0);
    }
  });

  it.each(ofOne)('%s：登记这一户的人身兼各职，须分开的仍不能办，别的照办', async (operation, row) => {
    const as = { ...people.registrar, roles: roles.join(' '), orgPath: county };
    const answer = await tried(operation, { ...requestOf(operation, row), as });
    if (row.personal) expect(answer).toMatchObject({ status: 404, code: 1304, written: 0 });
    else if (row.separate) expect(answer).toMatchObject({ status: 403, code: 1503, written: 0 });
    else expect([exchangeOf(operation).status].flat(), answer.body).toContain(answer.status);
  });
});
