import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import { formatFen } from '../../../shared/money/fen.ts';
import { dateInWords, momentInWords } from '../../../shared/pages/dates.ts';
import { type Direction, directions, wayShape } from '../../../shared/standards/directions.ts';
import { tierTitles } from '../../../shared/standards/tiers.ts';
import { Lines, Rows } from '../../parts/rows.tsx';
import { Empty, Reading } from '../../parts/states.tsx';
import { linkTo, paths } from '../../route.ts';
import { useSession } from '../../session.ts';
import { Bars } from './bars.tsx';
import { WouldChange } from './households.tsx';
import { countInWords, progressInWords, untoldInWords, verdictInWords } from './words.ts';

type Detail = AnswerOf<'getScenario'>;

const ways = Object.entries(directions) as [Direction, string][];

/** One scenario: what it changes, how far it is, who would change which way and what that costs. */
export function ScenarioScreen({ id }: { id: string }): ReactNode {
  const { client } = useSession();
  const scenario = useQuery({
    queryKey: ['scenario', id],
    queryFn: async () => (await client.call('getScenario', { params: { scenario: id } })).body,
  });
  return (
    <>
      <p>
        <a href={linkTo(paths.scenarios)}>回到情景测算</a>
      </p>
      <Reading title="一次情景测算" of={scenario} />
      {scenario.data && <Whole id={id} of={scenario.data} again={() => void scenario.refetch()} />}
    </>
  );
}

function Whole({ id, of, again }: { id: string; of: Detail; again: () => void }): ReactNode {
  const { me } = useSession();
  const { name, union, on, byName, at, total, own, counties, householdsOf } = of;
  const hasOwn = own !== null && (own.households ?? 0) > 0;
  const mayOpen = householdsOf !== null;
  return (
    <>
      <h1>{name}</h1>
      <p className={of.broken === null ? 'verdict' : 'fault'} role="status">
        {progressInWords(of)}
      </p>
      {total === null && of.broken === null && (
        <p>
          夜里一点起算，一夜算不完的下一夜接着算；
          <button type="button" onClick={again}>
            再看一眼
          </button>
        </p>
      )}
      <Rows
        of={[
          ['测算哪里的', union],
          ['按哪一天的规矩', dateInWords(on)],
          ['改了什么', <Lines key="change" of={changeInWords(of)} />],
          ['一户一年帮扶多少', ratesInWords(of)],
          ['由谁建的', `${byName}，${momentInWords(at)}`],
        ]}
      />
      {hasOwn && (
        <>
          <h2>本级和直属单位</h2>
          <Money of={own} scenario={of} opens={mayOpen} />
          <Ways of={own} scenario={of} about={false} opens={mayOpen} />
        </>
      )}
      {total?.households === null && <Empty>{untoldInWords(me.orgPath, of)}</Empty>}
      {total && total.households !== null && (
        <>
          {hasOwn && <h2>归各县的</h2>}
          <Money of={total} scenario={of} opens={!of.about && mayOpen} />
          <h2>各县往哪边变</h2>
          {counties.length === 0 ? <Empty>这里没有在册的，也没有边缘名单上的。</Empty> : <Bars of={counties} />}
          {counties.length > 0 && <Counties of={of} />}
          <h2>由什么变成什么</h2>
          <Ways of={of} scenario={of} about={of.about} opens={!of.about && mayOpen} />
        </>
      )}
      {total && householdsOf !== null && (own === null || hasOwn) && (
        <>
          <h2>会变的各户{hasOwn && '（本级和直属单位的）'}</h2>
          <WouldChange id={id} org={householdsOf} />
        </>
      )}
      {total && total.households !== null && (householdsOf === null || own !== null) && (
        <p className="soft">是哪几户，由县里的人看自己县的。</p>
      )}
    </>
  );
}

