import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type Direction, directions } from '../../../shared/standards/directions.ts';
import { More, usePages } from '../../parts/pages.tsx';
import { SeenHouseholds } from '../../parts/seen-households.tsx';
import { Empty, ErrorText, UnknownFilters, Waiting } from '../../parts/states.tsx';
import { linkTo, paths, useFiltersInAddress } from '../../route.ts';
import { useSession } from '../../session.ts';
import { verdictInWords } from './words.ts';

/** 是哪几户: the households behind a number of a scenario. */
export function ScenarioHouseholdsScreen(): ReactNode {
  const { client } = useSession();
  const { scenario: id = '', way, ...others } = Object.fromEntries(new URLSearchParams(useFiltersInAddress()));
  const scenario = useQuery({
    queryKey: ['scenario', id],
    queryFn: async () => (await client.call('getScenario', { params: { scenario: id } })).body,
  });
  const unknown = Object.entries(others).map(([name, value]) => `${name}=${value}`);
  const org = scenario.data?.householdsOf ?? null;
  return (
    <>
      <h1>是哪几户</h1>
      <p>
        <a href={linkTo(paths.scenario(id))}>回到这一次情景测算</a>
      </p>
      <UnknownFilters of={unknown} />
      {scenario.isPending && <Waiting />}
      {scenario.isError && <ErrorText error={scenario.error} again={() => void scenario.refetch()} />}
      {scenario.data && (
        <h2>
          {scenario.data.name}
          {way !== undefined && `：${wayInWords(way, (scenario.data.own ?? scenario.data).ways)}`}
        </h2>
      )}
      {scenario.data && org === null && (
        <Empty>是哪几户，由县里的人看自己县的，市里、省里的人看本级和直属单位的。</Empty>
      )}
      {org !== null && <WouldChange id={id} org={org} way={way} />}
    </>
  );
}

function wayInWords(way: string, ways: readonly { before: Verdict; after: Verdict }[]): string {
  if (Object.hasOwn(directions, way)) return directions[way as Direction];
  const line = ways[Number(way) - 1];
  return line ? `由${verdictInWords(line.before)}变为${verdictInWords(line.after)}` : way;
}
type Verdict = Parameters<typeof verdictInWords>[0];

/** Those of one's own county or union that would change, or that one number counts; each page is put down as read. */
export function WouldChange({ id, org, way }: { id: string; org: string; way?: string | undefined }): ReactNode {
  const { client } = useSession();
  const pages = usePages(['scenarioHouseholds', id, org, way], async (cursor) => {
    const query = { org, cursor, ...(way === undefined ? {} : { way }) };
    return (await client.call('listScenarioHouseholds', { params: { scenario: id }, query })).body;
  });
  const [first] = pages.data?.pages ?? [];
  const all = pages.data?.pages.flatMap(({ households }) => households) ?? [];
  return (
    <>
      {pages.isPending && <Waiting />}
      {pages.isError && <ErrorText error={pages.error} again={() => void pages.refetch()} />}
      {first &&
        (first.total === 0 ? <Empty>您这里没有这样的户。</Empty> : <p role="status">一共 {first.total} 户。</p>)}
      {all.length > 0 && (
        <SeenHouseholds
          of={all}
          columns={[
            ['算的时候在', ({ union }) => union],
            ['现在', ({ before }) => verdictInWords(before)],
            ['那样', ({ after }) => verdictInWords(after)],
          ]}
        />
      )}
      <More {...pages} />
    </>
  );
}
