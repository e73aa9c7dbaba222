import type { ReactNode } from 'react';
import { numberIn } from './words.ts';

/** How many of each, with a bar beside each number that says the same; the most first. What is not shown has none. */
export function CountsTable({
  title,
  of,
  nameOf,
  inOrder,
  unit,
}: {
  title: string;
  of: Readonly<Record<string, number | null>>;
  nameOf: (name: string) => string;
  /** In the order in which they come. */
  inOrder?: boolean;
  unit: string;
}): ReactNode {
  const lines = Object.entries(of).filter(([, value]) => value !== 0);
  if (lines.length === 0) return null;
  if (!inOrder) lines.sort(([, one], [, other]) => (other ?? 0) - (one ?? 0));
  const most = Math.max(1, ...lines.map(([, value]) => value ?? 0));
  return (
    <section className="figures-part">
      <h3>{title}</h3>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">{title}</th>
            <th scope="col">{unit}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{nameOf(name)}</th>
              <td data-label={unit}>
                <span className="figures-number">{numberIn(value)}</span>
                <Bar share={(value ?? 0) / most} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Bar({ share }: { share: number }): ReactNode {
  return (
    <svg className="figures-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect className="figures-fill" x="0" y="0" width={Math.max(0, share * 100)} height="10" />
    </svg>
  );
}
