import { type ReactNode, useState } from 'react';
import { addDays, addMonths } from '../../../shared/calendar/dates.ts';
import { monthInWords } from '../../../shared/pages/dates.ts';
import { ErrorText } from '../../parts/states.tsx';
import { useSession } from '../../session.ts';
import type { Asked, Figures } from './asked.ts';
import { moneyIn, numberIn } from './words.ts';

const MONTHS = 12;

/** The last days of the months up to a day, the earliest first, and that day itself; each with the first of its month. */
function monthsUpTo(day: string): { from: string; day: string }[] {
  const first = `${day.slice(0, 7)}-01`;
  return Array.from({ length: MONTHS }, (_, n) => {
    const from = addMonths(first, n + 1 - MONTHS);
    const end = addDays(addMonths(from, 1), -1);
    return { from, day: end < day ? end : day };
  });
}

interface Point {
  month: string;
  report: Figures['whole'];
}

/** Month after month, because somebody asks for it: each is a question of its own. */
export function Trend({ asked, since }: { asked: Asked; since: string | null }): ReactNode {
  const { client } = useSession();
  const [points, setPoints] = useState<readonly Point[]>([]);
  const [state, setState] = useState<'not yet' | 'reading' | 'read' | { error: unknown }>('not yet');
  // Before the first entry there is nothing to count.
  const months = monthsUpTo(asked.day).filter(({ day }) => since === null || day >= since);
  const begin = async () => {
    setState('reading');
    const read: Point[] = [];
    try {
      for (const { from, day } of months) {
        const query = { org: asked.org, counties: asked.counties, from, day };
        const { whole } = (await client.call('getFigures', { query })).body;
        read.push({ month: from.slice(0, 7), report: whole });
        setPoints([...read]);
      }
      setState('read');
    } catch (error) {
      setState({ error });
    }
  };
  return (
    <section className="figures-part">
      <h2>一个月一个月地看</h2>
      <button type="button" disabled={state === 'reading'} onClick={() => void begin()}>
        {state === 'reading'
          ? `正在读第 ${points.length + 1} 个月，共 ${months.length} 个月……`
          : `读 ${months.length} 个月`}
      </button>
      {typeof state === 'object' && <ErrorText error={state.error} />}
      {points.length > 0 && <Chart points={points} />}
      {points.length > 0 && <Table points={points} />}
    </section>
  );
}

const [WIDTH, HEIGHT, FOOT] = [600, 200, 24];

/** A bar a month; the table below says the same in numbers. */
function Chart({ points }: { points: readonly Point[] }): ReactNode {
  const most = Math.max(1, ...points.map(({ report }) => report.onFile ?? 0));
  const step = WIDTH / MONTHS;
  return (
    <svg
      className="figures-chart"
      viewBox={`0 0 ${WIDTH} ${HEIGHT + FOOT}`}
      role="img"
      aria-label="各月月底在册户数，数字在下面的表里"
    >
      {points.map(({ month, report }, n) => {
        const height = ((report.onFile ?? 0) / most) * (HEIGHT - 20);
        const middle = n * step + step / 2;
        return (
          <g key={month}>
            <rect className="figures-fill" x={n * step + 6} y={HEIGHT - height} width={step - 12} height={height} />
            <text className="figures-label" x={middle} y={HEIGHT - height - 4}>
              {numberIn(report.onFile)}
            </text>
            <text className="figures-label" x={middle} y={HEIGHT + 17}>
              {Number(month.slice(5))}月
            </text>
          </g>
        );
      })}
      <line className="figures-axis" x1="0" y1={HEIGHT} x2={WIDTH} y2={HEIGHT} />
    </svg>
  );
}

function Table({ points }: { points: readonly Point[] }): ReactNode {
  return (
    <table className="list">
      <caption className="soft">在册的是月底的；别的是那一个月里的</caption>
      <thead>
        <tr>
          {['月份', '在册', '建档', '脱困', '解困', '注销', '帮扶次数', '帮扶金额'].map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {points.map(({ month, report: { onFile, happened, aid } }) => (
          <tr key={month}>
            <th scope="row">{monthInWords(month)}</th>
            <td data-label="在册">{numberIn(onFile)}</td>
            <td data-label="建档">{numberIn(of(happened, 'registered'))}</td>
            <td data-label="脱困">{numberIn(of(happened, 'liftedOut'))}</td>
            <td data-label="解困">{numberIn(of(happened, 'relieved'))}</td>
            <td data-label="注销">{numberIn(of(happened, 'cancelled'))}</td>
            <td data-label="帮扶次数">{numberIn(aid.times)}</td>
            <td data-label="帮扶金额">{moneyIn(aid.fen)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What did not happen is left out, and what is not shown is there. */
const of = (counts: Readonly<Record<string, number | null>>, name: string): number | null =>
  Object.hasOwn(counts, name) ? (counts[name] as number | null) : 0;
