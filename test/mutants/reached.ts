import { appendFileSync } from 'node:fs';

/** The variable of the environment that names the file to which is added what was reached. */
export const REACHED = 'REACHED';

/** What something reached: how often each mutant's place was come through, by the mutant's number. */
export interface Reached {
  by: string;
  times: Record<string, number>;
}

/** Adds what this process reached until now; nothing when it was not asked. */
export function tellReached(by: string): void {
  const to = process.env[REACHED];
  if (to === undefined) return;
  // Stryker's switches count there.
  const { __stryker__: counted } = globalThis as { __stryker__?: { mutantCoverage?: { static: Reached['times'] } } };
  appendFileSync(to, `${JSON.stringify({ by, times: counted?.mutantCoverage?.static ?? {} } satisfies Reached)}\n`);
}
