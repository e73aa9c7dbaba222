import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The tests of the room whose sources are changed (tools/mutation.ts), and none that start a cloud. */
const { MUTATED_FOLDER = 'shared', MUTATED_FILE = '' } = process.env;
const own = MUTATED_FILE.replace(/\.ts$/, '.test.ts');

/** One that notices is enough: first what was written for this very source, last what makes up whole lives. */
class QuickestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number =>
      own !== '' && moduleId.endsWith(own) ? 0 : moduleId.endsWith('/lives.test.ts') ? 2 : 1;
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  test: {
    include: [`${MUTATED_FOLDER}/**/*.test.ts`],
    setupFiles: ['test/support/cases.ts', 'vitest.mutation.setup.ts'],
    // All files in one worker, which ends with every change that is tried: their imports are read once and not sixty times.
    isolate: false,
    sequence: { sequencer: QuickestFirst },
    testTimeout: 60_000,
  },
});
