import type { ReactNode } from 'react';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import { dateInWords } from '../../../shared/pages/dates.ts';
import { More, usePages } from '../../parts/pages.tsx';
import { SeenHouseholds } from '../../parts/seen-households.tsx';
import { Empty, ErrorText, UnknownFilters, Waiting } from '../../parts/states.tsx';
import { linkTo, paths, useFiltersInAddress } from '../../route.ts';
import { useSession } from '../../session.ts';
import { type Asked, askedAt, filtersOf } from './asked.ts';
import { figureInWords, moneyIn, numberIn, unitOf } from './words.ts';

type Page = AnswerOf<'listFigureHouseholds'>;
type Household = Page['households'][number];

/** 是哪几户: the households behind a figure of 统计, of today or of a past day. */
export function FigureHouseholdsScreen(): ReactNode {
  const { client, me, today } = useSession();
  const { asked, figure, unknown } = askedAt(useFiltersInAddress(), { orgPath: me.orgPath, today: today() });
  const pages = usePages(['figureHouseholds', asked, figure], async (cursor) => {
    const query = { ...asked, figure, ...(cursor === undefined ? {} : { cursor }) };
    return (await client.call('listFigureHouseholds', { query })).body;
  });
  const [first] = pages.data?.pages ?? [];
  const places = figure.split(',');
  return (
    <>
      <h1>是哪几户</h1>
      <p>
        <a href={linkTo(paths.figuresBy(filtersOf(asked)))}>回到统计</a>
      </p>
      <UnknownFilters of={unknown} />
      {pages.isPending && <Waiting words="正在数……" />}
      {pages.isError && <ErrorText error={pages.error} again={() => void pages.refetch()} />}
      {first && (
        <>
          <h2>{figureInWords(places)}</h2>
          <Said of={first} places={places} />
          <OnTheList asked={asked} places={places} isToday={first.day === today()} />
          {first.total.households === 0 ? (
            <Empty>没有这样的户。</Empty>
          ) : (
            <Households of={pages.data?.pages.flatMap(({ households }) => households) ?? []} places={places} />
          )}
          <More {...pages} />
        </>
      )}
    </>
  );
}

function Said({ of: { day, from, total }, places }: { of: Page; places: readonly string[] }): ReactNode {
  const unit = unitOf(places);
  const isOfPeriod = ['happened', 'left', 'aid', 'aidBy', 'unknownAid'].includes(places[0]?.split('/')[0] as string);
  return (
    <p role="status">
      {isOfPeriod && `${dateInWords(from)}到`}
      {dateInWords(day)}，一共 {numberIn(total.households)} 户
      {unit !== '户' && `，加起来 ${numberIn(total.count)} ${unit}`}
      {total.fen !== null && `，${moneyIn(total.fen)}`}。
    </p>
  );
}

/** Where the list of today can be narrowed to the same, it can be exported and printed there. */
function OnTheList({
  asked,
  places,
  isToday,
}: {
  asked: Asked;
  places: readonly string[];
  isToday: boolean;
}): ReactNode {
  const [name = '', value = ''] = places[0]?.split('/').map(decodeURIComponent) ?? [];
  const filters = { categories: { category: value }, tiers: { tier: value }, onFile: {} }[name];
  if (!isToday || places.length > 1 || filters === undefined) return null;
  const at = new URLSearchParams({ org: asked.org, status: onFileNow, ...filters });
  return (
    <p className="soft">
      要导出、打印，在<a href={linkTo(paths.dossiersBy(at))}>档案列表</a>里看现在的。
    </p>
  );
}
const onFileNow = 'registered,amending,reverifying,leaving';

function Households({ of, places }: { of: Page['households']; places: readonly string[] }): ReactNode {
  const unit = unitOf(places);
  const isMoney = of.some(({ fen }) => fen !== null);
  return (
    <SeenHouseholds
      of={of}
      columns={[
        ['算在哪个工会', ({ union }) => union],
        ...(unit === '户' ? [] : ([[`几${unit}`, ({ count }: Household) => numberIn(count)]] as const)),
        ...(isMoney ? ([['金额', ({ fen }: Household) => moneyIn(fen)]] as const) : []),
      ]}
    />
  );
}
