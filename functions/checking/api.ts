import { permit } from '../../shared/access/permit.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { type CheckContent, type CheckReceipt, checkStatuses } from '../../shared/checking/batch.ts';
import { checkSources } from '../../shared/checking/sources.ts';
import {
  AuthorizeCheckBody,
  CancelCheckBody,
  CheckResultsBody,
  DeliberationBody,
  ExplainCheckBody,
  ExportCheckBody,
  HandOverCheckBody,
  PrepareCheckBody,
  RuleCheckBody,
} from '../../shared/contract/bodies/checking.ts';
import { pageSizes } from '../../shared/contract/page-sizes.ts';
import { checkOf, isChecking } from '../../shared/dossier/check-state.ts';
import { decideCheckRuling, decideDropping, decideExplanation } from '../../shared/dossier/checking.ts';
import { isRefusal } from '../../shared/dossier/deed.ts';
import { otherThanSeen } from '../../shared/dossier/proposed.ts';
import { checkContext } from '../../shared/dossier/seal-contexts.ts';
import { fieldFault } from '../../shared/errors/field-fault.ts';
import { fieldProblem, Problem } from '../../shared/errors/problem.ts';
import { act } from '../../shared/http/act.ts';
import { requireUnion } from '../../shared/http/asked-union.ts';
import { serve } from '../../shared/http/serve.ts';
import { isOwnOf } from '../../shared/organisation/org-path.ts';
import type { CheckBatch } from '../../shared/registry/checks.ts';
import { newId } from '../../shared/registry/ids.ts';
import { isPlaceInOrder } from '../../shared/registry/in-order.ts';
import { mailWrite } from '../../shared/registry/mails.ts';
import { pageMark, placeIn } from '../../shared/registry/page-mark.ts';
import { type Limit, pastLimit } from '../../shared/registry/tries.ts';
import { inLanes } from '../../shared/runtime/lanes.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { checks, dossiers, keyring, readings, table, tries } from '../../shared/services/services.ts';
import { changed, sealed, written } from './batch-writes.ts';
import { exported } from './export.ts';
import { authorizing, deliberating } from './of-dossier.ts';
import { gathered } from './prepare.ts';
import { readResults, recordResults } from './results.ts';
import { detailOf, summaryOf } from './view.ts';

/** Whole numbers leave the system here, of some hundred households at once. */
const EXPORTED: Limit = { name: 'export-check', per: 'day', max: 30 };
const PREPARED: Limit = { name: 'prepare-check', per: 'day', max: 60 };
const LANES = 8;

