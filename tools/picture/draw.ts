import { type Definition, transitionsOf } from './definition.ts';
import { type Course, courses, type End, ends, type Place, places, type Row, rows } from './layout.ts';

const width = 1020;
const height = 1025;

/**
 * The lifecycle as SVG. States and transitions come from the definition; only where they stand is laid out by hand, so
 * a state or a way that the layout does not know, or that is no longer there, is an error and not a wrong picture.
 */
export function drawLifecycle(definition: Definition): string {
  const transitions = transitionsOf(definition);
  const { States } = definition;
  const drawn = [
    beginning(definition.StartAt),
    ...rows.map(band),
    ...transitions.map((transition) => edge(transition, States)),
    ...Object.keys(States)
      .filter((name) => States[name]?.Type !== 'Succeed')
      .map((name) => state(name, States)),
    ...Object.keys(States)
      .filter((name) => States[name]?.End)
      .map((name) => `<g>${dot(endOf(name))}</g>`),
  ];
  refuseLeftOvers(definition, transitions);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">`,
    '<title id="title">办一趟：一件事项的各个环节，和一份帮扶计划</title>',
    `<style>${style}</style>`,
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">' +
      '<path d="M0 0 8 4 0 8z" fill="#4a5568"/></marker></defs>',
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...drawn,
    ...legend(),
    '</svg>',
    '',
  ].join('\n');
}

const style = [
  'text{font-family:"Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif;fill:#1a202c}',
  '.title{font-size:16px;text-anchor:middle}.small .title{font-size:14px}',
  '.code{font-size:11px;text-anchor:middle;fill:#4a5568;font-family:ui-monospace,Menlo,Consolas,monospace}',
  '.label{font-size:13px;fill:#2d3748}.leads{font-size:14px;fill:#2d3748}.stage{font-size:16px;font-weight:700;text-anchor:middle}',
  '.band{fill:#f7fafc}',
  'path.way{fill:none;stroke:#4a5568;stroke-width:1.4;marker-end:url(#arrow)}',
  '.box{stroke:#2b6cb0;fill:#ebf4ff;stroke-width:1.4}',
  '.waits .box{stroke:#b7791f;fill:#fffbea}.choice .box{stroke:#4a5568;fill:#f7fafc}.fail .box{stroke:#c53030;fill:#fff5f5}',
  '.end{fill:#276749}.mark{font-size:13px;font-weight:700;fill:#c53030}',
].join('');

function placeOf(name: string): Place {
  const place = places[name];
  if (!place) throw new Error(`tools/picture/layout.ts does not say where ${name} stands`);
  return place;
}

function halfOf({ small }: Place): { w: number; h: number } {
  return small ? { w: 58, h: 20 } : { w: 85, h: 25 };
}

/** Where an execution comes in. */
function beginning(name: string): string {
  const { x, y } = placeOf(name);
  return `<path class="way" d="M${x} 16V${y - 25}"/><text class="label" x="${x + 14}" y="30">一件事项，或一份帮扶计划，办一趟</text>`;
}

/** A stage of the course, and where it leads. */
function band({ title, y, leads }: Row): string {
  const lines = leads.map((text, n) => `<text class="leads" x="150" y="${y + 54 + n * 19}">${text}</text>`);
  return [
    `<rect class="band" x="56" y="${y - 38}" width="696" height="118" rx="6"/>`,
    `<text class="stage" x="100" y="${y - 9}">${title}</text>`,
    ...lines,
  ].join('');
}

function state(name: string, states: Definition['States']): string {
  const place = placeOf(name);
  const { x, y, title } = place;
  const { w, h } = halfOf(place);
  const found = states[name];
  const waits = found?.Type === 'Wait' || found?.Resource?.endsWith('waitForTaskToken');
  const kind = found?.Type === 'Choice' ? 'choice' : found?.Type === 'Fail' ? 'fail' : waits ? 'waits' : 'does';
  const shape =
    kind === 'choice'
      ? `<path class="box" d="M${x - w + 14} ${y - h}H${x + w - 14}L${x + w} ${y}L${x + w - 14} ${y + h}H${x - w + 14}L${x - w} ${y}z"/>`
      : `<rect class="box" x="${x - w}" y="${y - h}" width="${2 * w}" height="${2 * h}" rx="${waits ? h : 6}"/>`;
  const stalls = (found?.Catch ?? []).some(({ Next }) => Next === 'Stall');
  return [
    `<g class="${kind}${place.small ? ' small' : ''}" data-state="${name}">`,
    shape,
    `<text class="title" x="${x}" y="${y - 1}">${title}</text>`,
    `<text class="code" x="${x}" y="${y + 14}">${name}</text>`,
    stalls ? `<text class="mark" x="${x + w - (waits ? 22 : 12)}" y="${y - h + 14}">!</text>` : '',
    '</g>',
  ].join('');
}

