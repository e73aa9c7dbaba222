import type { ApplicantContact } from '../../shared/application/application.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { standsInFor } from '../../shared/directory/asked.ts';
import { UNKNOWN_NAME } from '../../shared/directory/person.ts';
import { contains, unionsAbove } from '../../shared/organisation/org-path.ts';
import { addressFor, type MailItem, openAddressee } from '../../shared/registry/mails.ts';
import { isReached, type PersonItem } from '../../shared/registry/people.ts';
import type { App } from '../../shared/services/app.ts';
import { applicants, applications, dossierReader, keyring, names, people } from '../../shared/services/services.ts';

export interface Recipient {
  address: string;
  /** How the mail addresses them. */
  name: string;
}

/** Who gets a mail; undefined when there is nobody to write to (any more): whoever has left gets nothing. */
export async function recipientOf(app: App, mail: MailItem): Promise<Recipient | undefined> {
  const { matter, to } = mail;
  if (matter.kind === 'applicantCode' || matter.kind === 'applicationTold') return applicantOf(app, mail);
  if ('approver' in matter || (to && 'person' in to)) return personal(app, await personOf(app, mail));
  if (!to || mail.dossierId === null) return undefined;
  const { address, person } = await openAddressee(keyring(app), mail.dossierId, addressFor(matter), to);
  const known = person === null ? undefined : await people(app).find(person);
  const own = known && (await dossierReader(app).find(mail.dossierId))?.state.orgPath;
  const acting = known && own !== undefined ? await standInFor(app, known, own) : undefined;
  if (acting) return personal(app, acting);
  if (known && !known.active) return personal(app, await colleagueOf(app, known));
  // The household was handed over to another union since.
  if (known && own !== undefined && !contains(known.orgPath, own)) return personal(app, await registrarFor(app, own));
  if (known) return { address, name: (await names(app).contactOf(known)).name };
  if (person !== null) return { address, name: UNKNOWN_NAME };
  return { address, name: 'through' in matter && matter.through === 'worker' ? '职工同志' : '经办同志' };
}

/** Whoever applied, where they gave a mailbox. */
async function applicantOf(app: App, mail: MailItem): Promise<Recipient | undefined> {
  const contact = await applicantContact(app, mail);
  return contact?.by === 'mail' ? { address: contact.address, name: '' } : undefined;
}

/** Where whoever applied is to be told; undefined where they gave nothing, or what it is about is gone. */
export async function applicantContact(
  app: App,
  { matter, dossierId }: MailItem,
): Promise<ApplicantContact | undefined> {
  if (matter.kind === 'applicantCode') {
    const item = await applicants(app).byId(matter.applicant);
    return item && applicants(app).contactOf(item);
  }
  if (dossierId === null) return undefined;
  return (await applications(app).find(dossierId))?.file.contact ?? undefined;
}

/** Who of the directory a mail goes to, by their id; undefined where it goes to an address. */
export async function personOf(app: App, { matter, to }: MailItem): Promise<PersonItem | undefined> {
  if ('approver' in matter) return people(app).find(matter.approver);
  return to && 'person' in to ? people(app).find(to.person) : undefined;
}

async function personal(app: App, person: PersonItem | undefined): Promise<Recipient | undefined> {
  if (!person?.active) return undefined;
  const { email, name, post } = await names(app).contactOf(person);
  return email === null ? undefined : { address: email, name: `${name} ${post}` };
}

/** Whoever stands in today (代办) for a registrar who is away or has left, if the household is theirs to see to. */
async function standInFor(app: App, known: PersonItem, own: string): Promise<PersonItem | undefined> {
  const by = standsInFor(known, dateInShanghai(app.now()));
  const acting = by === undefined ? undefined : await people(app).find(by);
  const may = acting && isReached(acting) && acting.roles.includes('registrar') && contains(acting.orgPath, own);
  return may ? acting : undefined;
}

/** Whoever registers households in their union by now: what was begun goes on with them. */
const colleagueOf = (app: App, { id, orgPath }: PersonItem) => registrarOf(app, orgPath, id);

/** Whoever registers households in a union, or in the next one up that has anybody. */
async function registrarFor(app: App, orgPath: string): Promise<PersonItem | undefined> {
  for (const union of unionsAbove(orgPath)) {
    const found = await registrarOf(app, union);
    if (found) return found;
  }
  return undefined;
}

async function registrarOf(app: App, union: string, except?: string): Promise<PersonItem | undefined> {
  const all = await people(app).of(union);
  return all.find((each) => each.id !== except && isReached(each) && each.roles.includes('registrar'));
}
