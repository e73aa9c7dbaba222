import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import { lookedAt } from '../../../shared/spot-checks/words.ts';
import { Rows } from '../../parts/rows.tsx';
import { ErrorText, Waiting } from '../../parts/states.tsx';
import { linkTo, paths } from '../../route.ts';
import { useSession } from '../../session.ts';
import { percent } from './rates.tsx';

type Coverage = AnswerOf<'getSpotCheckCoverage'>;
type County = Coverage['counties'][number];

/** So many years back are offered. */
const YEARS = 4;

/** 一年里看了几成: all 覆盖抽查 of a year together, by county. */
export function CoverageOfYear(): ReactNode {
  const { client, me, today } = useSession();
  const thisYear = Number(today().slice(0, 4));
  const [year, setYear] = useState(String(thisYear));
  const coverage = useQuery({
    queryKey: ['spotCheckCoverage', me.orgPath, year],
    queryFn: async () => (await client.call('getSpotCheckCoverage', { query: { org: me.orgPath, year } })).body,
  });
  return (
    <section aria-label="一年里看了几成">
      <h2>一年里看了几成</h2>
      <label className="field spot-checks-year">
        哪一年
        <select value={year} onChange={({ target }) => setYear(target.value)}>
          {Array.from({ length: YEARS }, (_, n) => String(thisYear - n)).map((each) => (
            <option key={each} value={each}>
              {each} 年
            </option>
          ))}
        </select>
      </label>
      {coverage.isPending && <Waiting />}
      {coverage.isError && <ErrorText error={coverage.error} again={() => void coverage.refetch()} />}
      {coverage.data && <Counted of={coverage.data} />}
    </section>
  );
}

function Counted({ of: { counties, quotaPercent, year } }: { of: Coverage }): ReactNode {
  const { me } = useSession();
  const listed = counties.filter((each) => each.listed);
  const unlisted = counties.filter((each) => !each.listed);
  const told = listed.filter(({ households }) => households !== null);
  const all = told.reduce((sum, { households }) => sum + (households ?? 0), 0);
  const looked = told.reduce((sum, each) => sum + (each.looked ?? 0), 0);
  const own = counties.find(({ orgPath }) => orgPath === me.orgPath);
  return (
    <>
      <p className="verdict">
        {listed.length === 0
          ? `这一年还没有覆盖抽查过；本省一年要看 ${quotaPercent}%。`
          : told.length === 0
            ? `本省一年要看 ${quotaPercent}%；列过框的 ${listed.length} 处，${listed.filter(({ enough }) => enough).length} 处看够了。`
            : `在册 ${all} 户里看了 ${looked} 户，${percent(looked / Math.max(1, all))}；本省一年要看 ${quotaPercent}%。`}
      </p>
      {own && own.households !== null && (
        <>
          {counties.length > 1 && <h3>本级和直属单位</h3>}
          <Households of={own} year={String(year)} />
        </>
      )}
      {unlisted.length > 0 && counties.length > 1 && (
        <details>
          <summary>还没有覆盖抽查过的地方（{unlisted.length}）</summary>
          <p>{unlisted.map(({ name }) => name).join('、')}</p>
        </details>
      )}
      {listed.length > 0 && counties.length > 1 && (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">哪里</th>
              <th scope="col">在册几户</th>
              <th scope="col">看了几户</th>
              <th scope="col">几成</th>
            </tr>
          </thead>
          <tbody>
            {listed.map((each) => (
              <tr key={each.orgPath}>
                <th scope="row">{each.name}</th>
                <td data-label="在册几户">{each.households ?? '不显示'}</td>
                <td data-label="看了几户">{each.looked ?? '不显示'}</td>
                <td data-label="几成">{shareOf(each, quotaPercent)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {listed.length > 0 && (
        <p className="soft">
          只算覆盖抽查，一户只算一次；无法核实的、还没有结论的不算看了。在册几户是这一年最近一次列抽样框那一天的，看了几户数的是其中的，后来退出的两头都不算。
          {told.length < listed.length && '不到五户的，单从一处抽的，上级只看到看够了没有。'}
        </p>
      )}
    </>
  );
}

/** Of one's own county: each number opens its households. */
function Households({ of: { households, looked }, year }: { of: County; year: string }): ReactNode {
  const numbers = [
    ['在册', households, undefined],
    [lookedAt.yes, looked, 'yes'],
    [lookedAt.no, (households ?? 0) - (looked ?? 0), 'no'],
  ] as const;
  return (
    <Rows
      of={numbers.map(([title, n, which]) => [
        title,
        n === 0 ? (
          '0 户'
        ) : (
          <a
            key={title}
            href={linkTo(paths.coveredBy(new URLSearchParams({ year, ...(which && { looked: which }) })))}
            title="是哪几户"
          >
            {n} 户
          </a>
        ),
      ])}
    />
  );
}

function shareOf({ households, looked, enough }: County, quota: number): string {
  if (households === null || looked === null) return enough ? '够了' : '还不够';
  const missing = Math.ceil((households * quota) / 100) - looked;
  return `${percent(looked / Math.max(1, households))}${missing > 0 ? `，还差 ${missing} 户` : '，够了'}`;
}
