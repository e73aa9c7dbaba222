import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
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

/** The mutants of a file behind switches: a process takes the one whose number it was started with (ACTIVE). */
export interface Switched {
  content: string;
  /** Each mutant's number. */
  numbers: ReadonlyMap<Mutant, string>;
}

/** The variable of the environment that Stryker's switches read. */
export const ACTIVE = '__STRYKER_ACTIVE_MUTANT__';

interface Place {
  line: number;
  column: number;
}
interface Location {
  start: Place;
  end: Place;
}
interface Found {
  id: string;
  mutatorName: string;
  replacement: string;
  status?: string;
  location: Location;
}

/** Stryker's own part that changes sources; it comes with Stryker, and under no name of this project's. */
interface Instrumenter {
  instrument(
    files: readonly { name: string; content: string; mutate: true | Location[] }[],
    options: { plugins: null; excludedMutations: string[]; ignorers: never[] },
  ): Promise<{
    files: readonly { name: string; content: string }[];
    mutants: readonly (Found & { fileName: string })[];
  }>;
}

async function instrumenter(): Promise<Instrumenter> {
  const stryker = createRequire(createRequire(import.meta.url).resolve('@stryker-mutator/core'));
  const path = pathToFileURL(stryker.resolve('@stryker-mutator/instrumenter')).href;
  const { Instrumenter } = (await import(path)) as { Instrumenter: new (logger: object) => Instrumenter };
  const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, isDebugEnabled: () => false };
  return new Instrumenter(quiet);
}

const options = { plugins: null, excludedMutations: [], ignorers: [] };

/** So many mutants of a project's sources, in an order that a seed draws. */
export async function drawn(folder: string, files: readonly string[], seed: number, count: number): Promise<Mutant[]> {
  const changes = await instrumenter();
  const all: Mutant[] = [];
  for (const file of files) {
    const content = await readFile(join(folder, file), 'utf8');
    const { mutants } = await changes.instrument([{ name: file, content, mutate: true }], options);
    const text = new Text(content);
    for (const found of mutants) if (found.status !== 'Ignored') all.push(mutantOf(file, text, found));
  }
  const draw = sequence(seed);
  return all
    .map((mutant) => ({ mutant, place: draw() }))
    .sort((a, b) => a.place - b.place)
    .slice(0, count)
    .map(({ mutant }) => mutant);
}

/** The files of a project with their mutants behind switches. */
export async function switched(folder: string, mutants: readonly Mutant[]): Promise<Map<string, Switched>> {
  const texts = new Map<string, Text>();
  for (const file of new Set(mutants.map(({ file }) => file)))
    texts.set(file, new Text(await readFile(join(folder, file), 'utf8')));
  const toChange = [...texts].map(([name, text]) => ({
    name,
    content: text.content,
    mutate: mutants.filter(({ file }) => file === name).map(({ from, to }) => text.location(from, to)),
  }));
  // All at once, for the numbers count on from file to file.
  const { files, mutants: found } = await (await instrumenter()).instrument(toChange, options);
  const numbers = new Map<string, string>();
  for (const each of found) {
    const text = texts.get(each.fileName) as Text;
    numbers.set(keyOf(mutantOf(each.fileName, text, each)), each.id);
  }
  return new Map(
    files.map(({ name, content }) => {
      const own = mutants.filter(({ file }) => file === name);
      return [name, { content, numbers: new Map(own.map((each) => [each, numbers.get(keyOf(each)) as string])) }];
    }),
  );
}

/** The source with the mutant in it. */
export const mutated = (source: string, { from, to, replacement }: Mutant): string =>
  source.slice(0, from) + replacement + source.slice(to);

/** What tells mutants of a commit apart. */
export const keyOf = ({ file, from, to, replacement }: Mutant): string => `${file}#${from}-${to} ${replacement}`;

function mutantOf(file: string, text: Text, { mutatorName: mutator, replacement, location }: Found): Mutant {
  const { start, end } = location;
  return { file, line: start.line + 1, mutator, from: text.offset(start), to: text.offset(end), replacement };
}

/** A text's places, by line and column, both from 0, and by offset. */
class Text {
  readonly content: string;
  private readonly starts = [0];

  constructor(content: string) {
    this.content = content;
    for (let at = content.indexOf('\n'); at !== -1; at = content.indexOf('\n', at + 1)) this.starts.push(at + 1);
  }

  offset({ line, column }: Place): number {
    return (this.starts[line] as number) + column;
  }

  location(from: number, to: number): Location {
    return { start: this.place(from), end: this.place(to) };
  }

  private place(offset: number): Place {
    const line = this.starts.findLastIndex((start) => start <= offset);
    return { line, column: offset - (this.starts[line] as number) };
  }
}
