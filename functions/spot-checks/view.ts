import type { User } from '../../shared/access/may.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import type { AnswerOf, Told } from '../../shared/contract/types.ts';
import type { JournalEntry } from '../../shared/dossier/journal.ts';
import { isFew } from '../../shared/few/few.ts';
import { choiceName } from '../../shared/organisation/choices.ts';
import { contains, isWithinCounty } from '../../shared/organisation/org-path.ts';
import { nameOfOwn } from '../../shared/organisation/own-name.ts';
import type { SpotCheck, SpotCheckRow } from '../../shared/registry/spot-checks.ts';
import type { App } from '../../shared/services/app.ts';
import { dossierReader, names, spotChecks, unions } from '../../shared/services/services.ts';
import { tellsFew } from '../../shared/spot-checks/beside-own.ts';
import { agreedNumbers } from '../../shared/spot-checks/entries.ts';
import { type Looked, type RateFigure, ratesOf, ratesOfStratum } from '../../shared/spot-checks/estimates.ts';
import type { Listed } from '../../shared/spot-checks/frame.ts';
import { type Finding, type LookState, rates } from '../../shared/spot-checks/words.ts';
import { Lookers, type Waiting } from './lookers.ts';
import { hasLooked, visitorRefusal } from './visitor.ts';

/** How the figures come about, for whoever reads them (docs/spot-checks.md). */
const methods = {
  quota: '覆盖抽查只说看了几户、看出什么，不推断差错率。',
  sample:
    '各层的比例按该层的户数加权；区间为百分之九十五的威尔逊区间，样本量换成考虑分层和有限总体的有效样本量（Cochran 1977；Wilson 1927；Korn、Graubard 1998）。',
} as const;

/** As it is shown: tenths of a per cent. */
const roughly = (share: number): number => Math.round(share * 1000) / 1000;
const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

export async function summaryOf(app: App, user: User, check: SpotCheck) {
  const { id, orgPath, own, instrument, frames, strata, households, by, at, publicDraw, drawn, replacedBy } = check;
  const union = await unions(app).name(orgPath);
  return {
    ...{ check: id, orgPath, own, union: own ? nameOfOwn(union, orgPath) : union, instrument, frames },
    households: strata.every((_, index) => isTold(user, check, index)) ? households : null,
    draw: sum(strata.map((each) => each.draw)),
    ...{ by, byName: await names(app).of(by), at, publicDraw, drawnAt: drawn?.at ?? null, replacedBy },
  };
}

/** A 抽查 with its strata, counts and rates, as far as a user may be told them. `now` decides what is late. */
export async function detailOf(
  app: App,
  user: User,
  check: SpotCheck,
  now: Date,
): Promise<Told<AnswerOf<'getSpotCheck'>>> {
  const { instrument, percent, wished, digest, entries, drawn } = check;
  const [rows, sample] = await Promise.all([spotChecks(app).rows(check.id), spotChecks(app).sample(check)]);
  const gone = await goneFrom(app, sample, rows);
  const looked = lookedOf(check, sample, rows, gone);
  const goneOf = Map.groupBy(
    sample.filter(({ dossier }) => gone.has(dossier)),
    ({ stratum }) => stratum,
  );
  const isSample = instrument === 'sample' && drawn !== null;
  const today = dateInShanghai(now);
  const settled = rows.filter((row) => row.settled !== null);
  const toRemedy = rows.filter(isToRemedy);
  const told = looked.map((_, index) => isTold(user, check, index));
  return {
    ...(await summaryOf(app, user, check)),
    ...{ percent, wished, digest },
    entries: await Promise.all(entries.map(async (each) => ({ ...each, byName: await names(app).of(each.by) }))),
    numbers: agreedNumbers(entries),
    drawn: drawn && {
      ...{ by: drawn.by, byName: await names(app).of(drawn.by) },
      ...{ root: drawn.root, numbers: drawn.numbers, seed: drawn.seed },
    },
    counts: {
      looked: rows.length,
      disagreed: rows.filter((row) => isIn('disagreed', row, gone.has(row.dossier))).length,
      settled: settled.length,
      toRemedy: toRemedy.length,
      late: toRemedy.filter(({ remedy }) => (remedy?.by ?? '') < today).length,
    },
    strata: looked.map(({ stratum, counts }, index) => ({
      ...{ stratum: index + 1, ...stratum, size: told[index] ? stratum.size : null, place: placeOf(stratum.division) },
      settled: sum(Object.values(counts)) - (goneOf.get(index + 1)?.length ?? 0),
      // Out of how many they were drawn, the interval says, too.
      rates:
        isSample && !isPooledWithFew(user, check, index)
          ? toldRates(ratesOfStratum({ stratum, counts }), told[index] === true)
          : [],
    })),
    rates: isSample ? toldRates(ratesOf(looked), told.every(Boolean)) : [],
    method: methods[instrument],
  };
}

const isDisagreed = ({ settled, looks }: SpotCheckRow): boolean => settled === null && looks.length === 2;
const isToRemedy = ({ remedy }: SpotCheckRow): boolean => remedy !== null && remedy.doneOn === null;

/** Whether a household is one of those a list is narrowed to; all are while it is not. For whom is `gone` nobody waits any more. */
export function isIn(state: LookState | undefined, row: SpotCheckRow | undefined, gone: boolean): boolean {
  if (state === undefined) return true;
  if (row === undefined) return state === 'unsettled' && !gone;
  const of: Record<LookState, boolean> = {
    unsettled: row.settled === null && !gone,
    disagreed: isDisagreed(row) && !gone,
    toRemedy: isToRemedy(row),
  };
  return of[state];
}

