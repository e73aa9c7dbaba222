import { checkSheet } from '../infra/provinces/check-sheet.ts';
import { sheets } from '../infra/provinces/index.ts';
import {
  itemsOf,
  linesOf,
  type PlacedItem,
  type ProvinceSheet,
  type StandardItem,
  toStandard,
  unconfirmedItems,
} from '../infra/provinces/sheet.ts';
import { titleOf } from '../infra/provinces/titles.ts';
import { dateInShanghai } from '../shared/calendar/dates.ts';
import { divisionName } from '../shared/divisions/divisions.ts';
import { formatYuan } from '../shared/money/fen.ts';
import { type UnionLevel, unionLevelTitles } from '../shared/organisation/union-level.ts';
import { type Tier, tierTitles } from '../shared/standards/tiers.ts';
import { argumentsOf, misused } from './arguments.ts';
import { aligned } from './columns.ts';

/**
 * npm run profile -- 530000
 *
 * Prints a province's sheet for an operator to check, what nobody has confirmed first. Exit code 1 when the sheet has
 * faults and could not be deployed, 2 when there is no such province.
 */
function main(): number {
  const known = Object.values(sheets).map(({ code, name }) => `${code.value} ${name.value}`);
  const usage = `npm run profile -- <省级行政区划代码>，有 ${known.join('、')}`;
  const { positionals } = argumentsOf({}, 1, usage);
  const [code = ''] = positionals;
  const sheet = Object.hasOwn(sheets, code) ? sheets[code] : undefined;
  if (sheet === undefined) misused(code === '' ? '没有写哪个省' : `没有“${code}”这个省的配置`, usage);
  const faults = checkSheet(sheet, dateInShanghai(new Date()));
  console.log(profileReport(sheet, faults));
  return faults.length > 0 ? 1 : 0;
}

/** The whole sheet as an operator reads it; `faults` are those that `checkSheet` found in it. */
export function profileReport(sheet: ProvinceSheet, faults: readonly string[]): string {
  const items = itemsOf(sheet);
  const guesses = unconfirmedItems(sheet).length;
  return [
    `${sheet.name.value}（${sheet.code.value}）配置核对单：未证实 ${guesses} 项，已证实 ${items.length - guesses} 项`,
    guesses > 0 ? '有未证实的项，npm run deploy 会逐项列出，接受的才部署。' : '没有未证实的项。',
    ...(faults.length > 0
      ? ['', `不能部署，有 ${faults.length} 处错误：`, ...faults.map((fault) => `  ${fault}`)]
      : []),
    '',
    '一、未证实（请先核对这些；核实后在文件里改成 confirmed 并写明依据）',
    ...items.flatMap((placed) => ('why' in placed.item ? entry(placed, `缺：${placed.item.why}`) : [])),
    '',
    '二、已证实',
    ...items.flatMap((placed) => ('source' in placed.item ? entry(placed, `依据：${placed.item.source}`) : [])),
    '',
    '三、困难职工标准（自上而下，第一条成立的决定类别）',
    ...sheet.standards.flatMap(standardTable),
    '',
    '四、低保标准',
    ...lineTable(sheet),
    '',
    '五、审批',
    `  ${sheet.approval.levels.value.map(level).join(' → ')}`,
  ].join('\n');
}

function entry({ path, item }: PlacedItem, reason: string): string[] {
  const said = path === 'exemption.unionLevel' ? unionLevelTitles[item.value as UnionLevel] : words(item.value);
  return [`  ${titleOf(path)}：${said}`, `      ${reason}（${path}）`];
}

/** What stands in the sheet's own groups of figures, and is no word of the glossary. */
const figures: Record<string, string> = {
  enabled: '启用',
  requestsPerFiveMinutes: '每个地址五分钟请求数上限',
  ratePerSecond: '每秒请求数上限',
  burst: '突发请求数上限',
};

/** A value in words: the words of the glossary for tiers and standards, and the figures as they are. */
function words(value: unknown): string {
  if (value === null) return '（无）';
  if (Array.isArray(value)) return value.length === 0 ? '（无）' : value.map(words).join('、');
  if (typeof value === 'string') return Object.hasOwn(tierTitles, value) ? tierTitles[value as Tier] : value;
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value !== 'object') return String(value);
  if ('unionLevel' in value) return level(value as Parameters<typeof level>[0]);
  if ('version' in value && 'name' in value) return `${value.name}，版本 ${value.version}`;
  return Object.entries(value)
    .map(([name, inner]) => `${figures[name] ?? name} ${words(inner)}`)
    .join('，');
}

function level({ unionLevel, workingDays }: { unionLevel: UnionLevel; workingDays: number }): string {
  return `${unionLevelTitles[unionLevel]}（${workingDays} 个工作日）`;
}

function standardTable({ text: { value }, tier, divisions, from, to }: StandardItem): string[] {
  const text = toStandard(value, { tier: tier.value, divisions: divisions.value, from: from.value, to: to.value });
  const rows = [
    ['条款', '类别', '情形', '依据'],
    ...text.requirements.map(({ id, title, source }) => [id, '（前提）', title, source]),
    ...text.clauses.map(({ id, category, title, source }) => [id, category, title, source]),
    ...text.exclusions.map(({ id, title, source, exemptible }) => [
      id,
      exemptible ? '（排除，可豁免）' : '（排除）',
      title,
      source,
    ]),
  ];
  return [
    `  ${tierTitles[tier.value]}，${divisions.value.map((code) => divisionName(code) ?? code).join('、')}：`,
    `  ${text.name}，版本 ${text.version}，${from.value} 起${to.value === null ? '' : `，至 ${to.value}`}`,
    `  ${text.source}`,
    ...aligned(rows).map((row) => `    ${row}`),
  ];
}

function lineTable(sheet: ProvinceSheet): string[] {
  const file = sheet.subsistenceLines.value;
  if (file === null) return ['  还没有录入，不受理任何县区'];
  const { lines } = linesOf(sheet);
  const rows = [
    ['代码', '县区', '起', '止', '元/人·月', '来源'],
    ...lines.map(({ division, from, to, fen, source }) => [
      division,
      divisionName(division) ?? '',
      from,
      to ?? '',
      formatYuan(fen),
      source,
    ]),
  ];
  return [`  infra/provinces/lines/${file}`, ...aligned(rows).map((row) => `    ${row}`)];
}

if (import.meta.main) process.exitCode = main();
