import * as z from 'zod/mini';

const Target = z.looseObject({ Next: z.string() });

/** As much of a state machine's definition as a picture of it needs. */
export const Definition = z.looseObject({
  StartAt: z.string(),
  States: z.record(
    z.string(),
    z.looseObject({
      Type: z.enum(['Task', 'Choice', 'Wait', 'Succeed', 'Fail']),
      Resource: z.optional(z.string()),
      Next: z.optional(z.string()),
      /** Whether the execution is over after it. */
      End: z.optional(z.boolean()),
      Default: z.optional(z.string()),
      Choices: z.optional(z.array(Target)),
      Catch: z.optional(z.array(Target)),
    }),
  ),
});
export type Definition = z.infer<typeof Definition>;

/** Every way from one state to another, as `From→To`, each once. */
export function transitionsOf({ States }: Definition): string[] {
  const found = Object.entries(States).flatMap(([name, state]) =>
    [state.Next, state.Default, ...(state.Choices ?? []).map(next), ...(state.Catch ?? []).map(next)]
      .filter((target) => target !== undefined)
      .map((target) => `${name}→${target}`),
  );
  return [...new Set(found)];
}

function next({ Next }: { Next: string }): string {
  return Next;
}
