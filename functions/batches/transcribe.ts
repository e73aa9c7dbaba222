import type { User } from '../../shared/access/may.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import type { ActionOf } from '../../shared/dossier/actions.ts';
import { isRefusal } from '../../shared/dossier/deed.ts';
import { decideFinding, isLookedAtOnFile } from '../../shared/dossier/duplicate-deeds.ts';
import { assessmentContext } from '../../shared/dossier/seal-contexts.ts';
import { apply } from '../../shared/dossier/state.ts';
import { decideTranscription } from '../../shared/dossier/transcribing.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { county, divisionOf, unionAt } from '../../shared/organisation/org-path.ts';
import { maskName } from '../../shared/privacy/masks.ts';
import { type Dossier, EffectRefused } from '../../shared/registry/dossiers.ts';
import { keys } from '../../shared/registry/keys.ts';
import { lockWrites } from '../../shared/registry/locks.ts';
import { leaveInPlaces, placesItem } from '../../shared/registry/places.ts';
import { areNews } from '../../shared/registry/shown-duplicate.ts';
import type { OldDossier, Transcript, TranscriptRow } from '../../shared/registry/transcripts.ts';
import { inLanes } from '../../shared/runtime/lanes.ts';
import type { App } from '../../shared/services/app.ts';
import { type KnownBy, knownBy } from '../../shared/services/known-by.ts';
import {
  dossierReader,
  dossiers,
  forms,
  gazette,
  keyring,
  newDossierKeys,
  table,
  traces,
  transcripts,
  unions,
} from '../../shared/services/services.ts';
import { basisOf } from '../../shared/standards/basis-of.ts';
import { anyDossierOf, hasLeft } from './on-file-already.ts';

/** So many households are put on file at once. */
const LANES = 4;
/** What is left after this long is for the next time: the API itself gives up after 29 s. */
const LONGEST_MS = 12_000;

const NUMBER_EFFECT = 'oldNumber';

interface Transcribing {
  transcript: Transcript;
  /** Who confirms it, now or the last time it was gone on with. */
  user: User;
  now: Date;
}

/**
 * Puts the households of a batch on file, each in one transaction under the id that was given to it when it was handed in:
 * done again, after whatever death, what is done is passed over. One that cannot be taken over says why, and stops no
 * other. Answers whether some are left for the next time.
 */
export async function transcribe(app: App, of: Transcribing): Promise<boolean> {
  const rows = await transcripts(app).rowsOf(of.transcript.id);
  const begun = performance.now();
  let more = false;
  function* inTime(): Generator<TranscriptRow> {
    for (const row of rows) {
      if (row.result !== undefined) continue;
      if (performance.now() - begun > LONGEST_MS) {
        more = true;
        return;
      }
      yield row;
    }
  }
  await inLanes(inTime(), LANES, async (row) => {
    const why = await transcribeRow(app, of, row);
    const become = why === undefined ? { result: 'taken' as const } : { result: 'left' as const, why };
    await transcripts(app).put(of.transcript.id, { ...row, ...become });
  });
  return more;
}

/** Undefined when the household is on file, now or before; otherwise why not. */
async function transcribeRow(app: App, of: Transcribing, row: TranscriptRow): Promise<string | undefined> {
  if ((await dossierReader(app).find(row.dossier)) === undefined) {
    const old = await transcripts(app).contentOf(of.transcript.id, row);
    if (old === undefined) return undefined;
    try {
      const why = await record(app, of, row, old);
      if (why !== undefined) return why;
    } catch (error) {
      // Another run was faster with this household.
      if (!(error instanceof Problem && error.code === 1301)) throw error;
    }
  }
  await leaveInPlaces(table(app), dossierReader(app), row.dossier);
  await lookAfterwards(app, row.dossier);
  return undefined;
}

/**
 * Whoever is submitted from now on finds it; who came meanwhile, or with the same batch, is found here: of two, whichever
 * leaves its traces later finds the other.
 */
async function lookAfterwards(app: App, dossierId: string): Promise<void> {
  const mine = await traces(app).leave(dossierId);
  await dossiers(app).recordLatest(dossierId, async (dossier) => {
    const { state } = dossier;
    if (!isLookedAtOnFile(state) || state.inForce === null) return undefined;
    const found = await traces(app).find(dossier, mine);
    if (!areNews(state, found)) return undefined;
    const says = { form: state.inForce.form, found: found.map(({ duplicate }) => duplicate) };
    return { action: decideFinding(state, says), actor: { kind: 'system', id: 'transcripts' }, now: app.now() };
  });
}

