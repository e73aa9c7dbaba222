import type { ReactNode } from 'react';
import { place } from '../../../shared/history/place.ts';
import type { Report } from './asked.ts';
import { Behind } from './behind.tsx';
import { Figure, useOpen } from './number.tsx';
import { Picture } from './picture.tsx';
import { rowsHeight, rowsOf } from './pictures.ts';
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
  const open = useOpen();
  const lines = Object.entries(of).sort(([, one], [, other]) => (other.fen ?? 0) - (one.fen ?? 0));
  if (lines.length === 0) return null;
  const bars = lines.map(([name, { fen }]) => ({ name: nameOf(name), value: fen }));
  const said = bars.map(({ name, value }) => `${name} ${moneyIn(value)}`).join('，');
  const placeAt = (index: number) => [`${at}/${place(lines[index]?.[0] as string)}`];
  return (
    <section className="figures-part">
      <h3>{title}</h3>
      <Picture
        of={bars}
        draws={(look) => ({
          option: rowsOf(look, `${title}：${said}`, bars, moneyIn),
          height: rowsHeight(look, bars.length),
        })}
        onPick={open && ((_, index) => lines[index]?.[1].times && open(placeAt(index)))}
      />
      <Behind title={title} headings={[title, '几次', '金额', '几户']}>
        {lines.map(([name, { times, fen, households }], index) => (
          <tr key={name}>
            <th scope="row">{nameOf(name)}</th>
            <td data-label="几次">
              <Figure value={times} of={placeAt(index)} />
            </td>
            <td data-label="金额">
              <Figure value={fen} of={placeAt(index)} isMoney />
            </td>
            <td data-label="几户">
              <Figure value={households} of={placeAt(index)} />
            </td>
          </tr>
        ))}
      </Behind>
    </section>
  );
}
