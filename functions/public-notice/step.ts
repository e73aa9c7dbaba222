import { addDays, dateInShanghai, endOfDay } from '../../shared/calendar/dates.ts';
import { noticeEnd } from '../../shared/calendar/working-days.ts';
import type { ActionOf } from '../../shared/dossier/actions.ts';
import { goesOnAt } from '../../shared/dossier/answers.ts';
import { isRefusal } from '../../shared/dossier/deed.ts';
import { decideClosing, decideNotice } from '../../shared/dossier/notice.ts';
import { announced } from '../../shared/dossier/notice-summary.ts';
import { untriagedObjections } from '../../shared/dossier/objection-list.ts';
import { isRunAt } from '../../shared/dossier/running.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import type { Form } from '../../shared/form/form.ts';
import { calendarUsed } from '../../shared/gazette/used.ts';
import { divisionOf } from '../../shared/organisation/org-path.ts';
import { newNoticeId } from '../../shared/registry/notices.ts';
import type { Write } from '../../shared/registry/table.ts';
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
    const days = await daysFrom(app, now);
    const notice = newNoticeId(days.until);
    const form = await forms(app).getSubmitted(dossierId, number);
    const effects = putUp(app, state, form, { ...days, notice });
    return { action: decideNotice(state, { ...days, notice }), actor: system, now, effects };
  });
  const { stage } = goesOnAt(state, { matter: input.number, run: input.run });
  const until = state.matter.notice?.until;
  if (stage === 'ended' || until === undefined) return { stage: 'ended', closesAt: app.now().toISOString() };
  return { stage, closesAt: noticeClosesAt(dossierId, until) };
}

type Opening = Omit<ActionOf<'openNotice'>, 'type'>;

/** The profile's working days from today on, by the calendar as it is published now. */
async function daysFrom(app: App, now: Date): Promise<Omit<Opening, 'notice'>> {
  const from = dateInShanghai(now);
  const { workingDays } = app.profile.notice;
  return gazette(app).withCalendar(now, (calendar) => {
    const until = noticeEnd(calendar, from, workingDays);
    return { from, until, workingDays, calendar: calendarUsed(calendar, from, until) };
  });
}

/** What hangs on the wall, where its county's notices hang; it is forgotten a month after its last day. */
function putUp(app: App, state: DossierState, form: Form, { notice: id, from, until, workingDays }: Opening): Write[] {
  const summary = noticeSummary(form, announced(state), { id, from, until });
  const ttl = Math.floor(Date.parse(endOfDay(addDays(until, 30))) / 1000);
  const division = divisionOf(state.orgPath);
  return notices(app).openWrites({ dossierId: state.id, summary, division, workingDays, ttl });
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
