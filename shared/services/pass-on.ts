import { levelDue } from '../dossier/approval-state.ts';
import { decideStall } from '../dossier/running.ts';
import type { DossierState } from '../dossier/state.ts';
import { Problem } from '../errors/problem.ts';
import { log } from '../runtime/log.ts';
import type { App } from './app.ts';
import { asking, hindranceOf } from './ask-approver.ts';
import { dossiers } from './services.ts';

/**
 * Asks somebody else where whoever is asked can decide no more; where they can, and where nobody is asked, nothing. When
 * nobody is left, the matter stands still (停滞) until an administrator has registered somebody and resumes it.
 */
export async function passOn(app: App, dossierId: string): Promise<void> {
  await dossiers(app).recordLatest(dossierId, async (dossier) => {
    const { state } = dossier;
    const hindrance = await hindranceOf(app, state);
    const due = levelDue(state.matter);
    if (!hindrance || due === undefined || state.matter.stalled) return undefined;
    const recording = { actor: { kind: 'system' as const, id: 'pass-on' }, now: app.now() };
    try {
      return { ...recording, ...(await asking(app, dossier, due, hindrance.because)) };
    } catch (error) {
      if (!(error instanceof Problem && error.code === 1306)) throw error;
      log('error', 'stalled', { dossier: dossierId, step: 'RequestApproval', error: 'E1306' });
      app.count('DossiersStalled', 1);
      return { ...recording, action: nobodyLeft(state) };
    }
  });
}

function nobodyLeft(state: DossierState) {
  const { kind, matter: number, run } = state.matter;
  return decideStall(state, { for: kind, number, run, step: 'RequestApproval', error: 'E1306' });
}
