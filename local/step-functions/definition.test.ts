import { describe, expect, test } from 'vitest';
import { parseDefinition } from './definition.ts';
import { DefinitionError } from './errors.ts';
import { INVOKE, machineOf } from './world.fixture.ts';

const done = { Type: 'Succeed' };
const task = { Type: 'Task', Resource: INVOKE, Arguments: { FunctionName: 'f' }, End: true };

function problems(definition: unknown): string {
  try {
    parseDefinition('m', definition);
  } catch (error) {
    if (error instanceof DefinitionError) return error.problems.join('\n');
    throw error;
  }
  return '';
}

describe('a definition the service would run is taken', () => {
  test('every state type and field together', () => {
    const definition = {
      Comment: 'all',
      QueryLanguage: 'JSONata',
      Version: '1.0',
      TimeoutSeconds: 60,
      StartAt: 'Ask',
      States: {
        Ask: {
          Type: 'Task',
          Comment: 'c',
          QueryLanguage: 'JSONata',
          Resource: `${INVOKE}.waitForTaskToken`,
          Arguments: { FunctionName: 'f', Payload: { token: '{% $states.context.Task.Token %}', n: [1, '{% $x %}'] } },
          TimeoutSeconds: '{% $states.input.days * 86400 %}',
          Retry: [
            {
              ErrorEquals: ['A'],
              IntervalSeconds: 2,
              MaxAttempts: 0,
              BackoffRate: 1.5,
              MaxDelaySeconds: 9,
              JitterStrategy: 'FULL',
            },
            { ErrorEquals: ['States.ALL'] },
          ],
          Catch: [
            {
              ErrorEquals: ['States.ALL'],
              Assign: { x: '{% $states.errorOutput.Error %}' },
              Output: {},
              Next: 'Stop',
            },
          ],
          Assign: { x: '{% $states.result %}' },
          Output: '{% $states.result %}',
          Next: 'Which',
        },
        Which: {
          Type: 'Choice',
          Choices: [
            { Condition: '{% $x = 1 %}', Next: 'Rest', Assign: { y: 1 }, Output: 1 },
            { Condition: true, Next: 'Rest' },
          ],
          Default: 'Rest',
          Assign: { y: 2 },
          Output: 2,
        },
        Rest: { Type: 'Wait', Timestamp: '2026-01-05T00:00:00+08:00', Next: 'Nap' },
        Nap: { Type: 'Wait', Seconds: '{% $y %}', Next: 'Copy' },
        Copy: { Type: 'Pass', Output: { a: '{% $map([1,2], function($v) { $v + $y }) %}' }, Next: 'Done' },
        Done: { Type: 'Succeed', Output: '{% $states.input.a[$ > 1] %}' },
        Stop: { Type: 'Fail', Error: '{% $x %}', Cause: 'c' },
      },
    };
    expect(problems(definition)).toBe('');
  });

  test('without QueryLanguage at the top when each state says JSONata', () => {
    expect(problems({ StartAt: 'A', States: { A: { Type: 'Succeed', QueryLanguage: 'JSONata' } } })).toBe('');
  });
});

describe('what the runner does not know is refused at creation and named, never ignored', () => {
  test.each<[string, unknown, string]>([
    ['a field at the top', machineOf({ A: done }, { Processor: 1 }), 'Processor：不认识的字段'],
    ['a field of a state', machineOf({ A: { ...done, Assign: {} } }), 'States.A.Assign：不认识的字段'],
    ['a field of a retrier', machineOf({ A: { ...task, Retry: [{ ErrorEquals: ['X'], Delay: 1 }] } }), 'Delay'],
    ['JSONPath as the language', machineOf({ A: done }, { QueryLanguage: 'JSONPath' }), 'QueryLanguage'],
    ['JSONPath by default', { StartAt: 'A', States: { A: done } }, 'JSONPath'],
    ['JSONPath in one state', machineOf({ A: { ...done, QueryLanguage: 'JSONPath' } }), 'States.A.QueryLanguage'],
    ['a JSONPath field', machineOf({ A: { Type: 'Pass', ResultPath: '$', End: true } }), 'ResultPath：不认识的字段'],
    ['a JSONPath template', machineOf({ A: { Type: 'Pass', Output: { 'a.$': '$.b' }, End: true } }), 'Output.a.$'],
    ['Parallel', machineOf({ A: { Type: 'Parallel', Branches: [], End: true } }), 'Parallel'],
    ['Map', machineOf({ A: { Type: 'Map', End: true } }), 'Map'],
    ['a type nobody knows', machineOf({ A: { Type: 'Loop' } }), 'Loop'],
    [
      'an SDK integration',
      machineOf({ A: { ...task, Resource: 'arn:aws:states:::aws-sdk:sqs:sendMessage' } }),
      'Resource',
    ],
    ['a function by its own ARN', machineOf({ A: { ...task, Resource: 'arn:aws:lambda:x:1:function:f' } }), 'Resource'],
    [
      'an argument of lambda:invoke the runner would not act on',
      machineOf({ A: { ...task, Arguments: { FunctionName: 'f', InvocationType: 'Event' } } }),
      'Arguments',
    ],
  ])('%s', (_, definition, named) => {
    expect(problems(definition)).toContain(named);
  });
});

