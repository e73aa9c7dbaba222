import { expect, test } from 'vitest';
import { chosenEngine } from '../../../local/dynamodb/engine.ts';
import { inMemoryEngine, startEmulator } from '../emulator.ts';
import { agreement } from './agreement.ts';

/** `npm run test:table` sends twenty thousand, under SEED or 20161031. */
const { OPERATIONS = '2000', SEED = '20161031' } = process.env;

const shortened = (each: object) => JSON.stringify(each).replace(/x{50,}/g, (all) => `${all.length} x`);

test('the table in memory answers random commands as the real store does, and holds and streams the same', async () => {
  const emulator = await startEmulator(inMemoryEngine());
  const result = await agreement(emulator, Number(SEED), Number(OPERATIONS));
  await emulator.stop();
  const counted = (all: Record<string, number>) => Object.entries(all).map(([what, n]) => `\n  ${n}× ${what}`);
  console.log(
    `the table in memory beside ${chosenEngine().name}, seed ${SEED}: ${result.commands} commands, answered with${counted(result.answers).join('')}\nknown differences met:${counted(result.known).join('')}`,
  );
  expect(result.unknown.map(shortened)).toEqual([]);
  expect(result.commands).toBe(Number(OPERATIONS));
}, 1_200_000);
