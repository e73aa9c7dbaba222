/** An alarm as it stands in a template: as much of it as decides its state. */
export interface AlarmProperties {
  AlarmName: string;
  Threshold: number;
  ComparisonOperator: string;
  EvaluationPeriods: number;
  DatapointsToAlarm?: number;
  TreatMissingData?: string;
  Period?: number;
  Statistic?: string;
  MetricName?: string;
  Dimensions?: { Name: string; Value: unknown }[];
  Metrics?: { Id: string; Expression?: string; ReturnData?: boolean; MetricStat?: MetricStat }[];
}

interface MetricStat {
  Period: number;
  Stat: string;
  Metric: { MetricName: string; Dimensions?: { Name: string; Value: unknown }[] };
}

/** What was written in each period, the latest last: a figure, several, or undefined where nobody wrote one. */
export type Written = (number | readonly number[] | undefined)[];

/** A figure a period, after the alarm's statistic. */
type Series = (number | undefined)[];

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/**
 * The state of an alarm as CloudWatch computes it ("Using Amazon CloudWatch alarms": evaluation, missing data, M out
 * of N; "Using metric math": FILL, IF, and that a point of a series joined to a missing one is missing). What FILL makes
 * of a metric to which nothing was ever written is documented nowhere: here nothing, so that no alarm rests on it.
 *
 * @param data the series of a metric, by its name and, for an index, `/` and the index's; no entry is a metric to which
 * nothing was ever written
 */
export function alarmState(alarm: AlarmProperties, data: Readonly<Record<string, Written>>): AlarmState {
  const { EvaluationPeriods: periods, DatapointsToAlarm: needed = periods } = alarm;
  const treatment = alarm.TreatMissingData ?? 'missing';
  if (!['missing', 'breaching', 'notBreaching'].includes(treatment)) throw new Error(`no treatment ${treatment}`);
  const points = seriesOf(alarm, data);
  if (points.length !== periods)
    throw new Error(`${alarm.AlarmName} looks at ${periods} periods, not ${points.length}`);
  if (treatment === 'missing' && points.every((point) => point === undefined)) return 'INSUFFICIENT_DATA';
  const breaching = points.filter((point) =>
    point === undefined ? treatment === 'breaching' : breaches(alarm, point),
  ).length;
  return breaching >= needed ? 'ALARM' : 'OK';
}

/** The length of one period, in seconds. */
export function periodOf({ Period, Metrics }: AlarmProperties): number {
  const period = Period ?? Metrics?.find(({ MetricStat }) => MetricStat)?.MetricStat?.Period;
  if (period === undefined) throw new Error('an alarm without a period');
  return period;
}

function breaches({ ComparisonOperator, Threshold }: AlarmProperties, point: number): boolean {
  switch (ComparisonOperator) {
    case 'GreaterThanOrEqualToThreshold':
      return point >= Threshold;
    case 'GreaterThanThreshold':
      return point > Threshold;
    case 'LessThanOrEqualToThreshold':
      return point <= Threshold;
    case 'LessThanThreshold':
      return point < Threshold;
    default:
      throw new Error(`no comparison ${ComparisonOperator}`);
  }
}

function seriesOf(alarm: AlarmProperties, data: Readonly<Record<string, Written>>): Series {
  const none: Series = Array.from({ length: alarm.EvaluationPeriods }, () => undefined);
  const read = (metric: MetricStat['Metric'], statistic: string | undefined): Series =>
    (data[keyOf(metric)] ?? none).map((written) => figureOf(written, statistic));
  if (alarm.MetricName !== undefined) return read(alarm as MetricStat['Metric'], alarm.Statistic);
  const named = new Map<string, Series>();
  const unwritten = new Set<Series>();
  let returned: string | undefined;
  for (const { Id, Expression, ReturnData, MetricStat } of alarm.Metrics ?? []) {
    if (MetricStat) {
      const series = read(MetricStat.Metric, MetricStat.Stat);
      named.set(Id, series);
      if (data[keyOf(MetricStat.Metric)] === undefined) unwritten.add(series);
    }
    if (Expression !== undefined && ReturnData !== false) returned = Expression;
  }
  if (returned === undefined) throw new Error(`${alarm.AlarmName} returns nothing`);
  const value = new Expression(returned, named, unwritten).value();
  return typeof value === 'number' ? none.map(() => value) : value;
}

