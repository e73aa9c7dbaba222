import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { functionNames, functionSpec } from '../../infra/functions.ts';
import { type Consumer, consumers } from '../../infra/triggers.ts';
import { functionMetrics } from '../../shared/runtime/metrics.ts';
import { type AlarmProperties, alarmState, periodOf, type Written } from './alarm-state.ts';
import { ofType, synthesiseQuickly, type Template } from './synthesise.ts';

const { template } = synthesiseQuickly('530000');

function alarmsOf(template: Template, stack: string): Map<string, AlarmProperties> {
  return new Map(
    ofType(template, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => [
      Properties.AlarmName.replace(`${stack}-`, ''),
      Properties as AlarmProperties,
    ]),
  );
}

const alarms = alarmsOf(template, 'jdlk-530000');

/** What was written, from the number of periods that the alarm looks at; the latest is the last. */
type Data = Record<string, (periods: number) => Written>;

const each = (figure: number | undefined) => (periods: number) => Array.from({ length: periods }, () => figure);
/** Nothing, and only in the latest period a figure. */
const latest = (figure: number | readonly number[]) => (periods: number) => [...each(undefined)(periods - 1), figure];
/** One after the other, the latest last, and nothing before. */
const last =
  (...figures: (number | undefined)[]) =>
  (periods: number) => [...each(undefined)(periods - figures.length), ...figures];
/** The same, so many periods ago. */
const ago = (back: number, figure: number) => (periods: number) =>
  each(undefined)(periods).map((_, index) => (index === periods - 1 - back ? figure : undefined));

interface Case {
  good: Data[];
  bad: Data[];
  /** The state when nobody wrote anything, unless OK. */
  silent?: 'ALARM';
}

/** Any at all is too much, whatever else was written in the same period. */
const any = (metric: string): Case => ({
  good: [{ [metric]: each(0) }],
  bad: [{ [metric]: latest(1) }, { [metric]: latest([0, 1, 0]) }],
});
const throttles = Object.entries({ Read: 'reads', Write: 'writes' }).flatMap(([of, said]) =>
  ['', '-byStatus', '-byDue', '-dossier-keys'].map((whose): [string, Case] => {
    const index = whose === '-dossier-keys' ? '' : whose.replace('-', '/');
    const metric = `${of}ThrottleEvents${index}`;
    const good = [{ [metric]: each(0) }];
    return [`table-throttled-${said}${whose}`, { good, bad: [{ [metric]: latest(1) }, { [metric]: ago(2, 9) }] }];
  }),
);
const behind: Case = {
  good: [{ IteratorAge: latest(599_999) }, { IteratorAge: latest([400_000, 400_000]) }],
  bad: [{ IteratorAge: latest([0, 600_000]) }],
};
/** What a minute counts, in turns. */
const waiting = (visible: number[], hidden: number[]): Data => {
  const inTurns = (counts: number[]) => (periods: number) =>
    Array.from({ length: periods }, (_, minute) => counts[minute % counts.length]);
  return {
    ApproximateNumberOfMessagesVisible: inTurns(visible),
    ApproximateNumberOfMessagesNotVisible: inTurns(hidden),
  };
};
/** Where messages are gathered first, some always lie there. */
const grownOld: Case = {
  good: [{ ApproximateAgeOfOldestMessage: latest(90) }, { ApproximateAgeOfOldestMessage: latest(1199) }],
  bad: [{ ApproximateAgeOfOldestMessage: latest([300, 1200]) }],
};
/** At no moment of twenty minutes was there nothing in the queue. */
const neverEmpty: Case = {
  good: [
    // Work that comes and is done.
    waiting([9, 0, 40, 12], [10, 0, 10, 10]),
    // One mail that fails for a quarter of an hour, and is then left to the morning.
    waiting([0], [0, 0, ...Array.from({ length: 18 }, () => 1)]),
  ],
  bad: [
    // A consumer that fails: what it was given is hidden until its next try.
    waiting([0], [1]),
    // Nobody who reads.
    waiting([7, 8, 8, 12], [0]),
    // A single message, looked at whenever: it is tried every other minute.
    waiting([0, 1], [1, 0]),
  ],
};
/** A run a day, the next of which comes to its end a little later in the day than the last. */
const daily = (metric: string): Case => ({
  good: [{ [metric]: latest(1) }, { [metric]: ago(24, 1) }, { [metric]: ago(25, 1) }],
  bad: [{}],
  silent: 'ALARM',
});

