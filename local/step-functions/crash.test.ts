import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Store } from '../store.ts';
import { again, asking, call, done, machineOf, setting, thrown, World, waiting } from './world.fixture.ts';

// Every life writes as often as the others: a retry waits its whole interval.
beforeEach(() => void vi.spyOn(Math, 'random').mockReturnValue(1));
afterEach(() => void vi.restoreAllMocks());

/** Where in the nth write the process dies. */
type Moment = 'before it' | 'inside it' | 'after it';

/** A store whose process dies at a given write; nothing reaches it afterwards. */
class DyingStore extends Store {
  writes = 0;
  dead = false;
  private readonly at: number;
  private readonly moment: Moment;

  constructor(dir: string, at: number, moment: Moment) {
    super(dir);
    this.at = at;
    this.moment = moment;
  }

  override transaction<T>(fn: () => T): T {
    if (this.dead) throw new Error('the process is dead');
    if (++this.writes !== this.at) return super.transaction(fn);
    this.dead = true;
    if (this.moment === 'before it') throw new Error('died');
    const result = super.transaction(() => {
      const made = fn();
      if (this.moment === 'inside it') throw new Error('died');
      return made;
    });
    if (this.moment === 'after it') throw new Error('died');
    return result;
  }
}

/** A little of everything that is durable: variables, retry, token, choice, wait, timeout caught, loop. */
const LIFE = machineOf({
  Begin: setting({ round: 1 }, 'Assess'),
  Assess: call('assess', {
    Arguments: { FunctionName: 'assess', Payload: { round: '{% $round %}' } },
    Retry: [again(['Busy'], { IntervalSeconds: 5 })],
    Assign: { seen: '{% $states.result.Payload %}' },
    Next: 'Ask',
  }),
  Ask: asking({
    Arguments: {
      FunctionName: 'await',
      Payload: { token: '{% $states.context.Task.Token %}', round: '{% $round %}' },
    },
    TimeoutSeconds: 10_000,
    Catch: [{ ErrorEquals: ['States.Timeout'], Assign: { round: '{% $round + 1 %}' }, Next: 'Pause' }],
    Output: { answer: '{% $states.result %}' },
    Next: 'Enough',
  }),
  Pause: waiting(700, 'Assess'),
  Enough: {
    Type: 'Choice',
    Choices: [{ Condition: "{% $states.input.answer = 'yes' %}", Next: 'D' }],
    Default: 'D',
  },
  D: done,
});

/** The world outside, which outlives the process: people answer round 2 only, and try again an hour after
 * the system was down. */
async function live(world: World, tokens: Map<string, number>, dir: string): Promise<void> {
  world.lambdas.assess = ({ round }) => {
    if (world.execution().history.at(-1)?.retry === 0) throw thrown('Busy');
    return `assessed ${round}`;
  };
  world.lambdas.await = ({ token, round }) => void tokens.set(token, round);
  for (let hours = 0; hours < 12; hours++) {
    if (world.store instanceof DyingStore && world.store.dead) world.restart(new Store(dir));
    await world.start({ id: 1 }).catch(() => {});
    await world.activity.quiescent();
    for (const [token, round] of tokens) if (round === 2) await world.succeed(token, 'yes').catch(() => {});
    await world.activity.quiescent();
    await world.pass(3600).catch(() => {});
  }
}

async function ending(at: number, moment: Moment) {
  const dir = mkdtempSync(join(tmpdir(), 'step-functions-crash-'));
  const store = new DyingStore(dir, at, moment);
  const world = new World(dir, store);
  try {
    world.define(LIFE);
    await live(world, new Map(), dir);
    const { status, output, variables, transitions } = world.execution();
    return {
      writes: store.writes,
      died: store.dead,
      calls: world.calls.length,
      result: { status, output, variables, transitions, path: world.path() },
    };
  } finally {
    world.close();
  }
}

const RESULT = {
  status: 'SUCCEEDED',
  output: { answer: 'yes' },
  variables: { round: 2, seen: 'assessed 2' },
  transitions: 10,
  path: ['Begin', 'Assess', 'Assess!1', 'Ask', 'Pause', 'Assess', 'Assess!1', 'Ask', 'Enough', 'D'],
};
/** assess twice a round, await once a round. */
const CALLS = 6;

describe('a crash at any write loses nothing and counts nothing twice', () => {
  test('without a crash', async () => {
    expect(await ending(0, 'before it')).toMatchObject({ died: false, calls: CALLS, result: RESULT });
  });

  test.each<Moment>(['before it', 'inside it', 'after it'])(
    'at every write, %s',
    async (moment) => {
      const { writes } = await ending(0, moment);
      expect(writes).toBeGreaterThan(20);
      // Write 1 makes the machine known, before anything is promised to anyone.
      for (let at = 2; at <= writes; at++) {
        const { died, calls, result } = await ending(at, moment);
        expect({ at, died, result }).toEqual({ at, died: true, result: RESULT });
        expect(calls).toBeGreaterThanOrEqual(CALLS);
        // One crash repeats at most the one call that was in flight.
        expect(calls).toBeLessThanOrEqual(CALLS + 1);
      }
    },
    60_000,
  );
});
