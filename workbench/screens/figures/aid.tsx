import type { ReactNode } from 'react';
import type { Report } from './asked.ts';
import { Bars } from './bars.tsx';
import { Figure } from './number.tsx';
import { moneyIn } from './words.ts';

/** What was given, by one dimension: drawn by money, what came to most first. */
export function Aid({
  title,
  of,
  nameOf,
  at,
}: {
  title: string;
  of: Report['aidBy']['kind'];
  nameOf: (name: string) => string;
  /** Where these stand in the report: `aidBy/kind`. */
  at: string;
}): ReactNode {
  const bars = Object.entries(of)
    .sort(([, one], [, other]) => (other.fen ?? 0) - (one.fen ?? 0))
    .map(([key, { fen, times }]) => ({ key, name: nameOf(key), value: fen, opens: !!times }));
  return (
    <Bars
      title={title}
      said={bars.map(({ name, value }) => `${name} ${moneyIn(value)}`).join('，')}
      bars={bars}
      format={moneyIn}
      at={at}
      headings={[title, '几次', '金额', '几户']}
      cells={(key, places) => (
        <>
          <td data-label="几次">
            <Figure value={of[key]?.times ?? null} of={places} />
          </td>
          <td data-label="金额">
            <Figure value={of[key]?.fen ?? null} of={places} isMoney />
          </td>
          <td data-label="几户">
            <Figure value={of[key]?.households ?? null} of={places} />
          </td>
        </>
      )}
    />
  );
}
