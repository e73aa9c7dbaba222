import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useContext, useState } from 'react';
import { askFigures, type Counting, type Figures } from '../../../shared/contract/ask-figures.ts';
import { type CountiesOf, countiesOf } from '../../../shared/history/counties-of.ts';
import { place } from '../../../shared/history/place.ts';
import { isWithinCounty } from '../../../shared/organisation/org-path.ts';
import { dateInWords, momentInWords } from '../../../shared/pages/dates.ts';
import { CountyPicker } from '../../parts/area.tsx';
import { ErrorText, UnknownFilters, Waiting } from '../../parts/states.tsx';
import { linkTo, paths, useFiltersInAddress, useRoute } from '../../route.ts';
import { useSession } from '../../session.ts';
import { Ages } from './ages.tsx';
import { Aid } from './aid.tsx';
import { type Asked, askedAt, filtersOf } from './asked.ts';
import { Counts } from './counts.tsx';
import { Counties } from './county-map.tsx';
import { Figure, Opening } from './number.tsx';
import { Parts } from './parts.tsx';
import { Tasks } from './tasks.tsx';
import { Trend } from './trend.tsx';
import { countingIn, titleOf, unshown } from './words.ts';

/** 统计: how many there are on a day, today or a past one, and what happened until then. */
export function FiguresScreen(): ReactNode {
  const { client, me, today: askToday } = useSession();
  const today = askToday();
  const [, go] = useRoute();
  const { asked, unknown } = askedAt(useFiltersInAddress(), { orgPath: me.orgPath, today });
  const ask = (next: Asked) => go(paths.figuresBy(filtersOf(next)));
  const mayOpen = isWithinCounty(me.orgPath) && me.may.includes('list');
  const [counting, setCounting] = useState<Counting>();
  const figures = useQuery({
    queryKey: ['figures', asked],
    queryFn: async ({ signal }) => {
      setCounting(undefined);
      return askFigures(client, { ...asked }, { tell: setCounting, signal });
    },
  });
  return (
    <>
      <h1>统计</h1>
      <UnknownFilters of={unknown} />
      <Filters asked={asked} today={today} onAsk={ask} />
      {figures.isPending && <CountingOn isWithin={isWithinCounty(me.orgPath)} counting={counting} />}
      {figures.isError && <ErrorText error={figures.error} again={() => void figures.refetch()} />}
      {figures.data && (
        <Opening value={mayOpen ? asked : undefined}>
          <Shown of={figures.data} asked={asked} />
          <Trend key={JSON.stringify(asked)} asked={asked} since={figures.data.since} />
        </Opening>
      )}
    </>
  );
}

/** What is waited for, and how far it is. */
function CountingOn({ isWithin, counting }: { isWithin: boolean; counting: Counting | undefined }): ReactNode {
  if (isWithin) return <Waiting words="正在数……" />;
  if (counting === undefined) return <Waiting words="正在数全部的县，要十几秒……" />;
  return (
    <>
      <Waiting words={`${countingIn(counting)}，接着在数……`} />
      <progress className="wide" value={counting.counted} max={counting.counties} aria-hidden />
    </>
  );
}

