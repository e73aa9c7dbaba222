import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type CountiesOf, countiesOf } from '../../../shared/history/counties-of.ts';
import { isWithinCounty } from '../../../shared/organisation/org-path.ts';
import { dateInWords, momentInWords } from '../../../shared/pages/dates.ts';
import { CountyPicker } from '../../parts/area.tsx';
import { ErrorText, Waiting } from '../../parts/states.tsx';
import { linkTo, paths } from '../../route.ts';
import { useSession } from '../../session.ts';
import type { Asked, Figures } from './asked.ts';
import { CountsTable } from './counts.tsx';
import { Parts } from './parts.tsx';
import { Tasks } from './tasks.tsx';
import { Trend } from './trend.tsx';
import { moneyIn, numberIn, titleOf, unshown } from './words.ts';

/** 统计: how many there are on a day, today or a past one, and what happened until then. */
export function FiguresScreen(): ReactNode {
  const { client, me, today: askToday } = useSession();
  const today = askToday();
  const [asked, ask] = useState<Asked>({
    ...{ org: me.orgPath, day: today, from: `${today.slice(0, 4)}-01-01`, counties: 'asThen' },
  });
  const figures = useQuery({
    queryKey: ['figures', asked],
    queryFn: async () => (await client.call('getFigures', { query: { ...asked } })).body,
  });
  return (
    <>
      <h1>统计</h1>
      <Filters asked={asked} today={today} onAsk={ask} />
      {figures.isPending && <Waiting words={isWithinCounty(me.orgPath) ? '正在数……' : '正在数全部的县，要十几秒……'} />}
      {figures.isError && <ErrorText error={figures.error} again={() => void figures.refetch()} />}
      {figures.data && <Shown of={figures.data} />}
      {figures.data && <Trend key={JSON.stringify(asked)} asked={asked} since={figures.data.since} />}
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
function reachIn(day: string, completeThrough: string | null, newest: string): string {
  if (completeThrough !== null && completeThrough >= day) return '到这一天为止记下的都数了。';
  const whole = completeThrough === null ? '' : `到${dateInWords(completeThrough)}为止记下的都数了，以后的`;
  return `${whole}数到${momentInWords(newest)}记下的一条，路上可能还有几条。`;
}

function Shown({ of: { union, day, from, completeThrough, newest, few, whole, parts } }: { of: Figures }): ReactNode {
  const { me } = useSession();
  const sum = (counts: readonly (number | null | undefined)[]) =>
    counts.reduce<number | null>((all, each) => (all === null || each === null ? null : all + (each ?? 0)), 0);
  const late = sum(Object.values(whole.tasks).map((each) => each.late));
  const { liftedOut, relieved, cancelled, registered, cameBack } = whole.happened;
  const tiles: [title: string, value: string][] = [
    ['在册户数', numberIn(whole.onFile)],
    ['在册人数', numberIn(whole.people)],
    ['临时救助', numberIn(whole.temporary)],
    ['建档', numberIn(sum([registered]))],
    ['其中返困', numberIn(sum([cameBack]))],
    ['退出', numberIn(sum([liftedOut, relieved, cancelled]))],
    ['帮扶次数', numberIn(whole.aid.times)],
    ['帮扶金额', moneyIn(whole.aid.fen)],
    ['逾期待办', numberIn(late)],
    ['一年没有变动', numberIn(whole.unchangedForAYear)],
    ['从来没有帮扶', numberIn(whole.neverHelped)],
  ];
  const days = whole.daysToCards;
  return (
    <>
      <h2>
        {union}，{dateInWords(day)}
      </h2>
      <p className="soft">
        {newest === null ? '还没有记过一条。' : reachIn(day, completeThrough, newest)}办了什么从
        {dateInWords(from)}数起。
        {few && `不到 5 户的，和能把它算出来的，写“${unshown}”。`}
        {me.may.includes('list') && (
          <>
            是哪几户，在<a href={linkTo(paths.dossiers)}>档案列表</a>里按状态、类别筛选。
          </>
        )}
      </p>
      <dl className="figures-tiles">
        {tiles.map(([title, value]) => (
          <div key={title} className="figures-tile">
            <dt>{title}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {days && (
        <p>
          从第一次提交到发卡：一半的户在 {days.median} 天以内，九成在 {days.ninetieth} 天以内。
        </p>
      )}
      <Parts parts={parts} />
      <h2>在册的</h2>
      <div className="figures-parts">
        <CountsTable title="困难类别" unit="户" of={whole.categories} nameOf={titleOf.asItIs} />
        <CountsTable title="档案级别" unit="户" of={whole.tiers} nameOf={titleOf.tier} />
        <CountsTable title="主要致困原因" unit="户" of={whole.causes} nameOf={titleOf.asItIs} />
        <CountsTable title="职工类型" unit="户" of={whole.workerKinds} nameOf={titleOf.asItIs} />
        <CountsTable title="计划和卡" unit="户" of={whole.coverage} nameOf={titleOf.coverage} inOrder />
        <CountsTable title="性别和年龄" unit="人" of={sorted(whole.ages)} nameOf={titleOf.age} inOrder />
      </div>
      <h2>办了什么</h2>
      <div className="figures-parts">
        <CountsTable title="各种结果" unit="件" of={whole.happened} nameOf={titleOf.happened} inOrder />
        <CountsTable title="退出的去向和原因" unit="户" of={whole.left} nameOf={titleOf.left} />
        <CountsTable title="帮扶类别" unit="次" of={times(whole.aidBy.kind)} nameOf={titleOf.kind} />
        <CountsTable title="帮扶项目" unit="次" of={times(whole.aidBy.project)} nameOf={titleOf.asItIs} />
        <CountsTable title="资金来源" unit="次" of={times(whole.aidBy.source)} nameOf={titleOf.source} />
      </div>
      <Tasks of={whole.tasks} />
    </>
  );
}

const sorted = <T,>(of: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(of).sort(([one], [other]) => (one < other ? -1 : 1)));

const times = (aid: Figures['whole']['aidBy']['kind']): Record<string, number | null> =>
  Object.fromEntries(Object.entries(aid).map(([name, each]) => [name, each.times]));
