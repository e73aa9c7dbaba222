import type { OldRegistration } from '../dossier/transcribing.ts';
import type { TranscriptResult, TranscriptStatus } from '../dossier/transcript.ts';
import type { Form } from '../form/form.ts';
import { county, divisionOf } from '../organisation/org-path.ts';
import type { ProvinceKeyring } from '../sealing/province-keyring.ts';
import type { ProvinceSealed } from '../sealing/sealed.ts';
import { Changes } from './changes.ts';
import { isId } from './ids.ts';
import { AT, pageBefore } from './in-order.ts';
import { type Key, keys } from './keys.ts';
import type { Table, Write } from './table.ts';
import { dueOf, withoutDue } from './tasks.ts';

/** 一批旧档, as it lies in the table: its households lie beside it, each sealed. */
export interface Transcript {
  id: string;
  orgPath: string;
  by: string;
  /** Instants. */
  at: string;
  /** Of all its rows: whoever confirms has seen them. */
  digest: string;
  /** Keyed hash of the file's digest, and its first row: the same part of it is handed in once. */
  file: string;
  first: number;
  rows: number;
  status: TranscriptStatus;
  decidedBy?: string;
  decidedAt?: string;
  opinion?: ProvinceSealed;
  /** Once nothing is left to be done. */
  done?: Record<TranscriptResult, number>;
}

/** What an old dossier says, as it was handed in. */
export interface OldDossier extends OldRegistration {
  form: Form;
}

/** One household of a batch: under which id it comes on file, so that doing it again does it once. */
export interface TranscriptRow {
  row: number;
  dossier: string;
  maskedName: string;
  orgPath: string;
  /** Gone once it is done: the dossier has it, or nobody shall. */
  content?: ProvinceSealed;
  result?: TranscriptResult;
  /** Why it was not taken over, in Chinese; names nobody. */
  why?: string;
}

export const transcriptEffects = { file: 'transcriptFile', decision: 'transcriptDecision' } as const;

export const transcriptRowContext = (id: string, row: number): string => `transcript/${id}/${row}`;
export const transcriptOpinionContext = (id: string): string => `transcript/${id}/opinion`;

/** Where a county has it: in the order in which they were handed in, and by its part of the file while that may not come again. */
export function transcriptPlaces({ id, orgPath, at, file, first, status }: Transcript): Key[] {
  const inOrder = keys.transcriptAt(divisionOf(county(orgPath)), `${AT}${at}#${id}`);
  return status === 'refused' ? [inOrder] : [inOrder, placeOfPart({ orgPath, file, first })];
}

const placeOfPart = ({ orgPath, file, first }: Pick<Transcript, 'orgPath' | 'file' | 'first'>): Key =>
  keys.transcriptAt(divisionOf(county(orgPath)), `FILE#${file}#${first}`);

/** As it is stored: while it waits, or is under way, it is a task of the county's reviewers, but for who handed it in. */
export function transcriptItem(transcript: Transcript) {
  const { id, orgPath, by, rows, status, done } = transcript;
  const task = {
    kind: 'transcript',
    n: 1,
    role: 'reviewer',
    orgPath: county(orgPath),
    due: null,
    notFor: [by],
  } as const;
  const waits = status === 'prepared' || (status === 'confirmed' && done === undefined);
  return { ...keys.transcript(id), ...transcript, ...(waits ? dueOf(id, task, `旧档 ${rows} 户`) : {}) };
}

/** 旧档转入 by county, the latest first. */
export class Transcripts {
  private readonly table: Table;
  private readonly keyring: ProvinceKeyring;
  private readonly changes: Changes;

  constructor(table: Table, keyring: ProvinceKeyring) {
    this.table = table;
    this.keyring = keyring;
    this.changes = new Changes(table);
  }

  async find(id: string): Promise<Transcript | undefined> {
    if (!isId(id)) return undefined;
    const item = await this.table.find<Transcript & Key>(keys.transcript(id));
    if (item === undefined) return undefined;
    const { pk: _, sk: __, ...transcript } = withoutDue(item);
    return transcript;
  }

