import type { ReactNode } from 'react';
import { momentInWords } from '../../../shared/pages/dates.ts';
import { returnUnits } from '../../../shared/returns/form.ts';
import { figureOf } from '../../../shared/returns/said.ts';
import { linkTo, paths } from '../../route.ts';
import type { Detail } from './return.tsx';
import { numberTitle } from './signed.tsx';

/** The unions right below: who has signed, and what each signed. */
export function Parts({ of }: { of: Detail }): ReactNode {
  const { parts, columns, period } = of;
  if (parts.length === 0) return null;
  const below = parts.filter(({ own }) => !own);
  const signed = below.filter((each) => each.signed !== null).length;
  return (
    <>
      <h2>
        各下级（{below.length} 个，签了 {signed} 个）
      </h2>
      <table className="list">
        <caption className="soft">谁签了，谁还没有</caption>
        <thead>
          <tr>
            <th scope="col">工会</th>
            <th scope="col">签报</th>
            <th scope="col">签报人</th>
          </tr>
        </thead>
        <tbody>
          {below.map(({ orgPath, union, signed, late, newer, byName, at }) => (
            <tr key={orgPath} className={late ? 'late' : undefined}>
              <td data-label="工会">
                <a href={linkTo(paths.return(period, orgPath))}>{union}</a>
                {late && (
                  <>
                    <br />
                    <small>过了期限</small>
                  </>
                )}
              </td>
              <td data-label="签报">
                {signed === null ? '没有签报' : numberTitle(signed)}
                {newer && '；您签报以后它又签了，须补充上报'}
              </td>
              <td data-label="签报人">{at === null ? '' : `${byName}，${momentInWords(at)}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <details>
        <summary>各下级的数</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it, too */}
        <section className="return-wide" aria-label="各下级的数，可以左右移动" tabIndex={0}>
          <table className="list">
            <caption className="soft">＊ 是不显示的：少于五户，或者能由它推出少于五户的</caption>
            <thead>
              <tr>
                <th scope="col">工会</th>
                {columns.map(({ column, title, unit }) => (
                  <th key={column} scope="col">
                    {title}（{returnUnits[unit]}）
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {parts
                .filter(({ values }) => values !== null)
                .map(({ orgPath, union, own, values }) => (
                  <tr key={`${orgPath} ${own}`}>
                    <th scope="row">{union}</th>
                    {columns.map(({ column, title, unit }, index) => {
                      const value = values?.[index] ?? null;
                      return (
                        <td key={column} data-label={title} className="return-value">
                          {value === null ? '＊' : figureOf(unit, value)}
                        </td>
                      );
                    })}
                  </tr>
                ))}
            </tbody>
          </table>
        </section>
      </details>
    </>
  );
}
