import { againWhenMet } from '../../shared/registry/again.ts';
import type { ApplicantItem } from '../../shared/registry/applicants.ts';
import type { StoredApplication } from '../../shared/registry/applications.ts';
import type { App } from '../../shared/services/app.ts';
import { ownOne } from './own.ts';
import { sessionOf } from './session.ts';

/**
 * Does something with an application that a session leads to. Whoever asks has not said which version they read: where
 * somebody was faster, it is read again, and done with what it is by then, or refused for what it is.
 */
export const withOwn = <T>(
  app: App,
  { params, now }: { params: { session: string; id: string }; now: Date },
  work: (found: StoredApplication, session: ApplicantItem) => Promise<T>,
): Promise<T> =>
  againWhenMet(async () => {
    const session = await sessionOf(app, params.session, now);
    return work(await ownOne(app, session, params.id), session);
  });
