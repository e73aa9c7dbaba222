import { permit } from '../../shared/access/permit.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { AssessBody, ExemptBody } from '../../shared/contract/bodies/assessment.ts';
import { exemptionAbout } from '../../shared/dossier/about.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { checkForm } from '../../shared/form/check.ts';
import { serve, staff } from '../../shared/http/serve.ts';
import { profile } from '../../shared/province/current.ts';
import { dossiers, keyring, table } from '../../shared/runtime/services.ts';
import { assessForm } from '../../shared/standards/assess-form.ts';

export const handler = serve(table, {
  /** What would the standard say of this form; nothing is stored. */
  assess: staff(AssessBody, async ({ user, body, now }) => {
    permit(user, 'assess', { orgPath: user.orgPath });
    const today = dateInShanghai(now);
    const { faults, form } = checkForm(body, { today });
    if (!form) throw new Problem(1100, { faults });
    const { assessment, explanation } = assessForm(profile, form, today, []);
    return { status: 200, body: { ...assessment, explanation } };
  }),

  exempt: staff(ExemptBody, async ({ user, params, body, now, remember }) => {
    const before = await dossiers().get(params.id ?? '');
    permit(user, 'exempt', before.state);
    if (!exemptible(before.state.assessment?.assessment, body.exclusion)) throw new Problem(1307);
    const answer = { status: 200, body: { id: before.id, version: before.version + 1, exclusion: body.exclusion } };
    await dossiers().record({
      id: before.id,
      before,
      action: {
        type: 'exempt',
        exclusion: body.exclusion,
        reason: await keyring().seal(exemptionAbout(before.id, body.exclusion), body.reason),
      },
      actor: { kind: 'staff', id: user.id },
      now,
      effects: remember(answer),
    });
    return answer;
  }),
});

/** Whether the last assessment hit this exclusion, nobody exempted it yet, and the standard lets it be exempted. */
function exemptible(assessment: Record<string, unknown> | undefined, id: string): boolean {
  const hits = (assessment?.exclusions ?? []) as { id: string; exempted: boolean }[];
  const rule = profile.standards.flatMap(({ exclusions }) => exclusions).find((each) => each.id === id);
  return rule?.exemptible === true && hits.some((hit) => hit.id === id && !hit.exempted);
}