const cases: Record<string, Case> = {
  'executions-failed': any('ExecutionsFailed'),
  'executions-timed-out': any('ExecutionsTimedOut'),
  'executions-aborted': any('ExecutionsAborted'),
  'dossiers-stalled': any('DossiersStalled'),
  'journal-changed': any('JournalChanges'),
  'dispatcher-behind': behind,
  'records-unreadable': any('UnreadableRecords'),
  ...Object.fromEntries(
    Object.values<Consumer>(consumers).map((each) => [`${each.function}-behind`, each.gathers ? grownOld : neverEmpty]),
  ),
  'mail-relay-down': {
    // A relay that begins anew, and one run that it misses.
    good: [{ RelayDown: latest(8) }, { RelayDown: last(8, 8) }, { RelayDown: ago(3, 8) }],
    bad: [
      // Mails are due, and only the runs of every quarter of an hour send them.
      { RelayDown: last(8, undefined, undefined, 8, undefined, undefined, 8) },
      // A run that begins up to a minute late.
      { RelayDown: last(8, undefined, undefined, undefined, 8, undefined, undefined, 8, undefined) },
      // What the stream brings, every minute.
      { RelayDown: last(3, 5, 5) },
    ],
  },
  'message-gateway-down': {
    // A gateway that begins anew, as a relay.
    good: [{ MessageGatewayDown: latest(8) }, { MessageGatewayDown: last(8, 8) }, { MessageGatewayDown: ago(3, 8) }],
    bad: [
      // Messages are due, and only the runs of every quarter of an hour send them.
      { MessageGatewayDown: last(8, undefined, undefined, 8, undefined, undefined, 8) },
      // A run that begins up to a minute late.
      { MessageGatewayDown: last(8, undefined, undefined, undefined, 8, undefined, undefined, 8, undefined) },
      // What the queue brings.
      { MessageGatewayDown: last(3, 5, 5) },
    ],
  },
  'mails-put-off': {
    good: [
      // One mailbox that takes nothing, in a small province and in the morning of a large one.
      { MailsPutOff: latest(3), MailsSent: latest(0) },
      { MailsPutOff: latest(125), MailsSent: latest(24_875) },
    ],
    bad: [
      // A relay that takes connections, and for the day no more mails.
      { MailsPutOff: latest(10), MailsSent: latest(0) },
      { MailsPutOff: latest(20_000), MailsSent: latest(5_000) },
    ],
  },
  'mails-given-up': any('MailsGivenUp'),
  'messages-given-up': any('MessagesGivenUp'),
  'reminder-failures': any('ReminderFailures'),
  'api-5xx': any('5XXError'),
  'api-4xx': {
    good: [
      { Count: each(10_000), '4XXError': each(4_900) },
      // A clerk alone at work who has the form refused time and again.
      { Count: each(12), '4XXError': each(9) },
      // Somebody who tries addresses for a minute or two, at night.
      { Count: last(400, 700), '4XXError': last(400, 700) },
      { Count: each(500) },
    ],
    bad: [
      { Count: last(500, 500, 500), '4XXError': last(260, 260, 260) },
      { Count: each(60_000), '4XXError': each(60_000) },
      // Five clerks of one county who cannot sign in, and try again before and after their tea.
      { Count: last(14, 3, 2, 15, 1, 0, 11), '4XXError': last(14, 3, 2, 15, 1, 0, 11) },
    ],
  },
  'firewall-blocks': { good: [{ BlockedRequests: latest(99) }], bad: [{ BlockedRequests: latest([60, 40]) }] },
  'functions-throttled': any('Throttles'),
  ...Object.fromEntries(throttles),
  'reviews-overdue': any('OverdueReviews'),
  // Not the same figure: in a large province somebody is late every day, and an alarm that is on says nothing new.
  'reviews-not-opened': any('ReviewsNotOpened'),
  'calendar-ending': { good: [{ CalendarDaysLeft: latest(61) }], bad: [{ CalendarDaysLeft: latest([60, 400]) }] },
  'left-behind': { good: [{ LeftBehind: each(0) }], bad: [{ LeftBehind: latest([0, 1]) }] },
  'reconciliation-missed': daily('ReconciliationRuns'),
  'sweep-missed': daily('SweepRuns'),
  'anchor-missed': daily('AnchorRuns'),
  'disposal-failures': any('DisposalFailures'),
  'disposal-missed': daily('DisposalRuns'),
  'reminder-missed': daily('ReminderRuns'),
  'digest-missed': daily('DigestRuns'),
  'unsent-mail-missed': daily('UnsentMailRuns'),
  'links-locked': { good: [{ LinksLocked: latest(4) }], bad: [{ LinksLocked: latest([2, 3]) }] },
  'told-who-is-on-file': any('ToldInSeries'),
  'asked-past-the-limit': { good: [{ AskedPastTheLimit: latest(2) }], bad: [{ AskedPastTheLimit: latest([1, 1, 1]) }] },
  ...Object.fromEntries(
    functionNames
      .filter((name) => functionSpec(name).asynchronous)
      .map((name) => [`dead-letters-${name}`, any('ApproximateNumberOfMessagesVisible')]),
  ),
};

