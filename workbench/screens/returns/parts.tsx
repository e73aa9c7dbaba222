import { type ReactNode, useState } from 'react';
import { momentInWords } from '../../../shared/pages/dates.ts';
import { returnUnits } from '../../../shared/returns/form.ts';
import { inWords } from '../../../shared/returns/said.ts';
import { linkTo, paths } from '../../route.ts';
import type { Detail } from './return.tsx';
import { numberTitle } from './signed.tsx';

/** The unions right below: who has signed, and what each has of one column at a time; the workbook has all of them. */
export function Parts({ of }: { of: Detail }): ReactNode {
  const { parts, columns, period } = of;
  const [chosen, setChosen] = useState(0);
  const column = columns[chosen];
  if (parts.length === 0 || column === undefined) return null;
  const below = parts.filter(({ own }) => !own);
  const done = below.filter(({ signed }) => signed !== null).length;
  const shown = (values: Detail['parts'][number]['values']) => {
    const value = values?.[chosen];
    if (value === undefined) return '';
    return value === null ? '＊' : inWords(column.unit, value);
  };
  return (
    <>
      <h2>
        各下级（{below.length} 个，签了 {done} 个）
      </h2>
      <div className="filters">
        <label className="field">
          看它们的哪一项
          <select value={chosen} onChange={({ target }) => setChosen(Number(target.value))}>
            {columns.map(({ column, title, unit }, index) => (
              <option key={column} value={index}>
                {title}（{returnUnits[unit]}）
              </option>
            ))}
          </select>
        </label>
      </div>
      <table className="list">
        <caption className="soft">＊ 是不显示的：少于五户，或者能由它推出少于五户的。各项一起看，下载工作簿。</caption>
        <thead>
          <tr>
            <th scope="col">工会</th>
            <th scope="col">签报</th>
            <th scope="col">签报人</th>
            <th scope="col" className="return-value">
              {column.title}
            </th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ orgPath, union, own, signed, late, newer, byName, at, values }) => (
            <tr key={`${orgPath} ${own}`} className={late ? 'late' : undefined}>
              <td data-label="工会">
                {own ? union : <a href={linkTo(paths.return(period, orgPath))}>{union}</a>}
                {late && (
                  <>
                    <br />
                    <small>过了期限</small>
                  </>
                )}
              </td>
              <td data-label="签报">
                {signed !== null && (signed === 0 ? '签报了' : `签报了，${numberTitle(signed)}`)}
                {signed === null && !own && '没有签报'}
                {newer && '；您签报以后它又签了，须补充上报'}
              </td>
              <td data-label="签报人">{at === null ? '' : `${byName}，${momentInWords(at)}`}</td>
              <td data-label={column.title} className="return-value">
                {shown(values)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
