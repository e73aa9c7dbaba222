import { defineConfig } from 'vitest/config';

/** The tests of the room whose sources are changed (tools/mutation.ts), and none that start a cloud. */
const { MUTATED_FOLDER = 'shared' } = process.env;
export default defineConfig({
  test: {
    include: [`${MUTATED_FOLDER}/**/*.test.ts`],
    setupFiles: ['test/support/cases.ts', 'vitest.mutation.setup.ts'],
    testTimeout: 60_000,
  },
});
