import { levelDue } from '../../shared/dossier/approval-state.ts';
import { stallToMend } from '../../shared/dossier/running.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { unionAt } from '../../shared/organisation/org-path.ts';
import { unionLevels } from '../../shared/organisation/union-level.ts';
import { levelsOf } from '../../shared/province/levels.ts';
import type { App } from '../../shared/services/app.ts';
import { unions } from '../../shared/services/services.ts';
import { stallInWords } from '../../shared/workflow/stalled.ts';

/** 停滞 as people are shown it: where it stands, why, and, where nobody may decide, in which union somebody is missing. */
export async function stalledOf(app: App, state: DossierState) {
  const stalled = stallToMend(state);
  if (stalled === null) return null;
  const union = stalled.error === 'E1306' ? lacking(app, state) : undefined;
  return { ...stalled, inWords: stallInWords(stalled, union && (await unions(app).name(union))) };
}

/** The union of the level that is due, or the next one up that the household has. */
function lacking({ profile }: App, state: DossierState): string | undefined {
  const { matter, orgPath } = state;
  const level = levelsOf(profile, state)[(levelDue(matter) ?? 1) - 1]?.unionLevel;
  if (level === undefined) return undefined;
  const above = unionLevels.slice(unionLevels.indexOf(level)).map((each) => unionAt(each, orgPath));
  return above.find((path) => path !== undefined);
}
