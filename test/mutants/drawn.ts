import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { project } from '../../tools/clouds.ts';
import { sequence } from '../support/random.ts';

/** One place of a source changed, as Stryker changes it. */
export interface Mutant {
  /** In the project. */
  file: string;
  /** The first line of the place, 1 up. */
  line: number;
  mutator: string;
  /** Offsets in the source, and what stands there in their place. */
  from: number;
  to: number;
  replacement: string;
}

interface Found {
  fileName: string;
  mutatorName: string;
  replacement: string;
  status?: string;
  location: Record<'start' | 'end', { line: number; column: number }>;
}

/** Stryker's own part that changes sources; it comes with Stryker, and under no name of this project's. */
interface Instrumenter {
  instrument(
    files: readonly { name: string; content: string; mutate: boolean }[],
    options: { plugins: null; excludedMutations: string[]; ignorers: never[] },
  ): Promise<{ mutants: readonly Found[] }>;
}

async function instrumenter(): Promise<Instrumenter> {
  const stryker = createRequire(createRequire(import.meta.url).resolve('@stryker-mutator/core'));
  const path = pathToFileURL(stryker.resolve('@stryker-mutator/instrumenter')).href;
  const { Instrumenter } = (await import(path)) as { Instrumenter: new (logger: object) => Instrumenter };
  const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, isDebugEnabled: () => false };
  return new Instrumenter(quiet);
}

/** Every mutant of the sources, in an order that a seed draws. */
export async function drawn(files: readonly string[], seed: number): Promise<Mutant[]> {
  const changes = await instrumenter();
  const all: Mutant[] = [];
  for (const file of files) {
    const content = await readFile(join(project, file), 'utf8');
    const options = { plugins: null, excludedMutations: [], ignorers: [] };
    const { mutants } = await changes.instrument([{ name: file, content, mutate: true }], options);
    const lines = lineStarts(content);
    const at = ({ line, column }: { line: number; column: number }) => (lines[line] as number) + column;
    for (const { mutatorName: mutator, replacement, status, location } of mutants) {
      if (status === 'Ignored') continue;
      const { start, end } = location;
      all.push({ file, line: start.line + 1, mutator, from: at(start), to: at(end), replacement });
    }
  }
  const draw = sequence(seed);
  return all
    .map((mutant) => ({ mutant, place: draw() }))
    .sort((a, b) => a.place - b.place)
    .map(({ mutant }) => mutant);
}

/** The source with the mutant in it. */
export const mutated = (source: string, { from, to, replacement }: Mutant): string =>
  source.slice(0, from) + replacement + source.slice(to);

function lineStarts(content: string): number[] {
  const starts = [0];
  for (let at = content.indexOf('\n'); at !== -1; at = content.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
