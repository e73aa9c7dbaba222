import { type Client, Refused } from '../../../shared/contract/client.ts';
import { secretsOf } from '../../support/household.ts';
import type { Chance } from '../chance.ts';
import type { Home, World } from '../world.ts';
import { attempt, mustFail, sleepMinutes } from './person.ts';

/** Somebody at their own telephone. */
export interface Caller {
  world: World;
  chance: Chance;
  home: Home;
  as: Client;
}

export function callerOf(world: World, chance: Chance, home: Home): Caller {
  // No two homes share a line: so many codes are given to one address.
  const from = `198.18.${Math.floor(home.n / 250) % 250}.${home.n % 250}`;
  return { world, chance, home, as: world.visitors.as(undefined, from) };
}

export const deedOf = ({ home }: Caller, what: string) => ({ who: '职工', what, home });

/** Codes that came to a mailbox for this, the latest last. */
const codesIn = (world: World, mailbox: string): string[] =>
  world.mails(mailbox).flatMap(({ subject, text }) => {
    const [, one, two] = (subject.includes('申请困难帮扶的验证码') && /(\d{3}) (\d{3})/.exec(text)) || [];
    return one === undefined ? [] : [`${one}${two}`];
  });

/**
 * Asks for a code and opens what it opens; undefined when none comes. Some mistype it, some take their time, and what was
 * guessed five times opens nothing any more.
 */
export async function opened(
  caller: Caller,
  ask: { mail: string } | { receipt: string },
  mailbox = caller.home.workerMail,
): Promise<string | undefined> {
  const { world, chance, as } = caller;
  const had = codesIn(world, mailbox).length;
  let [session, asked] = ['', 0];
  const begin = async () => {
    asked++;
    session = (await as.call('beginApplicant', { body: ask })).body.session;
  };
  if (!(await attempt(world, deedOf(caller, '要验证码'), begin))) return undefined;
  for (let waits = 0; waits < 4 && codesIn(world, mailbox).length === had; waits++) await sleepMinutes(6);
  const codes = codesIn(world, mailbox).slice(had);
  const open = (code: string) => as.call('openApplicant', { params: { session }, body: { code } });
  const [code] = codes;
  // Who asked again because they heard nothing does not know which code is of what they hold.
  if (code === undefined || asked > 1) return undefined;
  const habit = world.calm ? 'types' : chance.weighted({ types: 70, mistypes: 16, late: 6, guesses: 8 });
  const wrong = (n: number) =>
    mustFail(world, deedOf(caller, '填错验证码'), () => open(wrongCode(code, n)), [1604, 1605]);
  if (habit === 'mistypes') await wrong(chance.between(1, 999));
  if (habit === 'late') {
    await sleepMinutes(31);
    await mustFail(world, deedOf(caller, '过了半小时填验证码'), () => open(code), [1602]);
    return undefined;
  }
  if (habit === 'guesses') {
    for (let n = 1; n <= 5; n++) await wrong(n);
    return undefined;
  }
  return (await attempt(world, deedOf(caller, '填验证码'), () => rightly(caller, () => open(code))))
    ? session
    : undefined;
}

export const wrongCode = (code: string, n: number): string => String((Number(code) + n) % 1_000_000).padStart(6, '0');

/** Whoever types the code that they were sent is never told that it is wrong. */
async function rightly({ world, home }: Caller, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Refused && error.problem.code === 1605) world.fail('填对了验证码，说不对', home.id);
    throw error;
  }
}

/** What somebody outside the unions was answered says nothing of any household but theirs. */
export function ofNobodyElse({ world, home }: Caller, answer: unknown): void {
  const text = JSON.stringify(answer);
  const own = new Set([...secretsOf(home.form), ...home.also]);
  for (const other of world.homes) {
    const told = [...secretsOf(other.form), ...other.also].find((secret) => !own.has(secret) && text.includes(secret));
    if (told !== undefined) world.fail(`第 ${home.n} 户看到了第 ${other.n} 户的`, home.id);
  }
}
