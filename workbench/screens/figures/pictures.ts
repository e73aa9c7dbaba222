import { numberIn } from './words.ts';

/* What is drawn, as the library is told; each number stands beside what is drawn of it, and in the table behind. */

/** With what is drawn: the colours of the screens, and as large as its type is (CSS pixels). */
export interface Look {
  ink: string;
  line: string;
  paper: string;
  /** One after the other, each with a pattern of its own beside: nothing is told by a colour alone. */
  colours: readonly string[];
  fontSize: number;
  fontFamily: string;
  /** How much room there is, from left to right. */
  width: number;
}

export type Option = Readonly<Record<string, unknown>>;

/** A row or column, and how long it is; null of what is not shown. */
export interface Bar {
  name: string;
  value: number | null;
}

/** How a number is said. */
type Said = (value: number | null) => string;

/** Lines of type that one row takes. */
const ROW = 2;
/** Columns of a picture and what stands below and above them, in lines of type. */
const COLUMNS = 14;

const NAME = 7;

const common = ({ ink, colours, fontSize, fontFamily }: Look, label: string): Option => ({
  animation: false,
  color: colours,
  textStyle: { fontFamily, fontSize, color: ink },
  aria: { enabled: true, label: { description: label } },
});

const names = ({ ink, line, fontSize }: Look, of: readonly string[], width?: number): Option => ({
  type: 'category',
  data: of,
  axisTick: { show: false },
  axisLine: { lineStyle: { color: line } },
  axisLabel: { color: ink, fontSize, interval: 0, ...(width === undefined ? {} : { width, overflow: 'break' }) },
});

const hidden: Option = { type: 'value', show: false };

function numbers(look: Look, of: readonly (number | null)[], said: Said, position: string): Option {
  const { ink, fontSize } = look;
  return {
    type: 'bar',
    barMaxWidth: fontSize * 1.4,
    data: of.map((value) => value ?? 0),
    label: {
      ...{ show: true, position, color: ink, fontSize },
      formatter: ({ dataIndex }: { dataIndex: number }) => said(of[dataIndex] as number | null),
    },
  };
}

export const rowsHeight = ({ fontSize }: Look, rows: number): number => rows * fontSize * ROW + fontSize;

/** On a phone there is no room for columns with their numbers: they lie down, the first above. */
const isNarrow = ({ width, fontSize }: Look): boolean => width < fontSize * 40;

/** As high as columns are, or as many rows as they make on a phone. */
export const columnsHeight = (look: Look, columns: number): number =>
  isNarrow(look) ? rowsHeight(look, columns) : look.fontSize * COLUMNS;

/** A bar a row, with its number at its end. */
export function rowsOf(look: Look, label: string, bars: readonly Bar[], said: Said = numberIn): Option {
  const { fontSize } = look;
  const longest = Math.max(...bars.map(({ value }) => said(value).length));
  return {
    ...common(look, label),
    grid: { left: 0, right: fontSize * (1 + 0.65 * longest), top: 0, bottom: 0 },
    xAxis: { ...hidden, min: 0, max: Math.max(1, ...bars.map(({ value }) => value ?? 0)) },
    yAxis: {
      ...names(
        look,
        bars.map(({ name }) => name),
        fontSize * NAME,
      ),
      inverse: true,
    },
    series: [
      numbers(
        look,
        bars.map(({ value }) => value),
        said,
        'right',
      ),
    ],
  };
}

