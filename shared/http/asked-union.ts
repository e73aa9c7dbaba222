import type { User } from '../access/may.ts';
import { fieldProblem } from '../errors/problem.ts';
import { quoted } from '../errors/quoted.ts';
import { contains } from '../organisation/org-path.ts';
import { orgPathFault } from '../organisation/org-path-fault.ts';
import type { App } from '../services/app.ts';
import { people, unions } from '../services/services.ts';

/**
 * E1004 for an org path that is none, or a unit below the user's own union that nobody has registered and where nobody of
 * the directory is: an empty list would say that there is nothing. What stands elsewhere is refused by whoever is asked for
 * it, and nobody learns whether it is there.
 */
export async function requireUnion(app: App, user: User, orgPath: string, pointer: string): Promise<void> {
  if (orgPath === user.orgPath) return;
  const shape = orgPathFault(orgPath);
  const message = shape ? `${quoted(orgPath)}不是组织路径：${shape}` : await absence(app, user, orgPath);
  if (message !== undefined) throw fieldProblem(pointer, message);
}

async function absence(app: App, user: User, orgPath: string): Promise<string | undefined> {
  if (!contains(user.orgPath, orgPath)) return undefined;
  const never = await unions(app).never(orgPath);
  return never === undefined || (await people(app).of(orgPath)).length > 0 ? undefined : never;
}
