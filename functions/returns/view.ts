import type { User } from '../../shared/access/may.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import type { AnswerOf, Told } from '../../shared/contract/types.ts';
import { levelOf } from '../../shared/organisation/org-path.ts';
import type { UnionLevel } from '../../shared/organisation/union-level.ts';
import { dateInWords } from '../../shared/pages/dates.ts';
import type { SignedReturn } from '../../shared/registry/returns.ts';
import type { ReturnColumn, ReturnValues } from '../../shared/returns/form.ts';
import type { ReturnPeriod } from '../../shared/returns/period.ts';
import { isSeenAbove, type Sources } from '../../shared/returns/seen.ts';
import { isSame } from '../../shared/returns/signed.ts';
import type { App } from '../../shared/services/app.ts';
import { dueOf, dueOfPart, type Part } from '../../shared/services/reporting.ts';
import { names, returns, returnWords, unions } from '../../shared/services/services.ts';
import { type Assembled, assembled, earlier, mostCounted } from './assemble.ts';

export type Detail = Told<AnswerOf<'getReturn'>>;

/** Somebody of the very union that reports. */
interface Reader {
  user: User;
  now: Date;
  orgPath: string;
  level: UnionLevel;
}

/** 上报 of a union as its own people see it; of those below, who has signed, and no number. */
export async function detailOf(app: App, period: ReturnPeriod, reader: Reader): Promise<Detail> {
  const { orgPath, level, now } = reader;
  const signed = await returns(app).of(period.id, orgPath);
  const last = signed.at(-1);
  const number = last === undefined ? 0 : last.number + 1;
  const current = await assembled(app, period, orgPath, { number, corrections: last?.corrections ?? [], now });
  const content = current.now?.content;
  const before = await earlier(app, period.before, orgPath);
  const columns = last?.columns ?? app.profile.returns.form.columns;
  const cell = (of: { values: ReturnValues; sources: Sources } | null | undefined, column: ReturnColumn) =>
    of && (level === 'county' || isSeenAbove(column, of.sources)) ? (of.values[column.id] ?? 0) : null;
  const shown = columns.map((column) => ({
    ...{ column: column.id, title: column.title, unit: column.unit },
    value: cell(last ?? content, column),
    now: cell(content, column),
    was: column.compare ? cell(before, column) : null,
  }));
  return {
    ...summaryOf(app, period, level),
    ...{ before: period.before, orgPath, level },
    union: await unions(app).name(orgPath),
    summed: last !== undefined || content !== undefined,
    columns: shown,
    parts: await partsSaid(app, period, current.parts, now),
    checks: (current.now?.checks ?? []).map(({ id, ...check }) => ({ check: id, ...check })),
    signed: await Promise.all(signed.map((each) => signingOf(app, each, level))),
    ...nextOf(app, period, reader, last, current),
    notes: level === 'county' ? [] : notesOf(last, current, shown),
  };
}

export function summaryOf(app: App, period: ReturnPeriod, level: UnionLevel) {
  const { id, kind, title, from, day } = period;
  return { period: id, kind, title, from, day, due: dueOf(app, period, level) };
}

/**
 * Who has signed, and how many of their checks found anything. No number of theirs, and not who signed another time: what
 * the sum changes by then would be that one's.
 */
function partsSaid(app: App, period: ReturnPeriod, parts: readonly Part[], now: Date): Promise<Detail['parts']> {
  const today = dateInShanghai(now);
  return Promise.all(
    parts.map(async (part) => {
      const { orgPath, union, first, waiting } = part;
      const late = first === undefined && dueOfPart(app, period, part) < today;
      const below = levelOf(orgPath) === 'county' ? [] : waiting.map((each) => each.union);
      if (first === undefined) return { orgPath, union, at: null, byName: null, checks: null, late, waiting: below };
      const [byName, { checks }] = await Promise.all([names(app).of(first.by), returnWords(app).of(first)]);
      return { orgPath, union, at: first.at, byName, checks: checks.length, late, waiting: below };
    }),
  );
}

async function signingOf(app: App, signed: SignedReturn, level: UnionLevel): Promise<Detail['signed'][number]> {
  const { number, by, at, digest, own, corrections, columns } = signed;
  const said = await returnWords(app).of(signed);
  const added = corrections.slice(corrections.length - said.corrections.length);
  return {
    ...{ number, by, at, digest, because: said.because, why: said.why, checks: said.checks },
    // Above counties those are the rows of the few households that stand below no county.
    rows: level === 'county' ? own.rows : null,
    byName: await names(app).of(by),
    corrections: added.map((each, index) => {
      const { title, unit } = columns.find(({ id }) => id === each.column) as ReturnColumn;
      return { title, unit, by: each.by, why: said.corrections[index] ?? '' };
    }),
  };
}

function nextOf(
  app: App,
  period: ReturnPeriod,
  { user }: Reader,
  last: SignedReturn | undefined,
  { parts, now }: Assembled,
): Pick<Detail, 'next' | 'notNow'> {
  const no = (notNow: string) => ({ next: null, notNow });
  if (now === null) return no(awaited(app, period, parts));
  if (!user.roles.includes('reviewer')) return no('由本级的审核人签报。');
  if (now.checks.some(({ must }) => must)) return no('数自相矛盾，改好以前不能签报。');
  const next = { number: now.content.number, digest: now.digest };
  if (last !== undefined && isSame(now.content, last))
    return { next, notNow: '签报过了，依据的没有变。须更正的，写更正，补充上报。' };
  return { next, notNow: null };
}

/** Whom a sum waits for, and until when. */
export function awaited(app: App, period: ReturnPeriod, parts: readonly Part[]): string {
  const unsigned = parts.filter(({ signed }) => signed === undefined);
  const until =
    unsigned
      .map((part) => dueOfPart(app, period, part))
      .sort()
      .at(-1) ?? period.day;
  return `还有 ${unsigned.length} 个下级没有签报，合计要等它们。过了${dateInWords(until)}还没有签的，照它的历史行合进来；有档案而没有签的县多于 ${mostCounted} 个的，先催它们签。`;
}

function notesOf(
  last: SignedReturn | undefined,
  { now }: Assembled,
  columns: readonly Pick<Detail['columns'][number], 'value'>[],
): string[] {
  const has = last !== undefined || now !== null;
  const isOther = last !== undefined && now !== null && !isSame(now.content, last);
  const hidden = columns.filter(({ value }) => value === null).length;
  return [
    ...(has ? ['合计是各下级签报的，加上本级直接管的；过了期限没有签报的，照它的历史行。各下级的数，上级不看。'] : []),
    ...(has && hidden > 0
      ? [
          '不显示的（写作 ＊）：只有一处（一个下级，或者本级直接管的）有户，或者有帮扶，合计就是它的，看得到合计就看得到它的。数照样签、照样存、照样往上合。',
        ]
      : []),
    ...(isOther ? ['签报以后，有下级另签了，或者本级直接管的变了。须合进来的，补充上报。'] : []),
  ];
}
