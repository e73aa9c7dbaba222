import { expect, it, vi } from 'vitest';
import { step } from '../../test/support/journey.ts';
import { memoryApp } from '../../test/support/memory/app.ts';

it('要销毁的再多，到日子删的申请、列入清单的也不等它：各有各的时间，快的在前', async () => {
  const app = memoryApp();
  let minutes = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => minutes * 60_000);
  const asked: [string, number][] = [];
  app.dynamoDb.onCommand = (command) => {
    const { ExpressionAttributeValues: values } = (command as { input: { ExpressionAttributeValues?: object } }).input;
    const queue = /"task#(forgotten|retention|dark)"/.exec(JSON.stringify(values ?? {}))?.[1];
    if (queue) asked.push([queue, minutes]);
    minutes += 5;
  };
  await step(app, 'disposal-run', {});
  clock.mockRestore();
  expect(asked).toEqual([
    ['forgotten', 0],
    ['retention', 5],
    ['dark', 10],
  ]);
  expect(app.counted).toContainEqual(['DisposalRuns', 1]);
});
