import type { PersonRole } from '../../../shared/directory/person.ts';
import { roleTitles } from '../../../shared/directory/titles.ts';
import { administrators, province } from '../places.ts';
import type { World } from '../world.ts';
import { works } from './office.ts';
import { nextOfficeHour } from './person.ts';
import { registersNewcomer } from './registering.ts';

const [administrator] = administrators;

/**
 * Whoever registers people is told in the morning what nobody may do: they find somebody for the province, who goes to work
 * the next day. Not at once: who left for some weeks comes back, and some do not read to the end.
 */
export async function appoints(world: World): Promise<never> {
  const chance = world.chance('appoints');
  const { email } = world.staff.get(administrator);
  let read = 0;
  for (;;) {
    await nextOfficeHour(world, chance);
    const mails = world.mails(email);
    const texts = mails.slice(read).map(({ text }) => text);
    read = mails.length;
    for (const role of rolesLacking(texts)) {
      if (!world.calm && !chance.happens(0.1)) continue;
      // Who was registered may have a hand in it by now, too.
      const id = [9, 8, 7].map((n) => `${role}-${province}-${n}`).find((each) => !world.staff.has(each));
      if (id === undefined) continue;
      const [name, post, telephone] = ['新来的', '干部', '0871-60000000'];
      const person = { id, name, post, telephone, email: `${id}@example.cn`, orgPath: province, roles: [role] };
      await registersNewcomer(world, person, `登记${roleTitles[role]}`);
      world.begin(works(world, id));
    }
  }
}

function rolesLacking(texts: readonly string[]): PersonRole[] {
  const titles = new Set(
    texts.flatMap((text) => [...text.matchAll(/没有([^\s没]+?)可办的“/g)].map(([, title]) => title)),
  );
  return (Object.keys(roleTitles) as PersonRole[]).filter((role) => titles.has(roleTitles[role]));
}
