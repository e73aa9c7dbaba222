import type { ReactNode } from 'react';
import { type LookedAt, lookedAt } from '../../../shared/spot-checks/words.ts';
import { More, usePages } from '../../parts/pages.tsx';
import { SeenHouseholds } from '../../parts/seen-households.tsx';
import { Empty, ErrorText, UnknownFilters, Waiting } from '../../parts/states.tsx';
import { linkTo, paths, useFiltersInAddress } from '../../route.ts';
import { useSession } from '../../session.ts';

/** 是哪几户: the households behind a number of 一年里看了几成. */
export function CoveredScreen(): ReactNode {
  const { client, me, today } = useSession();
  const given = Object.fromEntries(new URLSearchParams(useFiltersInAddress()));
  const { year = today().slice(0, 4), looked, ...others } = given;
  const isKnown = looked === undefined || Object.hasOwn(lookedAt, looked);
  const which = isKnown ? (looked as LookedAt | undefined) : undefined;
  const pages = usePages(['coverageHouseholds', me.orgPath, year, which], async (cursor) => {
    const query = { org: me.orgPath, year, cursor, ...(which === undefined ? {} : { looked: which }) };
    return (await client.call('listCoverageHouseholds', { query })).body;
  });
  const [first] = pages.data?.pages ?? [];
  const unknown = Object.entries(isKnown ? others : { ...others, looked }).map(([name, value]) => `${name}=${value}`);
  return (
    <>
      <h1>是哪几户</h1>
      <p>
        <a href={linkTo(paths.spotChecks)}>回到抽查</a>
      </p>
      <UnknownFilters of={unknown} />
      <h2>
        {year} 年覆盖抽查的在册各户{which && `：${lookedAt[which]}`}
      </h2>
      {pages.isPending && <Waiting />}
      {pages.isError && <ErrorText error={pages.error} again={() => void pages.refetch()} />}
      {first && (first.total === 0 ? <Empty>没有这样的户。</Empty> : <p role="status">一共 {first.total} 户。</p>)}
      {first && first.total > 0 && (
        <SeenHouseholds
          of={pages.data?.pages.flatMap(({ households }) => households) ?? []}
          columns={[['今年看过没有', ({ looked: seen }) => (seen ? '看过' : '还没有')]]}
        />
      )}
      <More {...pages} />
    </>
  );
}
