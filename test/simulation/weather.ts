import { type FunctionName, functionNames } from '../../infra/functions.ts';
import { addDays } from '../../shared/calendar/dates.ts';
import { routes } from '../../shared/contract/routes.ts';
import { loop } from './loop.ts';
import { sleepHours, until } from './people/person.ts';
import type { World } from './world.ts';

/** Functions that a bad deployment breaks: all but those behind the API, without which nobody would do anything that weekend. */
const answering = new Set<string>(['authorizer', ...routes.map(({ handledBy }) => handledBy)]);
const deployed: readonly FunctionName[] = functionNames.filter((name) => !answering.has(name));

/** What goes wrong for hours or days together, as long as faults have not ceased. */
export function weather(world: World): Promise<unknown>[] {
  return [storms(world), deliveries(world), relayAway(world), badDeployments(world), outages(world), garbage(world)];
}

async function storms(world: World): Promise<void> {
  const { faults } = world;
  while (!world.calm) {
    await sleepHours(faults.between(12, 24 * 8));
    if (world.calm) return;
    faults.storm = true;
    await sleepHours(faults.between(1, 5));
    faults.storm = false;
  }
}

/** Days on which the stream and the queues deliver twice, or in disorder. */
async function deliveries(world: World): Promise<void> {
  const { faults, ground } = world;
  while (!world.calm) {
    ground.faults.duplicate = faults.strikes('repeat', 0.2);
    ground.faults.reorder = faults.strikes('reorder', 0.3);
    await sleepHours(faults.between(4, 40));
  }
}

async function relayAway(world: World): Promise<void> {
  const { faults, ground } = world;
  while (!world.calm) {
    await sleepHours(faults.between(24, 24 * 30));
    if (world.calm || !faults.has('mail-down')) continue;
    world.befalls('mail-down', '邮件中继不在了');
    ground.app.relay.isUp = false;
    await sleepHours(faults.between(1, 30));
    ground.app.relay.isUp = true;
    world.befalls('mail-down', '邮件中继又在了');
  }
}

async function badDeployments(world: World): Promise<void> {
  const { faults, ground } = world;
  while (!world.calm) {
    const friday = addDays(world.today(), (5 - new Date(`${world.today()}T00:00:00Z`).getUTCDay() + 7) % 7 || 7);
    await until(Date.parse(`${friday}T18:00:00+08:00`));
    if (!faults.strikes('bad-deployment', 0.3)) continue;
    const broken = [faults.one(deployed), faults.one(deployed)];
    world.befalls('bad-deployment', `部署坏了：${broken}`);
    for (const name of broken) ground.failing.add(name);
    await until(Date.parse(`${addDays(friday, 3)}T09:00:00+08:00`));
    for (const name of broken) ground.failing.delete(name);
    world.befalls('bad-deployment', '部署修好了');
  }
}

/** For some hours nothing moves at all, and then everything is late; one of them over the end of a year. */
async function outages(world: World): Promise<void> {
  const { faults } = world;
  const yearEnd = Date.parse(`${new Date(loop.time()).getUTCFullYear()}-12-31T22:30:00+08:00`);
  while (!world.calm) {
    const next = loop.time() + faults.between(20, 120) * 24 * 3_600_000;
    await until(loop.time() < yearEnd && yearEnd < next ? yearEnd : next);
    if (world.calm || !faults.has('outage')) continue;
    const hours = faults.between(1, 9);
    world.befalls('outage', `${hours} 个小时什么也不动`);
    loop.skip(hours * 3_600_000);
  }
}

/** The stream carries something that is no record of ours, and comes late. */
async function garbage(world: World): Promise<void> {
  const { faults, ground } = world;
  const Keys = { pk: { S: 'J#7' }, sk: { S: '000001' } };
  const odd = [
    { eventName: 'INSERT', dynamodb: { Keys } },
    { eventName: 'INSERT', dynamodb: { Keys, NewImage: { entry: { S: '{' } } } },
    { dynamodb: { Keys, NewImage: { entry: { S: 'null' } } } },
    { eventName: 'INSERT', dynamodb: { Keys: { pk: { S: 'MAIL#' } }, NewImage: { sk: { S: 'MAIL' } } } },
  ];
  while (!world.calm) {
    await sleepHours(faults.between(10, 24 * 10));
    if (faults.strikes('garbage', 1)) ground.stream.carry(faults.one(odd));
    if (!faults.strikes('late', 0.5)) continue;
    ground.stream.hold();
    await sleepHours(faults.between(0, 3));
    ground.stream.letGo();
  }
}
