import { profiles } from '../infra/provinces/index.ts';
import { randomHouseholds } from '../infra/provinces/standards/households.fixture.ts';
import { compileStandard } from '../shared/standards/compile.ts';
import { basisOn } from '../shared/standards/in-force.ts';
import { assessTiers } from '../shared/standards/tiered.ts';
import type { Row } from './row.ts';

const LIMIT = 60_000;
const SECONDS = 1;
const HOUSEHOLDS = 20_000;

/** Where it is asked: the first generation; Qingdao's formulas; two tiers, of which half the households are asked both. */
const places = [
  ['530000', '530102'],
  ['370000', '370203'],
  ['230000', '232722'],
] as const;

/**
 * Full assessments a second on one core, tier by tier as a submission is assessed; explanations are not rendered. A
 * million households at 60,000 a second take 17 s.
 */
export async function run(): Promise<Row[]> {
  return places.map(([province, division]) => {
    const profile = profiles[province];
    if (profile === undefined) throw new Error(`no profile of ${province}`);
    const { standards: versions, line } = basisOn(profile, division, '2026-09-07');
    const standards = versions.map(({ version }) => {
      const standard = profile.standards.find((each) => each.version === version);
      if (standard === undefined) throw new Error(`no standard ${version}`);
      return compileStandard(standard);
    });
    const households = [...randomHouseholds(HOUSEHOLDS, line.fen)];
    let asked = 0;
    const assessAll = () => {
      for (const household of households) asked += assessTiers(standards, household, line).assessments.length;
    };
    assessAll();

    asked = 0;
    let done = 0;
    const start = performance.now();
    while (performance.now() - start < SECONDS * 1000) {
      assessAll();
      done += households.length;
    }
    const value = Math.round((done * 1000) / (performance.now() - start));
    const perHousehold = (asked / done).toFixed(2);
    const what = `每秒认定，${versions.map(({ version }) => version).join('、')}（每户问 ${perHousehold} 个标准）`;
    return { what, value, unit: '份', limit: LIMIT, better: 'more' };
  });
}

if (import.meta.main) console.table(await run());
