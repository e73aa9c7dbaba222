import { permit } from '../../shared/access/permit.ts';
import { CorrectionAnswerBody, CorrectionBody, ShowOwnBody } from '../../shared/contract/bodies/own.ts';
import { decideCorrectionAnswer, decideCorrectionRequest } from '../../shared/dossier/correcting.ts';
import { correctionToAsk } from '../../shared/dossier/correction-list.ts';
import { ownRefusal } from '../../shared/dossier/own.ts';
import { correctionAnswerContext, correctionContext } from '../../shared/dossier/seal-contexts.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { act } from '../../shared/http/act.ts';
import type { Operations } from '../../shared/http/serve.ts';
import type { App } from '../../shared/services/app.ts';
import { dossiers, keyring } from '../../shared/services/services.ts';
import { countShowing, shownLink } from '../links/shown.ts';
import { contacts } from './contacts.ts';

/** 本人查询与更正请求, as the staff has its part in them. */
export const own = (
  app: App,
): Operations<'showOwn' | 'verifyContact' | 'revokeContact' | 'requestCorrection' | 'answerCorrection'> => ({
  /** Whoever shows it has seen the worker's papers. The answer is kept nowhere: asked again, it is another link. */
  showOwn: {
    body: ShowOwnBody,
    handle: async ({ user, params, now }) => {
      const dossier = await dossiers(app).get(params.id);
      permit(user, 'showOwn', dossier.state);
      const refused = ownRefusal(dossier.state);
      if (refused !== undefined) throw new Problem(1302, { detail: `${refused}。` });
      await countShowing(app, 'own', dossier.id, user.id, now);
      const shown = await shownLink(app, dossier, 'w', { purpose: 'own', occurrence: 0, shownBy: user.id, now });
      return { status: 201, body: { id: dossier.id, ...shown } };
    },
  },

  ...contacts(app),

  requestCorrection: {
    body: CorrectionBody,
    handle: (call) =>
      act(
        app,
        call,
        'showOwn',
        async ({ id, state }) => {
          const correction = correctionToAsk(state);
          const statement = await keyring(app).seal(correctionContext(id, correction), call.body.statement);
          return { decided: decideCorrectionRequest(state, statement), says: { correction } };
        },
        201,
      ),
  },

  answerCorrection: {
    body: CorrectionAnswerBody,
    handle: (call) =>
      act(app, call, 'answerCorrection', async ({ id, state }) => {
        const { outcome, answer } = call.body;
        const correction = /^[1-9]\d{0,4}$/.test(call.params.n) ? Number(call.params.n) : 0;
        const sealed = await keyring(app).seal(correctionAnswerContext(id, correction), answer);
        return {
          decided: decideCorrectionAnswer(state, { correction, outcome, answer: sealed }, call.user.id),
          says: { correction, outcome },
        };
      }),
  },
});