function edge(transition: string, states: Definition['States']): string {
  const [from, to] = transition.split('→') as [string, string];
  // Every step that can stall carries a mark of its own in place of an arrow across the whole picture.
  if (to === 'Stall') return `<!-- ${transition} -->`;
  if (states[to]?.Type === 'Succeed') return ending(transition, from);
  const course: Course = courses[transition] ?? {};
  const points = course.through ?? straight(placeOf(from), placeOf(to), transition);
  const d = points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');
  const [x, y] = course.at ?? labelBeside(points);
  const label = course.label ? `<text class="label" x="${x}" y="${y}">${course.label}</text>` : '';
  return `<g data-transition="${transition}"><path class="way" d="${d}"/>${label}</g>`;
}

function labelBeside(points: readonly (readonly [number, number])[]): readonly [number, number] {
  const [[x, y], [, below]] = points as [[number, number], [number, number]];
  return [x + 8, (y + below) / 2 + 4];
}

/** Straight down within a column; straight across, a little apart for there and back, within a row. */
function straight(from: Place, to: Place, transition: string): [number, number][] {
  if (from.x === to.x && to.y > from.y) {
    return [
      [from.x, from.y + halfOf(from).h],
      [to.x, to.y - halfOf(to).h],
    ];
  }
  if (from.y !== to.y) throw new Error(`tools/picture/layout.ts does not say how ${transition} is drawn`);
  const side = Math.sign(to.x - from.x);
  const y = from.y + (to.small ? -7 : 7);
  return [
    [from.x + side * halfOf(from).w, y],
    [to.x - side * halfOf(to).w, y],
  ];
}

function ending(transition: string, from: string): string {
  return `<g data-transition="${transition}">${dot(endOf(from))}</g>`;
}

function endOf(name: string): End {
  const end = ends[name];
  if (!end) throw new Error(`tools/picture/layout.ts does not say where it ends after ${name}`);
  return end;
}

function dot({ from: [x, y], mark: [markX, markY], label }: End): string {
  const [dx, dy] = [Math.sign(markX - x), Math.sign(markY - y)];
  return [
    `<path class="way" d="M${x} ${y}L${markX - dx * 8} ${markY - dy * 8}"/>`,
    `<circle class="end" cx="${markX}" cy="${markY}" r="7"/>`,
    label ? `<text class="label" x="${markX + 14}" y="${markY + 5}">${label}</text>` : '',
  ].join('');
}

function legend(): string[] {
  const entries: [string, string][] = [
    ['<rect class="box" x="0" y="-12" width="34" height="18" rx="4"/>', '函数做的一步'],
    ['<g class="waits"><rect class="box" x="0" y="-12" width="34" height="18" rx="9"/></g>', '等人，或等时间'],
    ['<g class="choice"><path class="box" d="M8 -12H26L34 -3L26 6H8L0 -3z"/></g>', '按办到哪里分路'],
    ['<circle class="end" cx="17" cy="-3" r="7"/>', '这一趟结束（Done）'],
    ['<text class="mark" x="14" y="2">!</text>', '重试后仍失败：到 Stall'],
  ];
  return entries.map(
    ([mark, text], index) =>
      `<g transform="translate(815 ${830 + index * 26})">${mark}<text class="label" x="46" y="2">${text}</text></g>`,
  );
}

function refuseLeftOvers({ States }: Definition, transitions: string[]): void {
  const gone = [
    ...Object.keys(places).filter((name) => !Object.hasOwn(States, name)),
    ...Object.keys(courses).filter((transition) => !transitions.includes(transition)),
    ...Object.keys(ends).filter((name) => !States[name]?.End && !transitions.includes(`${name}→Done`)),
  ];
  if (gone.length > 0) throw new Error(`tools/picture/layout.ts draws what is not there: ${gone.join(', ')}`);
}
