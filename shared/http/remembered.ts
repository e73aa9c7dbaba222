import { EffectRefused } from '../registry/dossiers.ts';
import type { Write } from '../registry/table.ts';
import type { App } from '../services/app.ts';
import { table } from '../services/services.ts';

/**
 * What many transactions came to is remembered by itself: asked for again, there is nothing left to do, and the first answer
 * counts. Nothing where the request has no key. Throws EffectRefused when somebody remembered another answer meanwhile.
 */
export async function remembered(app: App, writes: Write[]): Promise<void> {
  const refused = writes.length === 0 ? [] : await table(app).transact(writes);
  if (refused.length > 0) throw new EffectRefused(refused);
}
