import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { objectionAbout } from '../../shared/dossier/about.ts';
import { Problem } from '../../shared/errors/problem.ts';
import type { Call } from '../../shared/http/serve.ts';
import { profile } from '../../shared/province/current.ts';
import { mailWrite } from '../../shared/registry/mails.ts';
import type { NoticeItem } from '../../shared/registry/notices.ts';
import type { Write } from '../../shared/registry/table.ts';
import type { Limit } from '../../shared/registry/tries.ts';
import { blindIndex, dossiers, keyring, table, tries } from '../../shared/runtime/services.ts';

const PER_DOSSIER = 100;
const PER_VISITOR_AND_HOUR: Limit = { name: 'objection', per: 'hour', max: 10 };

/**
 * Counts a visitor's objection within the hour, under a keyed hash of the address; false when there were too many.
 * An address is shared by many people in a unit or a street: the limit leaves room for that.
 */
export async function countVisit({ event, now }: Call): Promise<boolean> {
  const visitor = await blindIndex().of('visitor', event.requestContext.identity?.sourceIp ?? '');
  return tries().allows(PER_VISITOR_AND_HOUR, visitor, now);
}

export interface ObjectionContent {
  reason: string;
  name?: string | undefined;
  contact?: string | undefined;
}

/** Records an objection; what was written is sealed. E1801 when the notice has ended in the meantime. */
export async function raiseObjection(
  notice: NoticeItem,
  content: ObjectionContent,
  now: Date,
  remember: (received: { number: number; receivedAt: string; resolveBy: string }) => Write[],
): Promise<{ number: number; receivedAt: string; resolveBy: string }> {
  const { dossierId } = notice;
  const resolveBy = addDays(dateInShanghai(now), profile.deadlines.resolutionDays);
  const received = { number: 0, receivedAt: now.toISOString(), resolveBy };
  await dossiers().recordLatest(dossierId, async ({ state, registrarMail }) => {
    if (state.notice?.id !== notice.summary.id || state.notice.closed) throw new Problem(1801);
    if (state.objections.length >= PER_DOSSIER) throw new Problem(1010);
    received.number = state.objections.length + 1;
    return {
      action: {
        type: 'raiseObjection',
        objection: received.number,
        named: content.name !== undefined,
        statement: await keyring().seal(objectionAbout(dossierId, received.number), content),
      },
      actor: { kind: 'citizen', id: 'notice-page' },
      now,
      effects: [
        mailWrite(table(), dossierId, { kind: 'objectionReceived', objection: received.number }, now, registrarMail),
        ...remember({ ...received }),
      ],
    };
  });
  return received;
}