describe('a machine that could go nowhere is refused', () => {
  test.each<[string, unknown, string]>([
    ['StartAt names no state', machineOf({ A: done }, { StartAt: 'B' }), 'StartAt'],
    ['Next names no state', machineOf({ A: { Type: 'Pass', Next: 'B' } }), '没有状态“B”'],
    [
      'a Catch names no state',
      machineOf({ A: { ...task, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }] } }),
      '没有状态“B”',
    ],
    [
      'Default names no state',
      machineOf({ A: { Type: 'Choice', Choices: [{ Condition: true, Next: 'D' }], Default: 'B' }, D: done }),
      '没有状态“B”',
    ],
    ['nothing leads to a state', machineOf({ A: done, B: done }), 'States.B'],
    [
      'no state ends the machine',
      machineOf({ A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } }),
      '终止状态',
    ],
    ['neither Next nor End', machineOf({ A: { Type: 'Pass' } }), 'Next 与 End'],
    ['both Next and End', machineOf({ A: { Type: 'Pass', Next: 'B', End: true }, B: done }), 'Next 与 End'],
    [
      'both Seconds and Timestamp',
      machineOf({ A: { Type: 'Wait', Seconds: 1, Timestamp: '2026-01-01T00:00:00Z', End: true } }),
      'Seconds',
    ],
    ['a Timestamp without a zone', machineOf({ A: { Type: 'Wait', Timestamp: '2026-01-01', End: true } }), 'Timestamp'],
    ['a heartbeat, which no workflow has', machineOf({ A: { ...task, HeartbeatSeconds: 5 } }), 'HeartbeatSeconds'],
    ['a timeout of zero', machineOf({ A: { ...task, TimeoutSeconds: 0 } }), 'TimeoutSeconds'],
    [
      'States.ALL beside another name',
      machineOf({ A: { ...task, Retry: [{ ErrorEquals: ['X', 'States.ALL'] }] } }),
      'Retry',
    ],
    [
      'States.ALL before another retrier',
      machineOf({ A: { ...task, Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['X'] }] } }),
      'Retry',
    ],
    [
      'a longest delay below the interval',
      machineOf({ A: { ...task, Retry: [{ ErrorEquals: ['X'], IntervalSeconds: 5, MaxDelaySeconds: 5 }] } }),
      'MaxDelaySeconds',
    ],
  ])('%s', (_, definition, named) => {
    expect(problems(definition)).toContain(named);
  });
});

describe('an expression that could never work is refused before any household reaches it', () => {
  const output = (Output: unknown) => machineOf({ A: { Type: 'Pass', Output, End: true } });
  test.each<[string, unknown, string]>([
    ['bad syntax', output('{% $states. %}'), '语法'],
    ['an unclosed expression', output('{% 1'), '{%'],
    ['?? of a later JSONata than AWS has', output('{% $states.input.a ?? 1 %}'), '语法'],
    ['?: of a later JSONata than AWS has', output('{% $states.input.a ?: 1 %}'), '语法'],
    ['a variable nobody assigns', output({ deep: ['{% $verdict %}'] }), '$verdict'],
    ['a function nobody knows', output('{% $levenshtein(1) %}'), '$levenshtein'],
    ['$eval', output("{% $eval('1') %}"), '$parse'],
    ['the input document by $', output('{% $.a %}'), '没有输入文档'],
    ['the input document by $$', output('{% [1][$$.a = 1] %}'), '没有输入文档'],
    ['the input document by a bare name', output('{% a.b %}'), '没有输入文档'],
    ['a result where there is none', output('{% $states.result %}'), '$states.result'],
    ['an error output outside Catch', output('{% $states.errorOutput %}'), '$states.errorOutput'],
    [
      'a result before the task has run',
      machineOf({ A: { ...task, Arguments: { FunctionName: 'f', Payload: '{% $states.result %}' } } }),
      '$states.result',
    ],
    ['assigning to states', machineOf({ A: { Type: 'Pass', Assign: { states: 1 }, End: true } }), 'states'],
  ])('%s', (_, definition, named) => {
    expect(problems(definition)).toContain(named);
  });

  test('names and $ inside a predicate, a function or a grouping stand for their own context and are fine', () => {
    expect(problems(output("{% $states.input.rows[kind = 'x'].{ 'k': $.a & b } %}"))).toBe('');
    expect(problems(output('{% $states.input ~> |rows|{"a": b}| %}'))).toBe('');
    expect(problems(output('{% ($f := function($n) { $n + 1 }; $f(1) ~> $string) %}'))).toBe('');
    expect(problems(output('{% $sort($states.input.rows, function($l, $r) { $l.n > $r.n })^(n) %}'))).toBe('');
  });
});
