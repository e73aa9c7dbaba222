import type { SQSEvent } from 'aws-lambda';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EntryMessage } from './messages.ts';
import { eachMessage } from './queue.ts';

const logged: string[] = [];
beforeEach(() => {
  logged.length = 0;
  vi.spyOn(console, 'error').mockImplementation((line: unknown) => void logged.push(JSON.stringify(line)));
});
afterEach(() => void vi.restoreAllMocks());

const batch = (...bodies: string[]): SQSEvent =>
  ({ Records: bodies.map((body, index) => ({ messageId: `m${index}`, body })) }) as unknown as SQSEvent;
const entry = (version: number, more: object = {}) =>
  JSON.stringify({ dossierId: 'd', version, action: 'submit', ...more });

it('一批里办不成的，只有它再来；别的都办了', async () => {
  const consumed: number[] = [];
  const answer = await eachMessage(batch(entry(1), entry(2), entry(3)), EntryMessage, async ({ version }) => {
    if (version === 2) throw new Error('张三');
    consumed.push(version);
  });
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
  expect(consumed).toEqual([1, 3]);
  expect(logged).toEqual([expect.stringContaining('"queueMessage":"m1"')]);
  expect(logged.join()).not.toContain('张三');
});

it.each(['', '{', 'null', '{"dossierId":"d"}', entry(0), entry(1, { name: '张三' })])(
  '不是这一种的消息 %j：不办，日志里没有它的内容',
  async (body) => {
    const consume = vi.fn(async () => undefined);
    const answer = await eachMessage(batch(body, entry(1)), EntryMessage, consume);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }] });
    expect(consume).toHaveBeenCalledTimes(1);
    expect(logged.join()).not.toContain('张三');
  },
);
