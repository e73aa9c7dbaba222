import { addDays, addMonths } from '../../../shared/calendar/dates.ts';
import { allAgree } from '../../../shared/consent/consents.fixture.ts';
import { exchangeOf } from '../../../shared/contract/exchanges.ts';
import type { AnswerOf, RequestOf } from '../../../shared/contract/types.ts';
import type { DraftForm } from '../../../shared/form/form.ts';
import { type LeavingReason, leavingReasonCodes } from '../../../shared/matters/standing.ts';
import { contains } from '../../../shared/organisation/org-path.ts';
import type { TaskKind } from '../../../shared/tasks/task.ts';
import { plan } from '../../support/province.ts';
import type { Chance } from '../chance.ts';
import { counties, municipality } from '../places.ts';
import type { World } from '../world.ts';
import { checkingWays } from './checking.ts';
import { comesBack, earning, saved, submitted } from './clerk.ts';
import { agreesAgain, isAskedAgain, joinsMargin } from './margin.ts';
import { decidesBatch, payingWays } from './paying-tasks.ts';
import { asked, attempt, nextOfficeHour, perhapsTwice, sleepMinutes } from './person.ts';
import { applicationWays } from './receiving.ts';
import { type Desk, signsInPresence, signsOnPaper } from './signing.ts';
import { confirmsOld } from './transcriber.ts';

type Task = AnswerOf<'listTasks'>['tasks'][number];

const { nextOn: _, ...visited } = exchangeOf('recordVisit').example as RequestOf<'recordVisit'>['body'];

export { visited };

const visit = { surveyors: ['毕晓峰'], opinion: '去过了', answers: { sixMonthsBelowLine: true } };

