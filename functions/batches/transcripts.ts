import { permit } from '../../shared/access/permit.ts';
import {
  ConfirmTranscriptBody,
  PrepareTranscriptBody,
  RefuseTranscriptBody,
} from '../../shared/contract/bodies/transcripts.ts';
import { pageSizes } from '../../shared/contract/page-sizes.ts';
import { digest } from '../../shared/digest/digest.ts';
import { transcriptStatuses } from '../../shared/dossier/transcript.ts';
import { fieldProblem, Problem, refuseFaults } from '../../shared/errors/problem.ts';
import { requireUnion } from '../../shared/http/asked-union.ts';
import type { Operations } from '../../shared/http/serve.ts';
import { isOwnOf } from '../../shared/organisation/org-path.ts';
import { maskName } from '../../shared/privacy/masks.ts';
import { newId } from '../../shared/registry/ids.ts';
import { isPlaceInOrder } from '../../shared/registry/in-order.ts';
import { pageMark, placeIn } from '../../shared/registry/page-mark.ts';
import type { Write } from '../../shared/registry/table.ts';
import {
  type Transcript,
  transcriptEffects,
  transcriptOpinionContext,
  transcriptRowContext,
} from '../../shared/registry/transcripts.ts';
import { type Limit, pastLimit } from '../../shared/registry/tries.ts';
import type { App } from '../../shared/services/app.ts';
import {
  blindIndex,
  divisions,
  provinceSealer,
  readings,
  table,
  transcripts,
  tries,
} from '../../shared/services/services.ts';
import { type Examined, examineTranscript } from './examine-transcript.ts';
import { transcribe } from './transcribe.ts';
import { transcriptOf, transcriptSummary } from './transcript-view.ts';

/** Whoever hands in rows is told of each number whether their own union has it on file. */
const PREPARED: Limit = { name: 'prepare-transcript', per: 'day', max: 1000 };
/** Whoever confirms is told which union has somebody on file. */
const CONFIRMED: Limit = { name: 'confirm-transcript', per: 'day', max: 200 };

type Handled = 'prepareTranscript' | 'listTranscripts' | 'getTranscript' | 'confirmTranscript' | 'refuseTranscript';

/** 旧档转入, in batches: one person hands in what was on file before, and another confirms it. */
export const transcribing = (app: App): Operations<Handled> => ({
  /**
   * 报: looked at row by row, and stored only when all of it is right; `dryRun` stores nothing. What was handed in already
   * is not looked at: its households may be on file by now, and that is no fault of theirs.
   */
  prepareTranscript: {
    body: PrepareTranscriptBody,
    handle: async ({ user, body, now, remember }) => {
      const { orgPath, dryRun } = body;
      permit(user, 'prepareTranscript', { orgPath });
      await requireUnion(app, user, orgPath, '/orgPath');
      if (!(await tries(app).allows(PREPARED, user.id, now))) throw pastLimit(PREPARED, now);
      const part = { file: await blindIndex(app).of('file', body.file), first: body.rows[0]?.row ?? 1 };
      if (await transcripts(app).isHandedIn({ orgPath, ...part })) throw handedInAlready();
      const { dossiers: old, faults } = await examineTranscript(app, user, body, now);
      refuseFaults(faults);
      const seen = { digest: digest({ file: body.file, rows: old }), rows: old.length };
      if (dryRun) return { status: 200, body: { transcript: null, ...seen } };
      const id = newId();
      const transcript: Transcript = {
        ...{ id, orgPath, by: user.id, at: now.toISOString(), status: 'prepared', ...seen },
        ...part,
      };
      const answer = { status: 201, body: { transcript: id, ...seen } };
      const rows = await Promise.all(old.map((each) => sealedRow(app, id, each)));
      // The first morning's are on file nowhere yet, and yet somebody is to be told of them.
      await divisions(app).enter(orgPath);
      await written(app, [...(await transcripts(app).prepareWrites(transcript, rows)), ...remember(answer)]);
      return answer;
    },
  },

  listTranscripts: {
    handle: async ({ user, query }) => {
      const { org = user.orgPath } = query;
      permit(user, 'readTranscripts', { orgPath: org });
      const before = placeIn(query.cursor, isPlaceInOrder);
      const found = await transcripts(app).page(org, before, pageSizes.transcripts);
      const own = found.filter(({ transcript }) => isOwnOf(org, transcript.orgPath));
      const last = found.length < pageSizes.transcripts ? undefined : found.at(-1)?.place;
      const shown = await Promise.all(own.map(({ transcript }) => transcriptSummary(app, transcript)));
      return { status: 200, body: { transcripts: shown, cursor: last === undefined ? null : pageMark(last) } };
    },
  },

  getTranscript: {
    handle: async ({ user, params, now }) => {
      const transcript = await found(app, params.transcript);
      permit(user, 'readTranscripts', transcript);
      const { id, orgPath } = transcript;
      await readings(app).record(orgPath, { kind: 'list', what: 'transcript', by: user.id, page: id }, now);
      return { status: 200, body: await transcriptOf(app, transcript) };
    },
  },

  /** 确认: by somebody else than who handed it in (E1504), of what they have seen. Asked again it goes on where it stopped. */
  confirmTranscript: {
    body: ConfirmTranscriptBody,
    handle: async ({ user, params, body, now }) => {
      let transcript = await found(app, params.transcript);
      permit(user, 'confirmTranscript', transcript);
      if (transcript.by === user.id) {
        throw new Problem(1504, { detail: '报和确认须由两个人办理，这一批是您报的。' });
      }
      if (transcript.status === 'refused') throw notNow(transcript);
      if (transcript.digest !== body.digest) {
        const message = '与报的内容不符，请重新读取、核对之后再确认';
        throw fieldProblem('/digest', message);
      }
      if (transcript.status === 'prepared') {
        if (!(await tries(app).allows(CONFIRMED, user.id, now))) throw pastLimit(CONFIRMED, now);
        transcript = await decided(app, transcript, { status: 'confirmed', by: user.id, said: body.opinion, now });
      }
      const more = transcript.done === undefined && (await transcribe(app, { transcript, user, now }));
      return {
        status: 200,
        body: { transcript: transcript.id, ...(await settled(app, transcript, user.id, more, now)), more },
      };
    },
  },

  refuseTranscript: {
    body: RefuseTranscriptBody,
    handle: async ({ user, params, body, now, remember }) => {
      const transcript = await found(app, params.transcript);
      permit(user, 'readTranscripts', transcript);
      if (transcript.by !== user.id) permit(user, 'confirmTranscript', transcript);
      if (transcript.status !== 'prepared') throw notNow(transcript);
      const answer = { status: 200, body: { transcript: transcript.id, status: 'refused' as const } };
      await decided(app, transcript, { status: 'refused', by: user.id, said: body.reason, now }, remember(answer));
      return answer;
    },
  },
});