function stateOf(name: string, data: Data): string {
  const alarm = alarms.get(name) as AlarmProperties;
  const series = Object.entries(data).map(([metric, make]) => [metric, make(alarm.EvaluationPeriods)]);
  return alarmState(alarm, Object.fromEntries(series));
}

it('the states are computed as CloudWatch does: a sum has no value where one of its parts has none', () => {
  const part = (Id: string, MetricName: string) => ({
    Id,
    MetricStat: { Period: 300, Stat: 'Sum', Metric: { MetricName } },
  });
  const alarm = (Expression: string): AlarmProperties => ({
    AlarmName: 'throttled',
    Threshold: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    EvaluationPeriods: 1,
    TreatMissingData: 'notBreaching',
    Metrics: [{ Id: 'sum', Expression }, part('reads', 'Read'), part('writes', 'Write')],
  });
  expect(alarmState(alarm('reads + writes'), { Read: [5] })).toBe('OK');
  expect(alarmState(alarm('reads + writes'), { Read: [5], Write: [0] })).toBe('ALARM');
  const filled = alarm('FILL(reads, 0) + FILL(writes, 0)');
  expect(alarmState(filled, { Read: [5], Write: [undefined] })).toBe('ALARM');
  expect(alarmState(filled, { Read: [5] })).toBe('OK');
  const undecided = { ...alarm('reads + writes'), TreatMissingData: 'missing' };
  expect(alarmState(undecided, { Read: [5] })).toBe('INSUFFICIENT_DATA');
});

it('every alarm is tried with data', () => {
  expect([...alarms.keys()].sort()).toEqual(Object.keys(cases).sort());
});

describe.each(Object.entries(cases))('%s', (name, { good, bad, silent = 'OK' }) => {
  it(`is ${silent} when nobody writes a figure`, () => {
    expect(stateOf(name, {})).toBe(silent);
  });

  it('is quiet while all is well', () => {
    for (const data of good) expect(stateOf(name, data), said(data)).toBe('OK');
  });

  it('fires', () => {
    for (const data of bad) expect(stateOf(name, data), said(data)).toBe('ALARM');
  });
});

it('asks of CloudWatch no more than it looks at: a week for periods of an hour, a day for shorter ones', () => {
  for (const [name, alarm] of alarms) {
    const period = periodOf(alarm);
    expect(period * alarm.EvaluationPeriods, name).toBeLessThanOrEqual(period >= 3600 ? 604_800 : 86_400);
  }
});

it('an alarm on the table’s own figures ends: CloudWatch keeps its state where DynamoDB writes nothing, so that is filled', () => {
  const onTable = [...alarms.values()].filter((alarm) => JSON.stringify(alarm).includes('AWS/DynamoDB'));
  expect(onTable).toHaveLength(8);
  for (const { Metrics } of onTable)
    expect(Metrics?.map(({ Expression }) => Expression)).toContain('FILL(throttled, 0)');
});

