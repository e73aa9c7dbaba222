import { an } from '../../shared/dossier/actions.fixture.ts';
import { dossiers } from '../../shared/services/services.ts';
import type { MemoryApp } from './memory/app.ts';

/** A household whose time is over, listed, confirmed and released, as if two unions had done so. */
export async function releasedToGo(app: MemoryApp, id: string): Promise<void> {
  for (const [action, by] of [
    [an.listDisposal(), 'disposal-run'],
    [an.confirmDisposal(), 'reviewer-2'],
    [an.releaseDisposal(), 'reviewer-city'],
  ] as const) {
    const before = await dossiers(app).get(id);
    const actor = { kind: 'staff' as const, id: by };
    await dossiers(app).record({ id, before, action, actor, now: app.now() });
  }
}
