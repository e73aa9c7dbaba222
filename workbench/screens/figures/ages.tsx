import type { ReactNode } from 'react';
import { place } from '../../../shared/history/place.ts';
import type { Report } from './asked.ts';
import { Behind } from './behind.tsx';
import { Figure, useOpen } from './number.tsx';
import { Picture } from './picture.tsx';
import { pyramidOf, rowsHeight } from './pictures.ts';
import { numberIn, titleOf } from './words.ts';

const sexes = ['男', '女'] as const;

/** The people of the households, by age and sex. */
export function Ages({ of }: { of: Report['ages'] }): ReactNode {
  const open = useOpen();
  const bands = [...new Set(Object.keys(of).map((each) => each.split('/')[1] as string))].sort(
    (one, other) => Number.parseInt(one, 10) - Number.parseInt(other, 10),
  );
  if (bands.length === 0) return null;
  // Nobody is left out of the figures; what is not shown is there.
  const count = (sex: string, band: string) => {
    const value = of[`${sex}/${band}`];
    return value === undefined ? 0 : value;
  };
  const rows = bands.map((band) => ({ name: titleOf.band(band), men: count('男', band), women: count('女', band) }));
  const said = rows.map(({ name, men, women }) => `${name}岁男 ${numberIn(men)}、女 ${numberIn(women)}`).join('，');
  const placeOf = (sex: string, band: string) => [place('ages', `${sex}/${band}`)];
  return (
    <section className="figures-part">
      <h3>性别和年龄</h3>
      <Picture
        of={rows}
        draws={(look) => ({
          option: pyramidOf(look, `性别和年龄，各几人：${said}`, rows),
          height: rowsHeight(look, rows.length + 1),
        })}
        onPick={
          open &&
          ((series, index) => {
            const [sex, band] = [sexes[series] as string, bands[index] as string];
            if (count(sex, band)) open(placeOf(sex, band));
          })
        }
      />
      <Behind title="性别和年龄" headings={['年龄', ...sexes]}>
        {bands.map((band) => (
          <tr key={band}>
            <th scope="row">{titleOf.band(band)}岁</th>
            {sexes.map((sex) => (
              <td key={sex} data-label={sex}>
                <Figure value={count(sex, band)} of={placeOf(sex, band)} />
              </td>
            ))}
          </tr>
        ))}
      </Behind>
    </section>
  );
}
