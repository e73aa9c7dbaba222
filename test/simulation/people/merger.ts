import { addDays } from '../../../shared/calendar/dates.ts';
import type { Chance } from '../chance.ts';
import { countyStaff, municipality } from '../places.ts';
import type { World } from '../world.ts';
import { registrars } from './clerk.ts';
import { attempt, sleepHours, until } from './person.ts';
import { registersAtLast } from './registering.ts';

/** The directory says so: somebody has left, or works where they do from now on. */
function registered(world: World, id: string, active: boolean): Promise<void> {
  const person = world.staff.get(id);
  return registersAtLast(world, person, `${id} ${active ? person.orgPath : '离任'}`, active);
}

/**
 * In some seeds one county is merged into the other. Its approver decides no more, the others work for the municipality
 * and see to what is under way from there, and new households are brought in by the other county's union.
 */
export async function mergesCounty(world: World, from: string): Promise<void> {
  const chance = world.chance('merger');
  if (!chance.happens(0.4)) return;
  await until(Date.parse(`${addDays(from, chance.between(60, 250))}T10:00:00+08:00`));
  if (world.calm) return;
  const [gone, into] = ['530103', '530102'] as const;
  world.tell({ who: '省总', what: `${gone} 并入 ${into}` });
  world.merged.set(gone, into);
  const { approver, others } = countyStaff(gone);
  world.gone.add(approver);
  for (const id of others) world.staff.becomes(id, { orgPath: municipality });
  await registered(world, approver, false);
  for (const id of others) await registered(world, id, !world.away.has(id));
  if (chance.happens(0.7)) await handsOver(world, chance, `${municipality}/${gone}`);
}

/** What the union that is no more had on file is proposed from above, some at a time, and taken by another union or the one above. */
async function handsOver(world: World, chance: Chance, from: string): Promise<void> {
  const who = chance.one(['registrar-530102-1', 'registrar-530103-1'] as const);
  const to = who === 'registrar-530102-1' ? registrars[who] : municipality;
  for (let times = 0; times < 4 && !world.calm; times++) {
    await sleepHours(chance.between(10, 200));
    const above = { who: 'reviewer-530100-1', what: '整个工会移交' };
    const body = { from, to, reason: '县工会合并' };
    await attempt(world, above, () => world.visitors.as(above.who).call('proposeTransfers', { body }));
    await sleepHours(chance.between(1, 50));
    const there = { who, what: '成批接收' };
    await attempt(world, there, () => world.visitors.as(there.who).call('acceptTransfers', { body: { from, to } }));
  }
}

/** In some seeds a small county has nobody else to decide than whoever surveys, and somebody registers and surveys. */
export async function wearsTwoHats(world: World): Promise<void> {
  if (!world.chance('hats').happens(0.4)) return;
  const { approver } = countyStaff('530103');
  world.gone.add(approver);
  await registered(world, approver, false);
  world.staff.becomes('surveyor-530103-1', { roles: ['surveyor', 'reviewer', 'approver'] });
  world.staff.becomes('registrar-530102-2', { roles: ['registrar', 'surveyor'] });
  for (const each of ['surveyor-530103-1', 'registrar-530102-2']) await registered(world, each, true);
}

/** In some seeds whoever reviews for a county registers and pays for it as well. */
export async function paysForCounty(world: World): Promise<void> {
  if (!world.chance('payer').happens(0.4)) return;
  const id = 'reviewer-530102-1';
  world.staff.becomes(id, { roles: ['registrar', 'reviewer'] });
  await registered(world, id, true);
}
