import { isRefusal } from '../dossier/deed.ts';
import { decideRenewal, type Running } from '../dossier/running.ts';
import type { Lasting } from '../workflow/steps.ts';
import { HANDOVER_SECONDS } from '../workflow/waits.ts';
import type { App } from './app.ts';
import { dossiers } from './services.ts';

/**
 * Hands what an execution runs for over to the next run, when it has lasted long: the journal tells the relay to begin
 * that one, and whatever this one waits for afterwards is answered as ended.
 */
export async function handOver(
  app: App,
  { dossierId, for: kind, number, run, begun }: Running & Lasting & { dossierId: string },
): Promise<void> {
  const of = { for: kind, number, run };
  const now = app.now();
  const isLong = now.getTime() - Date.parse(begun) >= HANDOVER_SECONDS * 1000;
  if (!isLong) return;
  await dossiers(app).recordLatest(dossierId, async ({ state }) => {
    const action = decideRenewal(state, of);
    return isRefusal(action) ? undefined : { action, actor: { kind: 'system', id: 'workflow' }, now };
  });
}