function Filters({ asked, today, onAsk }: { asked: Asked; today: string; onAsk: (asked: Asked) => void }): ReactNode {
  const day = (name: 'day' | 'from', title: string, most: string) => (
    <label className="field">
      {title}
      <input
        type="date"
        value={asked[name]}
        max={most}
        required
        onChange={({ target: { value } }) => value !== '' && onAsk({ ...asked, [name]: value })}
      />
    </label>
  );
  return (
    <div className="filters">
      <CountyPicker isWhole value={asked.org} onPick={(org) => onAsk({ ...asked, org })} />
      {day('day', '数到哪一天', today)}
      {day('from', '办了什么从哪一天数起', asked.day)}
      <label className="field">
        撤并的县的过去
        <select
          value={asked.counties}
          onChange={({ target: { value } }) => onAsk({ ...asked, counties: value as CountiesOf })}
        >
          {Object.entries(countiesOf).map(([name, title]) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

/** Up to where it was counted: a day that is over, and was looked through, has everything. */
function reachIn({ day, completeThrough, countedAt, few }: Figures, newest: string): string {
  if (completeThrough !== null && completeThrough >= day) return '到这一天为止记下的都数了。';
  if (few) return `各县是${momentInWords(countedAt)}以后数的，半小时里不再数；数到${momentInWords(newest)}记下的一条。`;
  const whole = completeThrough === null ? '' : `到${dateInWords(completeThrough)}为止记下的都数了，以后的`;
  return `${whole}数到${momentInWords(newest)}记下的一条，路上可能还有几条。`;
}

function Shown({ of, asked }: { of: Figures; asked: Asked }): ReactNode {
  const { orgPath, union, day, from, newest, few, whole, parts } = of;
  const { me } = useSession();
  const opens = useContext(Opening) !== undefined;
  const sum = (counts: readonly (number | null | undefined)[]) =>
    counts.reduce<number | null>((all, each) => (all === null || each === null ? null : all + (each ?? 0)), 0);
  const late = sum(Object.values(whole.tasks).map((each) => each.late));
  const { liftedOut, relieved, cancelled, registered, cameBack } = whole.happened;
  const tasks = Object.keys(whole.tasks).map((kind) => place('tasks', kind, 'late'));
  const left = ['liftedOut', 'relieved', 'cancelled'].map((way) => place('happened', way));
  const tiles: [title: string, value: number | null, of: readonly string[]][] = [
    ['在册户数', whole.onFile, ['onFile']],
    ['在册人数', whole.people, ['people']],
    ['临时救助', whole.temporary, ['temporary']],
    ['建档', sum([registered]), ['happened/registered']],
    ['其中返困', sum([cameBack]), ['happened/cameBack']],
    ['退出', sum([liftedOut, relieved, cancelled]), left],
    ['帮扶次数', whole.aid.times, ['aid']],
    ['帮扶金额', whole.aid.fen, ['aid']],
    ['逾期待办', late, tasks],
    ['一年没有变动', whole.unchangedForAYear, ['unchangedForAYear']],
    ['从来没有帮扶', whole.neverHelped, ['neverHelped']],
  ];
  const days = whole.daysToCards;
  return (
    <>
      <h2>
        {union}，{dateInWords(day)}
      </h2>
      <p className="soft">
        {newest === null ? '还没有记过一条。' : reachIn(of, newest)}办了什么从
        {dateInWords(from)}数起。
        {few && `不到 5 户的，和能把它算出来的，写“${unshown}”。`}
        {opens && '点一个数，看是哪几户。'}
      </p>
      {orgPath !== me.orgPath && (
        <p>
          <a href={linkTo(paths.figuresBy(filtersOf({ ...asked, org: me.orgPath })))}>回到{me.union}</a>
        </p>
      )}
      <dl className="figures-tiles">
        {tiles.map(([title, value, places]) => (
          <div key={title} className="figures-tile">
            <dt>{title}</dt>
            <dd>
              <Figure value={value} of={places} isMoney={title === '帮扶金额'} />
            </dd>
          </div>
        ))}
      </dl>
      {days && (
        <p>
          从第一次提交到发卡：一半的户在 {days.median} 天以内，九成在 {days.ninetieth} 天以内。
        </p>
      )}
      {few && !isWithinCounty(orgPath) && <Counties of={of} asked={asked} />}
      <Parts parts={parts} asked={asked} />
      <h2>在册的</h2>
      <div className="figures-parts">
        <Counts title="困难类别" at="categories" unit="户" of={whole.categories} nameOf={titleOf.asItIs} />
        <Counts title="档案级别" at="tiers" unit="户" of={whole.tiers} nameOf={titleOf.tier} />
        <Counts title="主要致困原因" at="causes" unit="户" of={whole.causes} nameOf={titleOf.asItIs} />
        <Counts title="职工类型" at="workerKinds" unit="户" of={whole.workerKinds} nameOf={titleOf.asItIs} />
        <Counts title="计划和卡" at="coverage" unit="户" of={whole.coverage} nameOf={titleOf.coverage} inOrder />
        <Ages of={whole.ages} />
      </div>
      <h2>办了什么</h2>
      <div className="figures-parts">
        <Counts title="各种结果" at="happened" unit="件" of={whole.happened} nameOf={titleOf.happened} inOrder />
        <Counts title="退出的去向和原因" at="left" unit="户" of={whole.left} nameOf={titleOf.left} />
        <Aid title="帮扶类别" at="aidBy/kind" of={whole.aidBy.kind} nameOf={titleOf.kind} />
        <Aid title="帮扶项目" at="aidBy/project" of={whole.aidBy.project} nameOf={titleOf.asItIs} />
        <Aid title="资金来源" at="aidBy/source" of={whole.aidBy.source} nameOf={titleOf.source} />
      </div>
      <Tasks of={whole.tasks} />
    </>
  );
}
