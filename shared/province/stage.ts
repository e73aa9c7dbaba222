/** One province may run several times in one account: to try things out, with one county, and for real. */
export const stages = ['test', 'pilot', 'production'] as const;
export type Stage = (typeof stages)[number];

export const stageTitles: Record<Stage, string> = { test: '测试', pilot: '试点', production: '正式' };

/** Where households are, a stack is not deleted before somebody has lifted its protection. */
export function isProtected(stage: Stage): boolean {
  return stage !== 'test';
}

/**
 * The name of the stack, with which every name begins that is fixed, and under which its own figures are counted:
 * jdlk-530000, jdlk-530000-test. Two stacks of one account never have a name in common.
 */
export function stackName({ code, stage }: { code: string; stage: Stage }): string {
  return stage === 'production' ? `jdlk-${code}` : `jdlk-${code}-${stage}`;
}
