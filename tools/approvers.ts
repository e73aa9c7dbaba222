import { readFileSync } from 'node:fs';
import type { UnionLevel } from '../shared/organisation/union-level.ts';
import type { RunningSystem } from './client.ts';

/** A demo approver, as PUT /v1/approvers/{id} takes them. */
export interface DemoApprover {
  id: string;
  name: string;
  post: string;
  email: string;
  unionLevel: UnionLevel;
  orgPath: string;
}

export const demoApprovers: DemoApprover[] = JSON.parse(
  readFileSync(new URL('../samples/approvers.json', import.meta.url), 'utf8'),
);

/** Registers the province's demo approvers, of all three levels, unless it has approvers already. */
export async function registerApprovers(system: RunningSystem, province: string): Promise<void> {
  const administrator = system.as(`administrator-${province}-1`);
  const { body } = await administrator.call('listApprovers');
  if (body.approvers.length > 0) return;
  for (const { id, ...approver } of demoApprovers) {
    if (!approver.orgPath.startsWith(province)) continue;
    await administrator.call('putApprover', { params: { id }, body: approver });
  }
}
