import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

it('按给出的次序说出每个命令说的，任何一个失败就失败', () => {
  // The first ends after the second: it has a program to load, and the second is no script at all.
  // Silence, when the tests were started with `npm run -s`, would be inherited.
  const env = { ...process.env, npm_config_loglevel: 'error' };
  const options = { encoding: 'utf8', timeout: 60_000, env } as const;
  const { status, stdout } = spawnSync(process.execPath, ['tools/side-by-side.ts', 'profile', 'nosuch'], options);
  expect(status).toBe(1);
  expect(stdout).toMatch(/没有写哪个省.*"nosuch"/s);
});
