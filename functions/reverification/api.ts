import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { AbandonBody, ProposeExitBody, ReverifyBody } from '../../shared/contract/bodies/reverification.ts';
import { decideAbandonment, decideExit, proposalOf } from '../../shared/dossier/exit.ts';
import { otherThanSeen } from '../../shared/dossier/proposed.ts';
import { decideReport, runToReport } from '../../shared/dossier/reviewing.ts';
import { placeRefusal } from '../../shared/dossier/rules.ts';
import { abandonmentContext, exitContext, reverificationContext } from '../../shared/dossier/seal-contexts.ts';
import type { ExitStatement } from '../../shared/dossier/sealed-contents.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { act } from '../../shared/http/act.ts';
import { serve } from '../../shared/http/serve.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { keyring } from '../../shared/services/services.ts';
import { exitFaults } from './exit-faults.ts';
import { liftedOut } from './lifted-out.ts';
import { requireOneCounty } from './one-county.ts';

export const lambda = (app: App) =>
  serve(app, {
    /** 复核: nothing has changed. What has changed is saved as a form, and submitted. */
    reverify: {
      body: ReverifyBody,
      handle: (call) =>
        act(app, call, 'reverify', async ({ id, state }) => {
          await requireOneCounty(app, state, call.now);
          const { outcome, opinion: text, drops } = call.body;
          const context = reverificationContext(id, state.matter.matter, runToReport(state));
          const opinion = await keyring(app).seal(context, text);
          const report = decideReport(state, app.profile.courses, { opinion, drops });
          return { decided: otherThanSeen(state, call.body) ?? report, says: { outcome } };
        }),
    },

    /** 提出退出: at any time, instead of a review that is under way, or anew after it was sent back. */
    proposeExit: {
      body: ProposeExitBody,
      handle: (call) =>
        act(
          app,
          call,
          'proposeExit',
          async (dossier) => {
            const { id, state } = dossier;
            const { matter, run } = proposalOf(state);
            const other = otherThanSeen(state, call.body);
            if (other) return { decided: other, says: { matter } };
            const incomes = await requireRight(app, dossier, call.body, call.now);
            const { reason, happenedOn, evidence = [] } = call.body;
            const statement = await keyring(app).seal(exitContext(id, matter, run), statementOf(call.body, incomes));
            const exit = decideExit(state, app.profile.courses, { reason, happenedOn, evidence, statement });
            return { decided: exit, says: { matter } };
          },
          202,
        ),
    },

    /** 取消退出: the household stays on file. */
    abandon: {
      body: AbandonBody,
      handle: (call) =>
        act(app, call, 'abandon', async ({ id, state }) => {
          const opinion = await keyring(app).seal(abandonmentContext(id, state.matter.matter), call.body.reason);
          const today = dateInShanghai(call.now);
          const decided = otherThanSeen(state, call.body) ?? decideAbandonment(state, { opinion }, today);
          return { decided, says: { nextReviewOn: 'nextReviewOn' in decided ? decided.nextReviewOn : null } };
        }),
    },
  });

export const handler = lambda(fromEnvironment());

/** E1004 with everything that is wrong with a proposal. Where the dossier takes none at all, that is said instead. */
async function requireRight(app: App, dossier: Dossier, body: ProposeExitBody, now: Date): Promise<Incomes> {
  const { state } = dossier;
  if (placeRefusal(state, 'proposeExit') !== undefined) return undefined;
  const { incomes, faults } = await liftedOut(app, dossier, body, now);
  const all = [...exitFaults(body, state, dateInShanghai(now)), ...faults];
  if (all.length > 0) throw new Problem(1004, { faults: all });
  return incomes;
}

function statementOf({ opinion, seen }: ProposeExitBody, incomes: Incomes): ExitStatement {
  return { opinion, ...(seen === undefined ? {} : { seen }), ...(incomes === undefined ? {} : { incomes }) };
}

type Incomes = ExitStatement['incomes'];
