import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { loadStaff } from '../../local/sign-in/staff.ts';
import { project } from '../../tools/clouds.ts';
import { hurried } from './hurried.ts';
import { asIn2020 } from './old-browser.ts';
import type { Province } from './province.ts';
import { signInAs } from './sign-in.ts';

/** A window in which one person after another signs in. */
export interface Seat {
  context: BrowserContext;
  page: Page;
}

/** What may be opened in a window. */
type Window = Parameters<Browser['newContext']>[0];

/** Those in which nobody sits, by what they are like. */
const free = new Map<Window, Seat[]>();

/** Of the workbench's own (workbench/sign-in.ts): what a window keeps while somebody is at the provider. */
const KEPT = 'jiandang-sign-in';

/** In the page, before the workbench: what the one before has left here is gone, and whoever comes is awaited. */
const arrive = `{
  const state = new URLSearchParams(location.search).get('state');
  const verifier = location.hash.slice(1);
  if (state !== null && verifier !== '') {
    localStorage.clear();
    sessionStorage.clear();
    sessionStorage.setItem('${KEPT}', JSON.stringify({ state, verifier, hash: '' }));
  }
}`;

/**
 * Takes a free window, or opens one. To start a renderer, and to fetch and compile the workbench in it, costs many times
 * what it takes to load it once more.
 */
export async function takeSeat(browser: Browser, like: Window): Promise<Seat> {
  const found = (free.get(like) ?? []).filter(({ page }) => !page.isClosed());
  const seat = found.pop();
  free.set(like, found);
  if (seat) return seat;
  const context = await browser.newContext(like);
  await context.addInitScript(`${asIn2020}\n${hurried}\n${arrive}`);
  return { context, page: await context.newPage() };
}

/** The window is as it was when it was opened, but for what the browser keeps of the files that it has fetched. */
export async function leaveSeat({ context, page }: Seat, like: Window): Promise<void> {
  for (const heard of [
    'console',
    'pageerror',
    'dialog',
    'request',
    'requestfinished',
    'requestfailed',
    'response',
  ] as const)
    page.removeAllListeners(heard);
  await page.goto('about:blank');
  await Promise.all(context.pages().map((each) => (each === page ? undefined : each.close())));
  await Promise.all([
    page.unrouteAll(),
    page.emulateMedia({ media: null }),
    ...(like?.viewport ? [page.setViewportSize(like.viewport)] : []),
    context.setOffline(false),
    context.clearCookies(),
    context.clearPermissions(),
  ]);
  free.set(like, [...(free.get(like) ?? []), { context, page }]);
}

const staff = new Map(loadStaff(join(project, 'samples/staff.json')).map(({ id, name }) => [name, id]));

/** Comes back from the provider as somebody: they were there before, and not through a page. */
export async function comeBackAs(page: Page, { addresses }: Province, who: string): Promise<void> {
  const verifier = randomBytes(32).toString('base64url');
  const home = addresses.api.replace(/\/?$/, '/');
  const asked = new URLSearchParams({
    client_id: 'workbench',
    response_type: 'code',
    redirect_uri: home,
    scope: 'openid profile email',
    state: randomBytes(32).toString('base64url'),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const id = staff.get(who);
  if (id === undefined) throw new Error(`nobody is called ${who}`);
  await page.goto(`${await signInAs(id, `${addresses.issuer}/auth?${asked}`, home)}#${verifier}`);
}