/** Men to the left and women to the right, the oldest above. @param bands the youngest first */
export function pyramidOf(
  look: Look,
  label: string,
  bands: readonly { name: string; men: number | null; women: number | null }[],
): Option {
  const { fontSize, ink } = look;
  const most = Math.max(1, ...bands.flatMap(({ men, women }) => [men ?? 0, women ?? 0])) * 1.3;
  const men = bands.map((each) => each.men);
  const women = bands.map((each) => each.women);
  return {
    ...common(look, label),
    ...patterned(label),
    legend: legend(ink, fontSize),
    grid: { left: 0, right: 0, top: fontSize * 2.5, bottom: 0 },
    xAxis: { ...hidden, min: -most, max: most },
    yAxis: {
      ...names(
        look,
        bands.map(({ name }) => name),
      ),
      axisLine: { show: false },
    },
    series: [
      { ...numbers(look, men, numberIn, 'left'), name: '男', data: men.map((each) => -(each ?? 0)) },
      // On the same line as the men.
      { ...numbers(look, women, numberIn, 'right'), name: '女', barGap: '-100%' },
    ],
  };
}

/** How high the names of series are above a picture, which take as many lines as they need. */
export const legendHeight = ({ fontSize, width }: Look, of: readonly string[]): number => {
  const long = of.reduce((sum, name) => sum + (name.length + 3.5) * fontSize, 0);
  return Math.ceil(long / width) * fontSize * 1.9 + fontSize / 2;
};

const legend = (ink: string, fontSize: number): Option => ({
  ...{ show: true, top: 0, left: 0, selectedMode: false },
  textStyle: { color: ink, fontSize },
});

/** Told apart by more than a colour. */
const patterned = (label: string): Option => ({
  aria: { enabled: true, label: { description: label }, decal: { show: true } },
});

export interface Series {
  name: string;
  values: readonly (number | null)[];
}

/** Bars one upon another, one a name; `lie`: one after another, a row a name, the first above. */
export function stacksOf(
  look: Look,
  label: string,
  of: readonly string[],
  series: readonly Series[],
  lie = false,
): Option {
  const { fontSize, ink, paper } = look;
  const isRows = lie || isNarrow(look);
  const named = isRows ? { ...names(look, of, fontSize * NAME), inverse: true } : names(look, of);
  return {
    ...common(look, label),
    ...patterned(label),
    legend: legend(ink, fontSize),
    grid: {
      ...{ left: 0, right: 0, bottom: 0 },
      top: legendHeight(
        look,
        series.map(({ name }) => name),
      ),
    },
    xAxis: isRows ? hidden : named,
    yAxis: isRows ? named : hidden,
    series: series.map(({ name, values }) => ({
      ...numbers(look, values, numberIn, 'inside'),
      ...{ name, stack: 'all', barMaxWidth: fontSize * 2.5 },
      // Of none there is nothing to be labelled; what is hidden says so beside the axis, not over the names.
      data: values.map((value) => {
        if (value === 0) return null;
        return value ?? { value: 0, label: { position: isRows ? ('right' as const) : ('top' as const) } };
      }),
      label: {
        ...(numbers(look, values, numberIn, 'inside').label as object),
        // On a pattern nothing can be read that has no ground of its own.
        ...{ backgroundColor: paper, padding: [1, 3] },
      },
    })),
  };
}

/** From point to point, each with its number. */
export function lineOf(look: Look, label: string, points: readonly Bar[], said: Said = numberIn): Option {
  if (isNarrow(look)) return rowsOf(look, label, points, said);
  const { fontSize, ink } = look;
  return {
    ...common(look, label),
    grid: { left: fontSize, right: fontSize, top: fontSize * 2, bottom: 0 },
    xAxis: {
      ...names(
        look,
        points.map(({ name }) => name),
      ),
      boundaryGap: true,
    },
    yAxis: { ...hidden, min: 0 },
    series: [
      {
        type: 'line',
        symbol: 'circle',
        symbolSize: fontSize / 2,
        lineStyle: { width: 2 },
        areaStyle: { opacity: 0.12 },
        // What is not shown leaves a gap.
        data: points.map(({ value }) => value),
        label: {
          ...{ show: true, position: 'top', color: ink, fontSize },
          formatter: ({ dataIndex }: { dataIndex: number }) => said(points[dataIndex]?.value ?? null),
        },
      },
    ],
  };
}
