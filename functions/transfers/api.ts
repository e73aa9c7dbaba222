import { isAsked } from '../../shared/access/answering.ts';
import { permit } from '../../shared/access/permit.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import {
  AcceptAllBody,
  AcceptTransferBody,
  AnswerTransferBody,
  TransferAllBody,
  TransferBody,
} from '../../shared/contract/bodies/transfers.ts';
import { pendingTransfer } from '../../shared/dossier/transfer-state.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { act, actPermitted } from '../../shared/http/act.ts';
import { remembered } from '../../shared/http/remembered.ts';
import { serve } from '../../shared/http/serve.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers, readings } from '../../shared/services/services.ts';
import { acceptAll, proposeAll } from './many.ts';
import {
  acceptance,
  orUnable,
  permitAnswer,
  proposal,
  refusal,
  requireUnion,
  tellProposer,
  tellReceiving,
  withdrawal,
} from './one.ts';
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
            await requireUnion(app, call.body.to, dateInShanghai(call.now));
            const effects = await tellReceiving(app, before, call.body.to, call.now);
            return { ...(await proposal(app, before, call.body)), effects };
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
          async (before) => {
            const accepted = await acceptance(app, before, call.body, call.user);
            const decided = await orUnable(app, before, accepted.decided, dateInShanghai(call.now));
            return { ...accepted, decided, effects: [...accepted.effects, ...tellProposer(app, before, call.now)] };
          },
        ),
    },

    refuseTransfer: {
      body: AnswerTransferBody,
      handle: (call) =>
        actPermitted(
          app,
          call,
          ({ state }) => permitAnswer(call.user, state),
          async (before) => ({
            ...(await refusal(app, before, call.body)),
            effects: tellProposer(app, before, call.now),
          }),
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

    /** 整个工会移交: some hundred households a call; the next one goes on where this one ended. */
    proposeTransfers: {
      body: TransferAllBody,
      handle: async ({ user, body, now, remember }) => {
        permit(user, 'proposeTransfer', { orgPath: body.from });
        await requireUnion(app, body.to, dateInShanghai(now));
        const answer = { status: 200, body: await proposeAll(app, body, { user, now }) };
        await remembered(app, remember(answer));
        return answer;
      },
    },

    acceptTransfers: {
      body: AcceptAllBody,
      handle: async ({ user, body, now, remember }) => {
        permit(user, 'answerTransfer', { orgPath: body.to });
        await requireUnion(app, body.to, dateInShanghai(now));
        const answer = { status: 200, body: await acceptAll(app, body, { user, now }) };
        await remembered(app, remember(answer));
        return answer;
      },
    },
  });

export const handler = lambda(fromEnvironment());
