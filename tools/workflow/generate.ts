/** `npm run workflow`: writes the workflow's definition from its source, which a test holds to it. */
import { writeFileSync } from 'node:fs';
import { definitionOf } from '../../workflows/asl.ts';
import { lifecycle } from '../../workflows/dossier-lifecycle.ts';
import { argumentsOf } from '../arguments.ts';

export const written = new URL('../../workflows/dossier-lifecycle.asl.json', import.meta.url);

/** The definition as it has to be written. */
export function currentDefinition(): string {
  return `${JSON.stringify(definitionOf(lifecycle), null, 2)}\n`;
}

if (import.meta.main) {
  argumentsOf({}, 0, 'npm run workflow');
  writeFileSync(written, currentDefinition());
}
