import type { AnswerOf } from '../../shared/contract/types.ts';
import type { Transcript, TranscriptRow } from '../../shared/registry/transcripts.ts';
import type { App } from '../../shared/services/app.ts';
import { names, transcripts, unions } from '../../shared/services/services.ts';

type Detail = AnswerOf<'getTranscript'>;

/** A batch of old dossiers on its row of a list. */
export async function transcriptSummary(
  app: App,
  { id, orgPath, status, rows, first, done, at, by }: Transcript,
): Promise<AnswerOf<'listTranscripts'>['transcripts'][number]> {
  const [union, byName] = await Promise.all([unions(app).name(orgPath), names(app).of(by)]);
  return { transcript: id, ...{ orgPath, union, status, rows, first, done: done ?? null, at, by, byName } };
}

/** The same with its households, as whoever confirms it reads them. */
export async function transcriptOf(app: App, transcript: Transcript): Promise<Detail> {
  const { id, digest, decidedBy: by, decidedAt: at } = transcript;
  const opinion = await transcripts(app).opinionOf(transcript);
  const rows = await transcripts(app).rowsOf(id);
  const places = new Map<string, Promise<string>>();
  const nameOf = (orgPath: string) => {
    const known = places.get(orgPath) ?? unions(app).name(orgPath);
    places.set(orgPath, known);
    return known;
  };
  return {
    ...(await transcriptSummary(app, transcript)),
    digest,
    decision:
      by === undefined || at === undefined || opinion === null
        ? null
        : { at, by, byName: await names(app).of(by), opinion },
    households: await Promise.all(rows.map(async (row) => householdOf(app, id, row, await nameOf(row.orgPath)))),
  };
}

async function householdOf(
  app: App,
  id: string,
  of: TranscriptRow,
  union: string,
): Promise<Detail['households'][number]> {
  const { row, maskedName, result = null, dossier, why = null } = of;
  const content = await transcripts(app).contentOf(id, of);
  const { dossierNumber, registeredOn, category, tier, form } = content ?? {};
  const old =
    form === undefined || dossierNumber === undefined || registeredOn === undefined || !category || !tier
      ? null
      : { dossierNumber, registeredOn, category, tier, people: 1 + form.members.length };
  return { row, maskedName, union, old, result, dossier: result === 'taken' ? dossier : null, why };
}
