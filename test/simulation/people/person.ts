import { addDays } from '../../../shared/calendar/dates.ts';
import { isWeekend } from '../../../shared/calendar/working-days.ts';
import { Refused } from '../../../shared/contract/client.ts';
import type { ProblemBody } from '../../../shared/contract/problem.ts';
import type { Chance } from '../chance.ts';
import { loop } from '../loop.ts';
import type { Home, World } from '../world.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Waits until an instant, and some minutes of chance. */
export async function until(instant: number): Promise<void> {
  const most = 2 ** 31 - 1;
  while (loop.time() < instant) await loop.sleep(Math.min(most, instant - loop.time()));
}

export const sleepHours = (hours: number): Promise<void> => loop.sleep(hours * HOUR_MS);
export const sleepMinutes = (minutes: number): Promise<void> => loop.sleep(minutes * MINUTE_MS);

/** Sleeps to a moment of the next day on which offices are open. */
export async function nextOfficeHour(world: World, chance: Chance): Promise<void> {
  let day = addDays(world.today(), 1);
  while (isWeekend(day)) day = addDays(day, 1);
  await until(Date.parse(`${day}T08:30:00+08:00`) + chance.between(0, 8 * 60) * MINUTE_MS);
}

/** A thing that somebody does, in the words of whoever watches. */
export interface Deed {
  who: string;
  what: string;
  home?: Home | undefined;
}

/**
 * Somebody does something over the API. What is refused is told; who hears nothing, or that the system is busy, tries
 * again a little later, at most twice. Answers whether it was done, as far as they know.
 */
export async function attempt(world: World, deed: Deed, work: () => Promise<unknown>): Promise<boolean> {
  for (let again = 0; ; again++) {
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { status, problem } = error;
      const because = problem.code === undefined ? `${status}` : `E${problem.code}`;
      world.tell({ who: deed.who, what: `${deed.what}：没有办成（${because}）`, household: deed.home?.n });
      if (status < 500 || again === 2) return false;
      await sleepMinutes(1 + again * 20);
    }
  }
}

/**
 * The same, with what came of it: neither an answer nor a problem where nobody heard. `unheard` where they did not hear what
 * came of one of several tries: it may have been done, whatever they were told of a later one.
 */
export async function asked<T>(
  world: World,
  deed: Deed,
  ask: () => Promise<T>,
): Promise<{ answer?: T; problem?: ProblemBody | undefined; unheard: boolean }> {
  const heard: { answer?: T; problem?: ProblemBody | undefined; unheard: boolean } = { unheard: false };
  await attempt(world, deed, async () => {
    try {
      heard.answer = await ask();
    } catch (error) {
      if (error instanceof Refused) heard.problem = error.status < 500 ? error.problem : undefined;
      if (heard.problem === undefined) heard.unheard = true;
      throw error;
    }
  });
  return heard;
}

/** Whoever did not hear looks whether it is there after all: who is not answered looks again on another day. */
export async function lookedUp<T>(
  { world, chance, who }: { world: World; chance: Chance; who: string },
  what: string,
  look: () => Promise<T | undefined>,
): Promise<T | undefined> {
  let found: T | undefined;
  const looks = async () => {
    found = await look();
  };
  for (let day = 0; day < 5 && !(await attempt(world, { who, what }, looks)); day++)
    await nextOfficeHour(world, chance);
  return found;
}

/** Some press a button twice: the same request goes out again before the first was answered. */
export function perhapsTwice<T>(chance: Chance, work: () => Promise<T>): () => Promise<T> {
  if (!chance.happens(0.06)) return work;
  return async () => {
    const both = await Promise.allSettled([work(), work()]);
    const done = both.find((each) => each.status === 'fulfilled');
    if (done) return done.value;
    throw (both[0] as PromiseRejectedResult).reason;
  };
}

/** Somebody tries what nobody may, or not so. Whoever is answered all the same has found something. */
export async function mustFail(
  world: World,
  { who, what, home }: Deed,
  work: () => Promise<unknown>,
  codes: readonly number[] = [],
): Promise<Refused['problem'] | undefined> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { status, problem } = error;
    const isRight = status >= 500 || codes.length === 0 || codes.includes(problem.code ?? 0);
    if (!isRight)
      world.fail(`${who} ${what}：该因 ${codes.map((code) => `E${code}`)} 不办，答了 ${error.message}`, home?.id);
    world.tell({ who, what: `${what}：不办（E${problem.code}）`, household: home?.n });
    return status >= 500 ? undefined : problem;
  }
  world.fail(`${who} ${what}：办成了，不该办`, home?.id);
  return undefined;
}

/** The same request under one key, once more after it was answered or not: it is one deed, and one answer. */
export async function underOneKey<T>(world: World, deed: Deed, ask: (key: string) => Promise<{ body: T }>): Promise<T> {
  const key = globalThis.crypto.randomUUID();
  const first = await ask(key).catch((error: unknown) => {
    if (error instanceof Refused && error.status >= 500) return undefined;
    throw error;
  });
  const { body } = await ask(key);
  if (first && JSON.stringify(first.body) !== JSON.stringify(body))
    world.fail(`${deed.who} ${deed.what}：同一个幂等键答了两样，${JSON.stringify([first.body, body])}`, deed.home?.id);
  return body;
}
