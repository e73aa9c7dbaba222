import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import { nameOfOwn } from '../../../shared/organisation/own-name.ts';
import { dateInWords } from '../../../shared/pages/dates.ts';
import { Empty, ErrorText, Waiting } from '../../parts/states.tsx';
import { linkTo, paths } from '../../route.ts';
import { useSession } from '../../session.ts';

type Results = AnswerOf<'getPlanResults'>;
type UnionResults = Results['unions'][number];
type Counted = Pick<
  UnionResults,
  'households' | 'categories' | 'promised' | 'done' | 'extended' | 'notMet' | 'revised' | 'left' | 'overdue' | 'later'
>;

/** So many years from next year back are offered. */
const YEARS = 4;

/** 考核问效 of a county: what was promised for a year, what came of it and why not. In the order of names, never of figures. */
export function ResultsPart({ org }: { org: string }): ReactNode {
  const { client, today } = useSession();
  const thisYear = Number(today().slice(0, 4));
  const [year, setYear] = useState(String(thisYear));
  const results = useQuery({
    queryKey: ['planResults', org, year],
    queryFn: async () => (await client.call('getPlanResults', { query: { org, year } })).body,
  });
  return (
    <>
      <div className="filters">
        <label className="field">
          哪一年到期的
          <select value={year} onChange={({ target }) => setYear(target.value)}>
            {Array.from({ length: YEARS }, (_, n) => String(thisYear + 1 - n)).map((each) => (
              <option key={each} value={each}>
                {each} 年
              </option>
            ))}
          </select>
        </label>
      </div>
      {results.isPending && <Waiting words="正在读各户的帮扶计划，一个县要几秒……" />}
      {results.isError && <ErrorText error={results.error} again={() => void results.refetch()} />}
      {results.data && <Shown of={results.data} />}
    </>
  );
}

function Shown({ of: { orgPath: area, union, year, unions, reasons, more } }: { of: Results }): ReactNode {
  const promised = unions.reduce((sum, each) => sum + each.promised, 0);
  if (unions.length === 0) return <Empty>这里没有在册的户，这一年也没有到期的计划。</Empty>;
  return (
    <>
      <h2>{nameOfOwn(union, area)}</h2>
      <p className="verdict">
        {year} 年到期的承诺 {promised} 件。
      </p>
      <p>
        照工会和姓名列，不排名：谁帮的户更难，看“在册几户”和“各类几户”；深度困难的多，做到的自然少。移交走的户，算在现在的工会。
      </p>
      <Table of={unions.map((each) => ({ ...each, key: each.orgPath, name: each.union }))} first="哪个工会" />
      {unions
        .filter(({ helpers }) => helpers.length > 0)
        .map(({ orgPath, union: name, helpers }) => (
          <details key={orgPath}>
            <summary>
              {name}的帮扶责任人（{helpers.length}）
            </summary>
            <Table
              of={helpers.map((each) => ({
                ...each,
                key: `${each.organization}${each.name}`,
                name: `${each.name}（${each.organization}）`,
              }))}
              first="帮扶责任人"
            />
          </details>
        ))}
      <h3>没有做到的、延期的，为什么</h3>
      {reasons.length === 0 && <Empty>没有。</Empty>}
      {reasons.length > 0 && (
        <ul>
          {reasons.map(({ dossier, union: name, plan, outcome, dueMonth, on, reason }) => (
            <li key={`${dossier}${plan}${on}`}>
              <a href={linkTo(paths.dossier(dossier))}>{name}的一户</a>，答应 {dueMonth}，{dateInWords(on)}
              {outcome === 'notMet' ? '考核没有做到' : '延期'}：{reason ?? '没有写原因'}
            </li>
          ))}
        </ul>
      )}
      {more && <p className="soft">不止这些，逐个工会看。</p>}
    </>
  );
}

function Table({ of, first }: { of: readonly (Counted & { key: string; name: string })[]; first: string }): ReactNode {
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">{first}</th>
          <th scope="col">在册几户</th>
          <th scope="col">各类几户</th>
          <th scope="col">承诺</th>
          <th scope="col">做到了</th>
          <th scope="col">延期</th>
          <th scope="col">没有做到</th>
          <th scope="col">逾期没有考核</th>
          <th scope="col">还没有到期</th>
          <th scope="col">改订、退出</th>
        </tr>
      </thead>
      <tbody>
        {of.map((each) => (
          <tr key={each.key}>
            <th scope="row">{each.name}</th>
            <td data-label="在册几户">{each.households}</td>
            <td data-label="各类几户">{sharesOf(each)}</td>
            <td data-label="承诺">{each.promised}</td>
            <td data-label="做到了">{each.done}</td>
            <td data-label="延期">{each.extended}</td>
            <td data-label="没有做到">{each.notMet}</td>
            <td data-label="逾期没有考核">{each.overdue}</td>
            <td data-label="还没有到期">{each.later}</td>
            <td data-label="改订、退出">{each.revised + each.left}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const sharesOf = ({ households, categories }: Counted): string =>
  categories
    .map(({ category, count }) => `${category} ${count} 户（${Math.round((count / Math.max(1, households)) * 100)}%）`)
    .join('，');
