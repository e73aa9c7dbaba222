import type { ReactNode } from 'react';
import { useRows } from './row-keys.ts';

/** A list of which each row (`children`) has a link that opens it: J and K move through them. `columns` are the headings. */
export function ListTable({ columns, children }: { columns: readonly string[]; children: ReactNode }): ReactNode {
  const body = useRows();
  return (
    <table className="list">
      <caption className="soft">J、K 上下移动，回车打开</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...body}>{children}</tbody>
    </table>
  );
}
