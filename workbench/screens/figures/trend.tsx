import { type ReactNode, useEffect, useRef, useState } from 'react';
import { addDays, addMonths } from '../../../shared/calendar/dates.ts';
import { askFigures, type Counting, type Figures } from '../../../shared/contract/ask-figures.ts';
import { monthInWords } from '../../../shared/pages/dates.ts';
import { ErrorText } from '../../parts/states.tsx';
import { useSession } from '../../session.ts';
import type { Asked } from './asked.ts';
import { Behind } from './behind.tsx';
import { Picture } from './picture.tsx';
import { columnsHeight, legendHeight, lineOf, stacksOf } from './pictures.ts';
import { countingIn, moneyIn, numberIn } from './words.ts';

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
  const [counting, setCounting] = useState<Counting>();
  // Of a large province each month takes minutes: nothing is counted for whoever has gone elsewhere.
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  // Before the first entry there is nothing to count.
  const months = monthsUpTo(asked.day).filter(({ day }) => since === null || day >= since);
  const begin = async () => {
    setState('reading');
    stop.current = new AbortController();
    const { signal } = stop.current;
    const read: Point[] = [];
    try {
      for (const { from, day } of months) {
        const { whole } = await askFigures(client, { ...asked, from, day }, { tell: setCounting, signal });
        setCounting(undefined);
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
          ? `正在读第 ${points.length + 1} 个月，共 ${months.length} 个月${counting ? `，${countingIn(counting)}` : ''}……`
          : `读 ${months.length} 个月`}
      </button>
      {typeof state === 'object' && <ErrorText error={state.error} />}
      {points.length > 0 && <Drawn points={points} />}
      {points.length > 0 && <Table points={points} />}
    </section>
  );
}

/** What stood at the end of each month, what came and went in it, and what was given. */
function Drawn({ points }: { points: readonly Point[] }): ReactNode {
  const names = points.map(({ month }) => `${Number(month.slice(5))}月`);
  const onFile = points.map(({ report }, n) => ({ name: names[n] as string, value: report.onFile }));
  const money = points.map(({ report }, n) => ({ name: names[n] as string, value: report.aid.fen }));
  const series = ways.map(([way, name]) => ({ name, values: points.map(({ report }) => of(report.happened, way)) }));
  const said = (bars: readonly { name: string; value: number | null }[], say = numberIn) =>
    bars.map(({ name, value }) => `${name} ${say(value)}`).join('，');
  return (
    <>
      <h3>月底在册户数</h3>
      <Picture
        of={onFile}
        draws={(look) => ({
          option: lineOf(look, `各月月底在册户数：${said(onFile)}`, onFile),
          height: columnsHeight(look, names.length),
        })}
      />
      <h3>每月建档和退出</h3>
      <Picture
        of={[names, series]}
        draws={(look) => ({
          option: stacksOf(look, '各月建档、脱困、解困、注销各几户，数字在表里', names, series),
          height: columnsHeight(look, names.length) + legendHeight(look, titles),
        })}
      />
      <h3>每月帮扶金额</h3>
      <Picture
        of={money}
        draws={(look) => ({
          option: lineOf(look, `各月帮扶金额：${said(money, moneyIn)}`, money, moneyIn),
          height: columnsHeight(look, names.length),
        })}
      />
    </>
  );
}

const ways = [
  ['registered', '建档'],
  ['liftedOut', '脱困'],
  ['relieved', '解困'],
  ['cancelled', '注销'],
] as const;
const titles = ways.map(([, title]) => title);

function Table({ points }: { points: readonly Point[] }): ReactNode {
  return (
    <Behind
      title="一个月一个月的"
      caption="在册的是月底的；别的是那一个月里的"
      headings={['月份', '在册', '建档', '脱困', '解困', '注销', '帮扶次数', '帮扶金额']}
    >
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
    </Behind>
  );
}

/** What did not happen is left out, and what is not shown is there. */
const of = (counts: Readonly<Record<string, number | null>>, name: string): number | null =>
  Object.hasOwn(counts, name) ? (counts[name] as number | null) : 0;
