import { permit } from '../../shared/access/permit.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { OpeningBody, SurveyBody } from '../../shared/contract/bodies/survey.ts';
import { formAtHand, otherThanSeen } from '../../shared/dossier/proposed.ts';
import { openingContext, surveyContext } from '../../shared/dossier/seal-contexts.ts';
import { decideSurvey } from '../../shared/dossier/surveying.ts';
import { act } from '../../shared/http/act.ts';
import { serve } from '../../shared/http/serve.ts';
import { mailWrite } from '../../shared/registry/mails.ts';
import { pastLimit } from '../../shared/registry/tries.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers, forms, keyring, readings, table, tries } from '../../shared/services/services.ts';
import { reassessed, requireNotAhead } from './answers.ts';
import { agreedAtVisit } from './consents.ts';
import { OPENINGS, peopleOf } from './numbers.ts';

export const lambda = (app: App) =>
  serve(app, {
    recordSurvey: {
      body: SurveyBody,
      handle: (call) =>
        act(app, call, 'recordSurvey', async (before) => {
          const { id, version, state, registrarMail } = before;
          const { surveyedOn, outcome, surveyors, opinion, answers = {} } = call.body;
          requireNotAhead(surveyedOn, dateInShanghai(call.now));
          const consent = await agreedAtVisit(app, before, call);
          const changed = outcome === 'confirmed' ? await reassessed(app, before, answers) : undefined;
          const findings = await keyring(app).seal(surveyContext(id, version + 1), { surveyors, opinion, answers });
          const said = { surveyedOn, outcome, findings, ...(changed ? { reassessed: changed } : {}), ...consent };
          const kind = outcome === 'reject' ? 'rejected' : 'returned';
          return {
            decided: otherThanSeen(state, call.body) ?? decideSurvey(state, said),
            says: { outcome },
            effects: outcome === 'confirmed' ? [] : [mailWrite(table(app), id, { kind }, call.now, registrarMail)],
          };
        }),
    },

    /**
     * The whole ID numbers of a household, to be compared with its 户口本. Written down with who and why before they are
     * shown; the answer is kept nowhere, so that a repeated request is another opening. E1010 beyond the day's limit.
     */
    openNumbers: {
      body: OpeningBody,
      handle: async ({ user, params, body, now }) => {
        const { id, state } = await dossiers(app).get(params.id);
        permit(user, 'openNumbers', state);
        if (!(await tries(app).allows(OPENINGS, user.id, now))) throw pastLimit(OPENINGS, now);
        const number = formAtHand(state);
        const form = number > 0 ? await forms(app).find(id, number) : undefined;
        const reason = await keyring(app).seal(openingContext(id, now.toISOString()), body.reason);
        await readings(app).recordOpening(id, { by: user.id, reason }, now);
        return { status: 200, body: { form: number, people: form ? peopleOf(form) : [] } };
      },
    },
  });

export const handler = lambda(fromEnvironment());
