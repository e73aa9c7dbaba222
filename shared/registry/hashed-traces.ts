import { type Trace, type TracedHousehold, textOfMobile, traces } from '../duplicates/traces.ts';
import type { BlindIndex } from '../sealing/blind-index.ts';

/** A household's traces, hashed. Only a submission derives them: whoever looks again later reads what it has stored. */
export async function hashedTraces(blindIndex: BlindIndex, household: TracedHousehold): Promise<Trace[]> {
  return Promise.all(
    traces(household).map(async ({ kind, text, person }) => ({
      kind,
      text: await blindIndex.of('trace', text),
      person,
    })),
  );
}

/** The trace by which the households are found that can be reached by a mobile telephone's number. */
export const mobileTrace = (blindIndex: BlindIndex, mobile: string): Promise<string> =>
  blindIndex.of('trace', textOfMobile(mobile));
