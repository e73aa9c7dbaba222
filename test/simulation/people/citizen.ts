import { endOfDay } from '../../../shared/calendar/dates.ts';
import type { Chance } from '../chance.ts';
import type { World } from '../world.ts';
import { linkOf } from './approver.ts';
import { attempt, sleepHours, sleepMinutes, until } from './person.ts';

const reasons = ['家里有门面房出租', '这一户去年已经搬走了', '听说儿子开公司，请核实', '名下有两套房子'];

/** Those who read the board of notices, and object: without a name, with one, verified, many at once, in the last minute. */
export async function reads(world: World, division: string): Promise<never> {
  const chance = world.chance(`citizens ${division}`);
  const seen = new Set<string>();
  for (;;) {
    await sleepHours(chance.between(10, 30));
    if (world.calm) continue;
    const anyone = world.visitors.as(undefined, '203.0.113.9');
    await attempt(world, { who: '群众', what: '看公示栏' }, async () => {
      const { notices } = (await anyone.call('listNotices', { query: { division } })).body;
      for (const { id, until: last } of notices) {
        if (seen.has(id)) continue;
        seen.add(id);
        if (!chance.happens(0.25)) continue;
        const lastMinute = chance.happens(0.3) ? Date.parse(endOfDay(last)) - 20_000 : 0;
        const count = chance.happens(0.2) ? chance.between(3, 8) : 1;
        for (let one = 0; one < count; one++) world.begin(objects(world, chance, { id, at: lastMinute, one }));
      }
    });
  }
}

async function objects(
  world: World,
  chance: Chance,
  { id, at, one }: { id: string; at: number; one: number },
): Promise<void> {
  const kind = chance.weighted({ anonymous: 50, named: 20, verified: 30 });
  const mail = `citizen-${id.slice(0, 16)}-${one}@example.cn`;
  const named = { anonymous: {}, named: { name: '方玉梅' }, verified: { name: '方玉梅', mail } }[kind];
  const body = { reason: chance.one(reasons), ...named };
  const verifies = chance.happens(0.7);
  await until(at);
  const anyone = world.visitors.as(undefined, `203.0.113.${chance.between(1, 250)}`);
  let receipt = '';
  await attempt(world, { who: '群众', what: '提出异议' }, async () => {
    receipt = (await anyone.call('raiseObjection', { params: { id }, body })).body.receipt;
  });
  if (kind !== 'verified' || !verifies || receipt === '') return;
  await sleepMinutes(chance.between(5, 300));
  const letter = world.mails(mail).at(-1);
  const code = letter && linkOf(letter)?.code;
  if (code === undefined) return;
  const wrong = chance.happens(0.1);
  await attempt(world, { who: '群众', what: '验证异议' }, () =>
    anyone.call('verifyObjection', { params: { receipt }, body: { code: wrong ? '000000' : code } }),
  );
}
