import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Everything a template or a bundle is made from; what is installed is known by the lock file. */
const inputs = [
  '{infra,functions,shared,workflows,workbench}/**/*',
  'tools/build*.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];

/** SHA-256 over all that goes into one province's assembly: equal means that building again would change nothing. */
export function inputsHash(project: string, province: string): string {
  const hash = createHash('sha256').update(`${process.version}\0${province}\0`);
  const files = inputs
    .flatMap((pattern) => globSync(pattern, { cwd: project, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) {
    const content = readFileSync(file);
    hash.update(`${relative(project, file)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}
