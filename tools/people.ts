import { readFileSync } from 'node:fs';
import type { Actor } from '../shared/dossier/state.ts';
import { unionName } from '../shared/organisation/union-name.ts';
import { demoApprovers } from './approvers.ts';

/** One of samples/staff.json, as the demo sign-in knows them. */
export interface StaffMember {
  id: string;
  name: string;
  roles: string[];
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

const roleTitles: Record<string, string> = {
  registrar: '建档人',
  surveyor: '入户调查人',
  reviewer: '审核人',
  administrator: '管理员',
  auditor: '抽查人',
};

/** 建档人，云南省昆明市五华区总工会所属 U0001 工会. */
export function postOf({ roles, orgPath }: StaffMember): string {
  return `${roles.map((role) => roleTitles[role] ?? role).join('、')}，${unionName(orgPath)}`;
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
  if (kind === 'approver') {
    const approver = demoApprovers.find((each) => each.id === id);
    return approver ? `审批人 ${approver.name}` : '审批人';
  }
  const member = demoStaff.find((each) => each.id === id);
  return member ? `${roleTitles[member.roles[0] ?? ''] ?? ''} ${member.name}` : id;
}
