import type { RequestOf } from '../../../shared/contract/types.ts';
import { isBelow } from '../places.ts';
import { spotChecksIn } from '../spot-checks.ts';
import type { World } from '../world.ts';

export const auditors = ['auditor-530000-1', 'auditor-530000-2', 'auditor-530100-1', 'auditor-530100-2'] as const;

export type Asked = RequestOf<'prepareSpotCheck'>['body'];

/** A 抽查 that somebody has prepared. */
export interface Prepared {
  id: string;
  asked: Asked;
}

export const lyingOf = (world: World, id: string) => spotChecksIn(world).find(({ check }) => check.id === id);

/** Those to whom a 抽查 of an area is shown. */
export const readersOf = (world: World, orgPath: string) =>
  auditors.filter((id) => isBelow(orgPath, world.staff.get(id).orgPath));
