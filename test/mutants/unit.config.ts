import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import config from '../../vitest.config.ts';

const projects = config.test?.projects?.map((project) => (project as { test?: { name?: string } }).test) ?? [];

/** The files of tests that are asked for, those first that are to be run first; all of them when it is not said. */
const asked = process.env.TESTS?.split(' ');

class AsAsked extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => asked?.findIndex((file) => moduleId.endsWith(`/${file}`)) ?? 0;
    return files.toSorted((a, b) => place(a) - place(b));
  }
}

/** The unit tests: those that are asked for, or each file in a process of its own, which tells what it reached. */
export default defineConfig({
  test: {
    ...projects.find((test) => test?.name === 'unit'),
    ...(asked
      ? { include: asked, sequence: { sequencer: AsAsked }, bail: 1 }
      : { isolate: true, setupFiles: ['test/support/cases.ts', 'test/mutants/reached-by-test.ts'] }),
    maxWorkers: 1,
  },
});