export const lambda = (app: App) =>
  serve(app, {
    /** 评议, where a province's course has it. */
    recordDeliberation: {
      body: DeliberationBody,
      handle: (call) =>
        act(app, call, 'recordDeliberation', async (before) => {
          const { decided, outcome } = await deliberating(app, before, call.body, call.now);
          const returned = mailWrite(table(app), before.id, { kind: 'returned' }, call.now, before.registrarMail);
          return {
            decided: otherThanSeen(before.state, call.body) ?? decided,
            says: { outcome },
            effects: outcome === 'supported' ? [] : [returned],
          };
        }),
    },

    authorizeCheck: {
      body: AuthorizeCheckBody,
      handle: (call) =>
        act(app, call, 'authorizeCheck', async (before) => {
          const by = { by: call.user.id, now: call.now };
          const { decided, missing } = await authorizing(app, before, call.body, by);
          return { decided: otherThanSeen(before.state, call.body) ?? decided, says: { missing } };
        }),
    },

    explainCheck: {
      body: ExplainCheckBody,
      handle: (call) =>
        act(app, call, 'explainCheck', async ({ id, version, state }) => {
          const { source, toldOn, evidence, statement: said } = call.body;
          const today = dateInShanghai(call.now);
          if (toldOn > today) throw fieldProblem('/toldOn', `${toldOn} 晚于今天 ${today}`);
          const statement = await keyring(app).seal(checkContext(id, version + 1), said);
          const decided = decideExplanation(state, { source, toldOn, evidence, statement });
          return { decided: otherThanSeen(state, call.body) ?? decided, says: { source } };
        }),
    },

    /** 复核 of what an office answered, or did not, by somebody who has neither handled the matter (E1503) nor read this in (E1504). */
    ruleCheck: {
      body: RuleCheckBody,
      handle: (call) =>
        act(app, call, 'ruleCheck', async ({ id, version, state, registrarMail }) => {
          const { source, outcome } = call.body;
          const opinion = await keyring(app).seal(checkContext(id, version + 1), call.body.opinion);
          const decided = decideCheckRuling(state, { source, outcome, opinion }, call.user.id);
          return {
            decided: otherThanSeen(state, call.body) ?? decided,
            says: { source, outcome },
            effects:
              outcome === 'return' ? [mailWrite(table(app), id, { kind: 'returned' }, call.now, registrarMail)] : [],
          };
        }),
    },

    /** A batch for one office: nobody is asked about yet, and nothing has left the system. */
    prepareCheck: {
      body: PrepareCheckBody,
      handle: async ({ user, body, now, remember }) => {
        const { orgPath, source } = body;
        permit(user, 'sendCheck', { orgPath });
        await requireUnion(app, user, orgPath, '/orgPath');
        if (!app.profile.checking.sources.includes(source)) {
          const { sources } = app.profile.checking;
          const allowed = sources.map((each) => `${each}（${checkSources[each]}）`).join('、');
          throw fieldProblem('/source', `本省不核对${checkSources[source]}，只核对 ${allowed}`);
        }
        if (!(await tries(app).allows(PREPARED, user.id, now))) throw pastLimit(PREPARED, now);
        const { households, left, more } = await gathered(app, { orgPath, source, today: dateInShanghai(now) });
        const rows = households.reduce((sum, each) => sum + each.rows.length, 0);
        const found = { households: households.length, rows, left, more };
        if (households.length === 0) return { status: 200, body: { check: null, ...found } };
        const id = newId();
        const content = await sealed<CheckContent>(app, id, 'content', { households });
        const batch: CheckBatch = {
          ...{ id, orgPath, source, by: user.id, at: now.toISOString() },
          ...{ status: 'prepared', content, revision: 1 },
        };
        const answer = { status: 201 as const, body: { check: id, ...found } };
        await written(app, [...(await checks(app).prepareWrites(batch)), ...remember(answer)]);
        return answer;
      },
    },

    listChecks: {
      handle: async ({ user, query }) => {
        const { org = user.orgPath } = query;
        permit(user, 'readChecks', { orgPath: org });
        const before = placeIn(query.cursor, isPlaceInOrder);
        const found = await checks(app).page(org, before, pageSizes.checks);
        const own = found.filter(({ batch }) => isOwnOf(org, batch.orgPath));
        const last = found.length < pageSizes.checks ? undefined : found.at(-1)?.place;
        const shown = await Promise.all(own.map(({ batch }) => summaryOf(app, batch)));
        return { status: 200, body: { checks: shown, cursor: last === undefined ? null : pageMark(last) } };
      },
    },

    getCheck: {
      handle: async ({ user, params, now }) => {
        const batch = await batchOf(app, params.check);
        permit(user, 'readChecks', batch);
        await readings(app).record(batch.orgPath, { kind: 'list', what: 'check', by: user.id, page: batch.id }, now);
        return { status: 200, body: await detailOf(app, batch) };
      },
    },

    /** The file with the whole numbers, which is kept nowhere: a repeated request takes it out once more. */
    exportCheck: {
      body: ExportCheckBody,
      handle: async ({ user, params, body, now }) => {
        const batch = await batchOf(app, params.check);
        permit(user, 'sendCheck', batch);
        refuseCancelled(batch);
        if (!(await tries(app).allows(EXPORTED, user.id, now))) throw pastLimit(EXPORTED, now);
        const reason = `核对（${checkSources[batch.source]}）：${body.reason}`;
        let given = false;
        try {
          const out = await exported(app, { batch, by: user.id, reason, now });
          given = out.file !== null;
          return { status: 200, body: out };
        } finally {
          // Nothing has left the system: whoever goes on with a long list is not counted for each part of it.
          if (!given) await tries(app).giveBack(EXPORTED, user.id, now);
        }
      },
    },

    handOverCheck: {
      body: HandOverCheckBody,
      handle: async ({ user, params, body, now, remember }) => {
        const batch = await batchOf(app, params.check);
        permit(user, 'sendCheck', batch);
        if (batch.status !== 'prepared') throw new Problem(1330, { detail: `这一批${checkStatuses[batch.status]}。` });
        const file = await checks(app).fileOf(batch);
        if (file === null) throw new Problem(1330, { detail: '还没有取过文件。' });
        const { on, office, number, digest } = body;
        if (digest !== file.digest) {
          throw fieldProblem('/digest', '与最近一次取的文件不符：交出去的须是最近取的一份，请重新取了再交');
        }
        const [today, since] = [dateInShanghai(now), dateInShanghai(file.at)];
        if (on > today) throw fieldProblem('/on', `${on} 晚于今天 ${today}`);
        if (on < since) throw fieldProblem('/on', `${on} 早于取文件的 ${since}`);
        const receipt = await sealed<CheckReceipt>(app, batch.id, 'receipt', {
          ...{ on, office, number, digest, rows: file.rows },
        });
        const status = 'handedOver' as const;
        const answer = { status: 200 as const, body: { check: batch.id, status } };
        const change = { status, receipt, handedOverBy: user.id, handedOverAt: now.toISOString() };
        await changed(app, batch, change, { by: user.id, now }, remember(answer));
        return answer;
      },
    },

    /** What the office answers, read back by row. */
    recordCheckResults: {
      body: CheckResultsBody,
      handle: async ({ user, params, body, now, remember }) => {
        const batch = await batchOf(app, params.check);
        permit(user, 'sendCheck', batch);
        if (batch.status !== 'handedOver')
          throw new Problem(1330, { detail: `这一批${checkStatuses[batch.status]}。` });
        const file = await checks(app).fileOf(batch);
        const all = (await checks(app).contentOf(batch)).households;
        const households = all.filter(({ dossier }) => file?.households.includes(dossier));
        const of = { batch, households, by: user.id, now, dryRun: body.dryRun };
        const { said, faults } = await readResults(app, of, Buffer.from(body.file, 'base64'));
        if (faults.length > 0) {
          const told = faults.map(({ row, message }) => fieldFault('/file', `第 ${row} 行：${message}`));
          throw new Problem(1004, { faults: told });
        }
        const answer = { status: 200 as const, body: await recordResults(app, of, said) };
        // What is done is done once by its households; an answer that asks for the rest is not to be had again.
        if (!answer.body.more && !body.dryRun) await written(app, remember(answer));
        return answer;
      },
    },

    /** 作废: who was not answered for may be asked about in another batch. Done again, it goes on. */
    cancelCheck: {
      body: CancelCheckBody,
      handle: async ({ user, params, body, now, remember }) => {
        const batch = await batchOf(app, params.check);
        permit(user, 'sendCheck', batch);
        const status = 'cancelled' as const;
        if (batch.status !== status) {
          const cancelled = await sealed(app, batch.id, 'cancelled', body.reason);
          await changed(app, batch, { status, cancelled }, { by: user.id, now });
        }
        const { households } = await checks(app).contentOf(batch);
        let freed = 0;
        await inLanes(households, LANES, async ({ dossier }) => {
          await dossiers(app).recordLatest(dossier, async ({ state }) => {
            const { source, id } = batch;
            const check = checkOf(state.matter.checking, source);
            if (check?.batch !== id || check.answer !== null) return undefined;
            const action = decideDropping(state, { source, batch: id });
            return isRefusal(action) ? undefined : { action, actor: { kind: 'staff', id: user.id }, now };
          });
          const { state } = await dossiers(app).get(dossier);
          const isFree = isChecking(state) && checkOf(state.matter.checking, batch.source) === undefined;
          if (isFree) freed++;
        });
        const answer = { status: 200 as const, body: { check: batch.id, status, freed } };
        await written(app, remember(answer));
        return answer;
      },
    },
  });

export const handler = lambda(fromEnvironment());

/** E1329 when there is no such batch. */
async function batchOf(app: App, id: string): Promise<CheckBatch> {
  const batch = await checks(app).find(id);
  if (batch === undefined) throw new Problem(1329);
  return batch;
}

function refuseCancelled({ status }: CheckBatch): void {
  if (status === 'cancelled') throw new Problem(1330, { detail: `这一批${checkStatuses[status]}。` });
}
