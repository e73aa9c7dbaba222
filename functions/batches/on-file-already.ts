import type { User } from '../../shared/access/may.ts';
import { contains, county, isOwnOf } from '../../shared/organisation/org-path.ts';
import { type Key, keys } from '../../shared/registry/keys.ts';
import { type Lock, locksOn } from '../../shared/registry/locks.ts';
import type { App } from '../../shared/services/app.ts';
import { dossierReader, table, unions } from '../../shared/services/services.ts';

/** So many places of one number are looked through: each application that came to nothing has left one, too. */
const MOST = 200;

/**
 * That somebody of a household is in another dossier already, as a Chinese sentence: of those that are the reader's to read,
 * in the county for which they hand in, or in none as that is. A city's list asks no county's files out.
 */
export async function ownDossierOf(
  app: App,
  user: User,
  { numbers, handedInFor }: { numbers: readonly string[]; handedInFor: string },
): Promise<string | undefined> {
  const area = county(handedInFor);
  const own = [...(await locksOn(table(app), numbers)).values()].find(
    ({ orgPath }) => contains(user.orgPath, orgPath) && isOwnOf(area, orgPath),
  );
  return own && saidOf(app, user, own);
}

/** The same of any union: of one that is not the reader's, only which it is. `id`: of the household's own dossier. */
export async function anyDossierOf(
  app: App,
  user: User,
  id: string,
  numbers: readonly string[],
): Promise<string | undefined> {
  const other = [...(await locksOn(table(app), numbers)).values()].find(({ dossierId }) => dossierId !== id);
  return other && saidOf(app, user, other);
}

async function saidOf(app: App, user: User, { dossierId, orgPath }: Lock): Promise<string> {
  if (!contains(user.orgPath, orgPath)) {
    const union = await unions(app).nameFor(orgPath, user.orgPath);
    return `这一户有人已在另一份档案里，由${union}管理，请与其联系`;
  }
  const number = (await dossierReader(app).find(dossierId))?.state.registration?.dossierNumber;
  return number === undefined
    ? '这一户有人已在另一份正在办理的档案里'
    : `这一户有人已在另一份档案里，职工编号 ${number}`;
}

/**
 * That the worker has left already, as a Chinese sentence: a table that is older than their exit does not put them back on
 * file. `index`: of their ID number.
 */
export async function hasLeft(app: App, user: User, index: string): Promise<string | undefined> {
  const places = await table(app).range<Key>(keys.identities(index), 'D#', 'D$', { limit: MOST });
  for (const { sk } of places) {
    const state = (await dossierReader(app).find(sk.slice(-26)))?.state;
    if (state?.standing !== 'left' || state.end === null) continue;
    const number = contains(user.orgPath, state.orgPath) ? `（职工编号 ${state.registration?.dossierNumber}）` : '';
    return `这个人在本系统里的档案${number}已于 ${state.end.on} 退出：又困难了的，新建一份`;
  }
  return undefined;
}
