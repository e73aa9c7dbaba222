import { expect, test } from 'vitest';
import { javaCommand } from '../../../local/dynamodb/dynamodb-local.ts';
import { dynoxide } from '../../../local/dynamodb/dynoxide.ts';
import { chosenEngine, type Engine, engines } from '../../../local/dynamodb/engine.ts';
import { inMemory, startEmulator } from '../emulator.ts';
import { agreement } from './agreement.ts';

/** `npm run test:table` sends twenty thousand to every store that this machine can run, under SEED or 20161031. */
const { OPERATIONS, SEED = '20161031' } = process.env;
const stores = engines.filter((engine) => (OPERATIONS ? runs(engine) : engine === chosenEngine()));

function runs({ name }: Engine): boolean {
  if (name === dynoxide.name) return dynoxide.installed();
  try {
    javaCommand();
    return true;
  } catch {
    return false;
  }
}

const shortened = (each: object) => JSON.stringify(each).replace(/x{50,}/g, (all) => `${all.length} x`);

test.each(stores)(
  'the table in memory answers random commands as $name does, and holds and streams the same',
  async (engine) => {
    const emulator = await startEmulator(inMemory(engine));
    const result = await agreement(emulator, Number(SEED), Number(OPERATIONS ?? 2000));
    await emulator.stop();
    const counted = (all: Record<string, number>) => Object.entries(all).map(([what, n]) => `\n  ${n}× ${what}`);
    console.log(
      `the table in memory beside ${emulator.name}, seed ${SEED}: ${result.commands} commands, answered with${counted(result.answers).join('')}\nknown differences met:${counted(result.known).join('')}`,
    );
    expect(result.unknown.map(shortened)).toEqual([]);
    expect(result.commands).toBe(Number(OPERATIONS ?? 2000));
  },
  3_600_000,
);
