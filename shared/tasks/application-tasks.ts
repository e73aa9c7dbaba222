import type { Application } from '../application/application.ts';
import { isOpenApplication } from '../application/application.ts';
import { addDays, addMonths } from '../calendar/dates.ts';
import { county } from '../organisation/org-path.ts';
import type { Task } from './task.ts';

/** 从来没有提交的, kept so many days from its beginning. */
const DRAFT_DAYS = 30;
/** After the first reminder, so many days to the next. */
const REMINDER_DAYS = 7;

/** As long as an application is kept, of which no dossier was made. */
export interface ApplicationTerms {
  retention: { applicationYears: number };
}

/**
 * What is owed about an application: by the union that has it, once nobody took it over in time by the county's reviewers,
 * too; and by the daily runs, to remind them of it, and to forget it when it has been kept long enough. One that waits for a
 * union is never forgotten.
 */
export function applicationTasks(application: Application | null, terms: ApplicationTerms): Task[] {
  if (application === null) return [];
  const { orgPath, due, reminded, remindedOn, endedOn, startedOn, submittedOn, standing } = application;
  if (isOpenApplication(application) && orgPath !== null && due !== null) {
    const of = { n: 1, orgPath };
    const next = remindedOn === null ? addDays(due, 1) : addDays(remindedOn, REMINDER_DAYS);
    return [
      { ...of, kind: 'application', role: 'registrar', due },
      ...(reminded > 0
        ? [{ n: 1, kind: 'overdueApplication', role: 'reviewer', orgPath: county(orgPath), due } as const]
        : []),
      { ...of, kind: 'remindApplication', role: 'system', due: next },
    ];
  }
  const place = { n: 1, role: 'system', orgPath: orgPath ?? '' } as const;
  if (standing === 'draft') return [{ ...place, kind: 'forgetApplication', due: addDays(startedOn, DRAFT_DAYS) }];
  if (endedOn === null || standing === 'takenOver') return [];
  // What was never handed in is nobody's but the applicant's, who wants it no more.
  if (submittedOn === null) return [{ ...place, kind: 'forgetApplication', due: addDays(endedOn, -1) }];
  return [{ ...place, kind: 'forgetApplication', due: addMonths(endedOn, 12 * terms.retention.applicationYears) }];
}
