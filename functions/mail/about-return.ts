import type { MailMatter } from '../../shared/registry/mails.ts';
import { periodOf } from '../../shared/returns/period.ts';
import type { App } from '../../shared/services/app.ts';
import { belowOf, dueOf, reportingIn } from '../../shared/services/reporting.ts';
import { publisher, returns, unions } from '../../shared/services/services.ts';
import type { Mail } from './letters/mail.ts';
import { returnDueMail } from './letters/return-mails.ts';
import type { Recipient } from './recipient.ts';

/** 上报 that is to be signed; undefined once it is. */
export async function aboutReturn(
  app: App,
  { period: id, orgPath, times }: Extract<MailMatter, { kind: 'returnDue' }>,
  to: Recipient,
): Promise<Mail | undefined> {
  const period = periodOf(id, app.profile.returns);
  const union = (await reportingIn(app)).find((each) => each.orgPath === orgPath);
  if (!period || !union || (await returns(app).of(id, orgPath)).length > 0) return undefined;
  const { parts } = await belowOf(app, period, orgPath);
  return returnDueMail({
    sender: publisher(app),
    recipient: to.name,
    union: await unions(app).name(orgPath),
    ...{ title: period.title, day: period.day, due: dueOf(app, period, union.level), isPast: times > 1 },
    below: parts.filter(({ signed }) => signed === undefined).map((each) => each.union),
  });
}
