import { addDays } from '../../../shared/calendar/dates.ts';
import { inventedSource } from '../../../shared/standards/invented.ts';
import { inventedYear } from '../../../tools/invented-years.ts';
import { administrators } from '../places.ts';
import type { World } from '../world.ts';
import { attempt, nextOfficeHour, sleepHours, until } from './person.ts';
import { registers } from './registering.ts';

const [first, second] = administrators;

type Proposed = Parameters<typeof inventedYear>[0] extends number
  ? { kind: 'arrangement' | 'lines'; file: string; document: string; url: string | null }
  : never;

/** One enters it, and the other confirms it, some hours later; what did not work is begun again the next day. */
async function entered(world: World, body: Proposed, what: string): Promise<void> {
  const chance = world.chance(`gazette ${what}`);
  for (;;) {
    let proposal: { number: number; digest: string } | undefined;
    await attempt(world, { who: first, what }, async () => {
      proposal = (await world.visitors.as(first).call('propose', { body })).body;
    });
    await sleepHours(chance.between(1, 20));
    if (proposal) {
      const { number, digest } = proposal;
      const params = { number: String(number) };
      const confirm = () => world.visitors.as(second).call('confirmProposal', { params, body: { digest } });
      if (await attempt(world, { who: second, what: `核准${what}` }, confirm)) return;
    }
    await nextOfficeHour(world, chance);
  }
}

/** Each November the next year's days off, which nobody has published: invented, and marked so. */
export async function entersYears(world: World, years: readonly number[]): Promise<void> {
  for (const year of years) {
    await until(Date.parse(`${year - 1}-11-10T09:30:00+08:00`));
    await entered(world, inventedYear(year), `${year} 年放假安排`);
  }
}

/** Once a year the line changes: mostly it rises. Invented, and marked so. */
export async function changesLine(world: World, from: string): Promise<void> {
  const chance = world.chance('line');
  for (let year = 0; ; year++) {
    await until(Date.parse(`${addDays(from, 365 * year + chance.between(90, 250))}T09:00:00+08:00`));
    if (world.calm) return;
    const yuan = chance.one([650, 760, 820]);
    const since = addDays(world.today(), chance.between(2, 40));
    const rows = ['530102,五华区', '530103,盘龙区'].map(
      (place) => `${place},${since},,${yuan},${inventedSource('模拟')}`,
    );
    const file = ['行政区划代码,名称,生效日期,截止日期,元每人每月,来源', ...rows].join('\n');
    await entered(world, { kind: 'lines', file, document: inventedSource('模拟的低保标准'), url: null }, '低保标准');
  }
}

/** Somebody leaves for some weeks, or a stand-in does their work; the directory says so. */
export async function changesDirectory(world: World, ids: readonly string[]): Promise<void> {
  const chance = world.chance('directory');
  for (;;) {
    await sleepHours(24 * chance.between(15, 60));
    await nextOfficeHour(world, chance);
    if (world.calm) return;
    const id = chance.one(ids);
    const put = (active: boolean) => registers(world, world.staff.get(id), `${id} ${active ? '在任' : '离任'}`, active);
    if (world.gone.has(id) || !(await put(false))) continue;
    world.away.add(id);
    await sleepHours(24 * chance.between(5, 25));
    while (!world.gone.has(id) && !(await put(true))) await sleepHours(2);
    world.away.delete(id);
  }
}
