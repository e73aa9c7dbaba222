import { isRefusal } from '../../shared/dossier/deed.ts';
import type { Objection } from '../../shared/dossier/objection-list.ts';
import { decideObjection } from '../../shared/dossier/objections.ts';
import { objectionContext } from '../../shared/dossier/seal-contexts.ts';
import type { ObjectionStatement } from '../../shared/dossier/sealed-contents.ts';
import { Problem } from '../../shared/errors/problem.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { secretDigest } from '../../shared/registry/secret-digest.ts';
import type { Write } from '../../shared/registry/table.ts';
import type { App } from '../../shared/services/app.ts';
import { keyring } from '../../shared/services/services.ts';
import { tellWhoMay } from '../../shared/services/tell.ts';

export const citizen = { kind: 'citizen' as const, id: 'notice-page' };

/** Throws E1801 unless this notice is still up. */
export function requireOpen({ state: { matter } }: Dossier, notice: string): void {
  if (matter.notice?.id !== notice || matter.notice.closed) throw new Problem(1801);
}

/**
 * An objection under this number, with what was written sealed into its journal entry. E1801 where none can be raised any
 * more: why, is the household's, and nobody's who objects.
 */
export async function raised(
  app: App,
  { id, state }: Dossier,
  objection: number,
  sender: Objection['sender'],
  content: ObjectionStatement,
) {
  const statement = await keyring(app).seal(objectionContext(id, objection), content);
  const says = { objection, sender, receiptDigest: secretDigest(content.receipt), statement };
  const action = decideObjection(state, says);
  if (isRefusal(action)) throw new Problem(1801);
  return action;
}

/** Mails to the reviewers about what is owed to this objection now. */
export function toldToReviewers(
  app: App,
  dossier: Dossier,
  objection: number,
  owed: 'triage' | 'resolution',
  now: Date,
): Promise<Write[]> {
  const matter = { kind: 'objectionReceived', objection, owed } as const;
  return tellWhoMay(app, dossier, { ability: 'resolveObjection', matter, now, otherwise: dossier.registrarMail });
}

/** For whoever comes when the places are taken. */
export function howToBeHeard(app: App): string {
  const { officeName, officePhone } = app.profile.notice;
  return `请署名并用邮箱验证后再提，验证过的总能收下；也可以打电话或写信向${officeName}反映，电话 ${officePhone}。`;
}
