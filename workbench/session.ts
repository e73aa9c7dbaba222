import { createContext, useContext } from 'react';
import { dateInShanghai } from '../shared/calendar/dates.ts';
import { Client } from '../shared/contract/client.ts';
import type { AnswerOf } from '../shared/contract/types.ts';

/** Whoever has signed in, and how to ask the API in their name. The token is in memory and nowhere else. */
export interface Session {
  client: Client;
  me: AnswerOf<'getMe'>;
  /** ISO date in Shanghai, by the clock of the API: an old computer's own may be years off. */
  today(): string;
  /** ISO instant, by the same clock. */
  now(): string;
}

/**
 * A client that holds the token. What is asked while it has ended waits until the person has signed in again; as
 * somebody else they have to begin anew, because what stands on the screen is not theirs.
 *
 * @param signInAgain asks the person; answers the new token
 */
export function clientWith(first: string, signInAgain: () => Promise<string>): Client {
  let token = first;
  let again: Promise<string> | undefined;
  return new Client({
    api: new URL('./', location.href.replace(/[?#].*/, '')).href,
    fetch: (...asked) => globalThis.fetch(...asked),
    token: async (renew) => {
      if (!renew) return token;
      again ??= signInAgain().finally(() => {
        again = undefined;
      });
      const next = await again;
      if (subjectOf(next) !== subjectOf(first)) {
        location.reload();
        // What was asked was somebody else's to ask, and never goes out in this name, however long the page still runs.
        return new Promise<never>(() => undefined);
      }
      token = next;
      return token;
    },
  });
}

/** Whose token it is; the API judges whether it is any good. */
function subjectOf(token: string): string | undefined {
  const [, payload = ''] = token.split('.');
  return (JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/'))) as { sub?: string }).sub;
}

/** A session that begins with what the API says of whoever has signed in. */
export function sessionOf(client: Client, me: AnswerOf<'getMe'>): Session {
  const ahead = Date.parse(me.now) - Date.now();
  const clock = () => new Date(Date.now() + ahead);
  return { client, me, today: () => dateInShanghai(clock()), now: () => clock().toISOString() };
}

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('Nobody has signed in.');
  return session;
}
