import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// What one process has compiled the next need not: the workers here, and the tools and clouds that tests start.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('node_modules/.cache/compiled', import.meta.url));

export default defineConfig({
  test: {
    setupFiles: 'test/support/cases.ts',
    // Files that start a cloud of their own wait more than they compute: two at a time, also on two cores.
    maxWorkers: 2,
    coverage: {
      include: ['{shared,functions}/**/*.ts'],
      exclude: ['**/*.{test,fixture}.ts', '**/testing/**'],
      reporter: ['text', 'html'],
      reportsDirectory: 'out/coverage',
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            '{shared,functions,workflows,workbench,tools,infra,bench}/**/*.test.ts',
            'test/{architecture,unused,titles,support/**/*,seed/*,screens/*}.test.ts',
          ],
          // What these import keeps nothing from one use to the next: loaded once, in place of once a file.
          isolate: false,
          // Thousands of generated cases may take their time on a busy machine, and so may what is prepared for them.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      // The AWS SDK is loaded once, in place of once a file.
      { extends: true, test: { name: 'local', include: ['local/**/*.test.ts'], isolate: false, testTimeout: 60_000 } },
      {
        extends: true,
        test: {
          name: 'in-memory',
          // Each imports some thousand files, and shares nothing: once, in place of once a file.
          isolate: false,
          include: ['test/in-memory/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        // Each file has a phone of its own: `wx`, a document, the bundle that ran on it.
        test: { name: 'mini-program', include: ['test/mini-program/**/*.test.ts'], testTimeout: 60_000 },
      },
      {
        extends: true,
        test: { name: 'simulation', include: ['test/simulation/**/*.test.ts'], testTimeout: 600_000 },
      },
      {
        extends: true,
        // The CDK takes four seconds to load, and a stack five to synthesise: once, in place of once a file.
        test: { name: 'infra', include: ['test/infra/**/*.test.ts'], isolate: false, testTimeout: 120_000 },
      },
      {
        extends: true,
        test: {
          name: 'system',
          // The product and the AWS SDK loaded once, in place of once a file; each cloud is a process of its own.
          isolate: false,
          include: ['test/system/**/*.test.ts'],
          globalSetup: 'test/support/build.ts',
          // Only what hangs: on a busy machine a whole life takes minutes.
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          // One Chromium, and the functions loaded once, in place of once a file.
          isolate: false,
          include: ['test/browser/**/*.test.ts'],
          globalSetup: 'test/support/build.ts',
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
