import { defineConfig } from 'vitest/config';

/** The tests of the room whose sources are changed (tools/mutation.ts), and none that start a cloud. */
const { MUTATED_FOLDER = 'shared' } = process.env;
export default defineConfig({
  test: {
    include: [`${MUTATED_FOLDER}/**/*.test.ts`],
    setupFiles: ['test/support/cases.ts', 'vitest.mutation.setup.ts'],
    // All files in one worker, which ends with every change that is tried: their imports are read once and not sixty times.
    isolate: false,
    testTimeout: 60_000,
  },
});
