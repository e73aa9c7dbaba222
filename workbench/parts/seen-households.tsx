import type { ReactNode } from 'react';
import { linkTo, paths } from '../route.ts';
import { ListTable } from './list-table.tsx';

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
  return (
    <ListTable columns={['职工', '职工编号', '现在的状态', ...columns.map(([title]) => title)]}>
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
    </ListTable>
  );
}
