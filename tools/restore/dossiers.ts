import { isId } from '../../shared/registry/ids.ts';
import { examine, type Looking } from '../verify/dossier.ts';
import type { Stored } from '../verify/stored.ts';
import { apply, isChosen, Moved, type Take, type Target } from './apply.ts';
import { type Plan, planFor, stepsOf, type Tables } from './plan.ts';

/** What is asked. */
export interface Order {
  /** Named one by one, or every one that either table has. */
  dossiers: readonly string[] | 'all';
  /** What to do where an item is there and is not what the journal says; undefined leaves the whole dossier. */
  take?: Take;
  /** Where it is written; undefined only compares. */
  target?: Target;
}

/** What came of one dossier. */
export interface Outcome {
  plan: Plan;
  /**
   * `sound`: nothing to do. `would`: only compared. `restored`. `refused`: a conflict. `undecided`: something differs, and
   * nobody said what to take.
   */
  came: 'sound' | 'would' | 'restored' | 'refused' | 'undecided';
  /** Afterwards, by `npm run verify`; Chinese. */
  faults: string[];
}

/** Dossiers worked on at once. */
const AT_ONCE = 8;
/** So often a dossier is compared again that moved on meanwhile. */
const MOST_TRIES = 5;

export async function* restoreDossiers(tables: Tables, order: Order, looking: Looking): AsyncGenerator<Outcome> {
  const ids = order.dossiers === 'all' ? await idsOf(tables) : order.dossiers;
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE).map((id) => restoreOne(tables, order, id, looking));
    yield* (await Promise.all(some)).filter((outcome) => outcome !== undefined);
  }
}

/** Undefined when neither table has anything of it. */
async function restoreOne(tables: Tables, order: Order, id: string, looking: Looking): Promise<Outcome | undefined> {
  for (let attempt = 1; ; attempt++) {
    const plan = await planFor(tables, id, looking);
    if (plan === undefined) return undefined;
    const came = ahead(plan, order);
    if (came !== 'restored' || order.target === undefined) return { plan, came, faults: [] };
    try {
      await apply(order.target, plan, order.take ?? 'live');
      return { plan, came, faults: (await examine(tables.live, id, looking))?.faults ?? [] };
    } catch (error) {
      if (!(error instanceof Moved) || attempt === MOST_TRIES) throw error;
    }
  }
}

function ahead(plan: Plan, { take, target }: Order): Outcome['came'] {
  if (plan.conflicts.length > 0) return 'refused';
  if (stepsOf(plan).length === 0 && plan.key === undefined) return 'sound';
  if (!isChosen(plan, take)) return 'undecided';
  return target === undefined ? 'would' : 'restored';
}

/** Every dossier that either table has a head or an entry of. */
async function idsOf({ live, restored }: Tables): Promise<string[]> {
  const ids = new Set<string>();
  const add = async (stored: Stored): Promise<void> => {
    for await (const { pk } of stored.scan()) {
      const id = /^[DJ]#(.*)$/.exec(pk)?.[1];
      if (id !== undefined && isId(id)) ids.add(id);
    }
  };
  await add(restored);
  await add(live);
  return [...ids].sort();
}
