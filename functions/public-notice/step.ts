import { addDays, dateInShanghai, endOfDay } from '../../shared/calendar/dates.ts';
import { noticeEnd } from '../../shared/calendar/working-days.ts';
import { goesOnAt } from '../../shared/dossier/answers.ts';
import { isRefusal } from '../../shared/dossier/deed.ts';
import { assessmentOf } from '../../shared/dossier/matter.ts';
import { decideClosing, decideNotice } from '../../shared/dossier/notice.ts';
import { untriagedObjections } from '../../shared/dossier/objection-list.ts';
import { isRunAt } from '../../shared/dossier/running.ts';
import { calendarUsed } from '../../shared/gazette/used.ts';
import { divisionOf } from '../../shared/organisation/org-path.ts';
import { newNoticeId } from '../../shared/registry/notices.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers, forms, gazette, notices } from '../../shared/services/services.ts';
import { tellWhoMay } from '../../shared/services/tell.ts';
import type { NoticeClosed, NoticeOpened, StepHandler, Steps } from '../../shared/workflow/steps.ts';
import { noticeClosesAt, secondsFor } from '../../shared/workflow/waits.ts';
import { noticeSummary } from './summary.ts';

const objectionsLeft = { ability: 'resolveObjection', matter: { kind: 'objectionsLeft' } } as const;

const system = { kind: 'system' as const, id: 'notice-step' };

type Input = Steps['notice-step']['input'];

export const lambda =
  (app: App): StepHandler<'notice-step'> =>
  async (input) =>
    input.step === 'openNotice' ? open(app, input) : close(app, input);

export const handler = lambda(fromEnvironment());

/** Puts the household on public notice for the profile's working days; what is shown was masked for the public. */
async function open(app: App, input: Input): Promise<NoticeOpened> {
  const { dossierId } = input;
  const { state } = await dossiers(app).recordLatest(dossierId, async ({ state }) => {
    const { form: number, notice: up } = state.matter;
    if (!isRunAt(state, input, 'notice') || up !== null || number === null) return undefined;
    const now = app.now();
    const from = dateInShanghai(now);
    const { workingDays } = app.profile.notice;
    const { until, calendar } = await gazette(app).withCalendar(now, (calendar) => {
      const until = noticeEnd(calendar, from, workingDays);
      return { until, calendar: calendarUsed(calendar, from, until) };
    });
    const id = newNoticeId(until);
    const form = await forms(app).getSubmitted(dossierId, number);
    const summary = noticeSummary(form, assessmentOf(state) ?? { category: null, tier: null }, { id, from, until });
    const effects = notices(app).openWrites({
      dossierId,
      summary,
      division: divisionOf(state.orgPath),
      workingDays,
      ttl: Math.floor(Date.parse(endOfDay(addDays(until, 30))) / 1000),
    });
    return {
      action: decideNotice(state, { notice: id, from, until, workingDays, calendar }),
      actor: system,
      now,
      effects,
    };
  });
  const { stage } = goesOnAt(state, { matter: input.number, run: input.run });
  const until = state.matter.notice?.until;
  if (stage === 'ended' || until === undefined) return { stage: 'ended', closesAt: app.now().toISOString() };
  return { stage, closesAt: noticeClosesAt(dossierId, until) };
}

/** Takes the notice off the wall, which has not shown it since the end of its last day, and says whether an objection holds the approval. */
async function close(app: App, input: Input): Promise<NoticeClosed> {
  const { dossierId, number: matter, run } = input;
  const { state } = await dossiers(app).recordLatest(dossierId, async (dossier) => {
    const { state, registrarMail } = dossier;
    const action = isRunAt(state, input, 'notice') ? decideClosing(state) : undefined;
    if (action === undefined || isRefusal(action)) return undefined;
    const now = app.now();
    // What nobody has looked at holds nothing up, and is not lost: whoever has to look at it is told.
    const left = untriagedObjections(state.matter).length > 0;
    return {
      action,
      actor: system,
      now,
      effects: left ? await tellWhoMay(app, dossier, { ...objectionsLeft, now, otherwise: registrarMail }) : [],
    };
  });
  const { stage } = goesOnAt(state, { matter, run });
  const timeoutSeconds = secondsFor('resolutions', app.profile.deadlines);
  return { stage: stage === 'notice' ? 'objections' : stage, timeoutSeconds };
}