/** Those without a finding of whom there will be none: somebody has confirmed that they go (处置). They count as 无法核实. */
export async function goneFrom(
  app: App,
  sample: readonly Listed[],
  rows: readonly SpotCheckRow[],
): Promise<ReadonlySet<string>> {
  const settled = new Set(rows.flatMap(({ dossier, settled: finding }) => (finding === null ? [] : [dossier])));
  const open = sample.flatMap(({ dossier }) => (settled.has(dossier) ? [] : [dossier]));
  const summaries = await dossierReader(app).summaries(open);
  return new Set(summaries.flatMap(({ id, going }) => (going ? [id] : [])));
}

/** Where it is not told how many there are, no shares closer than anybody is shown: by them they would be. */
const toldRates = (figures: readonly RateFigure[], isTold: boolean) =>
  figures.map((figure) => {
    const { estimate, rate } = figure;
    const { title } = rates[rate];
    if (isTold) return { ...figure, title };
    return {
      ...figure,
      title,
      size: null,
      estimate: estimate && {
        share: roughly(estimate.share),
        low: roughly(estimate.low),
        high: roughly(estimate.high),
      },
    };
  });

/**
 * How many there are is told to whoever is of the county. From above it is not told of fewer than five, nor of a frame of one
 * county alone: strata of a larger one are what 统计 shows (shared/spot-checks/pooling.ts). Nor is it told to whoever knows
 * how many of them are their union's own, where the others are few. Of a sum all parts are told, or it is not.
 */
function isTold(user: User, check: SpotCheck, index: number): boolean {
  const { orgPath, own, strata } = check;
  if (isWithinCounty(user.orgPath) || (own && user.orgPath === orgPath)) return true;
  const isAlone = own || isWithinCounty(orgPath);
  return !isAlone && !isFew(strata[index]?.size ?? 0) && !isPooledWithFew(user, check, index);
}

const isPooledWithFew = (user: User, check: SpotCheck, index: number): boolean =>
  !check.own && user.orgPath === check.orgPath && !isWithinCounty(check.orgPath) && tellsFew(check, index);

function placeOf(division: string): string {
  const [first = '', ...others] = division.split('+');
  const name = choiceName(first) ?? first;
  return others.length === 0 ? name : `${name}等 ${others.length + 1} 个地方合在一层`;
}

/** What came of each stratum: only of those who were drawn, whoever else has a row. */
function lookedOf(
  { strata }: SpotCheck,
  sample: readonly Listed[],
  rows: readonly SpotCheckRow[],
  gone: ReadonlySet<string>,
): Looked[] {
  const of = new Map(sample.map(({ dossier, stratum }) => [dossier, stratum]));
  const looked = strata.map((stratum): Looked => ({ stratum, counts: {} }));
  const found = rows.map(({ dossier, settled }) => ({ dossier, finding: settled }));
  for (const { dossier, finding } of [
    ...found,
    ...[...gone].map((dossier) => ({ dossier, finding: 'unverifiable' as const })),
  ]) {
    const counts = looked[(of.get(dossier) ?? 0) - 1]?.counts;
    if (counts && finding) counts[finding] = (counts[finding] ?? 0) + 1;
  }
  return looked;
}

/** A page of those who were drawn, with whether this person may look at each. */
export async function householdsOf(
  app: App,
  user: User,
  check: SpotCheck,
  page: readonly Listed[],
  rows: readonly SpotCheckRow[],
) {
  const summaries = await dossierReader(app).summaries(page.map(({ dossier }) => dossier));
  const byId = new Map(summaries.map((each) => [each.id, each]));
  const rowOf = new Map(rows.map((row) => [row.dossier, row]));
  const there = page.flatMap((listed) => {
    const summary = byId.get(listed.dossier);
    return summary ? [{ listed, summary }] : [];
  });
  const titles = await unions(app).names(there.map(({ summary }) => summary.orgPath));
  const lookers = new Lookers(app);
  return Promise.all(
    there.map(async ({ listed: { dossier, stratum }, summary: { orgPath, maskedName, going } }) => {
      const row = rowOf.get(dossier);
      const moved = !contains(user.orgPath, orgPath);
      const looks = row?.looks ?? [];
      let read: Promise<readonly JournalEntry[]> | undefined;
      const journal = () => {
        read ??= dossierReader(app).journal(dossier);
        return read;
      };
      const waiting = { orgPath, looks, journal };
      const isOver = row?.settled
        ? '已经有了结论。'
        : going
          ? '保管期满，已经确认处置，不再看，算无法核实。'
          : undefined;
      const why = isOver ?? (await notMine(user, waiting));
      return {
        ...{ dossier, stratum, frame: check.strata[stratum - 1]?.frame as SpotCheck['frames'][number] },
        ...{ maskedName: moved ? null : maskedName, union: titles.get(orgPath) as string, moved },
        looks: looks.length,
        finding: (row?.settled ?? null) as Finding | null,
        remedyBy: row?.remedy?.by ?? null,
        remediedOn: row?.remedy?.doneOn ?? null,
        notMine: why,
        noLooker: isOver === undefined && why !== null && !(await lookers.any(waiting)),
      };
    }),
  );
}

async function notMine(user: User, { orgPath, looks, journal }: Waiting): Promise<string | null> {
  if (!user.roles.includes('auditor')) return '由抽查人来看。';
  if (looks.some(({ by }) => by === user.id)) return hasLooked;
  // The journal is read only where nothing else decides.
  const at = visitorRefusal(user, { orgPath }, []);
  return at ?? visitorRefusal(user, { orgPath }, await journal()) ?? null;
}
