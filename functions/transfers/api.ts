import { permit } from '../../shared/access/permit.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { AcceptTransferBody, AnswerTransferBody, TransferBody } from '../../shared/contract/bodies/transfers.ts';
import { pendingTransfer } from '../../shared/dossier/transfer-state.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { act, actPermitted } from '../../shared/http/act.ts';
import { serve } from '../../shared/http/serve.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers, readings } from '../../shared/services/services.ts';
import { acceptance, isAsked, permitAnswer, proposal, refusal, requireUnion, withdrawal } from './one.ts';
import { transferOf } from './view.ts';

export const lambda = (app: App) =>
  serve(app, {
    /** 提出移交: the household stays where it is until the other union accepts it. */
    proposeTransfer: {
      body: TransferBody,
      handle: (call) =>
        act(
          app,
          call,
          'proposeTransfer',
          async (before) => {
            const doing = { ...call, today: dateInShanghai(call.now) };
            await requireUnion(app, call.body.to, doing.today);
            return proposal(app, before, call.body, doing);
          },
          201,
        ),
    },

    acceptTransfer: {
      body: AcceptTransferBody,
      handle: (call) =>
        actPermitted(
          app,
          call,
          ({ state }) => permitAnswer(call.user, state),
          (before) => acceptance(app, before, call.body, { ...call, today: dateInShanghai(call.now) }),
        ),
    },

    refuseTransfer: {
      body: AnswerTransferBody,
      handle: (call) =>
        actPermitted(
          app,
          call,
          ({ state }) => permitAnswer(call.user, state),
          (before) => refusal(app, before, call.body, { ...call, today: dateInShanghai(call.now) }),
        ),
    },

    /** 撤回移交: by whoever may propose one, so that it does not hang on one person. */
    withdrawTransfer: {
      body: AnswerTransferBody,
      handle: (call) => act(app, call, 'proposeTransfer', (before) => withdrawal(app, before, call.body)),
    },

    getTransfer: {
      handle: async ({ user, params, now }) => {
        const dossier = await dossiers(app).get(params.id);
        const { state } = dossier;
        const asked = pendingTransfer(state) !== null && isAsked(user, state);
        if (!asked) permit(user, 'read', state);
        if (state.transfer === null) throw new Problem(1323);
        const body = await transferOf(app, dossier, state.transfer);
        await readings(app).record(dossier.id, { kind: 'transfer', by: user.id }, now);
        return { status: 200, body };
      },
    },
  });

export const handler = lambda(fromEnvironment());
