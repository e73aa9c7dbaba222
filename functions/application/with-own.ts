import { againWhenMet } from '../../shared/registry/again.ts';
import type { StoredApplication } from '../../shared/registry/applications.ts';
import type { App } from '../../shared/services/app.ts';
import { ownOne } from './own.ts';
import { sessionOf } from './session.ts';

/** What somebody asks of their own application. */
interface Asked {
  params: { session: string; id: string };
  now: Date;
}

/**
 * Does something with an application that a session leads to. Whoever asks has not said which version they read: where
 * somebody was faster, it is read again, and done with what it is by then, or refused for what it is.
 */
export const withOwn = <T>(
  app: App,
  { params, now }: Asked,
  work: (found: StoredApplication) => Promise<T>,
): Promise<T> =>
  againWhenMet(async () => work(await ownOne(app, await sessionOf(app, params.session, now), params.id)));
