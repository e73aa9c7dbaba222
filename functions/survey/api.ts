import { permit } from '../../shared/access/permit.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { OpeningBody, SurveyBody } from '../../shared/contract/bodies/survey.ts';
import { surveyContext } from '../../shared/dossier/seal-contexts.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { serve, staff } from '../../shared/http/serve.ts';
import { profile } from '../../shared/province/current.ts';
import { endingWrites } from '../../shared/registry/ending.ts';
import { Forms } from '../../shared/registry/forms.ts';
import { mailWrite } from '../../shared/registry/mails.ts';
import { Openings } from '../../shared/registry/openings.ts';
import { dossiers, keyring, table, tries } from '../../shared/services/services.ts';
import { reassessed } from './answers.ts';
import { OPENINGS, peopleOf } from './numbers.ts';

export const handler = serve(table, {
  recordSurvey: staff(SurveyBody, async ({ user, params, body, now, remember }) => {
    const before = await dossiers().get(params.id ?? '');
    permit(user, 'recordSurvey', before.state);
    const today = dateInShanghai(now);
    if (body.surveyedOn > today) {
      const fault = { pointer: '/surveyedOn', code: 1004, message: '入户日期不能晚于今天' };
      throw new Problem(1004, { faults: [fault] });
    }
    const { surveyedOn, outcome, surveyors, opinion, answers = {} } = body;
    const changed = outcome === 'confirmed' ? await reassessed(before, answers) : undefined;
    const findings = await keyring().seal(surveyContext(before.id), { surveyors, opinion, answers });
    const answer = { status: 200, body: { id: before.id, version: before.version + 1, outcome } };
    const kind = outcome === 'reject' ? 'rejected' : 'returned';
    await dossiers().record({
      id: before.id,
      before,
      action: { type: 'recordSurvey', surveyedOn, outcome, findings, ...(changed ? { reassessed: changed } : {}) },
      actor: { kind: 'staff', id: user.id },
      now,
      ...(outcome === 'reject' ? { facts: { locks: [] } } : {}),
      effects: [
        ...(outcome === 'reject' ? endingWrites(table(), before, profile.code) : []),
        ...(outcome === 'confirmed' ? [] : [mailWrite(table(), before.id, { kind }, now, before.registrarMail)]),
        ...remember(answer),
      ],
    });
    return answer;
  }),

  /**
   * The whole ID numbers of a household, to be compared with its 户口本. Written down with who and why before they are
   * shown; the answer is kept nowhere, so that a repeated request is another opening. E1010 beyond the day's limit.
   */
  openNumbers: staff(OpeningBody, async ({ user, params, body, now }) => {
    const { id, state } = await dossiers().get(params.id ?? '');
    permit(user, 'openNumbers', state);
    if (!(await tries().allows(OPENINGS, user.id, now))) throw new Problem(1010);
    const form = state.form > 0 ? await new Forms(table(), keyring()).find(id, state.form) : undefined;
    await new Openings(table(), keyring()).record(id, { at: now.toISOString(), by: user.id, reason: body.reason });
    return { status: 200, body: { form: state.form, people: form ? peopleOf(form) : [] } };
  }),
});
