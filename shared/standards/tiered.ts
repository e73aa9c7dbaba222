import { type Assessment, assess, type UsedLine } from './assess.ts';
import type { CompiledStandard } from './compile.ts';
import type { AssessmentInput } from './input.ts';
import type { Tier } from './tiers.ts';

/**
 * What a province's standards say of a household, tier by tier from the national one down: the first tier whose
 * standard it meets is its own. Plain JSON; it is stored with the action.
 */
export interface TieredAssessment {
  outcome: Assessment['outcome'];
  /** 困难类别 under the standard that decided; null when it is ineligible everywhere. */
  category: string | null;
  /** 档案级别 of the standard that decided; null when it is ineligible everywhere. */
  tier: Tier | null;
  /** One a tier that was asked; none below the one that is met. */
  assessments: Assessment[];
}

/**
 * Asks the standards one after the other, `standards` being in the order of the tiers. A household that no tier takes
 * counts as excluded where one would take it but for an exclusion, since that can still be exempted.
 *
 * @throws StandardError as `assess` does
 */
export function assessTiers(
  standards: readonly CompiledStandard[],
  input: AssessmentInput,
  line: UsedLine,
  exempted: readonly string[] = [],
): TieredAssessment {
  const assessments: Assessment[] = [];
  for (const standard of standards) {
    const assessment = assess(standard, input, line, exempted);
    assessments.push(assessment);
    if (assessment.outcome === 'eligible') return resultOf(assessment, assessments);
  }
  const excluded = assessments.find(({ outcome }) => outcome === 'excluded');
  if (excluded !== undefined) return resultOf(excluded, assessments);
  return { outcome: 'ineligible', category: null, tier: null, assessments };
}

function resultOf({ outcome, category, standard }: Assessment, assessments: Assessment[]): TieredAssessment {
  return { outcome, category, tier: standard.tier, assessments };
}

/** The assessment that decided: of the household's own tier, or the national one when no tier takes it. */
export function decisive({ tier, assessments }: TieredAssessment): Assessment {
  const found = assessments.find(({ standard }) => tier === null || standard.tier === tier);
  if (found === undefined) throw new Error('an assessment under no standard');
  return found;
}
