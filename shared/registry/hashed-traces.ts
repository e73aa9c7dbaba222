import { type Trace, type TracedHousehold, textOfMobile, traces } from '../duplicates/traces.ts';
import type { BlindIndex } from '../sealing/blind-index.ts';

/** 22 characters of base64url: 132 bits of the hash, more than enough to keep all the people of a province apart. */
const HASH_LENGTH = 22;

/** A household's traces, hashed. Only a submission derives them: whoever looks again later reads what it has stored. */
export async function hashedTraces(blindIndex: BlindIndex, household: TracedHousehold): Promise<Trace[]> {
  return Promise.all(
    traces(household).map(async ({ kind, text, person }) => ({ kind, text: await hashed(blindIndex, text), person })),
  );
}

/** The trace by which the households are found that can be reached by a mobile telephone's number. */
export const mobileTrace = (blindIndex: BlindIndex, mobile: string): Promise<string> =>
  hashed(blindIndex, textOfMobile(mobile));

const hashed = async (blindIndex: BlindIndex, text: string): Promise<string> =>
  (await blindIndex.of('trace', text)).slice(0, HASH_LENGTH);
