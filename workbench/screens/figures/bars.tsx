import type { ReactNode } from 'react';
import { place } from '../../../shared/history/place.ts';
import { Behind } from './behind.tsx';
import { useOpen } from './number.tsx';
import { Picture } from './picture.tsx';
import { rowsHeight, rowsOf } from './pictures.ts';

interface Bar {
  /** Of the report's own, as it stands below `at`. */
  key: string;
  name: string;
  value: number | null;
  /** Whether there are households behind it. */
  opens: boolean;
}

/** A bar for each, with the table behind it. */
export function Bars({
  title,
  said,
  bars,
  format,
  at,
  headings,
  cells,
}: {
  title: string;
  /** All of the picture, for whoever has it read to them. */
  said: string;
  bars: readonly Bar[];
  /** How a value is written; as a whole number when left out. */
  format?: (value: number | null) => string;
  /** Where these stand in the report: `categories`, `aidBy/kind`. */
  at: string;
  headings: readonly string[];
  /** What the table says of one, beside its name. @param of its places in the report */
  cells: (key: string, of: string[]) => ReactNode;
}): ReactNode {
  const open = useOpen();
  if (bars.length === 0) return null;
  const placesOf = (key: string) => [`${at}/${place(key)}`];
  return (
    <section className="figures-part">
      <h3>{title}</h3>
      <Picture
        of={bars}
        draws={(look) => ({
          option: rowsOf(look, `${title}：${said}`, bars, format),
          height: rowsHeight(look, bars.length),
        })}
        onPick={
          open &&
          ((_, index) => {
            const bar = bars[index];
            if (bar?.opens) open(placesOf(bar.key));
          })
        }
      />
      <Behind title={title} headings={headings}>
        {bars.map(({ key, name }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            {cells(key, placesOf(key))}
          </tr>
        ))}
      </Behind>
    </section>
  );
}
