import { BatchGetItemCommand, QueryCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { allAgree } from '../../shared/consent/consents.fixture.ts';
import { household } from '../../test/support/household.ts';
import { invoke } from '../../test/support/invoke.ts';
import { memoryApp } from '../../test/support/memory/app.ts';
import { lambda } from './api.ts';

const as = { id: 'registrar-1', roles: 'registrar', orgPath: '530000/530100/530102/U0001' };

interface Sender {
  send(command: unknown): Promise<object>;
}

/** Notes when each command to these services left and when it was answered. */
function timed(senders: readonly unknown[]): { command: unknown; from: number; to: number }[] {
  const trips: { command: unknown; from: number; to: number }[] = [];
  let ticks = 0;
  for (const sender of senders as Sender[]) {
    const send = sender.send.bind(sender);
    sender.send = async (command) => {
      const trip = { command, from: ticks++, to: Number.POSITIVE_INFINITY };
      trips.push(trip);
      try {
        return await send(command);
      } finally {
        trip.to = ticks++;
      }
    };
  }
  return trips;
}

it('刚起来的一个实例提交一户，档案密钥和盲索引的秘密都不在手边，也只有六次一个接一个的往返', async () => {
  const app = memoryApp();
  const first = lambda(app);
  const { body: draft } = await invoke<{ id: string }>(first, 'createDraft', { as, body: { orgPath: as.orgPath } });
  const params = { id: draft.id };
  await invoke(first, 'saveForm', { as, params, headers: { 'if-match': '"1"' }, body: household(1) });

  const trips = timed([app.edge.dynamoDb, app.edge.kms, app.edge.secrets]);
  // Another instance: nothing that the first one keeps in memory is known to it.
  const { status } = await invoke(lambda(Object.create(app)), 'submit', {
    as,
    params,
    body: { form: 1, consents: allAgree(household(1)) },
  });
  expect(status).toBe(202);

  const whole = [...trips].sort((a, b) => a.to - b.to);
  const last = whole.findIndex(({ command }) => command instanceof TransactWriteItemsCommand);
  const oneAfterAnother = whole
    .slice(0, last + 1)
    .reduce(({ count, end }, { from, to }) => (from > end ? { count: count + 1, end: to } : { count, end }), {
      count: 0,
      end: -1,
    });
  expect(oneAfterAnother.count).toBe(6);
  // One looks all traces up, however many people there are; none is asked for by itself.
  const asked = trips.map(({ command }) => command);
  expect(asked.filter((command) => command instanceof BatchGetItemCommand)).toHaveLength(1);
  const queried = asked.filter((command) => command instanceof QueryCommand);
  expect(queried.map(({ input }) => input.ExpressionAttributeValues?.[':pk']?.S?.replace(/#.*/, '')).sort()).toEqual([
    'D',
    'GAZETTE',
    'ID',
  ]);
});
