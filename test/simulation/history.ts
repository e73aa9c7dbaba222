import { stepsOf } from '../../functions/history/row-of.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { divisionOf } from '../../shared/organisation/org-path.ts';
import { yearOf } from '../../shared/registry/history-years.ts';
import { keys } from '../../shared/registry/keys.ts';
import { dossierReader, historyYears } from '../../shared/services/services.ts';
import type { Checks } from './checks.ts';
import type { World } from './world.ts';

/** Of the days that were said to be complete, every row lies where it belongs that a journal makes. */
export async function historyComplete(world: World, checks: Checks): Promise<void> {
  const { app } = world.ground;
  const { completeThrough } = await historyYears(app).span();
  if (completeThrough === undefined) return;
  for (const id of checks.dossiers) {
    for (const step of stepsOf(app, id, await dossierReader(app).journal(id))) {
      if (step === undefined || step.row.on > completeThrough) continue;
      const { row } = step;
      for (const orgPath of [row.orgPath, row.from ?? row.orgPath]) {
        const key = keys.historyRow({ division: divisionOf(orgPath), year: yearOf(row.on) }, id, row.version);
        if (app.dynamoDb.has(key)) continue;
        world.fail(`说历史行齐到 ${completeThrough}，却没有 ${key.pk} ${key.sk}（${row.on}）`, id);
      }
    }
  }
}

/** A plain count, by the journals: households on file below an org path when a day (ISO date) was over. */
export function onFileOn(checks: Checks, org: string, day: string): number {
  return checks.dossiers.filter((id) => {
    const state = checks.stateOn(id, (at) => dateInShanghai(new Date(at)) <= day);
    return state?.standing === 'onFile' && `${state.orgPath}/`.startsWith(`${org}/`);
  }).length;
}
