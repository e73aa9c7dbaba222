import { addMonths } from '../../../shared/calendar/dates.ts';
import { plan } from '../../support/province.ts';
import { type Desk, doing, type Ways } from './desk.ts';
import { perhapsTwice } from './person.ts';
import { signsInPresence, signsOnPaper } from './signing.ts';

/** 帮扶计划: made, signed, and looked at when it is due. */
export const planningWays: Ways = {
  plan: ({ world, chance, home, who, as }) => planned({ world, chance, home, who, as }, '制定帮扶计划'),
  sign: async (desk) => {
    if (!desk.home.hasMail) return desk.chance.happens(0.7) ? signsInPresence(desk) : signsOnPaper(desk);
    // The worker has the link already; now and then it is sent anew with another plan.
    if (!desk.chance.happens(desk.world.calm ? 0.5 : 0.05)) return;
    if (desk.world.calm) desk.home.signs = true;
    await planned(desk, '重订帮扶计划');
  },
  countersign: ({ world, chance, home, who, as }) => {
    const params = { id: home.id as string };
    return doing({ world, who, home }, '核对纸质签字', async () => {
      const { plan: made } = (await as.call('getDossier', { params })).body;
      if (!made?.onPaper) return;
      const seen = { plan: made.plan, attachment: made.onPaper.attachment };
      const refuses = !world.calm && chance.happens(0.2);
      const ruling = refuses ? { outcome: 'refused' as const, reason: '看不清' } : { outcome: 'confirmed' as const };
      await as.call('rulePaperSignature', { params, body: { ...seen, ...ruling } });
    });
  },
  evaluate: ({ world, chance, home, who, as }) => {
    const params = { id: home.id as string };
    return doing({ world, who, home }, '考核问效', async () => {
      const { planInForce } = (await as.call('getDossier', { params })).body;
      if (planInForce === null) return;
      const outcome = world.calm ? 'done' : chance.one(['done', 'extended', 'notMet'] as const);
      const more = outcome === 'extended' ? { dueMonth: addMonths(world.today(), 3).slice(0, 7) } : {};
      const body = { plan: planInForce.plan, outcome, reason: '核实过', ...more };
      await as.call('evaluatePlan', { params, body });
    });
  },
};

function planned({ world, chance, home, who, as }: Desk, what: string): Promise<boolean> {
  const params = { id: home.id as string };
  const dueMonth = addMonths(world.today(), chance.one([1, 6, 12])).slice(0, 7);
  const make = async () => {
    const { planInForce } = (await as.call('getDossier', { params })).body;
    const reason = planInForce === null ? {} : { reason: '帮扶责任人换了' };
    const { signatureThrough: _, ...agreed } = plan;
    const way = home.hasMail ? { signatureThrough: 'worker' as const, signatureMail: home.workerMail } : {};
    await as.call('makePlan', { params, body: { ...agreed, ...way, ...reason, dueMonth } });
  };
  return doing({ world, who, home }, what, perhapsTwice(chance, make));
}
