import type { User } from '../../shared/access/may.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import type { AnswerOf, Told } from '../../shared/contract/types.ts';
import type { UnionLevel } from '../../shared/organisation/union-level.ts';
import type { SignedReturn } from '../../shared/registry/returns.ts';
import { isBreakdown, type ReturnColumn, type ReturnValues } from '../../shared/returns/form.ts';
import { maskedCells } from '../../shared/returns/masking.ts';
import { periodOf, type ReturnPeriod } from '../../shared/returns/period.ts';
import type { App } from '../../shared/services/app.ts';
import { aboveOf, dueOf, type Part, partsIn } from '../../shared/services/reporting.ts';
import { names, returns, returnWords, unions } from '../../shared/services/services.ts';
import { type Assembled, assembled, earlier } from './assemble.ts';
import { isSame } from './sign.ts';

export type Detail = Told<AnswerOf<'getReturn'>>;

/** Where somebody stands who reads a return: their own union's, or that of a union below. */
interface Reader {
  user: User;
  now: Date;
  orgPath: string;
  level: UnionLevel;
}

/** 上报 of a union as somebody sees it: what is not signed is its own union's affair, and so are cells of few. */
export async function detailOf(app: App, period: ReturnPeriod, reader: Reader): Promise<Detail> {
  const { orgPath, level, user, now } = reader;
  const signed = await returns(app).of(period.id, orgPath);
  const last = signed.at(-1);
  const isOwn = user.orgPath === orgPath;
  const number = last === undefined ? 0 : last.number + 1;
  const current = isOwn
    ? await assembled(app, period, orgPath, { number, corrections: last?.corrections ?? [] })
    : undefined;
  const hiddenOf = async (of: ReturnPeriod) => (isOwn ? nothing : await hiddenAbove(app, of, orgPath));
  const [hidden, hiddenBefore] = await Promise.all([
    hiddenOf(period),
    hiddenOf(periodOf(period.before, app.profile.returns) as ReturnPeriod),
  ]);
  const before = await earlier(app, period.before, orgPath);
  const columns = last?.columns ?? app.profile.returns.form.columns;
  const shown = last?.values ?? current?.content.values;
  const cell = (values: ReturnValues | undefined, { id }: ReturnColumn, not = hidden) =>
    values === undefined || not.has(id) ? null : (values[id] ?? 0);
  const parts = current?.parts ?? (level === 'county' ? [] : await partsIn(app, period, orgPath));
  const own = last?.own.values ?? current?.content.own.values;
  return {
    ...summaryOf(app, period, level),
    ...{ before: period.before, orgPath, level },
    union: await unions(app).name(orgPath),
    columns: columns.map((column) => ({
      ...{ column: column.id, title: column.title, unit: column.unit },
      value: cell(shown, column),
      now: cell(current?.content.values, column),
      was: column.compare ? cell(before?.values, column, hiddenBefore) : null,
    })),
    parts: await partsShown(app, { period, parts, own, last, columns, orgPath, today: dateInShanghai(now), level }),
    checks: (current?.checks ?? []).map(({ id, ...check }) => ({ check: id, ...check })),
    signed: await Promise.all(signed.map((each) => signingOf(app, each, isOwn))),
    ...nextOf(reader, last, current),
    notes: notesOf({ isOwn, level, hasHidden: hidden.size > 0 }),
  };
}

export function summaryOf(app: App, period: ReturnPeriod, level: UnionLevel) {
  const { id, kind, title, from, day } = period;
  return { period: id, kind, title, from, day, due: dueOf(app, period, level) };
}

const nothing: ReadonlySet<string> = new Set();

/** What of a union whoever is above it does not see: the same that they do not see of it beside the others. */
async function hiddenAbove(app: App, period: ReturnPeriod, orgPath: string): Promise<ReadonlySet<string>> {
  const above = aboveOf(orgPath);
  if (above === undefined) return nothing;
  const [parts, own] = await Promise.all([
    partsIn(app, period, above),
    returns(app)
      .of(period.id, above)
      .then((all) => all.at(-1)?.own.values),
  ]);
  const rows = rowsOf(parts, own);
  const masked = maskedCells(
    app.profile.returns.form,
    rows.map(({ values }) => values),
  );
  return masked[rows.findIndex((each) => each.orgPath === orgPath)] ?? nothing;
}

