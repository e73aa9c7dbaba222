import { type Client, Refused } from '../../../shared/contract/client.ts';
import { mostTranscriptRows } from '../../../shared/dossier/transcript.ts';
import { type CellFault, cellAt, type Household } from './households.ts';

/** What a body may have, with some room. */
const MOST_BYTES = 200_000;

/** Of a file in the order of its rows: as much as goes into one batch each. */
export function partsOf(households: readonly Household[]): Household[][] {
  const parts: Household[][] = [];
  let bytes = 0;
  for (const each of households) {
    const size = new TextEncoder().encode(JSON.stringify(each.old)).length;
    const last = parts.at(-1);
    if (last === undefined || last.length === mostTranscriptRows || bytes + size > MOST_BYTES) {
      parts.push([each]);
      bytes = size;
    } else {
      last.push(each);
      bytes += size;
    }
  }
  return parts;
}

export interface Sending {
  client: Pick<Client, 'call'>;
  orgPath: string;
  /** SHA-256 of the file. */
  file: string;
  mapping: readonly (string | undefined)[];
}

/**
 * Tries some households without storing anything: what is wrong with any, each in its cell. With those that were handed in
 * before nothing is: they are passed over.
 */
export async function tried(of: Sending, some: readonly Household[]): Promise<CellFault[]> {
  try {
    await of.client.call('prepareTranscript', { body: bodyOf(of, some, true) });
    return [];
  } catch (error) {
    if (isHandedIn(error)) return [];
    const { faults = [], moreFaults = 0 } = error instanceof Refused ? error.problem : {};
    if (faults.length === 0 || faults.some(({ pointer }) => !pointer.startsWith('/rows/'))) throw error;
    if (moreFaults > 0 && some.length > 1) {
      // More than one answer holds: in two halves.
      const half = Math.ceil(some.length / 2);
      return [...(await tried(of, some.slice(0, half))), ...(await tried(of, some.slice(half)))];
    }
    return faults.map(({ pointer, message }) => {
      const { row, column } = cellAt(pointer, some, of.mapping);
      return { row: row ?? 1, column, message };
    });
  }
}

/** Hands in one part; `before` where it was handed in already, before the browser was closed. */
export async function handedIn(of: Sending, part: readonly Household[]): Promise<'now' | 'before'> {
  try {
    await of.client.call('prepareTranscript', { body: bodyOf(of, part, false) });
    return 'now';
  } catch (error) {
    if (isHandedIn(error)) return 'before';
    throw error;
  }
}

const isHandedIn = (error: unknown): boolean => error instanceof Refused && error.problem.code === 1332;

const bodyOf = ({ orgPath, file }: Sending, some: readonly Household[], dryRun: boolean) => ({
  ...{ orgPath, file, dryRun },
  rows: some.map(({ old }) => old),
});

export async function digestOf(bytes: Uint8Array): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes)));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
