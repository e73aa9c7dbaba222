import { permit } from '../../shared/access/permit.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { OpeningBody, SurveyBody } from '../../shared/contract/bodies/survey.ts';
import { openingContext, surveyContext } from '../../shared/dossier/seal-contexts.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { serve } from '../../shared/http/serve.ts';
import { endingWrites } from '../../shared/registry/ending.ts';
import { mailWrite } from '../../shared/registry/mails.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers, forms, keyring, readings, table, tries } from '../../shared/services/services.ts';
import { reassessed } from './answers.ts';
import { OPENINGS, peopleOf } from './numbers.ts';

export const lambda = (app: App) =>
  serve(app, {
    recordSurvey: {
      body: SurveyBody,
      handle: async ({ user, params, body, now, remember }) => {
        const before = await dossiers(app).get(params.id);
        permit(user, 'recordSurvey', before.state);
        const today = dateInShanghai(now);
        if (body.surveyedOn > today) {
          const fault = { pointer: '/surveyedOn', code: 1004, message: '入户日期不能晚于今天' };
          throw new Problem(1004, { faults: [fault] });
        }
        const { surveyedOn, outcome, surveyors, opinion, answers = {} } = body;
        const changed = outcome === 'confirmed' ? await reassessed(app, before, answers) : undefined;
        const findings = await keyring(app).seal(surveyContext(before.id), { surveyors, opinion, answers });
        const answer = { status: 200, body: { id: before.id, version: before.version + 1, outcome } };
        const kind = outcome === 'reject' ? 'rejected' : 'returned';
        await dossiers(app).record({
          id: before.id,
          before,
          action: { type: 'recordSurvey', surveyedOn, outcome, findings, ...(changed ? { reassessed: changed } : {}) },
          actor: { kind: 'staff', id: user.id },
          now,
          ...(outcome === 'reject' ? { facts: { locks: [] } } : {}),
          effects: [
            ...(outcome === 'reject' ? endingWrites(table(app), before, app.profile.code) : []),
            ...(outcome === 'confirmed' ? [] : [mailWrite(table(app), before.id, { kind }, now, before.registrarMail)]),
            ...remember(answer),
          ],
        });
        return answer;
      },
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
        if (!(await tries(app).allows(OPENINGS, user.id, now))) throw new Problem(1010);
        const form = state.form > 0 ? await forms(app).find(id, state.form) : undefined;
        const reason = await keyring(app).seal(openingContext(id, now.toISOString()), body.reason);
        await readings(app).recordOpening(id, { by: user.id, reason }, now);
        return { status: 200, body: { form: state.form, people: form ? peopleOf(form) : [] } };
      },
    },
  });

export const handler = lambda(fromEnvironment());