/** The union's own households beside those below it that signed. */
function rowsOf(
  parts: readonly Part[],
  own: ReturnValues | undefined,
): { orgPath: string | null; values: ReturnValues }[] {
  return [
    ...(own === undefined || isEmpty(own) ? [] : [{ orgPath: null, values: own }]),
    ...parts.flatMap(({ orgPath, signed }) => (signed ? [{ orgPath, values: signed.values }] : [])),
  ];
}

const isEmpty = (values: ReturnValues): boolean => Object.values(values).every((value) => value === 0);

async function partsShown(
  app: App,
  of: {
    period: ReturnPeriod;
    parts: readonly Part[];
    own: ReturnValues | undefined;
    last: SignedReturn | undefined;
    columns: readonly ReturnColumn[];
    orgPath: string;
    today: string;
    level: UnionLevel;
  },
): Promise<Detail['parts']> {
  const { period, parts, own, last, columns, orgPath, today, level } = of;
  // A county's is all its own.
  if (level === 'county') return [];
  const rows = rowsOf(parts, own);
  const masked = maskedCells(
    app.profile.returns.form,
    rows.map(({ values }) => values),
  );
  const valuesAt = (path: string | null) => {
    const at = rows.findIndex((each) => each.orgPath === path);
    if (at < 0) return null;
    return columns.map(({ id }) => (masked[at]?.has(id) ? null : (rows[at]?.values[id] ?? 0)));
  };
  const due = dueOf(app, period, level === 'provincial' ? 'municipal' : 'county');
  const unsigned = { signed: null, at: null, byName: null, late: false, newer: false };
  const ownRow = valuesAt(null);
  return [
    ...(ownRow === null ? [] : [{ orgPath, union: '本级直接管的', own: true, ...unsigned, values: ownRow }]),
    ...(await Promise.all(
      parts.map(async ({ orgPath, union, signed }) => ({
        ...{ orgPath, union, own: false, ...unsigned },
        ...(signed === undefined
          ? { late: due < today }
          : { signed: signed.number, at: signed.at, byName: await names(app).of(signed.by) }),
        newer: last !== undefined && signed !== undefined && !last.parts.some(({ digest }) => digest === signed.digest),
        values: valuesAt(orgPath),
      })),
    )),
  ];
}

/** What was written is the union's own affair as far as it may tell of few. */
async function signingOf(app: App, signed: SignedReturn, isOwn: boolean): Promise<Detail['signed'][number]> {
  const { number, by, at, digest, own, corrections, columns } = signed;
  const said = await returnWords(app).of(signed);
  const added = corrections.slice(corrections.length - said.corrections.length);
  return {
    ...{ number, by, at, digest, rows: own.rows, because: said.because, why: said.why },
    byName: await names(app).of(by),
    checks: isOwn ? said.checks : [],
    corrections: added.map((each, index) => {
      const column = columns.find(({ id }) => id === each.column) as ReturnColumn;
      const isSeen = isOwn || !isBreakdown(column);
      return {
        title: column.title,
        unit: column.unit,
        by: isSeen ? each.by : null,
        why: said.corrections[index] ?? '',
      };
    }),
  };
}

function nextOf(
  { user, orgPath }: Reader,
  last: SignedReturn | undefined,
  current: Assembled | undefined,
): Pick<Detail, 'next' | 'notNow'> {
  const no = (notNow: string) => ({ next: null, notNow });
  if (current === undefined || user.orgPath !== orgPath) return no('由它自己的审核人签报。');
  if (!user.roles.includes('reviewer')) return no('由本级的审核人签报。');
  if (current.checks.some(({ must }) => must)) return no('数自相矛盾，改好以前不能签报。');
  const next = { number: current.content.number, digest: current.digest };
  if (last !== undefined && isSame(current.content, last))
    return { next, notNow: '签报过了，依据的没有变。须更正的，写更正，补充上报。' };
  return { next, notNow: null };
}

function notesOf({ isOwn, level, hasHidden }: { isOwn: boolean; level: UnionLevel; hasHidden: boolean }): string[] {
  return [
    ...(hasHidden || (isOwn && level !== 'county')
      ? ['下级少于五户的分项，和能由别的推出它的，不显示；各列的合计是全的。']
      : []),
    ...(isOwn && level !== 'county' ? ['合计是本级直接管的加上已经签报的各下级，没有签报的没有算。'] : []),
  ];
}
