import { call, done, machineOf, setting, World } from './world.fixture.ts';

/** Counts to `input.to`, one transition to add and one to compare, with a Lambda call every time. */
const COUNTING = machineOf({
  Begin: setting({ n: 0 }, 'Add'),
  Add: call('next', {
    Arguments: { FunctionName: 'next', Payload: { n: '{% $n %}' } },
    Assign: { n: '{% $states.result.Payload.n %}' },
    Output: '{% $states.result.Payload %}',
    Next: 'Enough',
  }),
  Enough: {
    Type: 'Choice',
    Choices: [{ Condition: '{% $n < $states.context.Execution.Input.to %}', Next: 'Add' }],
    Default: 'D',
  },
  D: done,
});

/** The counting machine over the data in `dir`, as a process has it. */
export function countingWorld(dir: string): World {
  const world = new World(dir);
  world.lambdas.next = ({ n }) => ({ n: n + 1 });
  world.define(COUNTING);
  return world;
}

// Run as a process of its own: starts the execution, or goes on with it, until it is killed.
if (process.argv[1] === import.meta.filename) {
  const [, , dir = '', to = ''] = process.argv;
  await countingWorld(dir).start({ to: Number(to) });
  process.stdout.write('running\n');
}
