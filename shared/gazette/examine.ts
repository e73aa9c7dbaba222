import type { Arrangement } from '../calendar/arrangement.ts';
import { addDays, daysBetween } from '../calendar/dates.ts';
import { calendarOf, isWorkingDay } from '../calendar/working-days.ts';
import type { RowFault } from '../csv/rows.ts';
import { divisionName } from '../divisions/divisions.ts';
import { formatYuan } from '../money/fen.ts';
import type { ProvinceProfile } from '../province/profile.ts';
import { isDemonstration } from '../standards/demonstration.ts';
import { isInForce } from '../standards/in-force.ts';
import { isInvented } from '../standards/invented.ts';
import { numberedLines } from '../standards/lines-csv.ts';
import type { SubsistenceLine } from '../standards/standard.ts';
import { readArrangement } from './arrangement-csv.ts';
import { arrangementsInForce } from './in-force.ts';
import type { Gazette, GazetteContent, GazetteVersion, Proposal } from './items.ts';

/** What a proposal would put into force, or all that is wrong with it. */
export interface Examined {
  content: GazetteContent | undefined;
  faults: RowFault[];
}

/** A line that is twice the one before or after it, or half of it, was entered in another unit or for another county. */
const greatestChange = 2;
/** Counties announce next year's line, some the one after: what begins later has a mistyped year. */
const yearsAhead = 2;

/**
 * Reads a proposal and holds it against what counts today: asked when it is entered, and again when it is confirmed,
 * because days pass and others confirm meanwhile.
 *
 * @param today ISO date
 * @param gazette what counts today
 */
export function examine(
  proposal: Pick<Proposal, 'kind' | 'file' | 'document' | 'url'>,
  profile: Pick<ProvinceProfile, 'code' | 'coverage' | 'subsistenceLines'>,
  gazette: Gazette,
  today: string,
): Examined {
  const bytes = Buffer.from(proposal.file);
  const demonstration = isDemonstration(profile);
  if (proposal.kind === 'lines') return examineLines(bytes, { ...profile, demonstration }, gazette.lines, today);
  const source = proposal.url === null ? proposal.document : `${proposal.document} ${proposal.url}`;
  const { arrangement, faults } = readArrangement(bytes, source);
  if (arrangement === undefined) return { content: undefined, faults };
  const wrong = [
    ...sourceFaults(proposal, arrangement, demonstration),
    ...placeFaults(arrangement, gazette.arrangements, today),
  ];
  if (wrong.length > 0) return { content: undefined, faults: wrong.map((message) => ({ row: 1, message })) };
  return { content: { kind: 'arrangement', arrangement }, faults: [] };
}

function sourceFaults(
  { document, url }: Pick<Proposal, 'document' | 'url'>,
  { year, source }: Arrangement,
  demonstration: boolean,
): string[] {
  if (isInvented({ source })) return demonstration ? [] : ['本省用的是真实的数据，不收虚构的'];
  const address = url !== null && URL.canParse(url) ? new URL(url) : undefined;
  const official = address?.protocol === 'https:' && /(^|\.)gov\.cn$/.test(address.hostname);
  return [
    ...(document.includes('国务院办公厅') && document.includes(`${year}年`)
      ? []
      : [`文件须是国务院办公厅关于${year}年节假日安排的通知，写的是：${document}`]),
    ...(/〔\d{4}〕\d+号/.test(document) ? [] : ['文件名称之后须写文号，如 国办发明电〔2025〕7号']),
    ...(official ? [] : ['须写通知在政府网站上的地址：https://…gov.cn/…']),
  ];
}

/** Against the years that count: the next one, or a correction that leaves the days that have passed as they were. */
function placeFaults(arrangement: Arrangement, all: readonly Arrangement[], today: string): string[] {
  const { year } = arrangement;
  const invented = isInvented(arrangement);
  const known = all.filter((each) => invented || !isInvented(each));
  const last = known.at(-1)?.year ?? 0;
  const before = all.find((each) => each.year === year);
  if (year > last + 1) return [`须先录入 ${last + 1} 年的，中间不能缺一年`];
  if (before !== undefined && invented && !isInvented(before)) return [`${year} 年的安排已经公布，不能换成虚构的`];
  if (before !== undefined && sameDays(before, arrangement)) return [`与现行的 ${year} 年安排一天不差，不必再录`];
  if (before !== undefined && isInvented(before)) return [];
  if (before !== undefined && year < Number(today.slice(0, 4))) return [`${year} 年已经过去，不再更正`];
  const [old, renewed] = [calendarOf(all), calendarOf(arrangementsInForce(all, [arrangement]))];
  const first = `${year - 1}-12-01`;
  const past = Array.from({ length: Math.max(0, daysBetween(first, today)) }, (_, n) => addDays(first, n));
  const changed = past.filter((date) => date <= old.until && isWorkingDay(old, date) !== isWorkingDay(renewed, date));
  return changed.length === 0 ? [] : [`${changed.join('、')} 已经过去，上不上班不能再改`];
}

