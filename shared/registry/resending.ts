import { type Limit, pastLimit, type Tries } from './tries.ts';

/** Each mail ends the link before it and asks somebody to read it: enough for lost ones, not for a flood. */
const FOR_DOSSIER: Limit = { name: 'resend-dossier', per: 'day', max: 5 };
const BY_PERSON: Limit = { name: 'resend-person', per: 'hour', max: 30 };

/** Counts one mail with a link that somebody of the staff has sent anew; E1010 when that is too often. */
export async function countResending(tries: Tries, dossier: string, person: string, now: Date): Promise<void> {
  if (!(await tries.allows(FOR_DOSSIER, dossier, now))) {
    throw pastLimit(FOR_DOSSIER, now, `同一户的邮件一天至多补发 ${FOR_DOSSIER.max} 次。`);
  }
  if (!(await tries.allows(BY_PERSON, person, now))) {
    throw pastLimit(BY_PERSON, now, `每人每小时至多补发 ${BY_PERSON.max} 封邮件。`);
  }
}
