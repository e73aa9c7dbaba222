import { describe, expect, test } from 'vitest';
import { parseDefinition } from './definition.ts';
import { DefinitionError } from './errors.ts';
import { again, asking, call, done, machineOf, setting } from './world.fixture.ts';

function problems(definition: unknown): string {
  try {
    parseDefinition('m', definition);
  } catch (error) {
    if (error instanceof DefinitionError) return error.problems.join('\n');
    throw error;
  }
  return '';
}

/** A machine whose only state that does anything is this one. */
const alone = (state: object) => machineOf({ A: state, D: done });
const retrying = (...Retry: object[]) => alone(call('f', { Retry }));
const choice = (rule: object, more: object = {}) => ({
  Type: 'Choice',
  Choices: [{ Condition: '{% true %}', Next: 'D', ...rule }],
  Default: 'D',
  ...more,
});
const wait = { Type: 'Wait', Timestamp: '{% $states.input.until %}', Next: 'D' };

test('a definition with every state type and field together is taken', () => {
  const definition = {
    Comment: 'all',
    QueryLanguage: 'JSONata',
    TimeoutSeconds: 60,
    StartAt: 'Ask',
    States: {
      Ask: asking({
        Comment: 'c',
        Arguments: { FunctionName: 'f', Payload: { token: '{% $states.context.Task.Token %}', n: [1, '{% $x %}'] } },
        TimeoutSeconds: '{% $states.input.days * 86400 %}',
        Retry: [{ ErrorEquals: ['A'], MaxAttempts: 0 }, again(['States.ALL'], { BackoffRate: 1.5 })],
        Catch: [{ ErrorEquals: ['States.ALL'], Assign: { x: '{% $states.errorOutput.Error %}' }, Next: 'Stop' }],
        Assign: { x: '{% $states.result %}' },
        Output: { a: '{% $map([1,2], function($v) { $v + $states.result }) %}' },
        Next: 'Which',
      }),
      Which: choice({ Condition: '{% $x = 1 %}', Next: 'Rest', Assign: { y: 1 } }, { Comment: 'c' }),
      Rest: { ...wait, Comment: 'c' },
      D: { ...done, Comment: 'c' },
      Stop: { Type: 'Fail', Comment: 'c', Error: 'E', Cause: 'c' },
    },
  };
  expect(problems(definition)).toBe('');
});

describe('what the runner does not know is refused at creation and named, never ignored', () => {
  test.each<[string, unknown, string]>([
    ['a field at the top', machineOf({ D: done }, { Version: '1.0' }), 'Version：不认识的字段'],
    ['a field of a state', machineOf({ D: { ...done, Assign: {} } }), 'States.D.Assign：不认识的字段'],
    ['a field of a retrier', retrying({ ...again(['X']), Delay: 1 }), 'States.A.Retry.0.Delay：不认识的字段'],
    ['a retrier without jitter', retrying(again(['X'], { JitterStrategy: 'NONE' })), 'Retry.0.JitterStrategy'],
    ['a retrier that leaves its interval to the service', retrying({ ErrorEquals: ['X'], MaxAttempts: 2 }), 'Interval'],
    ['an error of the service’s own', retrying(again(['States.TaskFailed'])), 'Retry.0.ErrorEquals.0：本地不认得'],
    ['JSONPath as the language', machineOf({ D: done }, { QueryLanguage: 'JSONPath' }), 'QueryLanguage'],
    ['JSONPath by default', machineOf({ D: done }, { QueryLanguage: undefined }), 'QueryLanguage'],
    ['a JSONPath field', alone(call('f', { ResultPath: '$' })), 'ResultPath：不认识的字段'],
    ['a JSONPath template', alone(call('f', { Output: { 'a.$': '$.b' } })), 'Output.a.$'],
    ['Pass', alone({ Type: 'Pass', Next: 'D' }), 'States.A.Type：本地不运行 Pass 状态'],
    ['Parallel', alone({ Type: 'Parallel', Branches: [], Next: 'D' }), 'Parallel'],
    ['Map', alone({ Type: 'Map', Next: 'D' }), 'Map'],
    ['a type nobody knows', alone({ Type: 'Loop' }), 'Loop'],
    ['End beside Next', alone(call('f', { End: true })), 'States.A：须有 Next 或 End: true，二者之一'],
    ['a wait of so many seconds', alone({ Type: 'Wait', Seconds: 1, Next: 'D' }), 'Seconds：不认识的字段'],
    ['an instant that is no expression', alone({ ...wait, Timestamp: '2026-01-01T00:00:00Z' }), 'Timestamp'],
    ['a heartbeat', alone(call('f', { HeartbeatSeconds: 5 })), 'HeartbeatSeconds'],
    ['an output of a catcher', alone(call('f', { Catch: [{ ErrorEquals: ['X'], Next: 'D', Output: 1 }] })), 'Output'],
    ['a condition that is always so', alone(choice({ Condition: true })), 'Condition'],
    ['an output of a rule', alone(choice({ Output: 1 })), 'Choices.0.Output'],
    ['a choice that may come to nothing', alone(choice({}, { Default: undefined })), 'Default'],
    ['a cause that is reckoned', alone({ Type: 'Fail', Error: 'E', Cause: '{% 1 %}' }), 'Cause：这里不能写表达式'],
    ['an SDK integration', alone(call('f', { Resource: 'arn:aws:states:::aws-sdk:sqs:sendMessage' })), 'Resource'],
    ['a function by its own ARN', alone(call('f', { Resource: 'arn:aws:lambda:x:1:function:f' })), 'Resource'],
    ['arguments that are reckoned', alone(call('f', { Arguments: '{% $states.input %}' })), 'Arguments'],
    ['no arguments', alone(call('f', { Arguments: undefined })), 'Arguments'],
    ['a payload that is no object', alone(call('f', { Arguments: { FunctionName: 'f', Payload: 5 } })), 'Payload'],
    [
      'an argument of lambda:invoke the runner would not act on',
      alone(call('f', { Arguments: { FunctionName: 'f', Payload: {}, InvocationType: 'Event' } })),
      'Arguments.InvocationType：不认识的字段',
    ],
  ])('%s', (_, definition, named) => {
    expect(problems(definition)).toContain(named);
  });
});

