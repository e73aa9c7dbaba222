import type { PersonRole } from './person.ts';

/** What people call each of the roles. */
export const roleTitles: Record<PersonRole, string> = {
  registrar: '建档人',
  surveyor: '入户调查人',
  reviewer: '审核人',
  administrator: '管理员',
  auditor: '抽查人',
  approver: '审批人',
  inspector: '督查人',
};
