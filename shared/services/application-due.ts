import type { Ability } from '../access/may.ts';
import type { Application } from '../application/application.ts';
import { addDays, dateInShanghai } from '../calendar/dates.ts';
import { CalendarError } from '../calendar/errors.ts';
import { addWorkingDays } from '../calendar/working-days.ts';
import { newId } from '../registry/ids.ts';
import { type MailMatter, mailWrite } from '../registry/mails.ts';
import type { Write } from '../registry/table.ts';
import type { App } from './app.ts';
import { divisions, gazette, people, table } from './services.ts';

/** By when a union is to have answered an application; beyond the published calendar each week counts as five working days. */
export async function applicationDue(app: App, now: Date): Promise<string> {
  const today = dateInShanghai(now);
  const days = app.profile.deadlines.applicationWorkingDays;
  try {
    return await gazette(app).withCalendar(now, (calendar) => addWorkingDays(calendar, today, days));
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    return addDays(today, Math.ceil((days * 7) / 5));
  }
}

/** Mails to whoever may take it over, or see to it that somebody does; and the mark by which the digest finds its county. */
export async function tellOfApplication(
  app: App,
  { id, orgPath }: Application,
  matter: MailMatter,
  now: Date,
  ability: Ability = 'handleApplication',
): Promise<Write[]> {
  const union = orgPath ?? app.profile.code;
  await divisions(app).enter(union);
  const messages = app.profile.mail.messages !== 'none';
  const told = await people(app).whoMay(ability, { orgPath: union }, { messages, today: dateInShanghai(now) });
  return told.map(({ id: person }) => mailWrite(table(app), id, matter, now, { person }, newId()));
}