describe('a machine that could go nowhere is refused', () => {
  test.each<[string, unknown, string]>([
    ['StartAt names no state', machineOf({ D: done }, { StartAt: 'B' }), 'StartAt'],
    ['Next names no state', machineOf({ A: call('f', { Next: 'B' }) }), '没有状态“B”'],
    [
      'a Catch names no state',
      alone(call('f', { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }] })),
      '没有状态“B”',
    ],
    ['Default names no state', alone(choice({}, { Default: 'B' })), '没有状态“B”'],
    ['nothing leads to a state', machineOf({ A: done, B: done }), 'States.B'],
    ['no state ends the machine', machineOf({ A: setting({}, 'B'), B: setting({}, 'A') }), '终止状态'],
    ['no Next', alone({ ...wait, Next: undefined }), 'States.A.Next'],
    ['a timeout of zero', alone(call('f', { TimeoutSeconds: 0 })), 'TimeoutSeconds'],
    ['no end to the execution', machineOf({ D: done }, { TimeoutSeconds: undefined }), 'TimeoutSeconds'],
    ['an execution longer than a year', machineOf({ D: done }, { TimeoutSeconds: 31_536_001 }), 'TimeoutSeconds'],
    ['States.ALL beside another name', retrying(again(['X', 'States.ALL'])), 'Retry'],
    ['States.ALL before another retrier', retrying(again(['States.ALL']), again(['X'])), 'Retry'],
    [
      'a longest delay below the interval',
      retrying(again(['X'], { IntervalSeconds: 5, MaxDelaySeconds: 5 })),
      'MaxDelaySeconds',
    ],
  ])('%s', (_, definition, named) => {
    expect(problems(definition)).toContain(named);
  });
});

describe('an expression that could never work is refused before any household reaches it', () => {
  const output = (Output: unknown) => alone(call('f', { Output }));
  const given = (a: unknown) => alone(call('f', { Arguments: { FunctionName: 'f', Payload: { a } } }));
  test.each<[string, unknown, string]>([
    ['bad syntax', output('{% $states. %}'), '语法'],
    ['an unclosed expression', output('{% 1'), '{%'],
    ['?? of a later JSONata than AWS has', output('{% $states.input.a ?? 1 %}'), '语法'],
    ['?: of a later JSONata than AWS has', output('{% $states.input.a ?: 1 %}'), '语法'],
    ['a variable nobody assigns', output({ deep: ['{% $verdict %}'] }), '$verdict'],
    ['a function nobody knows', output('{% $levenshtein(1) %}'), '$levenshtein'],
    ['the clock, which here is a virtual one', output('{% $now() %}'), '$now'],
    ['$eval', output("{% $eval('1') %}"), '$parse'],
    ['the input document by $', output('{% $.a %}'), '没有输入文档'],
    ['the input document by $$', output('{% [1][$$.a = 1] %}'), '没有输入文档'],
    ['the input document by a bare name', output('{% a.b %}'), '没有输入文档'],
    ['$states as a whole', output('{% $states %}'), '$states 须写明'],
    ['a part of the context that is not given', output('{% $states.context.Execution.Name %}'), 'Execution.Name'],
    ['the context as a whole', output('{% $states.context %}'), '本地没有 $states.context'],
    ['a result where there is none', given('{% $states.result %}'), '$states.result'],
    ['an error output outside Catch', output('{% $states.errorOutput %}'), '$states.errorOutput'],
    ['assigning to states', alone(setting({ states: 1 }, 'D')), 'states'],
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
