import { expect, it } from 'vitest';
import { memoryApp } from '../../test/support/memory/app.ts';
import { applications } from '../services/services.ts';
import { keys } from './keys.ts';

it('一个联系方式的申请，编号不论以什么开头都找得到', async () => {
  const app = memoryApp();
  const ids = ['0', 'h', 'y', 'z'].flatMap((first) => ['0', 'z'].map((second) => `${first}${second}`.padEnd(26, 'z')));
  for (const id of ids) app.dynamoDb.put(keys.appliedByAt('contact', id));
  app.dynamoDb.put(keys.appliedLast('contact'));
  expect(await applications(app).ofContact('contact')).toEqual(ids);
});
