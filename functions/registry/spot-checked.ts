import type { ActionType } from '../../shared/dossier/actions.ts';
import { findingContext, remedyContext } from '../../shared/dossier/seal-contexts.ts';
import type { SpotChecked } from '../../shared/dossier/spot-check-state.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import type { App } from '../../shared/services/app.ts';
import { dossierReader, keyring } from '../../shared/services/services.ts';

/** 抽查 of a dossier that are settled, the last first: before that nobody is told what one person thinks. */
export async function spotChecksOf(app: App, { id, spotChecks }: DossierState) {
  const settled = spotChecks.flatMap((each) => (each.settled === null ? [] : [{ ...each, settled: each.settled }]));
  return Promise.all(
    settled.toReversed().map(async ({ check, looks, settled: finding, remedy }) => ({
      ...{ check, finding, remedyBy: remedy?.by ?? null },
      seen: await Promise.all(looks.map(({ version }) => said(app, id, 'recordFinding', version))),
      remedy: await remedyOf(app, id, remedy?.done ?? null),
    })),
  );
}

async function remedyOf(app: App, id: string, done: NonNullable<SpotChecked['remedy']>['done']) {
  return done && { on: done.on, how: done.how, done: await said(app, id, 'recordRemedy', done.version) };
}

const contexts = { recordFinding: findingContext, recordRemedy: remedyContext };

/** What somebody wrote in the entry of a version. */
async function said(app: App, id: string, type: ActionType & keyof typeof contexts, version: number): Promise<string> {
  const entry = await dossierReader(app).entry(id, version);
  if (entry?.action.type !== type) throw new Error(`entry ${version} of ${id} is no ${type}`);
  return keyring(app).open<string>(contexts[type](id, version), entry.action.content);
}
