/** The history of the codes, put together from the files that notation.ts reads. Whatever does not add up is an error. */
import { type Entry, readYears, type Year } from './notation.ts';

/** A division that is no more, and where its ground went, in codes of that year. */
export interface Ended {
  code: string;
  name: string;
  year: number;
  successors: string[];
}

/** A name that a code had until a year, and where its ground went if the code was given to another division. */
interface OldName {
  code: string;
  name: string;
  year: number;
  successors?: string[];
}

export interface History {
  /** First years; prefectures and provinces by their shorter code. */
  began: Map<string, number>;
  ended: Map<string, Ended>;
  oldNames: OldName[];
  /** Codes that began out of part of another, which goes on. */
  splits: { code: string; year: number; successors: string[] }[];
  /** Names of codes that are younger than the packages. */
  named: Map<string, string>;
}

type Names = ReadonlyMap<string, string>;
type NameIn = (code: string, year: number) => string | undefined;

/** What ended by this year is in no ID number, and only listed because the packages have it without a year. */
const beforeIdCards = 1984;

/** 重庆 and 海南 took their counties from 四川 and 广东. */
const provincesOf = (code: string) => ({ 51: ['51', '50'], 44: ['44', '46'] })[code.slice(0, 2)] ?? [code.slice(0, 2)];

/** 市辖区 under a city, which is no division; under a 地区 or a province, 01 is a county-level city. */
const isPlaceholder = (code: string) => /^..[017].01$/.test(code);

const stem = (name: string) => name.replace(/(自治县|县|市|区|特区)$/, '');

/** 胶南县 and 胶南市, 恭城县 and 恭城瑶族自治县: the same name but for the kind of division. */
function sameStem(a: string, b: string): boolean {
  if (a === b || stem(a) === stem(b)) return true;
  const [short = '', long = ''] = [stem(a), stem(b)].sort((x, y) => x.length - y.length);
  return short.length >= 2 && long.startsWith(short) && [a, b].some((name) => name.endsWith('族自治县'));
}

/** One row for each code of the entries. */
const rowsOf = (entries: Entry[]) =>
  entries.flatMap(({ codes, whole, name, successors }) => codes.map((code) => ({ code, whole, name, successors })));

/**
 * @param names the name of every code that any list has, the latest known
 * @throws with everything in the history that does not add up
 */
export function readHistory(names: Names): History {
  const years = readYears();
  const began = firstYears(years, names);
  const oldNames = years.flatMap(({ year, renamed, reused }) =>
    rowsOf([...renamed, ...reused]).map(({ code, name, successors }): OldName => {
      if (name === undefined) throw new Error(`${year} ${code}: without its old name`);
      return { code, name, year, ...(successors === undefined ? {} : { successors }) };
    }),
  );
  const ended = endings(years, began, names, namesByYear(years, oldNames, names));
  const splits = years.flatMap(({ year, split }) =>
    rowsOf(split).map(({ code, successors = [] }) => ({ code, year, successors })),
  );
  const named = years
    .flatMap((year) => rowsOf(year.began))
    .flatMap(({ code, name }) => (name ? [[code, name] as const] : []));
  return { began, ended, oldNames, splits, named: new Map(named) };
}

function firstYears(years: Year[], names: Names): Map<string, number> {
  const rows = years.flatMap(({ year, began }) => rowsOf(began).map((row) => ({ ...row, year })));
  const began = new Map(rows.map(({ code, year }) => [code, year]));
  for (const { code: prefix, year } of rows.filter(({ whole }) => whole)) {
    for (const code of names.keys()) {
      if (code.length === 6 && code.startsWith(prefix) && !code.endsWith('00') && !began.has(code))
        began.set(code, year);
    }
  }
  return began;
}

/** What a code was called at the end of a year. */
function namesByYear(years: Year[], oldNames: OldName[], names: Names): NameIn {
  const last = years.flatMap(({ year, ended }) =>
    rowsOf(ended).flatMap(({ code, name }) => (name === undefined ? [] : [{ code, name, year }])),
  );
  const written = Map.groupBy(
    [...oldNames, ...last].sort((a, b) => a.year - b.year),
    ({ code }) => code,
  );
  return (code, year) => written.get(code)?.find((old) => old.year > year)?.name ?? names.get(code);
}

function endings(years: Year[], began: ReadonlyMap<string, number>, names: Names, nameIn: NameIn): Map<string, Ended> {
  const wrong: string[] = [];
  const ended = new Map<string, Ended>();
  const written = new Set(
    years.flatMap((year) => rowsOf(year.ended)).flatMap(({ code, whole }) => (whole ? [] : [code])),
  );
  const alive = (code: string, year: number) =>
    code.length === 6 &&
    !written.has(code) &&
    !ended.has(code) &&
    !isPlaceholder(code) &&
    (began.get(code) ?? 0) < year;

  for (const { year, began: starts, ended: ends } of years) {
    if (year <= beforeIdCards) continue;
    const starting = new Set(rowsOf(starts).flatMap(({ code, whole }) => (whole ? [] : [code])));
    for (const [code, first] of began) if (first === year) starting.add(code);
    const rows = rowsOf(ends).flatMap(({ code, whole, successors }) => {
      const codes = whole ? [...names.keys()].filter((each) => each.startsWith(code) && alive(each, year)) : [code];
      return codes.map((each) => ({ code: each, successors }));
    });
    for (const { code, successors } of rows) {
      const name = nameIn(code, year - 1);
      if (name === undefined || name === '市辖区') {
        wrong.push(`${year} ${code}: name not known`);
        continue;
      }
      if (ended.has(code)) wrong.push(`${year} ${code}${name}: ended twice`);
      const namesakes = [...starting].filter(
        (other) =>
          other.length === 6 &&
          provincesOf(code).includes(other.slice(0, 2)) &&
          sameStem(name, nameIn(other, year) ?? ''),
      );
      if (successors === undefined && namesakes.length !== 1) {
        wrong.push(`${year} ${code}${name}: ${namesakes.join(' ') || 'none'} of that name began`);
      }
      ended.set(code, { code, name, year, successors: successors ?? namesakes });
    }
  }
  if (wrong.length > 0) throw new Error(`the history does not add up:\n${wrong.join('\n')}`);
  return ended;
}
