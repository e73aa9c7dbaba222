import type { User } from '../access/may.ts';
import { dateInShanghai } from '../calendar/dates.ts';
import { Problem } from '../errors/problem.ts';
import type { App } from '../services/app.ts';
import { inspections, people } from '../services/services.ts';

/**
 * Whoever comes to inspect (督查人) is let in while they are granted it, into the area they are granted, and for nothing else:
 * E1502 before and after, and as soon as the directory says that they left or inspect no more: their token lives on,
 * and their grant too. Nobody inspects and has another part in it at once: of such a token the other parts count.
 */
export async function admitted(app: App, user: User, now: Date): Promise<User> {
  if (!user.roles.includes('inspector')) return user;
  const others = user.roles.filter((role) => role !== 'inspector');
  if (others.length > 0) return { ...user, roles: others };
  const granted = await inspections(app).inForce(user.id, dateInShanghai(now));
  if (granted === undefined) {
    throw new Problem(1502, { detail: '现在没有给您的督查授权，或者日子还没有到、已经过了：请与省总工会联系。' });
  }
  const person = await people(app).find(user.id);
  if (person?.active !== true || !person.roles.includes('inspector')) {
    throw new Problem(1502, { detail: '名册里您已经不是在任的督查人：请与省总工会联系。' });
  }
  return { ...user, orgPath: granted.orgPath };
}
