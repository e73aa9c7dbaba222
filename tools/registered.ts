import { readFileSync } from 'node:fs';
import type { Client } from '../shared/contract/client.ts';
import type { PersonRole } from '../shared/directory/person.ts';
import { levelOf } from '../shared/organisation/org-path.ts';
import type { UnionLevel } from '../shared/organisation/union-level.ts';
import type { RunningSystem } from './client.ts';

/** Somebody of the demo directory, as PUT /v1/people/{id} takes them. */
export interface DemoPerson {
  id: string;
  name: string;
  post: string;
  telephone: string;
  email: string;
  orgPath: string;
  roles: PersonRole[];
}

const sample = <T>(file: string): T =>
  JSON.parse(readFileSync(new URL(`../samples/${file}`, import.meta.url), 'utf8')) as T;

export const demoPeople = sample<DemoPerson[]>('people.json');
export const demoUnions = sample<{ orgPath: string; name: string; telephone: string }[]>('unions.json');

/** What somebody of the demo is called. */
export const demoName = (id: string): string | undefined => demoPeople.find((each) => each.id === id)?.name;

/** What a unit of the demo is called; undefined for a union that goes by its place. */
export const demoUnion = (orgPath: string): string | undefined =>
  demoUnions.find((each) => each.orgPath === orgPath)?.name;

/** The demo's approver of a level, for a household of a union below it. */
export function demoApprover(unionLevel: UnionLevel, orgPath: string): DemoPerson | undefined {
  const approvers = demoPeople.filter(({ roles }) => roles.includes('approver'));
  return approvers.find((each) => levelOf(each.orgPath) === unionLevel && orgPath.startsWith(`${each.orgPath}/`));
}

/** How often somebody was put into the directory by now, as whoever puts them anew has to say; undefined of somebody new. */
export async function revisionOf(administrator: Pick<Client, 'call'>, id: string): Promise<number | undefined> {
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const { body } = await administrator.call('listPeople', cursor === undefined ? {} : { query: { cursor } });
    const found = body.people.find((each) => each.id === id);
    if (found) return found.revision;
    cursor = body.cursor;
  }
  return undefined;
}

/** Registers the province's demo unions and people, unless it has people already. */
export function registerDirectory(system: RunningSystem, province: string): Promise<void> {
  return registerDemoDirectory(system.as(`administrator-${province}-1`), province);
}

/** The same, by an administrator however they reach the API. */
export async function registerDemoDirectory(administrator: Pick<Client, 'call'>, province: string): Promise<void> {
  const { body } = await administrator.call('listPeople');
  if (body.people.length > 0) return;
  for (const union of demoUnions) {
    if (union.orgPath.startsWith(province)) await administrator.call('putUnion', { body: union });
  }
  for (const { id, ...person } of demoPeople) {
    if (person.orgPath.startsWith(province)) await administrator.call('putPerson', { params: { id }, body: person });
  }
}
