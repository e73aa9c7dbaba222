import type { Outcome } from './send.ts';

/** Mails on their way at once, each over a connection of its own: relays allow about so many. */
export const LANES = 8;
/** Short of the function's time limit (infra/functions.ts): what is then left is for the next run. */
export const RUN_MS = 13.5 * 60_000;

export interface Draining {
  /** The next ids that are due; `last` is undefined when there are no more. */
  page(after: object | undefined): Promise<{ ids: string[]; last: object | undefined }>;
  sendOne(id: string): Promise<Outcome>;
  /** When to begin no more (ms). */
  until: number;
  now(): Date;
}

/**
 * Sends all that is due, `LANES` at a time, until the relay is down, which it answers, or the time is up. It is down for so
 * many in a row as are on their way at once anyway: a single mail may be one at whose mailbox alone the relay closes.
 */
export async function drain({ page, sendOne, until, now }: Draining): Promise<'done' | 'relayDown'> {
  let ids: string[] = [];
  let after: object | undefined;
  let isLast = false;
  let loading: Promise<void> | undefined;
  const load = async (): Promise<void> => {
    const found = await page(after);
    ({ ids, last: after } = found);
    isLast = after === undefined;
    loading = undefined;
  };
  const next = async (): Promise<string | undefined> => {
    while (ids.length === 0 && !isLast) {
      loading ??= load();
      await loading;
    }
    return ids.shift();
  };
  let stopped: 'done' | 'relayDown' | undefined;
  let downInARow = 0;
  const lane = async (): Promise<void> => {
    for (let id = await next(); id !== undefined && !stopped; id = await next()) {
      if (now().getTime() >= until) stopped = 'done';
      else {
        downInARow = (await sendOne(id)) === 'relayDown' ? downInARow + 1 : 0;
        if (downInARow === LANES) stopped = 'relayDown';
      }
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return stopped ?? (downInARow > 0 ? 'relayDown' : 'done');
}
