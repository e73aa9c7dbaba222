import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

it('says what each script said, in the order asked for, and fails with any of them', () => {
  // The first ends after the second: it has a program to load, and the second is no script at all.
  const options = { encoding: 'utf8', timeout: 60_000 } as const;
  const { status, stdout } = spawnSync(process.execPath, ['tools/side-by-side.ts', 'profile', 'nosuch'], options);
  expect(status).toBe(1);
  expect(stdout).toMatch(/没有写哪个省.*"nosuch"/s);
});
