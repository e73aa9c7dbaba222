import { type ReactNode, useState } from 'react';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import { withheld } from '../../../shared/spot-checks/estimates.ts';
import { frames } from '../../../shared/spot-checks/words.ts';
import { Lines } from '../../parts/rows.tsx';
import { ofHouseholds } from './words.ts';

type Check = AnswerOf<'getSpotCheck'>;
type Figure = Check['rates'][number];

export const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;

/** What the sample says of all the households of its frames; of a quota, why it says nothing of them. */
export function Rates({ of: { instrument, method, rates } }: { of: Check }): ReactNode {
  return (
    <>
      <h2>推断的率</h2>
      {instrument === 'quota' ? (
        <p>{method}</p>
      ) : (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">率</th>
              <th scope="col">估计</th>
              <th scope="col">九成五的区间</th>
              <th scope="col">看了几户</th>
            </tr>
          </thead>
          <tbody>
            {rates.map((each) => (
              <tr key={each.rate}>
                <th scope="row">{each.title}</th>
                <td data-label="估计">{each.estimate ? percent(each.estimate.share) : whyNone(each)}</td>
                <td data-label="九成五的区间">
                  {each.estimate && `${percent(each.estimate.low)} 到 ${percent(each.estimate.high)}`}
                </td>
                <td data-label="看了几户">
                  {ofHouseholds(each.size)}看了 {each.of} 户，数到 {each.counted} 户
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {instrument === 'sample' && <p className="soft">{method}漏评率算不出：登记表不知道自己没有见过谁。</p>}
    </>
  );
}

const whyNone = ({ withheld: why }: Figure): string => (why === null ? '' : `不给：${withheld[why]}`);

/** 各层: how many there are, are drawn and are settled, and what each stratum says by itself. */
export function Strata({ of: { strata, drawn, instrument } }: { of: Check }): ReactNode {
  // A province has some hundred counties: their rows are made when somebody wants to see them.
  const [open, setOpen] = useState(false);
  const byCategory = strata.some(({ category }) => category !== '-');
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        各层（{strata.length}）：每层几户，抽几户{instrument === 'sample' && drawn ? '，各自的率' : ''}
      </summary>
      {open && (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">哪里</th>
              <th scope="col">从哪里抽</th>
              {byCategory && <th scope="col">困难类别</th>}
              <th scope="col">几户</th>
              <th scope="col">抽几户</th>
              <th scope="col">有了结论</th>
              {instrument === 'sample' && <th scope="col">这一层的率</th>}
            </tr>
          </thead>
          <tbody>
            {strata.map(({ stratum, place, frame, category, size, draw, settled, rates }) => (
              <tr key={stratum}>
                <th scope="row">{place}</th>
                <td data-label="从哪里抽">{frames[frame]}</td>
                {byCategory && (
                  <td data-label="困难类别">{category === '-' ? '没有认定过，或者几类合在一层' : category}</td>
                )}
                <td data-label="几户">{size ?? '不显示'}</td>
                <td data-label="抽几户">{draw}</td>
                <td data-label="有了结论">{settled}</td>
                {instrument === 'sample' && (
                  <td data-label="这一层的率">
                    <Lines of={linesOf(rates)} />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  );
}

/** A rate a line; where none is told for the same reason, that once. */
function linesOf(rates: readonly Figure[]): string[] {
  const told = rates.flatMap(({ title, estimate }) =>
    estimate ? [`${title} ${percent(estimate.share)}（${percent(estimate.low)} 到 ${percent(estimate.high)}）`] : [],
  );
  const none = rates.filter(({ estimate }) => estimate === null);
  return [...told, ...new Set(none.map(whyNone))];
}
