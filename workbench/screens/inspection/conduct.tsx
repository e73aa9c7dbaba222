import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { addDays } from '../../../shared/calendar/dates.ts';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import { nameOfOwn } from '../../../shared/organisation/own-name.ts';
import { dateInWords, momentInWords } from '../../../shared/pages/dates.ts';
import { Rows } from '../../parts/rows.tsx';
import { Empty, ErrorText, Waiting } from '../../parts/states.tsx';
import { linkTo, paths } from '../../route.ts';
import { useSession } from '../../session.ts';

type Conduct = AnswerOf<'getConduct'>;
type Line = Conduct['lines'][number];

const USUAL_DAYS = 30;

/** 经办情况 of a county and a period: what to ask about first, then who and which, each with a way to its entry. */
export function ConductPart({ org }: { org: string }): ReactNode {
  const { client, today } = useSession();
  const [from, setFrom] = useState(addDays(today(), -USUAL_DAYS));
  const [until, setUntil] = useState(today());
  const conduct = useQuery({
    queryKey: ['conduct', org, from, until],
    enabled: from !== '' && until !== '',
    queryFn: async () => (await client.call('getConduct', { query: { org, from, until } })).body,
  });
  return (
    <>
      <div className="filters">
        <label className="field">
          从哪一天起
          <input type="date" value={from} max={until} onChange={({ target }) => setFrom(target.value)} />
        </label>
        <label className="field">
          到哪一天为止
          <input type="date" value={until} min={from} max={today()} onChange={({ target }) => setUntil(target.value)} />
        </label>
      </div>
      {conduct.isLoading && <Waiting words="正在读各户的日志和查阅记录，一个县要几秒……" />}
      {conduct.isError && <ErrorText error={conduct.error} again={() => void conduct.refetch()} />}
      {conduct.data && <Report of={conduct.data} />}
    </>
  );
}

function Report({ of }: { of: Conduct }): ReactNode {
  // On paper nothing can be opened.
  const [whole, setWhole] = useState(false);
  useEffect(() => {
    const unfold = () => setWhole(true);
    window.addEventListener('beforeprint', unfold);
    return () => window.removeEventListener('beforeprint', unfold);
  }, []);
  const { orgPath, union, from, until, households, entries, lines, chains } = of;
  const found = lines.filter(({ count }) => count > 0);
  const isSound = chains.broken.length + chains.missing.length + chains.wrongRoots.length === 0;
  return (
    <>
      <h2>
        {nameOfOwn(union, orgPath)}，{dateInWords(from)}到{dateInWords(until)}
      </h2>
      <p className="verdict">
        {households} 份档案、{entries} 条日志里，{found.length === 0 ? '没有要问的' : `要问的有 ${found.length} 样`}；
        {isSound ? '日志都接得上' : '日志有不符的，先看这一样'}。
      </p>
      <p>
        <button type="button" onClick={() => window.print()}>
          打印
        </button>
      </p>
      <ChainsPart of={chains} />
      <h3>要问的</h3>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">哪一样</th>
            <th scope="col">几次</th>
            <th scope="col">几个人</th>
            <th scope="col">怎样数的</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ kind, title, says, count, all, people }) => (
            <tr key={kind} className={count > 0 ? 'late' : undefined}>
              <th scope="row">{title}</th>
              <td data-label="几次">{count}</td>
              <td data-label="几个人">{people.some(({ by }) => by !== null) ? all : '—'}</td>
              <td data-label="怎样数的">{says}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {found.map((line) => (
        <LinePart key={line.kind} of={line} whole={whole} />
      ))}
      <h3>现在逾期的待办</h3>
      {of.overdue.length === 0 ? (
        <Empty>没有逾期的。</Empty>
      ) : (
        <Rows of={of.overdue.map(({ title, count }) => [title, `${count} 件`])} />
      )}
      <h3>督查和抽查的人看了多少</h3>
      {of.overseers.length === 0 ? (
        <Empty>这段时间里没有看过。</Empty>
      ) : (
        <Rows
          of={of.overseers.map(({ byName, readings, households: n }) => [byName, `查阅 ${readings} 次，${n} 户`])}
        />
      )}
      {of.inspections.length > 0 && (
        <>
          <h3>这段时间里的督查授权</h3>
          <Rows
            of={of.inspections.map((each) => [
              each.inspectorName,
              `${dateInWords(each.from)}到${dateInWords(each.until)}，${each.purpose}（${each.byName}授权）`,
            ])}
          />
        </>
      )}
    </>
  );
}

function LinePart({ of: { title, people, all }, whole }: { of: Line; whole: boolean }): ReactNode {
  return (
    <>
      <h3>{title}</h3>
      {all > people.length && <p className="soft">一共 {all} 个人，列出次数最多的。</p>}
      <ul className="inspection-people">
        {people.map(({ by, byName, count, of: total, acts }) => (
          <li key={by ?? ''}>
            <details open={whole}>
              <summary>
                {byName ?? '不归一个人'}：{count} 次{total > count && `，一共 ${total} 次里`}
              </summary>
              <ol>
                {acts.map(({ dossier, version, at, what }) => (
                  <li key={`${dossier}${version}${at}`}>
                    {momentInWords(at)}，
                    <a href={linkTo(paths.deed(dossier, version === null ? 'readings' : 'journal'))}>
                      {what}
                      {version !== null && `（日志第 ${version} 条）`}
                    </a>
                  </li>
                ))}
              </ol>
              {count > acts.length && <p className="soft">只列最近的 {acts.length} 次。</p>}
            </details>
          </li>
        ))}
      </ul>
    </>
  );
}

function ChainsPart({ of }: { of: Conduct['chains'] }): ReactNode {
  const { whole, broken, anchored, missing, unchecked, wrongRoots, unanchored } = of;
  return (
    <>
      <h3>日志和公布的根</h3>
      <Rows
        of={[
          ['日志前后接得上的', `${whole} 份`],
          ['在公布的根里核对到的', `${anchored} 条`],
          [
            '这里核对不了的',
            unchecked > 0 &&
              `${unchecked} 条：还没有锚定，或者过了六十天；工作台核对不到，请省里管系统的人照公布的根当面核对`,
          ],
          ['根与叶不符的日子', daysInWords(wrongRoots)],
          ['没有锚定的日子', daysInWords(unanchored)],
          [
            '日志有不符的',
            broken.length > 0 && (
              <ul>
                {broken.map(({ dossier, faults }) => (
                  <li key={dossier}>
                    <a href={linkTo(paths.deed(dossier, 'journal'))}>这一户的日志</a>：{faults.join('；')}
                  </li>
                ))}
              </ul>
            ),
          ],
          [
            '该在而不在根里的',
            missing.length > 0 && (
              <ul>
                {missing.map(({ dossier, version }) => (
                  <li key={`${dossier}${version}`}>
                    <a href={linkTo(paths.deed(dossier, 'journal'))}>日志第 {version} 条</a>
                  </li>
                ))}
              </ul>
            ),
          ],
        ].map(([label, value]) => [label as string, value === false ? null : (value as ReactNode)])}
      />
    </>
  );
}

/** Days one after the other as from the first to the last of them. */
function daysInWords(days: readonly string[]): string {
  const runs: [first: string, last: string][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run && addDays(run[1], 1) === day) run[1] = day;
    else runs.push([day, day]);
  }
  return runs
    .map(([first, last]) => (first === last ? dateInWords(first) : `${dateInWords(first)}到${dateInWords(last)}`))
    .join('、');
}
