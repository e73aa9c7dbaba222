import type { ReactNode } from 'react';
import { place } from '../../../shared/history/place.ts';
import type { Report } from './asked.ts';
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
      <details className="figures-behind">
        <summary>看表：{title}</summary>
        <table className="list">
          <thead>
            <tr>
              {[title, '几次', '金额', '几户'].map((each) => (
                <th key={each} scope="col">
                  {each}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
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
          </tbody>
        </table>
      </details>
    </section>
  );
}
