import type { ReactNode } from 'react';
import { linkTo, paths } from '../route.ts';
import { useRows } from './row-keys.ts';

interface Seen {
  dossier: string | null;
  maskedName: string | null;
  dossierNumber: string | null;
  statusTitle: string | null;
}

/**
 * The households behind a number. Of one that belongs elsewhere by now it is not said who it is.
 *
 * @param columns what else stands in a row, by its heading
 */
export function SeenHouseholds<T extends Seen>({
  of,
  columns,
}: {
  of: readonly T[];
  columns: readonly (readonly [string, (household: T) => ReactNode])[];
}): ReactNode {
  const body = useRows();
  return (
    <table className="list">
      <caption className="soft">J、K 上下移动，回车打开</caption>
      <thead>
        <tr>
          <th scope="col">职工</th>
          <th scope="col">职工编号</th>
          <th scope="col">现在的状态</th>
          {columns.map(([title]) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...body}>
        {of.map((each, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what has no name here has no number either, and rows only follow.
          <tr key={index}>
            <th scope="row">
              {each.dossier === null ? (
                '后来归了别处'
              ) : (
                <a href={linkTo(paths.dossier(each.dossier))}>{each.maskedName || '（还没有填姓名）'}</a>
              )}
            </th>
            <td data-label="职工编号">{each.dossierNumber ?? ''}</td>
            <td data-label="现在的状态">{each.statusTitle ?? ''}</td>
            {columns.map(([title, cell]) => (
              <td key={title} data-label={title}>
                {cell(each)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
