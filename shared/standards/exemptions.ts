import type { Assessment } from './assess.ts';
import type { CompiledStandard } from './compile.ts';
import type { AssessmentInput } from './input.ts';
import type { TieredAssessment } from './tiered.ts';

/** What an exemption was ruled on: the values that the exclusion asked about. */
export type ExclusionFacts = Record<string, number | boolean | string>;

/**
 * The values that an exclusion was hit by, in whichever tier it was, or undefined where none was hit that may be
 * exempted.
 *
 * @param compiled the standards that made the assessment, in its order
 */
export function factsOfExclusion(
  { assessments }: TieredAssessment,
  compiled: readonly CompiledStandard[],
  id: string,
): ExclusionFacts | undefined {
  for (const [index, assessment] of assessments.entries()) {
    const hit = assessment.exclusions.some((each) => each.id === id && !each.exempted);
    const rule = compiled[index]?.exclusions.find(({ part }) => part.id === id && part.exemptible);
    if (hit && rule !== undefined) return valuesOf(assessment, rule.program.reads);
  }
  return undefined;
}

function valuesOf({ facts, figures }: Assessment, names: readonly string[]): ExclusionFacts {
  const known: Record<string, number | boolean | string> = {
    ...facts,
    ...Object.fromEntries(figures.map(({ name, value }) => [name, value])),
  };
  return Object.fromEntries(
    names.flatMap((name) => (Object.hasOwn(known, name) ? [[name, known[name]]] : [])) as [string, never][],
  );
}

/**
 * Whether an exemption still counts for a form: two homes were exempted, one of them a ruin; of twelve nobody has said
 * anything.
 */
export function stillHolds(facts: ExclusionFacts, input: AssessmentInput): boolean {
  return Object.entries(facts).every(([name, value]) => input[name as keyof AssessmentInput] === value);
}

/** An exclusion that was hit and may be exempted, with what it was hit by. */
export interface Exemptible {
  exclusion: string;
  title: string;
  facts: ExclusionFacts;
}

/** Every one of an assessment; `compiled` as for `factsOfExclusion`. */
export function exemptibleIn(assessment: TieredAssessment, compiled: readonly CompiledStandard[]): Exemptible[] {
  const parts = new Map(
    compiled.flatMap(({ exclusions }) => exclusions.map(({ part }) => [part.id, part.title] as const)),
  );
  return [...parts].flatMap(([exclusion, title]) => {
    const facts = factsOfExclusion(assessment, compiled, exclusion);
    return facts === undefined ? [] : [{ exclusion, title, facts }];
  });
}
