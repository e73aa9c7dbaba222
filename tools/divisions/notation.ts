/**
 * Reads history/*.txt: how the codes changed, year by year, written so short that a person can check it against an
 * announcement. A line has one sign and then entries, with ranges of last digits (370281-85, 4600:01,21-36) where codes
 * follow one another:
 *
 *   1994                       the year of the lines below
 *   + 371302 4214*             codes that began; 4214* all of a prefecture that are not written elsewhere with a year;
 *                              + 653132岑岭县 with a name where the packages are too old to know it
 *   - 370726 3724*             codes that ended; where nothing follows, the ground went to the one that began that year
 *                              in the same province with the same name but for 县, 市, 区 or 自治县
 *   - 370204台东区>370203,…     … to these codes of that year; the name where the packages do not know it
 *   ~ 430225酃县               the code goes on under another name: the old one (four digits: a prefecture)
 *   = 430202东区>430202,…      the code went to another division: the old one's name, and where its ground went
 *   / 370212>370214            part of a code that goes on became a new division
 *
 * The years are those of 民政部's yearly tables, each of 31 December.
 */
import { readdirSync, readFileSync } from 'node:fs';

export interface Entry {
  /** Six digits, or a prefix of two to four. */
  codes: string[];
  /** All codes of the prefix. */
  whole: boolean;
  name?: string;
  successors?: string[];
}

const kinds = { '+': 'began', '-': 'ended', '~': 'renamed', '=': 'reused', '/': 'split' } as const;
export type Year = { year: number } & Record<(typeof kinds)[keyof typeof kinds], Entry[]>;

/** @throws for text that is no entry */
export function readEntry(text: string): Entry {
  const [, digits, more = '', name, successors] =
    /^(\d+)(\*|(?:[-,:]\d+)*)([\u4e00-\u9fff]+)?(?:>(\d{6}(?:,\d{6})*))?$/.exec(text) ?? [];
  if (digits === undefined) throw new Error(`not an entry: ${text}`);
  const entry: Entry = { codes: [digits], whole: more === '*' };
  if (more !== '' && more !== '*') entry.codes = spread(digits, more);
  if (name !== undefined) entry.name = name;
  if (successors !== undefined) entry.successors = successors.split(',');
  return entry;
}

function spread(digits: string, more: string): string[] {
  const prefix = digits.slice(0, 4);
  const ends = more.startsWith(':') ? more.slice(1) : digits.slice(4) + more;
  return ends.split(',').flatMap((part) => {
    const [first = '', last = first] = part.split('-');
    return Array.from(
      { length: Number(last) - Number(first) + 1 },
      (_, n) => `${prefix}${String(Number(first) + n).padStart(2, '0')}`,
    );
  });
}

export function readYears(): Year[] {
  const folder = new URL('history/', import.meta.url);
  const years: Year[] = [];
  for (const file of readdirSync(folder).sort()) {
    for (const line of readFileSync(new URL(file, folder), 'utf8').trim().split('\n')) {
      if (line.startsWith('#')) continue;
      const [sign = '', ...entries] = line.split(' ');
      if (/^\d{4}$/.test(line)) {
        years.push({ year: Number(line), began: [], ended: [], renamed: [], reused: [], split: [] });
      } else if (Object.hasOwn(kinds, sign)) {
        years.at(-1)?.[kinds[sign as keyof typeof kinds]].push(...entries.map(readEntry));
      } else {
        throw new Error(`${file}: not a line of the history: ${line}`);
      }
    }
  }
  return years;
}