it('watches every table for what it may not serve any more, reading and writing', () => {
  for (const [table] of ofType(template, 'AWS::DynamoDB::Table')) {
    const watching = [...alarms].filter(([, alarm]) => JSON.stringify(alarm).includes(`{"Ref":"${table}"}`));
    const said = watching.map(([name]) => name).join();
    expect(said, table).toMatch(/table-throttled-reads.*table-throttled-writes/);
  }
});

it('rests on no figure that China does not have: those of event source mappings and of asynchronous invocations', () => {
  const text = JSON.stringify([...alarms.values()]);
  expect(text).not.toMatch(/AsyncEvent|EventSourceMapping|PolledEventCount|DestinationDelivery|DroppedEvent/);
});

it('counts the figures of each stage for itself', () => {
  for (const stage of ['test', 'production'] as const) {
    const { template, stacks } = synthesiseQuickly('530000', stage);
    const [stack = ''] = stacks;
    const own = ['ApiName', 'WebACL', 'Namespace'].map((key) => valuesOf(key, template));
    expect(own).toEqual([[stack], [stack], expect.arrayContaining([stack])]);
    const others = own[2]?.filter((namespace) => !namespace.startsWith('AWS/') && namespace !== stack);
    expect(others).toEqual([]);
    for (const [, { Properties }] of ofType(template, 'AWS::Logs::MetricFilter')) {
      expect(Properties.MetricTransformations[0].MetricNamespace).toBe(stack);
    }
  }
});

it('sees what submission and registry write when somebody asks who is on file', () => {
  const filters = ofType(template, 'AWS::Logs::MetricFilter').map(([, { Properties }]) => Properties);
  const counted = (line: object) =>
    filters.flatMap(({ FilterPattern, MetricTransformations: [{ MetricName }] }) =>
      matches(FilterPattern, { level: 'INFO', message: { message: 'asked who is on file', ...line } })
        ? [MetricName]
        : [],
    );
  expect(counted({ kind: 'number', limit: false, series: false })).toEqual([]);
  expect(counted({ kind: 'number', limit: false, series: true })).toEqual(['ToldInSeries', 'ToldInSeries']);
  expect(counted({ kind: 'nameSearch', limit: false })).toEqual([]);
  expect(counted({ kind: 'nameSearch', limit: true })).toEqual(['AskedPastTheLimit', 'AskedPastTheLimit']);
  expect(matches(filters[0]?.FilterPattern, { message: { message: 'upload checked', limit: true } })).toBe(false);
});

it('rests on no figure that no function counts', () => {
  const sources = globSync('functions/**/*.ts', { exclude: ['**/*.test.ts'] }).map((file) =>
    readFileSync(file, 'utf8'),
  );
  const counted = sources.flatMap((text) => [...text.matchAll(/\.count\('(\w+)'/g)].map(([, name]) => name));
  expect([...new Set(counted)].sort()).toEqual(Object.values(functionMetrics).sort());
});

it('has no alarm on a firewall that is not there', () => {
  expect([...alarmsOf(synthesiseQuickly('990000').template, 'jdlk-990000').keys()]).not.toContain('firewall-blocks');
});

/** Whether a log line fits a filter pattern made of comparisons that must all hold. */
function matches(pattern: string, line: unknown): boolean {
  return pattern
    .replace(/^\{ (.*) \}$/, '$1')
    .split(' && ')
    .every((part) => {
      const [, path = '', operator, wanted = ''] = /^\$\.([\w.]+) (=|!=|IS) (.+)$/.exec(part) ?? [];
      const value = path.split('.').reduce<unknown>((inner, key) => (inner as Record<string, unknown>)?.[key], line);
      if (operator === 'IS') return value === (wanted === 'TRUE');
      const same = value === JSON.parse(wanted);
      return operator === '=' ? same : !same;
    });
}

/** The distinct values of a property, and of a dimension of that name, in all alarms of a template. */
function valuesOf(key: string, template: Template): string[] {
  const found = new Set<string>();
  JSON.stringify(ofType(template, 'AWS::CloudWatch::Alarm'), (name, value) => {
    if (name === key && typeof value === 'string') found.add(value);
    if (value?.Name === key) found.add(value.Value);
    return value;
  });
  return [...found];
}

function said(data: Data): string {
  return Object.keys(data).join(', ');
}
