import { profiles } from '../infra/provinces/index.ts';
import type { Form } from '../shared/form/form.ts';
import { assessmentInput } from '../shared/standards/form-input.ts';
import { Tally } from '../shared/standards/tally.ts';
import { changedRules, Judge } from '../shared/standards/what-if.ts';
import { household } from '../test/support/household.ts';
import { sequence } from '../test/support/random.ts';
import type { Row } from './row.ts';

const HOUSEHOLDS = 1_000_000;
/** So many lie in memory at once; they are gone through again and again. */
const AT_ONCE = 20_000;
const LIMIT_SECONDS = 60;
const MOST_PEOPLE = 7;

/**
 * 情景测算 of a million households that are opened already, on one core: each asked by the rules in force and by others
 * (every line 8 % higher, one clause another), counted by county. They are not kind: all counties, incomes at a multiple
 * of the line or one fen beside it, two tiers, exclusions that were exempted.
 */
export async function run(): Promise<Row[]> {
  return ['530000', '230000'].map((code) => {
    const profile = profiles[code];
    if (profile === undefined) throw new Error(`no profile of ${code}`);
    const [standard] = profile.standards;
    const [clause] = standard?.clauses ?? [];
    if (standard === undefined || clause === undefined) throw new Error('no clause to change');
    const texts = [{ standard: standard.version, part: clause.id, cel: `${clause.cel} && homes < 3.0` }];
    const changed = changedRules(profile, { lines: [], linePercent: 8, texts });
    const forms = unkind(profile.subsistenceLines.map(({ division, fen }) => ({ division, fen })));
    const exemptions = [{ exclusion: 'home', facts: { homes: 2 } }];
    const begun = process.cpuUsage();
    const [now, then] = [new Judge(profile, '2026-09-07'), new Judge(changed, '2026-09-07')];
    const tally = new Tally([{ category: '低保户', tier: 'national', fen: 300_000 }]);
    let changing = 0;
    for (let n = 0; n < HOUSEHOLDS; n++) {
      const form = forms[n % AT_ONCE] as Form;
      const input = assessmentInput(form);
      const ruled = n % 10 === 0 ? exemptions : [];
      const [before, after] = [now.of(input, ruled), then.of(input, ruled)];
      if (before.outcome !== after.outcome || before.category !== after.category) changing++;
      tally.add({ area: input.division, before, after, households: 1 });
    }
    const value = process.cpuUsage(begun).user / 1_000_000;
    const what = `情景测算：${profile.name}一百万户已经打开的，${tally.areas.size} 个县，结论会变的 ${((changing * 100) / HOUSEHOLDS).toFixed(0)}%（一个核）`;
    return { what, value, unit: '秒', limit: LIMIT_SECONDS, better: 'less' };
  });
}

function unkind(lines: readonly { division: string; fen: number }[]): Form[] {
  const random = sequence(20161031);
  const below = (limit: number) => Math.floor(random() * limit);
  const base = household(3);
  return Array.from({ length: AT_ONCE }, (_, n): Form => {
    const { division, fen } = lines[n % lines.length] as { division: string; fen: number };
    const householdSize = 1 + below(MOST_PEOPLE);
    const whole = fen * 12 * householdSize;
    const multiple = [0.5, 1, 1.08, 1.5, 1.62, 2, 3][below(7)] as number;
    return {
      ...base,
      worker: { ...base.worker, hukouDivision: division },
      household: {
        ...base.household,
        householdSize,
        annualHouseholdIncome: Math.round(whole * multiple) + below(3) - 1,
      },
      rigidExpenses: { medical: random() < 0.5 ? 0 : below(5_000_000), education: below(2_000_000) },
      assets: { homes: below(3), savings: below(10_000_000) },
    };
  });
}

if (import.meta.main) console.table(await run());
