import { decideApproval } from '../../shared/dossier/approval.ts';
import type { Decision } from '../../shared/dossier/matter.ts';
import { decisionContext } from '../../shared/dossier/seal-contexts.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { isApplication } from '../../shared/matters/course.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { type MailMatter, mailWrite } from '../../shared/registry/mails.ts';
import type { Write } from '../../shared/registry/table.ts';
import type { App } from '../../shared/services/app.ts';
import { dossiers, keyring, table } from '../../shared/services/services.ts';

/** What an approver says of a request, and whether by the link of their mail or signed in. */
export interface Decided {
  request: number;
  approver: string;
  decision: Decision;
  /** Empty where they wrote none. */
  opinion: string;
  how: 'link' | 'signedIn';
}

/** Whether a request was decided. */
export const isDecided = ({ matter: { approval } }: DossierState, request: number): boolean =>
  approval?.request === request && approval.decision !== null;

/**
 * One transaction: the decision, the link used up, and what a rejection lets go. Whichever way it came, the same decides.
 * `another`: one was there already.
 *
 * @param effects what is written with it, of the dossier as it was read
 */
export async function recordDecision(
  app: App,
  id: string,
  { opinion, ...says }: Decided,
  effects: (before: Dossier) => Promise<readonly Write[]> | readonly Write[],
  now: Date,
): Promise<{ after: Dossier; another: boolean }> {
  const sealed = opinion === '' ? null : await keyring(app).seal(decisionContext(id, says.request), opinion);
  let another = false;
  const after = await dossiers(app).recordLatest(id, async (before) => {
    const { state, registrarMail } = before;
    another = isDecided(state, says.request);
    if (another) return undefined;
    const told = letterOn(state, says.decision);
    const letters = told ? [mailWrite(table(app), id, told, now, registrarMail)] : [];
    return {
      action: decideApproval(state, { ...says, opinion: sealed }),
      actor: { kind: 'approver', id: says.approver },
      now,
      effects: [...(await effects(before)), ...letters],
    };
  });
  return { after, another };
}

/** What whoever registered the household is told of a decision that did not approve: a refused exit is no refused registration. */
function letterOn({ standing, matter }: DossierState, decision: Decision): MailMatter | undefined {
  if (decision === 'approve') return undefined;
  if (decision !== 'reject') return { kind: 'returned' };
  if (isApplication(matter)) return { kind: 'rejected' };
  if (standing === 'temporary') return { kind: 'staysTemporary' };
  return { kind: matter.kind === 'exit' ? 'exitRefused' : 'changeRefused' };
}
