import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** Before tests that run what was synthesised: builds it. Takes a moment where nothing has changed since. */
export async function setup(): Promise<void> {
  await promisify(execFile)(process.execPath, ['tools/build.ts', '530000'], { cwd: project });
}
