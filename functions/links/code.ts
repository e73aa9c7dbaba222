import { MAX_TRIES } from '../../shared/registry/codes.ts';
import type { LinkItem } from '../../shared/registry/links.ts';
import type { App } from '../../shared/services/app.ts';
import { links } from '../../shared/services/services.ts';
import { tellLocked } from './locked.ts';

/**
 * Tries the code that was typed on the page of a link: `right`, or `locked` by this last wrong one, of which its owner is
 * told, or else what the page says at the field.
 */
export async function enterCode(
  app: App,
  link: LinkItem,
  code: string,
  now: Date,
): Promise<'right' | 'locked' | { fault: string }> {
  const { right, left } = await links(app).tryCode(link, code);
  if (right) return 'right';
  if (left > 0) return { fault: `验证码不对，还可以再试 ${left} 次（共 ${MAX_TRIES} 次）` };
  app.count('LinksLocked', 1);
  await tellLocked(app, link, now);
  return 'locked';
}
