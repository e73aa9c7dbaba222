import { profiles } from '../../infra/provinces/index.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { Table } from '../../shared/registry/table.ts';
import { forms } from '../../shared/services/services.ts';
import { restoreDossiers } from '../../tools/restore/dossiers.ts';
import type { Tables } from '../../tools/restore/plan.ts';
import { readAnchors } from '../../tools/verify/anchored.ts';
import type { Looking } from '../../tools/verify/dossier.ts';
import { examineAll } from '../../tools/verify/whole.ts';
import { anchorsOf } from '../support/memory/anchors.ts';
import { DOSSIER_KEYS } from '../support/memory/dossier-keys.ts';
import type { MemoryGround } from '../support/memory/place.ts';
import type { Province } from '../support/province.ts';
import { backedUp } from '../support/restored.ts';
import type { DrillGround } from './drill.ts';

/** The drill in this process: what stands beside the live tables are copies in memory. */
export function drillInMemory({ app }: MemoryGround, province: Province): DrillGround {
  const { dynamoDb } = app;
  const looking: Looking = { terms: (code) => profiles[code], today: '2026-09-07' };
  const { live } = backedUp(app);
  let { restored, keys } = backedUp(app);
  return {
    province,
    items: async () => dynamoDb.all(),
    put: async (item) => dynamoDb.put(item),
    remove: async (item) => dynamoDb.remove(item),
    copy: async (what) => {
      const now = backedUp(app);
      if (what === 'registry') ({ restored } = now);
      else keys = { live: now.keys.live, restored: now.keys.restored };
    },
    loseKeys: async () => {
      for (const id of dynamoDb.dossierKeys.dossiers()) dynamoDb.dossierKeys.remove(id);
    },
    restore: async (which) => {
      const tables: Tables = { live, restored, ...(which.keys ? { keys } : {}) };
      const { client } = dynamoDb;
      const target = { table: new Table('registry', client), keys: { name: DOSSIER_KEYS, client } };
      const order = { dossiers: 'all', take: 'restored', target } as const;
      for await (const { came, plan } of restoreDossiers(tables, order, looking)) {
        if (came === 'refused') throw new Error(plan.conflicts.join());
      }
    },
    verified: async () => {
      const today = dateInShanghai(app.now());
      const anchors = await readAnchors(anchorsOf(app), today);
      const found = [...anchors.faults];
      for await (const { id, faults } of examineAll(live, { ...looking, today, anchors }))
        found.push(...faults.map((each) => `${id}：${each}`));
      return found;
    },
    // Not as `app` itself would: in the functions that run, keys are still at hand.
    opens: async ({ id }) => {
      try {
        return (await forms({ ...app }).find(id, 1))?.worker?.name;
      } catch {
        return undefined;
      }
    },
  };
}
