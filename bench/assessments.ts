import * as fc from 'fast-check';
import { profiles } from '../infra/provinces/index.ts';
import { anyHousehold, household } from '../infra/provinces/standards/households.ts';
import { assess } from '../shared/standards/assess.ts';
import { compileStandard } from '../shared/standards/compile.ts';

const line = { division: '530102', from: '2026-01-01', to: null, fen: 70_000, source: 'bench' };
const seconds = 1;

/** Full assessments a second on one core, for each generation of the standard; explanations are not rendered. */
export async function run(): Promise<{ name: string; perSecond: number; target: number }[]> {
  // Copied, because the generator's objects have no fixed shape, as those made from forms have.
  const households = fc.sample(anyHousehold(line.fen), { numRuns: 2_000, seed: 20161031 }).map(household);
  const results = ['530000', '370000'].map((code) => {
    const standard = profiles[code]?.standards[0];
    if (standard === undefined) throw new Error(`no profile of ${code}`);
    const compiled = compileStandard(standard);
    const assessAll = () => households.reduce((sum, input) => sum + assess(compiled, input, line).clauses.length, 0);
    assessAll();

    let done = 0;
    const start = performance.now();
    while (performance.now() - start < seconds * 1000) {
      assessAll();
      done += households.length;
    }
    const perSecond = Math.round((done * 1000) / (performance.now() - start));
    return { name: `assessments, ${standard.version}`, perSecond, target: 20_000 };
  });

  return results;
}

if (import.meta.main) console.table(await run());
