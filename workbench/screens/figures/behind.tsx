import type { ReactNode } from 'react';

/** The table behind a picture: the same numbers, for whoever reads or goes by keyboard. @param children its rows */
export function Behind({
  title,
  headings,
  caption,
  children,
}: {
  title: string;
  headings: readonly string[];
  caption?: string;
  children: ReactNode;
}): ReactNode {
  return (
    <details className="figures-behind">
      <summary>看表：{title}</summary>
      <table className="list">
        {caption !== undefined && <caption className="soft">{caption}</caption>}
        <thead>
          <tr>
            {headings.map((each) => (
              <th key={each} scope="col">
                {each}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </details>
  );
}