async function record(
  app: App,
  { transcript, user, now }: Transcribing,
  { row, dossier: id }: TranscriptRow,
  { form, ...old }: OldDossier,
): Promise<string | undefined> {
  const known = await knownBy(app, form);
  const today = dateInShanghai(now);
  const why =
    (await unions(app).absence(old.orgPath, today)) ??
    (await anyDossierOf(app, user, id, known.numbers)) ??
    (known.worker && (await hasLeft(app, user, known.worker.index))) ??
    undefined;
  if (why !== undefined) return why;
  await newDossierKeys(app).create(id);
  const assessed = await assessedToday(app, id, form, now);
  if (typeof assessed === 'string') return assessed;
  const { digest, write } = await forms(app).save(id, 1, form);
  const source = { transcript: transcript.id, file: transcript.file, row, preparedBy: transcript.by };
  const province = { code: app.profile.code, everyMonths: app.profile.review.everyMonths };
  const action = decideTranscription(province, old, { digest, ...assessed, found: [], source }, today);
  if (isRefusal(action)) return action.refused;
  const actor = { kind: 'staff' as const, id: user.id };
  const state = apply(id, null, { action, actor, at: now.toISOString(), on: today });
  const found = await traces(app).find({ id, state }, known.traces);
  const certain = found.find(({ duplicate }) => duplicate.verdict === 'certain');
  if (certain) return `查重几乎肯定是另一户，那一份由${await unions(app).nameFor(certain.orgPath, user.orgPath)}管理`;
  const stub = { id, state, locks: [], absorbedLocks: [], names: [], maskedName: '' } as unknown as Dossier;
  const number = { ...keys.oldNumber(divisionOf(county(old.orgPath)), old.dossierNumber), dossierId: id };
  const own = 'attribute_not_exists(pk) OR dossierId = :me';
  try {
    await dossiers(app).record({
      ...{ id, before: null, actor, now },
      action: { ...action, found: found.map(({ duplicate }) => duplicate) } satisfies ActionOf<'transcribe'>,
      facts: { maskedName: maskName(form.worker.name), locks: known.numbers, names: known.names },
      effects: [
        write,
        table(app).putWrite('places', placesItem(id, placesOf(known, old.dossierNumber)), null),
        traces(app).commitWrite(id, known.traces),
        ...lockWrites(table(app), stub, known.numbers),
        table(app).putWrite(NUMBER_EFFECT, number, own, { ':me': id }),
      ],
    });
    return undefined;
  } catch (error) {
    if (!(error instanceof EffectRefused)) throw error;
    if (error.effects.includes(NUMBER_EFFECT))
      return `职工编号 ${old.dossierNumber} 在${unionAt('county', old.orgPath) === undefined ? '本级和直属单位' : '本县'}已经用过`;
    const other = await anyDossierOf(app, user, id, known.numbers);
    if (other === undefined) throw new Problem(1301, { cause: error });
    return other;
  }
}

/** What the standards say of it on the day on which it is taken over; why it cannot be said, in Chinese. */
async function assessedToday(
  app: App,
  id: string,
  form: OldDossier['form'],
  now: Date,
): Promise<Pick<ActionOf<'transcribe'>, 'basis' | 'assessed'> | string> {
  const profile = await gazette(app).profileWithLines(now);
  const { assessOld } = await import('./assess-old.ts');
  try {
    const basis = basisOf(profile, form, dateInShanghai(now));
    const content = assessOld(app.profile, form, basis);
    if (typeof content === 'string') return content;
    const { outcome, category, tier } = content.assessment;
    const record = await keyring(app).seal(assessmentContext(id, '1-1'), content);
    return { basis, assessed: { outcome, category, tier, record } };
  } catch (error) {
    if (error instanceof Problem && error.code === 1200) {
      return error.faults.map(({ message }) => message).join('；') || error.said;
    }
    throw error;
  }
}

/** The partitions in which a search is to find it: it is left there once it is on file. */
const placesOf = ({ numbers, names }: KnownBy, dossierNumber: string): string[] => [
  ...numbers.map(keys.identities),
  ...names.map(keys.names),
  keys.dossierNumbers(dossierNumber),
];
