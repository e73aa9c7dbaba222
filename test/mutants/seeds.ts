import { run } from './tree.ts';

/** Of each mutant, by its number: how often a seed comes through its place. */
export type Times = Record<string, number>;

const simulation = (seed: number): string[] => [
  'test/simulation/main.ts',
  ...Object.entries({ seed, years: 1, households: 20 }).flatMap(([name, value]) => [`--${name}`, `${value}`]),
];

/** Runs a seed while no mutant is taken. Undefined when it finds something all the same. */
export async function timesOf(tree: string, seed: number): Promise<Times | undefined> {
  const args = ['--import', './test/mutants/reached-by-seed.ts', ...simulation(seed)];
  const { isWell, reached } = await run(tree, args, { tells: true });
  return isWell ? reached[0]?.times : undefined;
}

/** What a seed finds while a mutant is taken; undefined when it finds nothing. */
export async function foundBy(tree: string, seed: number, mutant: string): Promise<string | undefined> {
  const { isWell, said } = await run(tree, simulation(seed), { mutant });
  if (isWell) return undefined;
  return /^种子 \d+ 第.*$/m.exec(said)?.[0] ?? '没有到头';
}
