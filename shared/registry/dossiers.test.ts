import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, expect, it } from 'vitest';
import { memoryApp } from '../../test/support/memory/app.ts';
import { an } from '../dossier/actions.fixture.ts';
import type { Action } from '../dossier/actions.ts';
import { Dossiers } from './dossiers.ts';
import { Table } from './table.ts';

/** A table to which nothing may come: what is refused is refused before. */
const store = mockClient(DynamoDBClient);
afterAll(() => store.restore());
const dossiers = new Dossiers(new Table('registry', new DynamoDBClient({})), memoryApp().profile);
const actor = { kind: 'system' as const, id: 'test' };

const record = (action: object) =>
  dossiers.record({ id: 'a'.repeat(26), before: null, action: action as Action, actor, now: new Date(0) });

it.each([
  ['没有的一种', { type: 'abolish' }],
  ['每个对象都继承的名字', { type: 'constructor' }],
  ['没有种类', { orgPath: '530000' }],
  ['缺一项', { type: 'createDraft' }],
  ['多一项', { ...an.createDraft(), status: 'registered' }],
  ['不在所列之内的决定', { type: 'decide', request: 1, decision: 'toString', approver: 'a', opinion: null }],
  ['不是组织路径', an.createDraft({ orgPath: '../530000' })],
])('%s：进不了日志，无论从哪里来', async (_, action) => {
  await expect(record(action)).rejects.toThrow(/is no action that can be recorded/);
  expect(store.calls()).toEqual([]);
});