  rowsOf(id: string): Promise<TranscriptRow[]> {
    const { pk, sk } = keys.transcriptRow(id, 0);
    return this.table.range<TranscriptRow & Key>(pk, sk, 'ROW#~');
  }

  /** Undefined once it is done. */
  async contentOf(id: string, { row, content }: TranscriptRow): Promise<OldDossier | undefined> {
    return content && this.keyring.open<OldDossier>(transcriptRowContext(id, row), content);
  }

  /** What whoever decided said; null while nobody has. */
  async opinionOf({ id, opinion }: Transcript): Promise<string | null> {
    return opinion === undefined ? null : this.keyring.open<string>(transcriptOpinionContext(id), opinion);
  }

  /** Those of a county before a place, the latest first, at most so many. */
  async page(orgPath: string, before: string | undefined, limit: number) {
    const pk = keys.transcripts(divisionOf(county(orgPath)));
    const found = await pageBefore<{ transcript: string }>(this.table, pk, before, limit);
    return Promise.all(
      found.map(async ({ place, item }) => ({
        place,
        transcript: (await this.find(item.transcript)) as Transcript,
      })),
    );
  }

  /** Whether this part of a file (`file`: its keyed hash) was handed in already for a county, and not refused since. */
  async isHandedIn(part: Pick<Transcript, 'orgPath' | 'file' | 'first'>): Promise<boolean> {
    return (await this.table.find(placeOfPart(part))) !== undefined;
  }

  /** Refused as `transcriptFile` where this part of the file was handed in already, and not refused since. */
  async prepareWrites(transcript: Transcript, rows: readonly TranscriptRow[]): Promise<Write[]> {
    const { id, by, at } = transcript;
    const item = transcriptItem(transcript);
    const [inOrder, byFile] = transcriptPlaces(transcript) as [Key, Key];
    return [
      this.table.putWrite('transcript', item),
      this.table.putWrite('transcript', { ...inOrder, transcript: id }),
      this.table.putWrite(transcriptEffects.file, { ...byFile, transcript: id }),
      ...rows.map((row) => this.table.putWrite('transcript', { ...keys.transcriptRow(id, row.row), ...row })),
      await this.changes.write('transcript', item, { by, now: new Date(at) }),
    ];
  }

  /** Refused as `transcriptDecision` when somebody decided already. What is refused is not kept. */
  async decisionWrites(
    transcript: Transcript,
    decision: Required<Pick<Transcript, 'status' | 'decidedBy' | 'decidedAt' | 'opinion'>>,
  ): Promise<Write[]> {
    const decided = { ...transcript, ...decision };
    const left = transcriptPlaces(decided).map(({ sk }) => sk);
    const freed = transcriptPlaces(transcript).filter(({ sk }) => !left.includes(sk));
    const rows = decision.status === 'refused' ? await this.rowsOf(transcript.id) : [];
    return [
      ...(await this.changeWrites(decided, { was: 'prepared', by: decision.decidedBy, now: decision.decidedAt })),
      ...freed.map((place) => this.table.deleteWrite('transcript', place)),
      ...rows.map(({ row }) => this.table.deleteWrite('transcript', keys.transcriptRow(transcript.id, row))),
    ];
  }

  /** How many of its households came on file, once that is known of all. */
  doneWrites(transcript: Transcript, done: Record<TranscriptResult, number>, by: { by: string; now: string }) {
    return this.changeWrites({ ...transcript, done }, { was: 'confirmed', ...by });
  }

  private async changeWrites(
    changed: Transcript,
    { was, by, now }: { was: TranscriptStatus; by: string; now: string },
  ): Promise<Write[]> {
    const item = transcriptItem(changed);
    const names = { '#status': 'status' };
    const effect = transcriptEffects.decision;
    return [
      this.table.putWrite(effect, item, '#status = :was AND attribute_not_exists(done)', { ':was': was }, names),
      await this.changes.write(effect, item, { by, now: new Date(now) }),
    ];
  }

  /** What has become of a household; what it was handed in with goes. */
  async put(id: string, { content: _, ...row }: TranscriptRow): Promise<void> {
    await this.table.put({ ...keys.transcriptRow(id, row.row), ...row });
  }
}
