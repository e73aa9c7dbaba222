/** Who did it: staff by token, an approver or a worker by link, an anonymous citizen, or the system. `id` is no personal data. */
export interface Actor {
  kind: 'staff' | 'approver' | 'worker' | 'citizen' | 'system';
  id: string;
}

/** What each kind of them is called. */
export const actorTitles: Record<Actor['kind'], string> = {
  staff: '工作人员',
  approver: '审批人',
  worker: '困难职工',
  citizen: '群众',
  system: '系统',
};
