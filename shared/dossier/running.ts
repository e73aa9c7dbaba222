import * as z from 'zod/mini';
import { matterKinds, type Stage } from '../matters/course.ts';
import { answerTo, goesOnAt, type Step, waitsForRuling } from './answers.ts';
import { decided, deed, type Refusal } from './deed.ts';
import { isHeld } from './duplicate-state.ts';
import { isOpen, type Runs } from './matter.ts';
import type { DossierState } from './state.ts';

/** What is late. A survey that was made may wait for a ruling, or for a merger: that is told apart. */
const overdueSteps = [
  'update',
  'survey',
  'ruling',
  'merger',
  'deliberation',
  'checking',
  'resolutions',
  'decision',
  'signature',
] as const;
export type OverdueStep = (typeof overdueSteps)[number];

/** What a workflow runs for: a matter or a plan, by its number, and for the how manieth time. */
const runsFor = [...matterKinds, 'plan'] as const;
export interface Running {
  for: (typeof runsFor)[number];
  number: number;
  run: number;
}
const running = { for: z.enum(runsFor), number: z.int().check(z.minimum(1)), run: z.int().check(z.minimum(1)) };

/** The matter or plan that runs so, if it is still the one that stands in the state; a late word of another changes nothing. */
export function runsOf(state: DossierState, { for: kind, number }: Omit<Running, 'run'>): Runs | undefined {
  const { matter, plan } = state;
  if (kind === 'plan') return plan?.plan === number ? plan : undefined;
  return matter.matter === number && matter.kind === kind ? matter : undefined;
}

/** Whether this run goes on, and stands at this stage of its matter. */
export function isRunAt(state: DossierState, { run, ...of }: Running, stage: Stage): boolean {
  return runsOf(state, of)?.run === run && goesOnAt(state, { matter: of.number, run }).stage === stage;
}

/** 逾期：某一步未在期限内完成 */
export const markOverdue = deed('markOverdue', {
  title: '记录逾期',
  says: { ...running, step: z.enum(overdueSteps), times: z.int().check(z.minimum(1)) },
  place: 'anywhere',
  // What ended meanwhile is late no more.
  evolve: (state, { step, times, ...of }) => (isClosed(state, of) ? {} : said(state, of, { overdue: { step, times } })),
});

/** Somebody let the time pass that they had for a wait; nobody is reminded of what was done at the last moment. */
export function decideOverdue(
  state: DossierState,
  { awaited, ...of }: Running & { awaited: Exclude<Step, 'decision'> },
) {
  const { number, run } = of;
  const wait = awaited === 'signature' ? { step: awaited, plan: number, run } : { step: awaited, matter: number, run };
  if (answerTo(wait, state)) return late('等的已经有了');
  // The visit is done: what is late is the ruling on a likely duplicate, or what was ruled to be done.
  const after = isHeld(state) ? 'merger' : 'ruling';
  const step = awaited === 'survey' && waitsForRuling(state) ? after : awaited;
  const before = runsOf(state, of)?.overdue;
  return decided(state, markOverdue, { ...of, step, times: before?.step === step ? before.times + 1 : 1 });
}

/** 流程停滞，须由运维处理 */
export const stall = deed('stall', {
  title: '记录流程停滞',
  says: { ...running, step: z.string(), error: z.string() },
  place: 'anywhere',
  // What ended meanwhile stands still no more.
  evolve: (state, { step, error, ...of }) => (isClosed(state, of) ? {} : said(state, of, { stalled: { step, error } })),
});

/** A step failed for good. What comes late tells of a failure that is mended, or of what is concluded. */
export function decideStall(state: DossierState, { step, error, ...of }: Running & { step: string; error: string }) {
  const runs = runsOf(state, of);
  if (runs?.run !== of.run || isClosed(state, of)) return late('停的是从前的一趟');
  if (runs.stalled?.step === step) return late('停在这一步已经记过');
  return decided(state, stall, { ...of, step, error });
}

/** 运维排除故障后，让停滞的流程接着走 */
export const resume = deed('resume', {
  title: '恢复流程',
  says: running,
  place: 'anywhere',
  refuse: (state, of) => {
    const runs = runsOf(state, of);
    return runs?.stalled && of.run === runs.run + 1 ? undefined : '流程没有停滞';
  },
  evolve: (state, of) => changed(state, of, { stalled: null, run: of.run }),
});

export function decideResumption(state: DossierState) {
  const { run, ...of } = toMend(state);
  return decided(state, resume, { ...of, run: run + 1 });
}

/** 另起一趟：等人等得太久的，在这一趟满一年以前交给下一趟 */
export const renew = deed('renew', {
  title: '另起一趟',
  says: running,
  place: 'alive',
  refuse: (state, of) => {
    const runs = runsOf(state, of);
    if (runs === undefined || isClosed(state, of)) return '这一件已经办结';
    if (runs.stalled) return '流程停滞，由运维恢复';
    return of.run === runs.run + 1 ? undefined : '趟数不相接';
  },
  evolve: (state, of) => changed(state, of, { run: of.run }),
});

export const decideRenewal = (state: DossierState, of: Running) => decided(state, renew, { ...of, run: of.run + 1 });

/** The next run of one whose execution came to nothing, which was recorded as its stall. */
export const decideNextRun = (state: DossierState, of: Running) => decided(state, resume, { ...of, run: of.run + 1 });

/** Where it stands still, of what is resumed next; null where nothing does. */
export function stallToMend(state: DossierState): Runs['stalled'] {
  return runsOf(state, toMend(state))?.stalled ?? null;
}

/** The plan before the matter: one of them at a time, and whoever resumes asks again for the other. */
function toMend({ matter, plan }: DossierState): Running {
  if (plan?.stalled) return { for: 'plan', number: plan.plan, run: plan.run };
  return { for: matter.kind, number: matter.matter, run: matter.run };
}

/** Whether what it tells of is a matter that was concluded. */
function isClosed({ matter }: DossierState, of: Pick<Running, 'for'>): boolean {
  return of.for !== 'plan' && !isOpen(matter);
}

/** Why there is nothing more to record of what a step of the workflow tells. */
const late = (refused: string): Refusal => ({ refused, code: 1302 });

/** An earlier run says nothing of the one that goes on in its place. */
function said(state: DossierState, of: Running, change: Partial<Runs>): Partial<DossierState> {
  return runsOf(state, of)?.run === of.run ? changed(state, of, change) : {};
}

function changed(state: DossierState, of: Omit<Running, 'run'>, change: Partial<Runs>): Partial<DossierState> {
  const { matter, plan } = state;
  return of.for === 'plan' ? { plan: plan && { ...plan, ...change } } : { matter: { ...matter, ...change } };
}