function changeInWords({ lines, linePercent, texts }: Detail): string[] {
  return [
    ...(linePercent === null ? [] : [`低保标准${linePercent < 0 ? '降低' : '提高'}百分之 ${Math.abs(linePercent)}`]),
    ...lines.map(({ name, fen }) => `${name}的低保标准改为每人每月 ${formatFen(fen)}`),
    ...texts.map(({ standard, part, cel }) => `标准 ${standard} 的 ${part} 改为：${cel}`),
  ];
}

const ratesInWords = ({ rates }: Detail): string =>
  rates.length === 0
    ? '没有填，不算钱'
    : rates.map(({ category, tier, fen }) => `${category}（${tierTitles[tier]}）${formatFen(fen)}`).join('；');

function Money({
  of: { costBefore, costAfter, directions: by, households },
  scenario,
  opens,
}: {
  of: NonNullable<Detail['total']>;
  scenario: Detail;
  opens: boolean;
}): ReactNode {
  const told = costBefore === null || costAfter === null ? undefined : ([costBefore, costAfter] as const);
  const more = told && told[1] - told[0];
  return (
    <Rows
      of={[
        ['一共', countInWords(households)],
        ...ways.map(
          ([way, title]) =>
            [
              title,
              by[way] === 0 ? '' : <Counted key={way} n={by[way]} way={way} of={scenario} opens={opens} />,
            ] as const,
        ),
        ['现在一年要', told ? formatFen(told[0]) : '不显示'],
        ['那样一年要', told ? formatFen(told[1]) : '不显示'],
        ['相差', more === undefined ? '' : `${more < 0 ? '少' : '多'} ${formatFen(Math.abs(more))}`],
      ]}
    />
  );
}

function Counties({ of }: { of: Detail }): ReactNode {
  const { counties, total, about } = of;
  const rows = [...counties, ...(total && counties.length > 1 ? [{ division: '', title: '合计', ...total }] : [])];
  return (
    <>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">县</th>
            <th scope="col">几户</th>
            {ways.map(([way, title]) => (
              <th key={way} scope="col">
                {title}
              </th>
            ))}
            <th scope="col">一年多要</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ division, title, households, directions: by, costBefore, costAfter }) => (
            <tr key={division}>
              <th scope="row">{title}</th>
              <td data-label="几户">{countInWords(households)}</td>
              {ways.map(([way, name]) => (
                <td key={way} data-label={name}>
                  <Counted n={by[way]} way={way} of={of} opens={!about && of.householdsOf !== null} />
                </td>
              ))}
              <td data-label="一年多要">
                {costBefore === null || costAfter === null ? '不显示' : formatFen(costAfter - costBefore)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {about && (
        <p className="soft">
          各数取到最近的五，取过不到十户的不显示；合计的款照取过的户数乘。准的由县里的人看自己县的。
        </p>
      )}
    </>
  );
}

function Ways({
  of: { ways: lines },
  scenario,
  about,
  opens,
}: {
  of: Pick<Detail, 'ways'>;
  scenario: Detail;
  about: boolean;
  opens: boolean;
}): ReactNode {
  if (lines.length === 0) return <Empty>{about ? '没有一种取过满十户，都不列。' : '没有一户会变。'}</Empty>;
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">现在</th>
          <th scope="col">那样</th>
          <th scope="col">几户</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ before, after, households }, index) => (
          <tr key={`${verdictInWords(before)} ${verdictInWords(after)}`}>
            <th scope="row">{verdictInWords(before)}</th>
            <td data-label="那样">{verdictInWords(after)}</td>
            <td data-label="几户">
              <Counted n={households} way={String(index + 1)} of={scenario} opens={opens} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A number of the scenario; it opens its households for who is told the exact one and may read them. */
function Counted({
  n,
  way,
  of,
  opens,
}: {
  n: number | null;
  way: string;
  of: Pick<Detail, 'scenario'>;
  opens: boolean;
}): ReactNode {
  if (!opens || !n || !wayShape.test(way)) return countInWords(n);
  const at = new URLSearchParams({ scenario: of.scenario, way });
  return (
    <a href={linkTo(paths.scenarioHouseholdsBy(at))} title="是哪几户">
      {countInWords(n)}
    </a>
  );
}
