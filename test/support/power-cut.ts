import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Province } from './province.ts';

/**
 * The power goes, and comes back at `instant` (ISO) of the province's own time: until then nothing ran at all, no
 * schedule either, and none of those that were missed is made up for.
 */
export async function offUntil(province: Province, instant: string): Promise<void> {
  await province.crash();
  const database = new DatabaseSync(join(province.data, 'cloud.db'));
  const until = Date.parse(instant);
  database.prepare('UPDATE clock SET offset_ms = ?').run(until - Date.now());
  database.prepare('UPDATE event_schedules SET last_at = ?').run(until);
  database.close();
  await province.start();
}
