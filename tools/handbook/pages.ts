import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { project } from '../clouds.ts';

/** One a role, in the order of the contents. */
const names = [
  'README',
  ...['registrar', 'surveyor', 'reviewer', 'approver', 'administrator', 'auditor', 'worker', 'public'],
];

/** The handbook's pages as they are written (docs/handbook). */
export const handbook = (): { name: string; text: string }[] =>
  names.map((name) => ({ name, text: readFileSync(join(project, 'docs/handbook', `${name}.md`), 'utf8') }));
