import type { ReactNode } from 'react';
import { Bars } from './bars.tsx';
import { Figure } from './number.tsx';
import { numberIn, unshown } from './words.ts';

/** How many of each; the most first. */
export function Counts({
  title,
  of,
  nameOf,
  inOrder,
  unit,
  at,
}: {
  title: string;
  of: Readonly<Record<string, number | null>>;
  nameOf: (name: string) => string;
  /** In the order in which they come. */
  inOrder?: boolean;
  unit: string;
  /** Where these stand in the report: `categories`. */
  at: string;
}): ReactNode {
  const lines = Object.entries(of).filter(([, value]) => value !== 0);
  if (!inOrder) lines.sort(([, one], [, other]) => (other ?? 0) - (one ?? 0));
  const bars = lines.map(([key, value]) => ({ key, name: nameOf(key), value, opens: !!value }));
  return (
    <Bars
      title={title}
      said={bars
        .map(({ name, value }) => (value === null ? `${name}${unshown}` : `${name} ${numberIn(value)} ${unit}`))
        .join('，')}
      bars={bars}
      at={at}
      headings={[title, `几${unit}`]}
      cells={(key, places) => (
        <td data-label={`几${unit}`}>
          <Figure value={of[key] ?? null} of={places} />
        </td>
      )}
    />
  );
}