async function sealedRow(app: App, id: string, { row, ...old }: Examined['dossiers'][number]) {
  const content = await provinceSealer(app).seal(transcriptRowContext(id, row), old);
  return { row, dossier: newId(), maskedName: maskName(old.form.worker.name), orgPath: old.orgPath, content };
}

/** E1331 when there is no such batch. */
async function found(app: App, id: string): Promise<Transcript> {
  const transcript = await transcripts(app).find(id);
  if (transcript === undefined) throw new Problem(1331);
  return transcript;
}

async function decided(
  app: App,
  transcript: Transcript,
  { status, by, said, now }: { status: 'confirmed' | 'refused'; by: string; said: string; now: Date },
  effects: readonly Write[] = [],
): Promise<Transcript> {
  const opinion = await provinceSealer(app).seal(transcriptOpinionContext(transcript.id), said);
  const decision = { status, decidedBy: by, decidedAt: now.toISOString(), opinion };
  await written(app, [...(await transcripts(app).decisionWrites(transcript, decision)), ...effects]);
  return { ...transcript, ...decision };
}

/** How many came on file; once that is known of all, it is said with the batch. */
async function settled(app: App, transcript: Transcript, by: string, more: boolean, now: Date) {
  if (transcript.done !== undefined) return transcript.done;
  const rows = await transcripts(app).rowsOf(transcript.id);
  const count = (result: string) => rows.filter((row) => row.result === result).length;
  const done = { taken: count('taken'), left: count('left') };
  // Another run that was as fast has said the same.
  if (!more)
    await table(app).transact(await transcripts(app).doneWrites(transcript, done, { by, now: now.toISOString() }));
  return done;
}

const notNow = ({ status }: Transcript): Problem =>
  new Problem(1332, { detail: `这一批${transcriptStatuses[status]}。` });

const handedInAlready = (): Problem => new Problem(1332, { detail: '同一份文件的这些行已经报过。' });

/** E1332 when somebody else was faster, or the same part of the file is there already. */
async function written(app: App, writes: Write[]): Promise<void> {
  const refused = await table(app).transact(writes);
  if (refused.length === 0) return;
  if (refused.includes(transcriptEffects.file)) throw handedInAlready();
  throw new Problem(refused.includes(transcriptEffects.decision) ? 1332 : 1301);
}
