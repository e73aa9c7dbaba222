import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { project } from '../clouds.ts';

/** One a role, and one for what several do one after the other; in the order of the contents. */
const names = [
  'README',
  ...['registrar', 'surveyor', 'reviewer', 'approver', 'administrator', 'auditor', 'inspector', 'worker', 'public'],
  ...['batches', 'transfers', 'checks', 'transcripts', 'figures', 'returns', 'spot-checks'],
];

/** The handbook's pages as they are written (docs/handbook). */
export const handbook = (): { name: string; text: string }[] =>
  names.map((name) => ({ name, text: readFileSync(join(project, 'docs/handbook', `${name}.md`), 'utf8') }));