/** One period's figure, by the statistic that the alarm asks for. */
function figureOf(written: Written[number], statistic: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  const figures = typeof written === 'number' ? [written] : written;
  if (statistic === 'Sum') return figures.reduce((sum, figure) => sum + figure, 0);
  if (statistic === 'Maximum') return Math.max(...figures);
  if (statistic === 'Minimum') return Math.min(...figures);
  throw new Error(`no statistic ${statistic}`);
}

function keyOf({ MetricName, Dimensions = [] }: MetricStat['Metric']): string {
  const index = Dimensions.find(({ Name }) => Name === 'GlobalSecondaryIndexName');
  return index ? `${MetricName}/${index.Value}` : MetricName;
}

type Value = Series | number;

const operators: Record<string, (a: number, b: number) => number | undefined> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => (b === 0 ? undefined : a / b),
  '>=': (a, b) => Number(a >= b),
  '<=': (a, b) => Number(a <= b),
  '>': (a, b) => Number(a > b),
  '<': (a, b) => Number(a < b),
};

/** As much of metric math as the alarms use; anything else is an error, never a guess. */
class Expression {
  private readonly tokens: string[];
  private readonly named: ReadonlyMap<string, Series>;
  private readonly unwritten: ReadonlySet<Value>;
  private at = 0;

  constructor(text: string, named: ReadonlyMap<string, Series>, unwritten: ReadonlySet<Value>) {
    this.tokens = text.match(/\w+|[<>]=?|[-+*/(),]/g) ?? [];
    if (this.tokens.join('') !== text.replaceAll(/\s/g, '')) throw new Error(`not understood: ${text}`);
    this.named = named;
    this.unwritten = unwritten;
  }

  value(): Value {
    const value = this.binary(['>=', '<=', '>', '<'], () => this.sum());
    if (this.at < this.tokens.length && ![')', ','].includes(this.tokens[this.at] ?? '')) {
      throw new Error(`not understood: ${this.tokens[this.at]}`);
    }
    return value;
  }

  private sum(): Value {
    return this.binary(['+', '-'], () => this.binary(['*', '/'], () => this.term()));
  }

  private binary(signs: string[], operand: () => Value): Value {
    let left = operand();
    for (let sign = this.tokens[this.at]; sign !== undefined && signs.includes(sign); sign = this.tokens[this.at]) {
      this.at++;
      const apply = operators[sign] as (a: number, b: number) => number | undefined;
      left = pointwise([left, operand()], ([a, b]) => (a === undefined || b === undefined ? undefined : apply(a, b)));
    }
    return left;
  }

  private term(): Value {
    const token = this.tokens[this.at++] ?? '';
    if (/^\d+$/.test(token)) return Number(token);
    if (token === '(') return this.closing(this.value());
    if (this.tokens[this.at] === '(') {
      this.at++;
      return this.call(token);
    }
    const series = this.named.get(token);
    if (!series) throw new Error(`no metric ${token}`);
    return series;
  }

  private call(name: string): Value {
    const given = [this.value()];
    while (this.tokens[this.at] === ',') {
      this.at++;
      given.push(this.value());
    }
    this.closing(0);
    if (name === 'FILL' && given.length === 2) {
      const [filled = Number.NaN] = given;
      return this.unwritten.has(filled) ? filled : pointwise(given, ([point, fill]) => point ?? fill);
    }
    if (name === 'IF' && given.length === 3) {
      return pointwise(given, ([condition, then, otherwise]) =>
        condition === undefined ? undefined : condition !== 0 ? then : otherwise,
      );
    }
    throw new Error(`no function ${name} of ${given.length}`);
  }

  private closing(value: Value): Value {
    if (this.tokens[this.at++] !== ')') throw new Error('a bracket is not closed');
    return value;
  }
}

function pointwise(values: Value[], apply: (points: (number | undefined)[]) => number | undefined): Value {
  const series = values.find((value) => typeof value !== 'number');
  const at = (index: number) => apply(values.map((value) => (typeof value === 'number' ? value : value[index])));
  return series ? series.map((_, index) => at(index)) : (at(0) ?? Number.NaN);
}
