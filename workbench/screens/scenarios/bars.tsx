import type { ReactNode } from 'react';
import type { AnswerOf } from '../../../shared/contract/types.ts';

type County = AnswerOf<'getScenario'>['counties'][number];

/** The bar of a county is drawn on so many units. */
const WIDTH = 1000;
const HEIGHT = 18;

/** So many counties stand in the picture: those of whom most change. */
const MOST = 20;

const drawn = [
  ['gains', '变为符合'],
  ['moves', '换类别或级别'],
  ['loses', '变为不符合'],
] as const;

/** Which way how many households go, county by county; the table below says the same in figures. */
export function Bars({ of }: { of: readonly County[] }): ReactNode {
  const sums = of
    .map((county) => ({ county, sum: drawn.reduce((sum, [way]) => sum + (county.directions[way] ?? 0), 0) }))
    .filter(({ sum }) => sum > 0)
    .sort((a, b) => b.sum - a.sum)
    .slice(0, MOST);
  const most = Math.max(1, ...sums.map(({ sum }) => sum));
  if (sums.length === 0) return null;
  return (
    <figure className="scenarios-bars">
      <figcaption>
        {drawn.map(([way, title]) => (
          <span key={way}>
            <svg className="scenarios-key" viewBox="0 0 10 10" aria-hidden="true">
              <rect className={`scenarios-${way}`} width="10" height="10" />
            </svg>
            {title}
          </span>
        ))}
      </figcaption>
      {sums.map(({ county }) => {
        const said = drawn
          .filter(([way]) => (county.directions[way] ?? 0) > 0)
          .map(([way, title]) => `${title} ${county.directions[way]} 户`)
          .join('，');
        let from = 0;
        return (
          <div key={county.division} className="scenarios-bar">
            <span>{county.title}</span>
            <svg
              viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
              preserveAspectRatio="none"
              role="img"
              aria-label={`${county.title}：${said}`}
            >
              {drawn.map(([way]) => {
                const width = ((county.directions[way] ?? 0) / most) * WIDTH;
                const x = from;
                from += width;
                return <rect key={way} className={`scenarios-${way}`} x={x} width={width} height={HEIGHT} />;
              })}
            </svg>
            <small>{said}</small>
          </div>
        );
      })}
    </figure>
  );
}
