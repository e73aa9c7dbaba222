import { permit } from '../../shared/access/permit.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { SurveyBody } from '../../shared/contract/bodies/survey.ts';
import { surveyAbout } from '../../shared/dossier/about.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { serve, staff } from '../../shared/http/serve.ts';
import { profile } from '../../shared/province/current.ts';
import { endingWrites } from '../../shared/registry/ending.ts';
import { mailWrite } from '../../shared/registry/mails.ts';
import { dossiers, keyring, table } from '../../shared/runtime/services.ts';
import { reassessed } from './answers.ts';

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
    const findings = await keyring().seal(surveyAbout(before.id), { surveyors, opinion, answers });
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
});
