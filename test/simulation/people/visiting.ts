import { addDays } from '../../../shared/calendar/dates.ts';
import { exchangeOf } from '../../../shared/contract/exchanges.ts';
import type { RequestOf } from '../../../shared/contract/types.ts';
import { doing, type Ways } from './desk.ts';

const { nextOn: _, ...visited } = exchangeOf('recordVisit').example as RequestOf<'recordVisit'>['body'];

export { visited };
/** 走访, and 回访 of whoever has left. */
export const visitingWays: Ways = {
  visit: ({ world, chance, home, who, as }) => {
    const next = !world.calm && chance.happens(0.4) ? { nextOn: addDays(world.today(), chance.between(20, 60)) } : {};
    const body = { ...visited, visitedOn: world.today(), ...next };
    return doing({ world, who, home }, '走访', () =>
      as.call('recordVisit', { params: { id: home.id as string }, body }),
    );
  },
  followUp: ({ world, chance, home, who, as }) => {
    const finding = world.calm ? 'stable' : chance.weighted({ stable: 60, hardAgain: 30, notMet: 10 });
    const body = { ...visited, visitedOn: world.today(), finding };
    return doing({ world, who, home }, '回访', () =>
      as.call('recordVisit', { params: { id: home.id as string }, body }),
    );
  },
};
