import { expect, test } from 'vitest';
import { countMetric, traceOf } from './log.ts';

test('a stack is logged without the text of its error, which may hold anything, whatever lines it has', () => {
  const error = new TypeError('张建国\n    at 昆明市五华区 (file:///x:1:2)');
  const { error: name, at } = traceOf(error);
  expect(name).toBe('TypeError');
  expect(at).not.toMatch(/张建国|五华/);
  expect(at).toMatch(/^at .*log\.test\.ts:\d+:\d+/);
});

test('of what is no error there is only its type', () => {
  expect(traceOf('张建国')).toEqual({ error: 'string', at: '' });
});

test('a figure is counted in the namespace that the stack gives', () => {
  process.env.METRICS_NAMESPACE = 'jdlk-530000-test';
  const written: string[] = [];
  const write = process.stdout.write;
  process.stdout.write = (text: string | Uint8Array) => written.push(String(text)) > 0;
  try {
    countMetric('SweepRuns', 1);
  } finally {
    process.stdout.write = write;
  }
  const { _aws, SweepRuns } = JSON.parse(written.join(''));
  expect(SweepRuns).toBe(1);
  expect(_aws.CloudWatchMetrics).toEqual([
    {
      Namespace: 'jdlk-530000-test',
      Dimensions: [[]],
      Metrics: [{ Name: 'SweepRuns', Unit: 'Count' }],
    },
  ]);
});
