import { Problem } from '../../shared/errors/problem.ts';
import { type CheckBatch, type CheckPart, checkBatchContext } from '../../shared/registry/checks.ts';
import type { Write } from '../../shared/registry/table.ts';
import type { App } from '../../shared/services/app.ts';
import { checks, provinceSealer, table } from '../../shared/services/services.ts';

/** A part of a batch as it is kept. */
export async function sealed<Content>(app: App, id: string, part: CheckPart, content: Content) {
  return provinceSealer(app).seal(checkBatchContext(id, part), content);
}

/** E1301 when somebody else was faster. */
export async function changed(
  app: App,
  batch: CheckBatch,
  change: Partial<CheckBatch>,
  of: { by: string; now: Date },
  more: Write[] = [],
): Promise<void> {
  await written(app, [...(await checks(app).changeWrites(batch, change, of)), ...more]);
}

/** E1301 when somebody else was faster. */
export async function written(app: App, writes: Write[]): Promise<void> {
  if (writes.length === 0) return;
  const refused = await table(app).transact(writes);
  if (refused.length > 0) throw new Problem(1301);
}
