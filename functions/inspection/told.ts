import { type Inspection, isInForce } from '../../shared/inspection/inspection.ts';
import type { App } from '../../shared/services/app.ts';
import { names, unions } from '../../shared/services/services.ts';

/** 督查授权 as they are told to whoever may read them. */
export function toldOf(app: App, found: readonly Inspection[], today: string) {
  return Promise.all(
    found.map(async (each) => {
      const { id, inspector, orgPath, from, until, purpose, by, byOrg, at, ended } = each;
      return {
        ...{ inspection: id, inspector, inspectorName: await names(app).of(inspector) },
        ...{ orgPath, union: await unions(app).name(orgPath), from, until, purpose },
        ...{ by, byName: await names(app).of(by), byOrg, byUnion: await unions(app).name(byOrg), at },
        ...{ endedAt: ended?.at ?? null, inForce: isInForce(each, today) },
      };
    }),
  );
}
