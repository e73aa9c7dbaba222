import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Figures } from '../../../shared/contract/ask-figures.ts';
import type { CountyMap, CountyShape } from '../../../shared/history/county-map.ts';
import { contains, countyPath, divisionOf } from '../../../shared/organisation/org-path.ts';
import { ErrorText, Waiting } from '../../parts/states.tsx';
import { linkTo, paths, useRoute } from '../../route.ts';
import { type Asked, filtersOf, type Report } from './asked.ts';
import { Behind } from './behind.tsx';
import { CLASSES, classesOf, classOf, type Range } from './classes.ts';
import { moneyIn, numberIn, unshown } from './words.ts';

/** What can be shown on the map: how it is called, and how it is said. */
const shownFigures: Readonly<
  Record<string, { title: string; of: (report: Report) => number | null; said?: typeof moneyIn }>
> = {
  onFile: { title: '在册户数', of: ({ onFile }) => onFile },
  people: { title: '在册人数', of: ({ people }) => people },
  registered: { title: '建档', of: ({ happened: { registered } }) => (registered === undefined ? 0 : registered) },
  times: { title: '帮扶次数', of: ({ aid }) => aid.times },
  fen: { title: '帮扶金额', of: ({ aid }) => aid.fen, said: moneyIn },
  unchangedForAYear: { title: '一年没有变动', of: ({ unchangedForAYear }) => unchangedForAYear },
  neverHelped: { title: '从来没有帮扶', of: ({ neverHelped }) => neverHelped },
};

