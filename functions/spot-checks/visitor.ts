import type { User } from '../../shared/access/may.ts';
import type { JournalEntry } from '../../shared/dossier/journal.ts';
import { contains, levelOf } from '../../shared/organisation/org-path.ts';

/** What whoever looks at a household does there, and is no handling of it. */
const ofVisitors = ['recordFinding', 'addAttachment', 'refuseAttachment'];

/** Why nobody looks at a household twice: two who agree are two people. */
export const hasLooked = '您已经看过这一户，由另一个人来看。';

/** Why somebody of these may not look at a household, as a Chinese sentence; undefined when they may. */
export function visitorRefusal(
  user: User,
  { orgPath }: { orgPath: string },
  journal: readonly JournalEntry[],
): string | undefined {
  // Above the province's own nobody stands.
  if (orgPath === user.orgPath && levelOf(orgPath) !== 'provincial') return '这一户就是您的工会建的，由别的人来看。';
  if (!contains(user.orgPath, orgPath)) return '这一户已不在您管得到的地方，由两处共同的上级来看。';
  const handled = journal.some(
    ({ actor, action }) => actor.kind !== 'system' && actor.id === user.id && !ofVisitors.includes(action.type),
  );
  return handled ? '您经手过这一户，由没有经手过的人来看。' : undefined;
}
