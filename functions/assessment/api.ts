import { permit } from '../../shared/access/permit.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { AssessBody, ExemptBody } from '../../shared/contract/bodies/assessment.ts';
import { exemptionAbout } from '../../shared/dossier/about.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { checkForm } from '../../shared/form/check.ts';
import { serve, staff } from '../../shared/http/serve.ts';
import { profile } from '../../shared/province/current.ts';
import { exemptionTier } from '../../shared/province/levels.ts';
import { orgDepth } from '../../shared/province/profile.ts';
import { tierTitles } from '../../shared/province/tiers.ts';
import { dossiers, keyring, table } from '../../shared/runtime/services.ts';
import { assessForm } from '../../shared/standards/assess-form.ts';
import { basisOf } from '../../shared/standards/basis-of.ts';
import { sentences } from '../../shared/standards/sentences.ts';
import { decisive, type TieredAssessment } from '../../shared/standards/tiered.ts';

export const handler = serve(table, {
  /** What would the standards say of this form today, and why; nothing is stored. */
  assess: staff(AssessBody, async ({ user, body, now }) => {
    permit(user, 'assess', { orgPath: user.orgPath });
    const today = dateInShanghai(now);
    const { faults, form } = checkForm(body, { today });
    if (!form) throw new Problem(1100, { faults });
    const { assessment, explanation } = assessForm(profile, form, basisOf(profile, form, today), []);
    const { outcome, category, tier } = assessment;
    const { annual, householdSize } = decisive(assessment).perCapita;
    const answer = {
      outcome,
      category,
      tier,
      tierTitle: tier && tierTitles[tier],
      ...explanation,
      perCapita: { ...explanation.perCapita, annual, householdSize },
      explanation: sentences(assessment, explanation),
    };
    return { status: 200, body: answer };
  }),

  exempt: staff(ExemptBody, async ({ user, params, body, now, remember }) => {
    const before = await dossiers().get(params.id ?? '');
    permit(user, 'exempt', before.state);
    if (user.orgPath.split('/').length > orgDepth[profile.exemption.tier]) {
      throw new Problem(1502, { detail: `本省的豁免由${exemptionTier}及以上裁定。` });
    }
    if (!isExemptible(before.state, body.exclusion)) throw new Problem(1307);
    requireAttached(before.state, body.evidence);
    const answer = { status: 200, body: { id: before.id, version: before.version + 1, exclusion: body.exclusion } };
    await dossiers().record({
      id: before.id,
      before,
      action: {
        type: 'exempt',
        exclusion: body.exclusion,
        reason: await keyring().seal(exemptionAbout(before.id, body.exclusion), body.reason),
        evidence: body.evidence,
      },
      actor: { kind: 'staff', id: user.id },
      now,
      effects: remember(answer),
    });
    return answer;
  }),
});

/** Whether the last assessment hit this exclusion, nobody exempted it yet, and the standard lets it be exempted. */
function isExemptible({ assessment, exemptions }: DossierState, id: string): boolean {
  if (assessment === null || exemptions.some(({ exclusion }) => exclusion === id)) return false;
  const { assessments } = assessment.assessment as unknown as TieredAssessment;
  return assessments.some(({ standard, exclusions }) => {
    const rules = profile.standards.find(({ version }) => version === standard.version)?.exclusions ?? [];
    const hit = exclusions.some((each) => each.id === id && !each.exempted);
    return hit && rules.some((each) => each.id === id && each.exemptible);
  });
}

/** E1004 for what is named as evidence and is no attachment of the dossier that passed its check. */
function requireAttached({ attachments }: DossierState, evidence: readonly string[]): void {
  const faults = evidence.flatMap((id, index) =>
    attachments.some((attachment) => attachment.id === id)
      ? []
      : [{ pointer: `/evidence/${index}`, code: 1004, message: '举证须为本档案中通过检查的附件' }],
  );
  if (faults.length > 0) throw new Problem(1004, { faults });
}
