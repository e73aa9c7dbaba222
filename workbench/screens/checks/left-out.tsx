import type { ReactNode } from 'react';
import { linkTo, paths } from '../../route.ts';

/** Those that were left where they are, each with the reason; one never keeps the others. */
export function LeftOut({
  of,
  title = '没有列进去的',
}: {
  of: readonly { dossier: string; maskedName: string; message: string }[];
  title?: string;
}): ReactNode {
  if (of.length === 0) return null;
  return (
    <table className="list">
      <caption className="soft">
        {title}：{of.length} 户
      </caption>
      <thead>
        <tr>
          <th scope="col">职工</th>
          <th scope="col">为什么</th>
        </tr>
      </thead>
      <tbody>
        {of.map(({ dossier, maskedName, message }) => (
          <tr key={dossier}>
            <th scope="row">
              <a href={linkTo(paths.dossier(dossier))}>{maskedName}</a>
            </th>
            <td data-label="为什么">{message}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
