import type { ReactNode } from 'react';
import { place } from '../../../shared/history/place.ts';
import { Behind } from './behind.tsx';
import { Figure, useOpen } from './number.tsx';
import { Picture } from './picture.tsx';
import { rowsHeight, rowsOf } from './pictures.ts';
import { numberIn, unshown } from './words.ts';

/** How many of each, as a picture with the table behind it; the most first. */
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
  const open = useOpen();
  const lines = Object.entries(of).filter(([, value]) => value !== 0);
  if (lines.length === 0) return null;
  if (!inOrder) lines.sort(([, one], [, other]) => (other ?? 0) - (one ?? 0));
  const bars = lines.map(([name, value]) => ({ name: nameOf(name), value }));
  const placeAt = (index: number) => [`${at}/${place(lines[index]?.[0] as string)}`];
  return (
    <section className="figures-part">
      <h3>{title}</h3>
      <Picture
        of={bars}
        draws={(look) => ({
          option: rowsOf(look, inWords(title, unit, bars), bars),
          height: rowsHeight(look, bars.length),
        })}
        onPick={open && ((_, index) => bars[index]?.value && open(placeAt(index)))}
      />
      <Behind title={title} headings={[title, `几${unit}`]}>
        {lines.map(([name, value], index) => (
          <tr key={name}>
            <th scope="row">{nameOf(name)}</th>
            <td data-label={`几${unit}`}>
              <Figure value={value} of={placeAt(index)} />
            </td>
          </tr>
        ))}
      </Behind>
    </section>
  );
}

/** What a picture shows, for whoever has it read to them. */
const inWords = (title: string, unit: string, bars: readonly { name: string; value: number | null }[]): string =>
  `${title}：${bars.map(({ name, value }) => (value === null ? `${name}${unshown}` : `${name} ${numberIn(value)} ${unit}`)).join('，')}`;
