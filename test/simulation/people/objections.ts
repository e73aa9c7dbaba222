import { doing, type Ways } from './desk.ts';
import { perhapsTwice } from './person.ts';

/** 异议: which of them are looked into, and what comes of each. */
export const objectionWays: Ways = {
  triage: async ({ world, chance, home, who, as }) => {
    const params = { id: home.id as string };
    const { objections } = (await as.call('getDossier', { params })).body;
    const untriaged = objections.filter(({ outcome }) => outcome === 'untriaged').map(({ objection }) => objection);
    if (untriaged.length === 0) return;
    const outcome = chance.one(['takenUp', 'setAside'] as const);
    const body = { objections: untriaged.slice(0, 100), outcome, opinion: '看过了' };
    await doing(
      { world, who, home },
      '初核异议',
      perhapsTwice(chance, () => as.call('triageObjections', { params, body })),
    );
  },
  resolve: async ({ world, chance, home, who, as }) => {
    const id = home.id as string;
    const { objections } = (await as.call('getDossier', { params: { id } })).body;
    for (const { outcome, objection } of objections) {
      if (outcome !== 'open') continue;
      const upheld = !world.calm && chance.happens(0.1);
      const body = { outcome: upheld ? ('upheld' as const) : ('dismissed' as const), opinion: '查过了' };
      const params = { id, n: String(objection) };
      await doing({ world, who, home }, '处理异议', () => as.call('resolveObjection', { params, body }));
      if (upheld) return;
    }
  },
};
