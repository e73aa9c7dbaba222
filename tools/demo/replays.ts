import { profiles } from '../../infra/provinces/index.ts';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import { localOperator } from '../local-table.ts';
import { operatorsApp } from '../operator.ts';
import { replayed } from '../replay/verdicts.ts';
import type { Result } from './report.ts';

/** Computes every verdict of the households again from what is stored; says what is otherwise, and answers how many are. */
export async function replayAll(
  provinces: readonly { address: string; results: readonly Result[] }[],
): Promise<number> {
  let [verdicts, differ] = [0, 0];
  for (const { address, results } of provinces) {
    const place = await localOperator(address);
    for (const { household, journal } of results) {
      if (journal === null) continue;
      const app = operatorsApp(profiles[household.province] as ProvinceProfile, place);
      for await (const { version, differences } of replayed(app, journal.id, journal.entries)) {
        verdicts++;
        if (differences.length === 0) continue;
        differ++;
        console.log(`✗ ${journal.id} 第 ${version} 条的认定再算一遍：${differences.join('；')}`);
      }
    }
  }
  console.log(`${verdicts} 次认定由存着的再算一遍，与当时不同的 ${differ} 次`);
  return differ;
}