/** How each kind of task is done, well or badly. Those that are not here nobody of an office does. */
const ways: Partial<Record<TaskKind, (desk: Desk) => Promise<unknown>>> = {
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
    return done({ world, who, home }, '开始转正', async () => {
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
  // Of what was taken over from old papers nobody has agreed yet: they are asked at the visit.
  survey: async ({ world, chance, home, who, as }) => {
    const weights = world.calm ? { confirmed: 1 } : { confirmed: 80, return: 10, returnForPaper: 6, reject: 4 };
    const outcome = chance.weighted<'confirmed' | 'return' | 'returnForPaper' | 'reject'>(weights as never);
    const params = { id: home.id as string };
    const survey = async (asksThem = false) => {
      const { matter, form, submittedForm } = (await as.call('getDossier', { params })).body;
      const seen = { matter: matter.matter, form: submittedForm?.number ?? form?.number ?? 1 };
      const content = (submittedForm ?? form)?.content as DraftForm;
      const given = asksThem ? { consents: allAgree(content, world.today()) } : {};
      const body = { ...visit, ...seen, ...given, surveyedOn: world.today(), outcome };
      await as.call('recordSurvey', { params, body });
    };
    const deed = { who, what: '登记入户调查', home };
    const { problem } = await asked(
      world,
      deed,
      perhapsTwice(chance, () => survey()),
    );
    if (problem?.faults?.some(({ pointer }) => pointer === '/consents')) await attempt(world, deed, () => survey(true));
  },
  rule: async ({ world, chance, home, who, as }) => {
    const id = home.id as string;
    const { duplicates } = (await as.call('getDossier', { params: { id } })).body;
    for (const { dossier, open } of duplicates?.found ?? []) {
      if (!open) continue;
      const body = { ruling: chance.one(['different', 'different', 'same'] as const), reason: '证件和户口本看过' };
      await done({ world, who, home }, '裁定', () =>
        as.call('ruleDuplicate', { params: { id, other: dossier }, body }),
      );
      // One household twice: its reviewer puts the two together, or leaves it to whoever brought it in.
      if (body.ruling === 'different' || !chance.happens(0.6)) continue;
      const merger = { other: dossier, reason: '户口本为同一本' };
      await done({ world, who, home }, '合并', () => as.call('merge', { params: { id }, body: merger }));
    }
  },
  // What changes a household that is on file is not withdrawn, but given up; two that are, a reviewer puts together.
  settle: async (desk) => {
    const params = { id: desk.home.id as string };
    if (desk.world.staff.get(desk.who).roles.includes('reviewer')) await putTogether(desk);
    const { owed, matter } = (await desk.as.call('getDossier', { params })).body;
    if (owed.some(({ kind, role }) => kind === 'settle' && role === 'registrar')) await givenUp(desk, matter.kind);
  },
  triage: async ({ world, chance, home, who, as }) => {
    const params = { id: home.id as string };
    const { objections } = (await as.call('getDossier', { params })).body;
    const untriaged = objections.filter(({ outcome }) => outcome === 'untriaged').map(({ objection }) => objection);
    if (untriaged.length === 0) return;
    const outcome = chance.one(['takenUp', 'setAside'] as const);
    const body = { objections: untriaged.slice(0, 100), outcome, opinion: '看过了' };
    await done(
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
      await done({ world, who, home }, '处理异议', () => as.call('resolveObjection', { params, body }));
      if (upheld) return;
    }
  },
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
    return done({ world, who, home }, '核对纸质签字', async () => {
      const { plan: made } = (await as.call('getDossier', { params })).body;
      if (!made?.onPaper) return;
      const seen = { plan: made.plan, attachment: made.onPaper.attachment };
      const refuses = !world.calm && chance.happens(0.2);
      const ruling = refuses ? { outcome: 'refused' as const, reason: '看不清' } : { outcome: 'confirmed' as const };
      await as.call('rulePaperSignature', { params, body: { ...seen, ...ruling } });
    });
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
    return done({ world, who, home }, '登记复核', perhapsTwice(chance, report));
  },
  propose: async ({ world, chance, home, who, as }) => {
    if (chance.happens(0.5)) return exited({ world, chance, home, who, as });
    return abandoned({ world, chance, home, who, as }, '取消退出');
  },
  evaluate: ({ world, chance, home, who, as }) => {
    const params = { id: home.id as string };
    return done({ world, who, home }, '考核问效', async () => {
      const { planInForce } = (await as.call('getDossier', { params })).body;
      if (planInForce === null) return;
      const outcome = world.calm ? 'done' : chance.one(['done', 'extended', 'notMet'] as const);
      const more = outcome === 'extended' ? { dueMonth: addMonths(world.today(), 3).slice(0, 7) } : {};
      const body = { plan: planInForce.plan, outcome, reason: '核实过', ...more };
      await as.call('evaluatePlan', { params, body });
    });
  },
  enter: ({ world, chance, home, who, as }) => {
    const params = { id: home.id as string };
    const enter = async () => {
      const { form, plan } = (await as.call('getEntrySheet', { params })).body;
      await as.call('recordEntered', { params, body: { form, plan } });
    };
    return done({ world, who, home }, '录入全国系统', perhapsTwice(chance, enter));
  },
  rectify: ({ world, chance, home, who, as }) => {
    const params = { id: home.id as string };
    return done({ world, who, home }, '答复更正请求', async () => {
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
    return done({ world, who, home }, '登记整改', async () => {
      const { spotChecks } = (await as.call('getDossier', { params })).body;
      const owed = spotChecks.find(({ remedyBy, remedy }) => remedyBy !== null && remedy === null);
      if (owed === undefined) return;
      // That it has left is said of some that have not.
      const how = world.calm ? 'explained' : chance.one(['explained', 'amended', 'reviewed', 'left'] as const);
      const body = { check: owed.check, how, done: '照户口簿核对过。' };
      await as.call('recordRemedy', { params, body });
    });
  },
  visit: ({ world, chance, home, who, as }) => {
    const next = !world.calm && chance.happens(0.4) ? { nextOn: addDays(world.today(), chance.between(20, 60)) } : {};
    const body = { ...visited, visitedOn: world.today(), ...next };
    return done({ world, who, home }, '走访', () =>
      as.call('recordVisit', { params: { id: home.id as string }, body }),
    );
  },
  transfer: (desk) => answered(desk, desk.world.calm ? 1 : 0.7),
  overdueTransfer: (desk) => answered(desk, 0.8),
  followUp: ({ world, chance, home, who, as }) => {
    const finding = world.calm ? 'stable' : chance.weighted({ stable: 60, hardAgain: 30, notMet: 10 });
    const body = { ...visited, visitedOn: world.today(), finding };
    return done({ world, who, home }, '回访', () =>
      as.call('recordVisit', { params: { id: home.id as string }, body }),
    );
  },
  // Who is to release it leaves it to the county.
  confirmDisposal: ({ world, home, who, as, chance }) => {
    const dossiers = [home.id as string];
    if (world.staff.get(who).orgPath === municipality) return Promise.resolve();
    return done({ world, who, home }, '确认处置', async () => {
      if (!world.calm && chance.happens(0.2)) await keptLonger({ world, home, as });
      else await perhapsTwice(chance, () => as.call('confirmDisposals', { body: { dossiers } }))();
    });
  },
  releaseDisposal: ({ world, home, who, as, chance }) => {
    const dossiers = [home.id as string];
    const release = () => as.call('releaseDisposals', { body: { dossiers } });
    return done({ world, who, home }, '批准处置', perhapsTwice(chance, release));
  },
  ...checkingWays,
  ...payingWays,
  ...applicationWays,
  margin: isAskedAgain,
  consent: (desk) => (desk.chance.happens(0.7) ? agreesAgain(desk) : exited(desk, 'ownWish')),
  // In the end nothing new is begun: it would only be under way.
  comeBack: async ({ world, home, who }) => (world.calm ? undefined : comesBack(world, home, who)),
  resume: ({ world, home, who, as }) =>
    done({ world, who, home }, '恢复', () => as.call('resume', { params: { id: home.id as string }, body: {} })),
};

/**
 * A reviewer of the city, who may look into both, puts together what was ruled to be one household, this way or that; where
 * the other is over there are no two any more, and that is ruled.
 */
async function putTogether({ world, home, who }: Desk): Promise<void> {
  const id = home.id as string;
  const above = world.visitors.as('reviewer-530100-1');
  const { duplicates } = (await above.call('getDossier', { params: { id } })).body;
  const ruled = duplicates.rulings.filter(({ ruling, asked }) => ruling === 'same' && asked);
  const merged = (into: string, other: string) =>
    done({ world, who, home }, '请审核人合并', () =>
      above.call('merge', { params: { id: into }, body: { other, reason: '户口本为同一本' } }),
    );
  for (const { dossier: other, awaitsMerger } of ruled) {
    if (awaitsMerger) {
      if (!(await merged(id, other)) && !(await merged(other, id))) await givenBack({ world, home, who });
      continue;
    }
    const body = { ruling: 'different' as const, reason: '另一份已经终结' };
    await done({ world, who, home }, '请审核人改裁', () =>
      above.call('ruleDuplicate', { params: { id, other }, body }),
    );
  }
}

/** A report of a review that is held has to be sent back, and reported anew without what changed, before it is merged. */
async function givenBack({ world, home, who }: Pick<Desk, 'world' | 'home' | 'who'>): Promise<void> {
  const params = { id: home.id as string };
  const county = (world.orgPathOf(home.id as string) as string).split('/')[2];
  const surveyor = world.visitors.as(county === '530103' ? 'surveyor-530103-1' : 'surveyor-530102-1');
  await done({ world, who, home }, '请调查人退回', async () => {
    const { matter, submittedForm } = (await surveyor.call('getDossier', { params })).body;
    if (matter.kind !== 'reverification' || submittedForm === null) return;
    const seen = { matter: matter.matter, form: submittedForm.number };
    const body = { ...visit, ...seen, surveyedOn: world.today(), outcome: 'return' as const };
    await surveyor.call('recordSurvey', { params, body });
  });
}

/** There is a dispute about it. */
export async function keptLonger({ world, home, as }: Pick<Desk, 'world' | 'home' | 'as'>): Promise<void> {
  const body = { until: addDays(world.today(), 30), because: 'dispute' as const, reason: '有人来信' };
  await as.call('keepLonger', { params: { id: home.id as string }, body });
}

/** Whoever receives a household takes it, or does not. */
function answered({ world, chance, home, who, as }: Desk, acceptance: number): Promise<boolean> {
  const params = { id: home.id as string };
  return done({ world, who, home }, '答复移交', async () => {
    const { transfer } = (await as.call('getTransfer', { params })).body;
    const accepts = () => as.call('acceptTransfer', { params, body: { transfer } });
    if (chance.happens(acceptance)) await perhapsTwice(chance, accepts)();
    else await as.call('refuseTransfer', { params, body: { transfer, reason: '不在本辖区' } });
  });
}

/** What changes a household that is on file is not withdrawn, but given up. */
function givenUp(desk: Desk, kind: AnswerOf<'getDossier'>['matter']['kind']): Promise<boolean> {
  if (kind === 'amendment' || kind === 'conversion') return abandoned(desk, '取消');
  const params = { id: desk.home.id as string };
  return done(desk, '撤回', () => desk.as.call('withdraw', { params, body: { reason: '本人不办了' } }));
}

function abandoned({ world, home, who, as }: Desk, what: string): Promise<boolean> {
  const params = { id: home.id as string };
  return done({ world, who, home }, what, async () => {
    const { matter } = (await as.call('getDossier', { params })).body.matter;
    await as.call('abandon', { params, body: { matter, reason: '不办了' } });
  });
}

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
  return done({ world, who, home }, '报告有变化', perhapsTwice(chance, report));
}

export function exited(
  { world, chance, home, who, as }: Desk,
  reason: LeavingReason = chance.one(leavingReasonCodes),
): Promise<boolean> {
  const params = { id: home.id as string };
  return done({ world, who, home }, '提出退出', async () => {
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
  return done({ world, who, home }, what, perhapsTwice(chance, make));
}

const done = (
  { world, who, home }: Pick<Desk, 'world' | 'who' | 'home'>,
  what: string,
  work: () => Promise<unknown>,
): Promise<boolean> => attempt(world, { who, what, home }, work);

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
