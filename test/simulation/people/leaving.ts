import { addDays, addMonths } from '../../../shared/calendar/dates.ts';
import { type LeavingReason, leavingReasonCodes } from '../../../shared/matters/standing.ts';
import type { Chance } from '../chance.ts';
import type { World } from '../world.ts';
import { type Desk, doing } from './desk.ts';

/** 提出退出, for any of the reasons, whether or not it is true. */
export function exited(
  { world, chance, home, who, as }: Desk,
  reason: LeavingReason = chance.one(leavingReasonCodes),
): Promise<boolean> {
  const params = { id: home.id as string };
  return doing({ world, who, home }, '提出退出', async () => {
    const { matter } = (await as.call('getDossier', { params })).body.matter;
    await as.call('proposeExit', { params, body: { matter, reason, ...groundsOf(world, chance, reason) } });
  });
}

/** What an exit is proposed on: mostly right, now and then a day that cannot be, or a month in which too little came in. */
export function groundsOf(world: World, chance: Chance, reason: LeavingReason) {
  const today = world.today();
  const wrong = !world.calm && chance.happens(0.1);
  const happenedOn = addDays(today, wrong ? chance.one([1, -4000]) : 0);
  const grounds = { happenedOn, opinion: '核实过', seen: '证明的原件，建档人看过' };
  if (reason !== 'betterOff') return grounds;
  const months = [6, 5, 4, 3, 2, 1].map((ago) => addMonths(`${today.slice(0, 7)}-01`, -ago).slice(0, 7));
  const poor = world.calm ? -1 : chance.between(0, 11);
  return { ...grounds, incomes: months.map((month, n) => ({ month, amount: n === poor ? 100_000 : 3_000_000 })) };
}
