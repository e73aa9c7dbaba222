import type { Ability } from '../access/may.ts';
import { dateInShanghai } from '../calendar/dates.ts';
import type { Duplicate } from '../dossier/duplicate-state.ts';
import { isTold } from '../duplicates/told.ts';
import { county } from '../organisation/org-path.ts';
import type { Dossier } from '../registry/dossiers.ts';
import { newId } from '../registry/ids.ts';
import { type MailMatter, mailWrite } from '../registry/mails.ts';
import type { Write } from '../registry/table.ts';
import type { Sealed } from '../sealing/sealed.ts';
import { unionToRule } from '../tasks/whose-duplicates.ts';
import type { App } from './app.ts';
import { people, table } from './services.ts';

/** What is told, because of what somebody has to do, and by which id: written once with the same one. */
export interface Telling {
  /** What is to be done by whoever is told. */
  ability: Ability;
  /** Whose it is, where somebody has to look into more than this household: of that union they are, or above. */
  union?: string;
  matter: MailMatter;
  now: Date;
  id?: string;
  /** Who is told where the directory has nobody for it: whoever registered the household, or, where they must not, nobody. */
  otherwise: Sealed | undefined;
}

/** Mails to whoever must act on a dossier, one each; people are known by their ids and looked up when they are sent. */
export async function tellWhoMay(
  app: App,
  { id: dossierId, state }: Pick<Dossier, 'id' | 'state'>,
  { ability, union = state.orgPath, matter, now, id = newId(), otherwise }: Telling,
): Promise<Write[]> {
  const messages = app.profile.mail.messages !== 'none';
  const orgPath = county(union) === county(state.orgPath) ? state.orgPath : union;
  const told = await people(app).whoMay(ability, { ...state, orgPath }, { messages, today: dateInShanghai(now) });
  const to = told.length > 0 ? told.map(({ id: person }) => ({ person })) : [otherwise];
  return to.map((each, n) => mailWrite(table(app), dossierId, matter, now, each, n === 0 ? id : `${id}-${n + 1}`));
}

/**
 * Mails to the reviewers who may rule on what was found just now. Where the directory has none, whoever registered the
 * household is told, unless all of it is for those who rule alone.
 */
export async function tellOfDuplicates(
  app: App,
  dossier: Pick<Dossier, 'id' | 'state'>,
  found: readonly Duplicate[],
  registrarMail: Sealed | undefined,
  now: Date,
): Promise<Write[]> {
  if (found.length === 0) return [];
  const otherwise = found.some(isTold) ? registrarMail : undefined;
  const union = unionToRule(dossier.state, found);
  const matter = { kind: 'duplicateFound' } as const;
  return tellWhoMay(app, dossier, { ability: 'ruleDuplicate', union, matter, now, otherwise });
}
