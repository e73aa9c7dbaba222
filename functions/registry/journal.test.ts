import { expect, it } from 'vitest';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { an } from '../../shared/dossier/actions.fixture.ts';
import type { Action } from '../../shared/dossier/actions.ts';
import { type JournalEntry, verify } from '../../shared/dossier/journal.ts';
import { newId } from '../../shared/registry/ids.ts';
import { dossiers } from '../../shared/services/services.ts';
import { type Caller, invoke } from '../../test/support/invoke.ts';
import { memoryApp } from '../../test/support/memory/app.ts';
import { lambda } from './api.ts';
import { journalOf } from './journal.ts';

const app = memoryApp();
const handler = lambda(app);
const unit = '530000/530100/530102/U0001';
const auditor: Caller = { id: 'auditor-1', roles: 'auditor', orgPath: '530000' };
const actor = { kind: 'staff' as const, id: 'registrar-1' };

const read = (id: string, query: Record<string, string> = {}) =>
  invoke<AnswerOf<'getJournal'>>(handler, 'getJournal', { as: auditor, params: { id }, query });

/** A draft that was saved so often. */
async function savedOften(times: number): Promise<string> {
  const id = newId();
  const actions: Action[] = [
    an.createDraft({ orgPath: unit }),
    ...Array.from({ length: times }, (_, i): Action => ({ type: 'saveForm', form: 1, digest: String(i) })),
  ];
  for (const action of actions) {
    const before = (await dossiers(app).find(id)) ?? null;
    await dossiers(app).record({ id, before, action, actor, now: new Date() });
  }
  return id;
}

it('日志再长也读得完：一页 250 条，拼起来一条不少，摘要条条相接', async () => {
  const id = await savedOften(504);
  const { body: first } = await read(id);
  expect(first).toMatchObject({ next: 250, head: { version: 505 } });
  expect(first.entries).toHaveLength(250);
  const { body: second } = await read(id, { after: '250' });
  expect(second.next).toBe(500);
  const { body: last } = await read(id, { after: '500' });
  expect(last.next).toBeNull();
  expect(last.entries.map(({ version }) => version)).toEqual([501, 502, 503, 504, 505]);
  const entries = [first, second, last].flatMap((page) => page.entries as JournalEntry[]);
  const { version, hash, state } = await dossiers(app).get(id);
  expect(verify(id, entries, { version, hash, state })).toEqual([]);
});

it('正好一页的没有下一页；末条以后什么也没有', async () => {
  const id = await savedOften(249);
  const { body } = await read(id);
  expect(body.entries).toHaveLength(250);
  expect(body.next).toBeNull();
  expect((await read(id, { after: '250' })).body).toMatchObject({ entries: [], next: null });
});

it.each(['0', '-1', '1.5', 'x', '', '1000000'])('after 写成 %j 的，说是哪一项，不当作没有写', async (after) => {
  const id = await savedOften(1);
  const { status, body } = await read(id, { after });
  expect(status).toBe(400);
  expect(body).toMatchObject({ code: 1004, faults: [{ pointer: '/after' }] });
});

it('读过档案头之后才记的一条不在这一页里：它属于后来的档案头', async () => {
  const id = await savedOften(1);
  const dossier = await dossiers(app).get(id);
  const action: Action = { type: 'saveForm', form: 1, digest: 'later' };
  await dossiers(app).record({ id, before: dossier, action, actor, now: new Date() });
  const user = { id: auditor.id, roles: ['auditor' as const], orgPath: auditor.orgPath };
  const { entries, next } = journalOf(dossier, await dossiers(app).journal(id), user);
  expect(entries.map(({ version }) => version)).toEqual([1, 2]);
  expect(next).toBeNull();
});
