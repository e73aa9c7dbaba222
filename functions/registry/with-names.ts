import type { App } from '../../shared/services/app.ts';
import { names } from '../../shared/services/services.ts';

/** What people did, with what they are called: each of them looked up once. */
export async function withNames<T extends { by: string | null }>(app: App, deeds: readonly T[]) {
  const ids = [...new Set(deeds.flatMap(({ by }) => by ?? []))];
  const called = new Map(await Promise.all(ids.map(async (each) => [each, await names(app).of(each)] as const)));
  return deeds.map((deed) => ({
    ...deed,
    byName: (deed.by === null ? null : called.get(deed.by)) as T['by'],
  }));
}
