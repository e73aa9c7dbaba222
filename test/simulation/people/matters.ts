import { addDays } from '../../../shared/calendar/dates.ts';
import { earning, saved, submitted } from './clerk.ts';
import { type Desk, doing, type Ways } from './desk.ts';
import { abandoned, givenUp } from './giving-up.ts';
import { exited } from './leaving.ts';
import { joinsMargin } from './margin.ts';
import { perhapsTwice } from './person.ts';

/** What a registrar does so that a matter goes on: it is handed in anew, reported, or given up. */
export const matterWays: Ways = {
  correct: async (desk) => {
    const { world, chance, home } = desk;
    const params = { id: home.id as string };
    const { mayJoinMargin, margin, matter } = (await desk.as.call('getDossier', { params })).body;
    if (mayJoinMargin && !world.calm && chance.happens(0.6)) return joinsMargin(desk);
    // What waits for another year, or the standards found not to be enough, is not handed in again and again.
    const isRefused = margin !== null || matter.returned?.from === 'assessment';
    if (isRefused && world.calm && chance.happens(0.5)) return givenUp(desk, matter.kind);
    if (isRefused && !world.calm && !chance.happens(0.2)) return;
    if (!world.calm && chance.happens(0.15)) return givenUp(desk, matter.kind);
    if (chance.happens(0.7)) await saved(world, home, home.form);
    return submitted(world, home, chance);
  },
  amend: async (desk) => {
    const { world, chance, home } = desk;
    if (chance.happens(world.calm ? 0.5 : 0.2)) return abandoned(desk, '取消变更');
    home.form = earning(home.form, chance.one([90_000, 100_000, 138_000, 900_000]));
    if (await saved(world, home, home.form)) return submitted(world, home, chance);
  },
  // What was taken in for a time: some are converted, of others the hardship is over, and some are forgotten for long.
  expiry: async (desk) => {
    const { world, chance, home, who, as } = desk;
    const params = { id: home.id as string };
    const { temporary } = (await as.call('getDossier', { params })).body;
    if (!world.calm && (temporary?.until ?? '') > addDays(world.today(), 10) && !chance.happens(0.1)) return;
    if (!world.calm && chance.happens(0.4)) return;
    if (world.calm || chance.happens(0.5)) return exited(desk, 'temporaryOver');
    return doing({ world, who, home }, '开始转正', async () => {
      const { matter } = (await as.call('getDossier', { params })).body.matter;
      await as.call('openConversion', { params, body: { matter, reason: '还有困难' } });
    });
  },
  convert: async (desk) => {
    const { world, chance, home } = desk;
    if (chance.happens(world.calm ? 0.5 : 0.2)) return abandoned(desk, '取消转正');
    // What was found not to be enough is not handed in again every day.
    if (!world.calm && !chance.happens(0.2)) return;
    if (await saved(world, home, home.form)) return submitted(world, home, chance);
  },
  report: async ({ world, chance, home, who, as }) => {
    const params = { id: home.id as string };
    if (!world.calm && chance.happens(0.15)) return exited({ world, chance, home, who, as });
    if (chance.happens(0.3)) return reportedChanged({ world, chance, home, who, as });
    const report = async () => {
      const { matter, draft } = (await as.call('getDossier', { params })).body.matter;
      const drops = draft === null ? {} : { drops: draft };
      const body = { matter, outcome: 'unchanged' as const, opinion: '走访过，没有变化', ...drops };
      await as.call('reverify', { params, body });
    };
    return doing({ world, who, home }, '登记复核', perhapsTwice(chance, report));
  },
  propose: async ({ world, chance, home, who, as }) => {
    if (chance.happens(0.5)) return exited({ world, chance, home, who, as });
    return abandoned({ world, chance, home, who, as }, '取消退出');
  },
};

/** A review finds that the household earns something else, or that a child was born. */
async function reportedChanged({ world, chance, home, who, as }: Desk): Promise<unknown> {
  const params = { id: home.id as string };
  home.form = earning(home.form, chance.one([80_000, 95_000, 138_000, 900_000]));
  if (!(await saved(world, home, home.form))) return;
  // Some save it and think again: somebody else reports, and says what of that is dropped.
  if (!world.calm && chance.happens(0.2)) return;
  const report = async () => {
    const { matter } = (await as.call('getDossier', { params })).body;
    await as.call('submit', { params, body: { form: matter.draft ?? 1, opinion: '看过工资流水' } });
  };
  return doing({ world, who, home }, '报告有变化', perhapsTwice(chance, report));
}
