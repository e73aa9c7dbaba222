import { defineConfig } from 'vitest/config';

/** The tests of the core alone: those that start a cloud would start it anew for every mutant. */
export default defineConfig({ test: { include: ['shared/**/*.test.ts'], testTimeout: 60_000 } });
