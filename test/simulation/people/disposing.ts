import { addDays } from '../../../shared/calendar/dates.ts';
import { municipality } from '../places.ts';
import { type Desk, doing, type Ways } from './desk.ts';
import { perhapsTwice } from './person.ts';

/** 处置: the county confirms, or keeps for longer, and the union above releases. */
export const disposingWays: Ways = {
  // Who is to release it leaves it to the county.
  confirmDisposal: ({ world, home, who, as, chance }) => {
    const dossiers = [home.id as string];
    if (world.staff.get(who).orgPath === municipality) return Promise.resolve();
    return doing({ world, who, home }, '确认处置', async () => {
      if (!world.calm && chance.happens(0.2)) await keptLonger({ world, home, as });
      else await perhapsTwice(chance, () => as.call('confirmDisposals', { body: { dossiers } }))();
    });
  },
  releaseDisposal: ({ world, home, who, as, chance }) => {
    const dossiers = [home.id as string];
    const release = () => as.call('releaseDisposals', { body: { dossiers } });
    return doing({ world, who, home }, '批准处置', perhapsTwice(chance, release));
  },
};

/** There is a dispute about it. */
export async function keptLonger({ world, home, as }: Pick<Desk, 'world' | 'home' | 'as'>): Promise<void> {
  const body = { until: addDays(world.today(), 30), because: 'dispute' as const, reason: '有人来信' };
  await as.call('keepLonger', { params: { id: home.id as string }, body });
}