/** Where the map of this province is; undefined where it has none. */
function mapFile(): string | undefined {
  const name = document.querySelector<HTMLMetaElement>('meta[name="sign-in"]')?.dataset.map;
  return name ? new URL(`workbench/${name}`, location.href.replace(/[?#].*/, '')).href : undefined;
}

interface Place {
  shape: CountyShape;
  value: number | null;
}

/** 县界图: a figure county by county, with the table behind; a county opens its figures. */
export function Counties({ of, asked }: { of: Figures; asked: Asked }): ReactNode {
  const file = mapFile();
  const [name, pick] = useState('onFile');
  const map = useQuery({
    queryKey: ['county map'],
    enabled: file !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const answer = await fetch(file as string);
      if (!answer.ok) throw new Error('地图没有读到，数字在“其中各处”的表里。');
      return (await answer.json()) as CountyMap;
    },
  });
  if (file === undefined) return null;
  if (map.isPending) return <Waiting words="正在读地图……" />;
  if (map.isError) return <ErrorText error={map.error} again={() => void map.refetch()} />;
  const figure = shownFigures[name] as (typeof shownFigures)[string];
  const values = new Map(of.parts.map(({ orgPath, report }) => [orgPath, figure.of(report)]));
  const places = map.data.shapes.flatMap((shape): Place[] => {
    const orgPath = countyPath(shape.code);
    if (!contains(of.orgPath, orgPath)) return [];
    const value = values.get(orgPath);
    return [{ shape, value: value === undefined ? 0 : value }];
  });
  const drawn = new Set(places.map(({ shape }) => countyPath(shape.code)));
  const notDrawn = of.parts.filter(({ orgPath }) => isCounty(orgPath) && !drawn.has(orgPath));
  const missing = map.data.missing.filter(({ code }) => contains(of.orgPath, countyPath(code)));
  const said = figure.said ?? numberIn;
  const ranges = classesOf(places.map(({ value }) => value));
  return (
    <section className="figures-map">
      <h2>各县的图</h2>
      <div className="filters">
        <label className="field">
          图上画哪一个数
          <select value={name} onChange={({ target }) => pick(target.value)}>
            {Object.entries(shownFigures).map(([each, { title }]) => (
              <option key={each} value={each}>
                {title}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Drawn places={places} ranges={ranges} said={said} title={figure.title} asked={asked} />
      <p className="soft">
        界线只作示意。审图号：{map.data.approval}。点一个县，看它的统计。
        {missing.length > 0 && `图的数据里还没有：${missing.map((each) => each.name).join('、')}。`}
        {notDrawn.length > 0 && `不在图上的：${notDrawn.map(({ union }) => union).join('、')}。`}
      </p>
      <Table places={places} said={said} title={figure.title} asked={asked} />
    </section>
  );
}

const isCounty = (orgPath: string): boolean =>
  /^\d{6}$/.test(divisionOf(orgPath)) && orgPath === countyPath(divisionOf(orgPath));

function Drawn({
  places,
  ranges,
  said,
  title,
  asked,
}: {
  places: readonly Place[];
  ranges: readonly Range[];
  said: (value: number | null) => string;
  title: string;
  asked: Asked;
}): ReactNode {
  const [, go] = useRoute();
  const side = (n: 0 | 1 | 2 | 3, which: (...of: number[]) => number) =>
    which(...places.map(({ shape }) => shape.box[n]));
  const [left, top, right, bottom] = [side(0, Math.min), side(1, Math.min), side(2, Math.max), side(3, Math.max)];
  if (places.length === 0) return <p>这里没有县。</p>;
  const size = Math.max(right - left, bottom - top);
  return (
    <>
      <svg
        className="figures-counties"
        viewBox={`${left} ${top} ${right - left} ${bottom - top}`}
        role="img"
        aria-label={`各县的${title}，数字在下面的表里`}
      >
        <Patterns where="map" step={size / 75} />
        {places.map(({ shape, value }) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the table behind has a link for each.
          <path
            key={shape.code}
            {...filled('map', fillOf(value, ranges))}
            d={shape.path}
            onClick={() => go(paths.figuresBy(filtersOf({ ...asked, org: countyPath(shape.code) })))}
          >
            <title>{`${shape.name}：${said(value)}`}</title>
          </path>
        ))}
      </svg>
      <ul className="figures-legend">
        {ranges.map((range) => (
          <Swatch key={range.from} fill={fillOf(range.from, ranges)}>
            {range.from === range.to ? said(range.from) : `${said(range.from)} 到 ${said(range.to)}`}
          </Swatch>
        ))}
        {places.some(({ value }) => value === 0) && <Swatch fill="0">没有</Swatch>}
        {places.some(({ value }) => value === null) && <Swatch fill="hidden">{unshown}</Swatch>}
      </ul>
    </>
  );
}

/** Of few classes the darkest are taken, so that what is most is dark always; 0 is of none. */
type Fill = '0' | '1' | '2' | '3' | '4' | '5' | 'hidden';

function fillOf(value: number | null, ranges: readonly Range[]): Fill {
  if (value === null) return 'hidden';
  const nth = classOf(value, ranges);
  return nth < 0 ? '0' : (String(nth + 1 + CLASSES - ranges.length) as Fill);
}

const filled = (where: string, fill: Fill): { className: string; fill?: string } =>
  fill === '0' || fill === '5'
    ? { className: `figures-county figures-shade-${fill}` }
    : { className: 'figures-county', fill: `url(#figures-${where}-${fill})` };

function Swatch({ fill, children }: { fill: Fill; children: ReactNode }): ReactNode {
  return (
    <li>
      <svg className="figures-swatch" viewBox="0 0 30 18" aria-hidden="true">
        <Patterns where={`legend-${fill}`} step={9} />
        <rect {...filled(`legend-${fill}`, fill)} width="30" height="18" />
      </svg>
      {children}
    </li>
  );
}

/** Each class has a pattern of its own: nobody has to tell shades apart. @param step of a pattern, in the units of the picture */
function Patterns({ where, step }: { where: string; step: number }): ReactNode {
  return (
    <defs>
      {(['1', '2', '3', '4', 'hidden'] as const).map((name) => (
        <pattern key={name} id={`figures-${where}-${name}`} width={step} height={step} patternUnits="userSpaceOnUse">
          <g transform={`scale(${step / 10})`}>{drawings[name]}</g>
        </pattern>
      ))}
    </defs>
  );
}

/** On ten by ten. */
const drawings: Readonly<Record<'1' | '2' | '3' | '4' | 'hidden', ReactNode>> = {
  1: <rect className="figures-shade-1" width="10" height="10" />,
  2: (
    <>
      <rect className="figures-shade-2" width="10" height="10" />
      <circle className="figures-mark" cx="5" cy="5" r="1.6" />
    </>
  ),
  3: (
    <>
      <rect className="figures-shade-3" width="10" height="10" />
      <path className="figures-stroke" d="M-1 11L11 -1M-6 6L6 -6M4 16L16 4" />
    </>
  ),
  4: (
    <>
      <rect className="figures-shade-4" width="10" height="10" />
      <path className="figures-stroke-light" d="M0 5H10M5 0V10" />
    </>
  ),
  hidden: (
    <>
      <rect className="figures-shade-0" width="10" height="10" />
      <path className="figures-stroke-soft" d="M-1 -1L11 11M-6 4L6 16M4 -6L16 6" />
    </>
  ),
};

function Table({
  places,
  said,
  title,
  asked,
}: {
  places: readonly Place[];
  said: (value: number | null) => string;
  title: string;
  asked: Asked;
}): ReactNode {
  const sorted = [...places].sort((one, other) => (other.value ?? 0) - (one.value ?? 0));
  return (
    <Behind title={`各县的${title}`} headings={['县', title]}>
      {sorted.map(({ shape, value }) => (
        <tr key={shape.code}>
          <th scope="row">
            <a href={linkTo(paths.figuresBy(filtersOf({ ...asked, org: countyPath(shape.code) })))}>{shape.name}</a>
          </th>
          <td data-label={title}>{said(value)}</td>
        </tr>
      ))}
    </Behind>
  );
}
