import { expect, it } from 'vitest';
import { household } from '../../test/support/household.ts';
import type { MemoryApp } from '../../test/support/memory/app.ts';
import { onFile } from '../../test/support/on-file.ts';
import type { Form } from '../form/form.ts';
import { blindIndex, table, traces } from '../services/services.ts';
import { hashedTraces } from './hashed-traces.ts';
import { type Key, keys } from './keys.ts';
import { forgetTraces } from './stored-traces.ts';
import { ledTo } from './trace-lists.ts';

const laid = (app: MemoryApp, id: string) =>
  app.dynamoDb
    .all<Key>()
    .filter((item) => ledTo(item).includes(id))
    .map(({ pk }) => pk.slice('TRACE#'.length))
    .sort();

it('变更里换了电话又不办了，原来的电话照样找得到，终结以后也照样去掉', async () => {
  const { app, journey } = await onFile(3);
  const { id } = journey;
  await traces(app).leave(id);
  const before = laid(app, id);
  const form = household(3);
  const changed: Form = { ...form, worker: { ...form.worker, mobile: '13911112222' } };
  const mine = await hashedTraces(blindIndex(app), changed);
  await table(app).transact([traces(app).commitWrite(id, mine, 'compared')]);
  await traces(app).leave(id);
  expect(laid(app, id)).not.toEqual(before);
  // As an amendment that is dropped says it (proposal-end.ts).
  await table(app).update(keys.traces(id), 'SET traces = inForce', { ':id': id }, { condition: 'pk <> :id' });
  await traces(app).leave(id);
  expect(laid(app, id)).toEqual(before);
  await forgetTraces(table(app), id);
  expect(laid(app, id)).toEqual([]);
});
