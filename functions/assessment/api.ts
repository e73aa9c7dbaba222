import { permit } from '../../shared/access/permit.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { AssessBody, ExemptBody } from '../../shared/contract/bodies/assessment.ts';
import { digest } from '../../shared/digest/digest.ts';
import { decideExemption } from '../../shared/dossier/assessing.ts';
import { exemptionContext } from '../../shared/dossier/seal-contexts.ts';
import type { ExemptionRuling } from '../../shared/dossier/sealed-contents.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { checkForm } from '../../shared/form/check.ts';
import { act } from '../../shared/http/act.ts';
import { serve } from '../../shared/http/serve.ts';
import { reaches } from '../../shared/organisation/org-path.ts';
import { exemptionUnion } from '../../shared/province/levels.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { exemptionsOf } from '../../shared/registry/exemptions.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { assessments, gazette, keyring } from '../../shared/services/services.ts';
import { assessForm, standardsOf } from '../../shared/standards/assess-form.ts';
import { basisOf } from '../../shared/standards/basis-of.ts';
import { type ExclusionFacts, factsOfExclusion } from '../../shared/standards/exemptions.ts';
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
          if (!reaches(app.profile.exemption.unionLevel, call.user.orgPath)) {
            throw new Problem(1502, { detail: `本省的豁免由${exemptionUnion(app.profile)}及以上裁定。` });
          }
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
  const { basis } = state.matter;
  if (state.matter.assessment === null || basis === null) return undefined;
  const { assessment } = await assessments(app).of(dossier);
  const asked = new Set(assessment.assessments.map(({ standard }) => standard.version));
  const standards = basis.standards.filter(({ version }) => asked.has(version));
  const facts = factsOfExclusion(assessment, standardsOf(app.profile, { ...basis, standards }), exclusion);
  const ruled = (await exemptionsOf(keyring(app), state)).find((each) => each.exclusion === exclusion);
  return facts !== undefined && ruled !== undefined && digest(ruled.facts) === digest(facts) ? undefined : facts;
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
