import { addDays, dateInShanghai, endOfDay } from '../../shared/calendar/dates.ts';
import { noticeEnd } from '../../shared/calendar/working-days.ts';
import { untriagedObjections } from '../../shared/dossier/objections.ts';
import { calendarUsed } from '../../shared/gazette/used.ts';
import { divisionOf } from '../../shared/organisation/org-path.ts';
import { mailWrite } from '../../shared/registry/mails.ts';
import { newNoticeId } from '../../shared/registry/notices.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers, forms, gazette, notices, table } from '../../shared/services/services.ts';
import type { NoticeClosed, NoticeOpened, StepHandler } from '../../shared/workflow/steps.ts';
import { noticeEndsAt, secondsFor } from '../../shared/workflow/waits.ts';
import { noticeSummary } from './summary.ts';

const system = { kind: 'system' as const, id: 'notice-step' };

export const lambda =
  (app: App): StepHandler<'notice-step'> =>
  async ({ step, dossierId, round }) =>
    step === 'openNotice' ? open(app, dossierId, round) : close(app, dossierId, round);

export const handler = lambda(fromEnvironment());

/** Puts the household on public notice for the profile's working days; what is shown was masked for the public. */
async function open(app: App, dossierId: string, round: number): Promise<NoticeOpened> {
  const { state } = await dossiers(app).recordLatest(dossierId, async ({ state }) => {
    if (state.status !== 'surveying' || state.survey?.outcome !== 'confirmed' || state.round !== round)
      return undefined;
    if (state.submittedForm === null) return undefined;
    const now = app.now();
    const from = dateInShanghai(now);
    const { until, calendar } = await gazette(app).withCalendar(now, (calendar) => {
      const until = noticeEnd(calendar, from, app.profile.notice.workingDays);
      return { until, calendar: calendarUsed(calendar, from, until) };
    });
    const id = newNoticeId(until);
    const form = await forms(app).getSubmitted(dossierId, state.submittedForm);
    const summary = noticeSummary(form, state.assessment ?? { category: null, tier: null }, { id, from, until });
    const notice = notices(app).openWrite({
      dossierId,
      summary,
      division: divisionOf(state.orgPath),
      workingDays: app.profile.notice.workingDays,
      ttl: Math.floor(Date.parse(endOfDay(addDays(until, 30))) / 1000),
    });
    return {
      action: { type: 'openNotice', notice: id, from, until, workingDays: app.profile.notice.workingDays, calendar },
      actor: system,
      now,
      effects: [notice],
    };
  });
  if (state.round !== round || state.notice === null) return { outcome: 'ended', endsAt: app.now().toISOString() };
  return { outcome: 'opened', endsAt: noticeEndsAt(state.notice.until) };
}

/** Takes the notice off the wall at the end of its last day, and says whether an objection holds the approval. */
async function close(app: App, dossierId: string, round: number): Promise<NoticeClosed> {
  const timeoutSeconds = secondsFor('resolutions', app.profile.deadlines);
  const { state } = await dossiers(app).recordLatest(dossierId, async ({ state, registrarMail }) => {
    const { notice } = state;
    if (state.round !== round || notice === null || notice.closed) return undefined;
    if (state.status !== 'underNotice' && state.status !== 'contested') return undefined;
    const now = app.now();
    // What nobody has looked at holds nothing up, and is not lost: whoever answers for it is told.
    const left = untriagedObjections(state).length > 0;
    return {
      action: { type: 'closeNotice', notice: notice.id },
      actor: system,
      now,
      effects: [
        notices(app).closeWrite(notice.id),
        ...(left ? [mailWrite(table(app), dossierId, { kind: 'objectionsLeft' }, now, registrarMail)] : []),
      ],
    };
  });
  const over = state.round !== round || state.notice?.closed !== true;
  if (over) return { outcome: 'ended', timeoutSeconds };
  if (state.status === 'contested') return { outcome: 'contested', timeoutSeconds };
  // Later statuses too: a phase that stalled further on begins again, and this step is done.
  const mayGoOn = ['underNotice', 'awaitingApproval', 'registered'].includes(state.status);
  return { outcome: mayGoOn ? 'clear' : 'ended', timeoutSeconds };
}
