import { requireLevel } from '../../shared/access/level.ts';
import { permit } from '../../shared/access/permit.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { AssessBody, ExemptBody } from '../../shared/contract/bodies/assessment.ts';
import { decideExemption } from '../../shared/dossier/assessing.ts';
import { exemptionContext } from '../../shared/dossier/seal-contexts.ts';
import type { ExemptionRuling } from '../../shared/dossier/sealed-contents.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { fieldFault } from '../../shared/errors/field-fault.ts';
import { Problem, refuseFaults } from '../../shared/errors/problem.ts';
import { checkForm } from '../../shared/form/check.ts';
import { act } from '../../shared/http/act.ts';
import { serve } from '../../shared/http/serve.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { exemptibleNow, exemptionsOf } from '../../shared/registry/exemptions.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { assessments, gazette, keyring } from '../../shared/services/services.ts';
import { assessForm } from '../../shared/standards/assess-form.ts';
import { basisOf } from '../../shared/standards/basis-of.ts';
import type { ExclusionFacts } from '../../shared/standards/exemptions.ts';
import { decisive } from '../../shared/standards/tiered.ts';
import { tierTitles } from '../../shared/standards/tiers.ts';

export const lambda = (app: App) =>
  serve(app, {
    /** What would the standards say of this form today, and why; nothing is stored. */
    assess: {
      body: AssessBody,
      handle: async ({ user, body, now }) => {
        permit(user, 'assess', { orgPath: user.orgPath });
        const today = dateInShanghai(now);
        const { faults, form } = checkForm(body, { today });
        if (!form) throw new Problem(1100, { faults });
        const basis = basisOf(await gazette(app).profileWithLines(now), form, today);
        return { status: 200, body: answerOf(assessForm(app.profile, form, basis, [])) };
      },
    },

    exempt: {
      body: ExemptBody,
      handle: (call) =>
        act(app, call, 'exempt', async (before) => {
          const { exclusion, evidence, reason } = call.body;
          requireLevel(call.user, 'exempt', app.profile);
          const facts = await exemptible(app, before, exclusion);
          if (facts === undefined) throw new Problem(1307);
          requireAttached(before.state, evidence);
          const content: ExemptionRuling = { reason, facts };
          const ruling = await keyring(app).seal(exemptionContext(before.id, exclusion, before.version + 1), content);
          return { decided: decideExemption(before.state, { exclusion, ruling, evidence }), says: { exclusion } };
        }),
    },
  });

export const handler = lambda(fromEnvironment());

/** What the standards say, in words and in fen. */
function answerOf({ assessment, explained, explanation, surveyQuestions }: ReturnType<typeof assessForm>) {
  const { outcome, category, tier } = assessment;
  const { annual, householdSize } = decisive(assessment).perCapita;
  const perCapita = { ...explained.perCapita, annual, householdSize };
  const tierTitle = tier && tierTitles[tier];
  return { outcome, category, tier, tierTitle, surveyQuestions, ...explained, perCapita, explanation };
}

/** What the last assessment was hit by under an exclusion, if the standard lets it be exempted and nobody has for that. */
async function exemptible(app: App, dossier: Dossier, exclusion: string): Promise<ExclusionFacts | undefined> {
  const { state } = dossier;
  if (state.matter.assessment === null) return undefined;
  const ruled = await exemptionsOf(keyring(app), state);
  const all = exemptibleNow(state, await assessments(app).of(dossier), ruled);
  return all.find((each) => each.exclusion === exclusion)?.facts;
}

/** E1004 for what is named as evidence and is no attachment of the dossier that passed its check. */
function requireAttached({ attachments }: DossierState, evidence: readonly string[]): void {
  const faults = evidence.flatMap((id, index) =>
    attachments.some((attachment) => attachment.id === id)
      ? []
      : [fieldFault(`/evidence/${index}`, '举证须为本档案中通过检查的附件')],
  );
  refuseFaults(faults);
}
