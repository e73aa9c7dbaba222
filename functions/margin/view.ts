import type { AnswerOf } from '../../shared/contract/types.ts';
import { isOnMargin } from '../../shared/dossier/margin-state.ts';
import { statusOf } from '../../shared/dossier/status.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import type { App } from '../../shared/services/app.ts';
import { unions } from '../../shared/services/services.ts';
import { retainedUntil } from '../../shared/tasks/disposal-tasks.ts';

type Shown = AnswerOf<'listMargin'>['households'][number];

/** A household of the list; undefined when it has left it meanwhile. */
export async function marginOf(app: App, { state, maskedName }: Dossier): Promise<Shown | undefined> {
  const { id, orgPath, end, margin } = state;
  if (margin === null || !isOnMargin(state)) return undefined;
  return {
    dossier: id,
    orgPath,
    union: await unions(app).name(orgPath),
    maskedName,
    status: statusOf(state),
    since: margin.since,
    askedOn: margin.askedOn,
    keptUntil: end && retainedUntil(end, app.profile.retention),
  };
}
