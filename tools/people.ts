import { readFileSync } from 'node:fs';
import type { Role } from '../shared/access/may.ts';
import { UNKNOWN_NAME } from '../shared/directory/person.ts';
import { roleTitles } from '../shared/directory/titles.ts';
import type { Actor } from '../shared/dossier/state.ts';
import { unionNameByPlace } from '../shared/organisation/union-name.ts';
import { demoName, demoUnion } from './registered.ts';

/** One of samples/staff.json, as the demo sign-in knows them. */
export interface StaffMember {
  id: string;
  name: string;
  roles: Role[];
  orgPath: string;
  email: string;
}

export const demoStaff: StaffMember[] = JSON.parse(
  readFileSync(new URL('../samples/staff.json', import.meta.url), 'utf8'),
);

/** Those of one province, which alone its own sign-in knows. */
export function staffOf(province: string): StaffMember[] {
  return demoStaff.filter(({ orgPath }) => orgPath.split('/')[0] === province);
}

/** 建档人，五华区护国片区工会联合会. */
export function postOf({ roles, orgPath }: StaffMember): string {
  return `${roles.map((role) => roleTitles[role]).join('、')}，${demoUnion(orgPath) ?? unionNameByPlace(orgPath)}`;
}

export function staffMember(id: string): StaffMember {
  const found = demoStaff.find((each) => each.id === id);
  if (!found) throw new Error(`samples/staff.json 中没有 ${id}`);
  return found;
}

/** Who did something, in words. */
export function whoIs({ kind, id }: Actor): string {
  if (kind === 'system') return '系统';
  if (kind === 'worker') return '困难职工本人';
  if (kind === 'citizen') return '群众';
  const name = demoName(id) ?? UNKNOWN_NAME;
  if (kind === 'approver') return `审批人 ${name}`;
  const [role] = demoStaff.find((each) => each.id === id)?.roles ?? [];
  return role ? `${roleTitles[role]} ${name}` : name;
}
