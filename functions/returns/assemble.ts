import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { levelOf } from '../../shared/organisation/org-path.ts';
import { type Checked, checksOf, type ReturnCheck } from '../../shared/returns/checks.ts';
import { type ReturnValues, sumOf } from '../../shared/returns/form.ts';
import { periodOf, type ReturnPeriod } from '../../shared/returns/period.ts';
import { addedSources, type Sources, withoutNumbers } from '../../shared/returns/seen.ts';
import { returnDigest, type SignedContent } from '../../shared/returns/signed.ts';
import type { App } from '../../shared/services/app.ts';
import { belowOf, dueOfPart, type Part } from '../../shared/services/reporting.ts';
import { returns, unions } from '../../shared/services/services.ts';
import { ownOf } from './own.ts';

/** So many late ones that ever had a dossier are counted in their place: each is read row by row. */
export const mostCounted = 20;

/** 上报 of a union as it would be signed now. */
export interface Assembled {
  parts: Part[];
  /** What it says, its digest, and what the checks say of it; null as long as some have not signed that may sign in time. */
  now: { content: SignedContent; digest: string; checks: ReturnCheck[] } | null;
}

interface As {
  number: number;
  /** What a 补充上报 adds to the union's own, by column. */
  corrections?: SignedContent['corrections'];
  now: Date;
}

/**
 * A sum of some of the parts alone, and then of all of them, would tell what the last one has: there is none until each has
 * signed. Whoever is late is counted as its rows are, so that nothing is missing, and nothing changes when it signs the same.
 */
export async function assembled(app: App, period: ReturnPeriod, orgPath: string, as: As): Promise<Assembled> {
  const { parts, former } = await belowOf(app, period, orgPath);
  const today = dateInShanghai(as.now);
  const unsigned = parts.filter(({ signed }) => signed === undefined);
  const isTooMany =
    unsigned.flatMap(({ waiting }) => waiting.filter(({ hasDossiers }) => hasDossiers)).length > mostCounted;
  if (unsigned.some((part) => dueOfPart(app, period, part) >= today) || isTooMany) return { parts, now: null };
  const counted = new Map<string, NonNullable<Assembled['now']>>();
  for (const part of unsigned) {
    const { now } = await assembled(app, period, part.orgPath, { number: 0, now: as.now });
    if (now === null) return { parts, now };
    counted.set(part.orgPath, now);
  }
  const all = parts.map(({ orgPath: each, signed }): Counted => {
    if (signed !== undefined) return signed;
    const { content, digest } = counted.get(each) as NonNullable<Assembled['now']>;
    return { ...content, number: null, digest };
  });
  const failing = new Set(
    [...counted].filter(([, { checks }]) => checks.some(({ must }) => must)).map(([each]) => each),
  );
  const late = unsigned.map((part) => ({ union: part.union, isFailing: failing.has(part.orgPath) }));
  return { parts, now: await together(app, period, orgPath, { ...as, all, former, late }) };
}

type Counted = Pick<SignedContent, 'orgPath' | 'values' | 'sources'> & { number: number | null; digest: string };

async function together(
  app: App,
  period: ReturnPeriod,
  orgPath: string,
  of: As & { all: readonly Counted[]; former: readonly string[]; late: Checked['late'] },
): Promise<NonNullable<Assembled['now']>> {
  const { number, corrections = [], all } = of;
  const { form } = app.profile.returns;
  const { own, sources, known } = await ownOf(app, period, orgPath, of.former);
  const corrected = corrections.map(({ column, by }): ReturnValues => ({ [column]: by }));
  const content: SignedContent = {
    ...{ period: period.id, orgPath, number, columns: form.columns, own, corrections },
    parts: all.map((part) => ({ orgPath: part.orgPath, number: part.number, digest: part.digest })),
    sources: addedSources([sources, ...all.map((part) => part.sources)]),
    values: sumOf(form.columns, [own.values, ...corrected, ...all.map(({ values }) => values)]),
  };
  const [before, previous, union] = await Promise.all([
    earlier(app, period.before, orgPath),
    earlier(app, period.previous, orgPath),
    unions(app).name(orgPath),
  ]);
  const isCounty = levelOf(orgPath) === 'county';
  const checks = checksOf({
    ...{ period, union, form, values: content.values, before, previous, late: of.late },
    // Few cities and provinces have households of their own.
    rows: isCounty || known.count > 0 ? known : null,
  });
  const isTold = isCounty || [content, before, previous].every((each) => each === null || isOfSeveral(each.sources));
  return {
    ...{ content, digest: returnDigest(content) },
    checks: checks.map((check) => ({
      ...check,
      // Above counties nothing is said of one county's households, nor of the union's own.
      text: isTold && (isCounty || check.id !== 'unexplained') ? check.text : withoutNumbers(check.text),
    })),
  };
}

const isOfSeveral = ({ onFile, aid }: Sources): boolean => onFile > 1 && aid > 1;

/** What a union signed last of an earlier period; null where it signed nothing. */
export async function earlier(
  app: App,
  id: string,
  orgPath: string,
): Promise<{ title: string; values: ReturnValues; sources: Sources } | null> {
  const period = periodOf(id, app.profile.returns);
  const last = (await returns(app).of(id, orgPath)).at(-1);
  return period && last ? { title: period.title, values: last.values, sources: last.sources } : null;
}
