import type { Person } from './person.ts';

// Who is asked, apart from the directory's rules: the workbench shows it, and takes nothing else with it.

/** Whether somebody can be asked for a decision at all. */
export const approves = ({ active, roles }: Pick<Person, 'active' | 'roles'>): boolean =>
  active && roles.includes('approver');

/** Who stands in for somebody on a day; undefined when they are there themselves. */
export function standsInFor({ standIn }: Pick<Person, 'standIn'>, today: string): string | undefined {
  return standIn !== null && standIn.from <= today && today <= standIn.to ? standIn.by : undefined;
}