function sameDays(one: Arrangement, other: Arrangement): boolean {
  return [one.off, one.work].join(';') === [other.off, other.work].join(';');
}

function examineLines(
  bytes: Uint8Array,
  province: Pick<ProvinceProfile, 'code' | 'coverage'> & { demonstration: boolean },
  current: readonly SubsistenceLine[],
  today: string,
): Examined {
  const { rows, faults } = numberedLines(bytes, province.code);
  if (faults.length > 0) return { content: undefined, faults };
  const tomorrow = addDays(today, 1);
  const fresh = rows.filter(({ line }) => !current.some((each) => isSame(each, line)));
  // What the file has for a county is held against each other, too.
  const all = [...current, ...fresh.map(({ line }) => line)].toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const wrong = fresh.flatMap(({ row, line }) =>
    lineFaults(line, province, all, today).map((message) => ({ row, message })),
  );
  if (fresh.length === 0) wrong.push({ row: 1, message: '每一行都已在用，没有新的低保标准' });
  if (wrong.length > 0) return { content: undefined, faults: wrong };
  // A line counts from the day after it was confirmed at the earliest: what was judged before stays as it was judged.
  const lines = fresh.map(({ line }) => ({ ...line, from: line.from > tomorrow ? line.from : tomorrow }));
  return { content: { kind: 'lines', lines }, faults: [] };
}

/** A row that is in force, or was, needs not to be entered again; its end may have been written to it since. */
function isSame(one: SubsistenceLine, other: SubsistenceLine): boolean {
  return one.division === other.division && one.from === other.from && one.fen === other.fen;
}

/** @param all lines by their first days: what counts, and what else is entered */
function lineFaults(
  line: SubsistenceLine,
  { coverage, demonstration }: { coverage: readonly string[]; demonstration: boolean },
  all: readonly SubsistenceLine[],
  today: string,
): string[] {
  const { division, fen, from, to } = line;
  const name = `${division} ${divisionName(division) ?? ''}`;
  const first = from > today ? from : addDays(today, 1);
  const others = all.filter((each) => each.division === division && each !== line);
  const old = others.find((each) => isInForce(each, today));
  const beside = [others.findLast((each) => each.from < first), others.find((each) => each.from > first)];
  const tooFar = [...new Set([old, ...beside])].filter((each) => each !== undefined && differs(each.fen, fen));
  const latest = `${Number(today.slice(0, 4)) + yearsAhead}${today.slice(4)}`;
  return [
    ...(coverage.some((prefix) => division.startsWith(prefix))
      ? []
      : [`${name}不在本省受理的县区之列，须先改本省配置`]),
    ...(to !== null && to <= today ? [`截止日期 ${to} 已经过去，追溯的不收：已认定的不因此改变`] : []),
    ...(from > latest ? [`生效日期 ${from} 在 ${yearsAhead} 年以后，请核对年份：最晚 ${latest}`] : []),
    ...(isInvented(line) && !demonstration ? ['本省用的是真实的数据，不收虚构的'] : []),
    ...tooFar.flatMap((each) =>
      each === undefined
        ? []
        : [
            `与${each === old ? '现行' : ` ${each.from} 起`}的 ${formatYuan(each.fen)} 元差一倍以上，请核对单位和县区：${formatYuan(fen)} 元`,
          ],
    ),
  ];
}

function differs(one: number, other: number): boolean {
  return one / other >= greatestChange || other / one >= greatestChange;
}

/**
 * What was confirmed after a proposal was entered, for the same year or county: whoever entered it, and whoever reads it
 * before confirming, compared it with something else.
 */
export function overtaken(
  content: GazetteContent,
  { at }: Pick<Proposal, 'at'>,
  versions: readonly GazetteVersion[],
): RowFault[] {
  const later = versions.filter(({ confirmedAt }) => confirmedAt > at);
  return later.flatMap(({ proposal, content: other }) =>
    subjects(content)
      .filter((subject) => subjects(other).includes(subject))
      .map((subject) => ({
        row: 1,
        message: `${subject}的，录入之后核准了第 ${proposal} 次录入的，请与它核对后重新录入`,
      })),
  );
}

function subjects(content: GazetteContent): string[] {
  if (content.kind === 'arrangement') return [`${content.arrangement.year} 年`];
  return [...new Set(content.lines.map(({ division }) => `${division} ${divisionName(division) ?? ''}`))];
}
