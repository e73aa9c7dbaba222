import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { AbandonBody, ProposeExitBody, ReverifyBody } from '../../shared/contract/bodies/reverification.ts';
import { decideAbandonment, decideExit, proposalOf } from '../../shared/dossier/exit.ts';
import { otherThanSeen } from '../../shared/dossier/proposed.ts';
import { decideReport, runToReport } from '../../shared/dossier/reviewing.ts';
import { abandonmentContext, exitContext, reverificationContext } from '../../shared/dossier/seal-contexts.ts';
import { act } from '../../shared/http/act.ts';
import { serve } from '../../shared/http/serve.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { keyring } from '../../shared/services/services.ts';

export const lambda = (app: App) =>
  serve(app, {
    /** 复核: nothing has changed. */
    reverify: {
      body: ReverifyBody,
      handle: (call) =>
        act(app, call, 'reverify', async ({ id, state }) => {
          const { outcome, opinion: text } = call.body;
          const context = reverificationContext(id, state.matter.matter, runToReport(state));
          const opinion = await keyring(app).seal(context, text);
          return { decided: otherThanSeen(state, call.body) ?? decideReport(state, { opinion }), says: { outcome } };
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
          async ({ id, state }) => {
            const { matter, run } = proposalOf(state);
            const opinion = await keyring(app).seal(exitContext(id, matter, run), call.body.opinion);
            const exit = decideExit(state, app.profile.courses, { reason: call.body.reason, opinion });
            return { decided: otherThanSeen(state, call.body) ?? exit, says: { matter } };
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
          return { decided, says: { nextReviewOn: 'nextReviewOn' in decided ? decided.nextReviewOn : '' } };
        }),
    },
  });

export const handler = lambda(fromEnvironment());
