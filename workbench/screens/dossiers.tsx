import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { More, usePages } from '../parts/pages.tsx';
import { Empty, ErrorText, UnknownFilters, Waiting } from '../parts/states.tsx';
import { paths, useFiltersInAddress, useRoute } from '../route.ts';
import { useSession } from '../session.ts';
import { type Asked, askedAt, filtersOf, inWords, isByDay, isNarrowed, queryOf } from './dossiers/asked.ts';
import { ExportList } from './dossiers/export.tsx';
import { Filters, Views } from './dossiers/filters.tsx';
import { Picked } from './dossiers/picked.tsx';
import { ColumnPicker, DossierTable, useColumns } from './dossiers/rows.tsx';
import { Search, SearchResults } from './dossiers/search.tsx';
import type { Wanted } from './dossiers/wanted.ts';
import { type Chosen, chooseToPrint } from './printing/chosen.ts';

/** How the list was narrowed when it was last left, as its address said it: whoever comes by the menu goes on there. */
let leftAt: string | undefined;

/** 档案列表: those of one's union and below, by whatever they are narrowed to; or whoever is looked for. */
export function DossiersScreen(): ReactNode {
  const { me } = useSession();
  const [, go] = useRoute();
  const at = useFiltersInAddress();
  const { asked, unknown } = askedAt(at || (leftAt ?? ''), [...me.counties.map(({ orgPath }) => orgPath), me.orgPath]);
  const filters = filtersOf(asked).toString();
  useEffect(() => {
    leftAt = filters;
    // Every list has its address; nobody who goes back comes to one without.
    if (at === '') go(paths.dossiersBy(new URLSearchParams(filters)), { replace: true });
  }, [at, filters, go]);
  const [wanted, setWanted] = useState<Wanted | undefined>();
  // One is looked for after another, and all of them are printed together.
  const [found, setFound] = useState<ReadonlyMap<string, Chosen>>(new Map());
  const ask = (next: Asked) => go(paths.dossiersBy(filtersOf(next)));
  return (
    <>
      <h1>档案列表</h1>
      {me.may.includes('search') && <Search onSearch={setWanted} />}
      {wanted ? (
        <SearchResults
          key={wanted.by + wanted.text}
          wanted={wanted}
          picked={found}
          onPick={setFound}
          onClose={() => {
            setFound(new Map());
            setWanted(undefined);
          }}
        />
      ) : (
        <>
          <UnknownFilters of={unknown} />
          <Views asked={asked} onAsk={ask} />
          <Filters asked={asked} onAsk={ask} />
          {isTooMuch(me, asked) ? (
            <Empty>这样筛选要一份一份读，请在上面选一个县，或者选本级。</Empty>
          ) : (
            <Listed key={JSON.stringify(asked)} asked={asked} />
          )}
        </>
      )}
    </>
  );
}

/** Of all counties at once only what stands in the index is told: the API would refuse (E1317). */
const isTooMuch = ({ counties, orgPath }: ReturnType<typeof useSession>['me'], asked: Asked): boolean =>
  counties.length > 0 && asked.org === orgPath && asked.own === undefined && isNarrowed(asked);

/** More are never read at once for being picked: what is done with so many is no longer looked at one by one. */
const MOST_PICKED = 500;

function Listed({ asked }: { asked: Asked }): ReactNode {
  const { client, me, today } = useSession();
  const [, go] = useRoute();
  const [shown, show] = useColumns();
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const query = queryOf(asked, today());
  const pages = usePages(
    ['dossiers', query],
    async (cursor) =>
      (await client.call('listDossiers', { query: { ...query, ...(cursor === undefined ? {} : { cursor }) } })).body,
  );
  const seen = new Map(pages.data?.pages.flatMap(({ dossiers }) => dossiers).map((row) => [row.id, row]));
  const rows = [...seen.values()];
  const pick = (ids: readonly string[], on: boolean) => {
    const rest = [...picked].filter((id) => !ids.includes(id));
    setPicked(new Set(on ? [...rest, ...ids] : rest));
  };
  return (
    <>
      <div className="list-head">
        <p role="status" className="soft">
          {/* A short list is its own count: only one that goes on asks for it. */}
          {pages.data ? <Counted asked={asked} listed={pages.hasNextPage ? undefined : rows.length} /> : '　'}
        </p>
        <ColumnPicker shown={shown} onShow={show} />
      </div>
      {picked.size > 0 && (
        <Picked
          count={picked.size}
          words={
            picked.size !== rows.length
              ? ''
              : pages.hasNextPage
                ? '，是列出来的全部；后面还有没列出的，没有选中'
                : '，是筛出来的全部'
          }
          onNone={() => setPicked(new Set())}
          onPrint={() => {
            chooseToPrint(rows.filter(({ id }) => picked.has(id)));
            go(paths.printing);
          }}
        >
          {pages.hasNextPage && rows.length < MOST_PICKED && (
            <button type="button" disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
              {pages.isFetchingNextPage ? '正在读取……' : '把后面的也列出来'}
            </button>
          )}
        </Picked>
      )}
      {pages.isPending && <Waiting />}
      {pages.isError && <ErrorText error={pages.error} again={() => void pages.refetch()} />}
      {pages.data && rows.length === 0 && !pages.hasNextPage && <Empty>没有“{inWords(asked)}”的档案。</Empty>}
      {pages.data && rows.length === 0 && pages.hasNextPage && <Empty>读过的里面没有，后面还有没读的。</Empty>}
      {rows.length > 0 && (
        <DossierTable
          {...{ rows, shown, picked }}
          byDay={isByDay(asked)}
          onPick={me.may.includes('print') ? pick : undefined}
        />
      )}
      <More {...pages} />
      {rows.length > 0 && me.may.includes('exportList') && <ExportList query={query} />}
    </>
  );
}

/** How many there are: of a list that is read to its end that is known. */
function Counted({ asked, listed }: { asked: Asked; listed: number | undefined }): ReactNode {
  const { client, today } = useSession();
  const query = queryOf(asked, today());
  const count = useQuery({
    queryKey: ['count', query],
    enabled: listed === undefined,
    queryFn: async () => (await client.call('countDossiers', { query })).body,
  });
  const counted = listed === undefined ? count.data : { count: listed, more: false };
  return counted ? `共 ${counted.count.toLocaleString('zh-CN')}${counted.more ? '+' : ''} 份` : '　';
}
