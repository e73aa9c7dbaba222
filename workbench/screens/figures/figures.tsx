import { type ReactNode, useState } from 'react';
import { isWithinCounty } from '../../../shared/organisation/org-path.ts';
import { dateInWords } from '../../../shared/pages/dates.ts';
import { CountyPicker } from '../../parts/area.tsx';
import { Empty, ErrorText, Waiting } from '../../parts/states.tsx';
import { useWorkload } from '../../parts/workload.ts';
import { useSession } from '../../session.ts';
import { ByCounty } from './by-county.tsx';
import { type Figures, sumsOf } from './sums.ts';

/** 统计: how many dossiers of each status, and how many tasks of each kind, the unions of a county have. */
export function FiguresScreen(): ReactNode {
  const { me } = useSession();
  const [org, setOrg] = useState(me.counties[0]?.orgPath ?? me.orgPath);
  const figures = useWorkload(isWithinCounty(org) ? org : undefined);
  return (
    <>
      <h1>统计</h1>
      <p className="soft">数的是此刻的份数和件数，没有哪一户。要看是哪几户，在档案列表、今日待办。</p>
      <div className="filters">
        <CountyPicker value={org} onPick={setOrg} />
      </div>
      {!isWithinCounty(org) && <Empty>请选一个县；全部的县在下面逐个读。</Empty>}
      {figures.isLoading && <Waiting words="正在数……" />}
      {figures.isError && <ErrorText error={figures.error} again={() => void figures.refetch()} />}
      {figures.data && <Shown of={figures.data} />}
      {me.counties.length > 1 && <ByCounty counties={me.counties} />}
    </>
  );
}

function Shown({ of: { unions, union, more } }: { of: Figures }): ReactNode {
  const all = sumsOf(unions);
  if (unions.length === 0) return <Empty>这里还没有档案，也没有待办。</Empty>;
  const { statuses } = all;
  return (
    <>
      <h2>{union}</h2>
      <p className="verdict">
        {all.dossiers} 份档案，{all.owed} 件待办，其中逾期 {all.overdue} 件。{more && '太多，没有数完。'}
      </p>
      <table className="list">
        <caption className="soft">各工会各种状态的份数</caption>
        <thead>
          <tr>
            <th scope="col">工会</th>
            {statuses.map(({ status, title }) => (
              <th key={status} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {unions.map(({ orgPath, union: name, statuses: own }) => (
            <tr key={orgPath}>
              <th scope="row">{name}</th>
              {statuses.map(({ status, title }) => (
                <td key={status} data-label={title}>
                  {own.find((each) => each.status === status)?.count ?? 0}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Tasks of={all.tasks} />
    </>
  );
}

function Tasks({ of }: { of: ReturnType<typeof sumsOf>['tasks'] }): ReactNode {
  if (of.length === 0) return <Empty>没有待办。</Empty>;
  return (
    <table className="list">
      <caption className="soft">各种待办，先到期的在前</caption>
      <thead>
        <tr>
          <th scope="col">要办什么</th>
          <th scope="col">几件</th>
          <th scope="col">其中逾期</th>
          <th scope="col">最早到期</th>
        </tr>
      </thead>
      <tbody>
        {of.map(({ kind, title, count, overdue, earliest }) => (
          <tr key={kind} className={overdue > 0 ? 'late' : undefined}>
            <th scope="row">{title}</th>
            <td data-label="几件">{count}</td>
            <td data-label="其中逾期">{overdue > 0 ? `逾期 ${overdue}` : '0'}</td>
            <td data-label="最早到期">{earliest === null ? '没有定期限' : dateInWords(earliest)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
