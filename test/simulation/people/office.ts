import type { AnswerOf } from '../../../shared/contract/types.ts';
import { contains } from '../../../shared/organisation/org-path.ts';
import type { TaskKind } from '../../../shared/tasks/task.ts';
import { counties, municipality } from '../places.ts';
import type { World } from '../world.ts';
import { checkingWays } from './checking.ts';
import { comesBack } from './clerk.ts';
import { type Desk, doing, type Ways } from './desk.ts';
import { disposingWays } from './disposing.ts';
import { duplicateWays } from './duplicates.ts';
import { exited } from './leaving.ts';
import { agreesAgain, isAskedAgain } from './margin.ts';
import { matterWays } from './matters.ts';
import { objectionWays } from './objections.ts';
import { decidesBatch, payingWays } from './paying-tasks.ts';
import { attempt, nextOfficeHour, perhapsTwice, sleepMinutes } from './person.ts';
import { planningWays } from './planning.ts';
import { applicationWays } from './receiving.ts';
import { surveyingWays } from './surveying.ts';
import { confirmsOld } from './transcriber.ts';
import { visitingWays } from './visiting.ts';

type Task = AnswerOf<'listTasks'>['tasks'][number];

/** How each kind of task is done. Those that are not here nobody of an office does. */
const ways: Ways = {
  ...applicationWays,
  ...matterWays,
  ...surveyingWays,
  ...checkingWays,
  ...duplicateWays,
  ...objectionWays,
  ...planningWays,
  ...visitingWays,
  ...payingWays,
  ...disposingWays,
  enter: ({ world, chance, home, who, as }) => {
    const params = { id: home.id as string };
    const enter = async () => {
      const { form, plan } = (await as.call('getEntrySheet', { params })).body;
      await as.call('recordEntered', { params, body: { form, plan } });
    };
    return doing({ world, who, home }, '录入全国系统', perhapsTwice(chance, enter));
  },
  rectify: ({ world, chance, home, who, as }) => {
    const params = { id: home.id as string };
    return doing({ world, who, home }, '答复更正请求', async () => {
      const { corrections } = (await as.call('getDossier', { params })).body;
      const waiting = corrections.filter(({ outcome }) => outcome === null).at(-1);
      if (waiting === undefined) return;
      const outcome = chance.one(['corrected', 'refused'] as const);
      const of = { params: { ...params, n: String(waiting.correction) } };
      await as.call('answerCorrection', { ...of, body: { outcome, answer: '核对过户口本' } });
    });
  },
  remedy: ({ world, chance, home, who, as }) => {
    const params = { id: home.id as string };
    return doing({ world, who, home }, '登记整改', async () => {
      const { spotChecks } = (await as.call('getDossier', { params })).body;
      const owed = spotChecks.find(({ remedyBy, remedy }) => remedyBy !== null && remedy === null);
      if (owed === undefined) return;
      // That it has left is said of some that have not.
      const how = world.calm ? 'explained' : chance.one(['explained', 'amended', 'reviewed', 'left'] as const);
      const body = { check: owed.check, how, done: '照户口簿核对过。' };
      await as.call('recordRemedy', { params, body });
    });
  },
  transfer: (desk) => answered(desk, desk.world.calm ? 1 : 0.7),
  overdueTransfer: (desk) => answered(desk, 0.8),
  margin: isAskedAgain,
  consent: (desk) => (desk.chance.happens(0.7) ? agreesAgain(desk) : exited(desk, 'ownWish')),
  // In the end nothing new is begun: it would only be under way.
  comeBack: async ({ world, home, who }) => (world.calm ? undefined : comesBack(world, home, who)),
  resume: ({ world, home, who, as }) =>
    doing({ world, who, home }, '恢复', () => as.call('resume', { params: { id: home.id as string }, body: {} })),
};

/** Whoever receives a household takes it, or does not. */
function answered({ world, chance, home, who, as }: Desk, acceptance: number): Promise<boolean> {
  const params = { id: home.id as string };
  return doing({ world, who, home }, '答复移交', async () => {
    const { transfer } = (await as.call('getTransfer', { params })).body;
    const accepts = () => as.call('acceptTransfer', { params, body: { transfer } });
    if (chance.happens(acceptance)) await perhapsTwice(chance, accepts)();
    else await as.call('refuseTransfer', { params, body: { transfer, reason: '不在本辖区' } });
  });
}
/** A plan is looked at in the month in which it is due, and who was to be visited on a day is visited then. */
const isFarOff = (kind: TaskKind, due: string | null, today: string): boolean =>
  due !== null && ((kind === 'evaluate' && due.slice(0, 7) > today.slice(0, 7)) || (kind === 'visit' && due > today));

/**
 * Somebody of an office: on days on which a mail has come, and on Mondays, they look at their tasks and do what they do
 * not forget. In the end everybody looks every day and forgets nothing.
 */
export async function works(world: World, who: string): Promise<never> {
  const chance = world.chance(`office ${who}`);
  const { email } = world.staff.get(who);
  let seen = 0;
  for (;;) {
    await nextOfficeHour(world, chance);
    if (world.away.has(who)) continue;
    const mails = world.mails(email).length;
    const isMonday = new Date(`${world.today()}T00:00:00Z`).getUTCDay() === 1;
    if (!world.calm && mails === seen && !isMonday) continue;
    seen = mails;
    const as = world.visitors.as(who);
    const { orgPath, roles } = world.staff.get(who);
    // A list is of one county; whoever is above looks at each, and at what is of none: the city's own, and the province's.
    const within = new Set([...counties, municipality, orgPath].filter((each) => contains(orgPath, each)));
    const tasks: Task[] = [];
    for (const org of within) {
      await attempt(world, { who, what: '看待办' }, async () => {
        tasks.push(...(await as.call('listTasks', { query: { org } })).body.tasks);
      });
    }
    for (const { dossier, kind, role, due, orgPath: owing } of tasks) {
      const home = world.homeOf(dossier);
      if (!roles.includes(role as never) || isFarOff(kind, due, world.today())) continue;
      const whole = { batch: decidesBatch, transcript: confirmsOld }[String(kind)];
      if (!home && !whole) continue;
      // Some forget, until somebody reminds them.
      if (!world.calm && chance.happens(0.2)) continue;
      await sleepMinutes(chance.between(0, 5));
      if (!home) await whole?.({ world, chance, who, as }, dossier);
      else
        await attempt(world, { who, what: kind, home }, async () =>
          ways[kind]?.({ world, chance, who, as, home, owing, dossier }),
        );
    }
  }
}
