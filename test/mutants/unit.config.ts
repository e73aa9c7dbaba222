import { defineConfig } from 'vitest/config';
import config from '../../vitest.config.ts';

const tests = config.test?.projects?.map((project) => (project as { test?: { name?: string } }).test) ?? [];

/** The unit tests, each file in a process of its own, which tells what it reached. */
export default defineConfig({
  test: {
    ...tests.find((test) => test?.name === 'unit'),
    isolate: true,
    setupFiles: ['test/support/cases.ts', 'test/mutants/reached-by-test.ts'],
  },
});
