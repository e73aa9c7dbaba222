import { revisionOf } from '../../../tools/registered.ts';
import { administrators } from '../places.ts';
import type { Somebody } from '../staff.ts';
import type { World } from '../world.ts';
import { attempt, sleepHours } from './person.ts';

/** Whoever registers people. */
const [who] = administrators;

/** Somebody is registered as they are from now on. Answers whether it was done, as far as anybody knows. */
export function registers(world: World, { id, ...person }: Somebody, what: string, active = true): Promise<boolean> {
  return attempt(world, { who, what }, async () => {
    const as = world.visitors.as(who);
    // Read at each try: one that was not answered may have registered them all the same.
    const revision = await revisionOf(as, id);
    await as.call('putPerson', { params: { id }, body: { ...person, active, revision } });
  });
}

/** The same, however often it has to be done. */
export async function registersAtLast(world: World, person: Somebody, what: string, active = true): Promise<void> {
  while (!(await registers(world, person, what, active))) await sleepHours(2);
}

/** Somebody new is found and registered. Meanwhile nobody can tell whether they are there. */
export async function registersNewcomer(world: World, person: Somebody, what: string): Promise<void> {
  const { inDoubt } = world.staff;
  inDoubt.add(person.id);
  await registersAtLast(world, person, what);
  world.staff.joins(person);
  inDoubt.delete(person.id);
}
