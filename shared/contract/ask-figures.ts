import type { Client } from './client.ts';
import type { AnswerOf, RequestOf } from './types.ts';

type Answer = AnswerOf<'getFigures'>;
export type Figures = Extract<Answer, { whole: unknown }>;
/** How far it is: of so many counties so many are counted. */
export type Counting = Exclude<Answer, Figures>;

/**
 * Asks for figures until all counties are counted: a large province takes several calls.
 *
 * @param tell how far it is, after each call
 * @param signal of whoever does not wait any more: nothing more is asked, nor told
 */
export async function askFigures(
  client: Client,
  query: NonNullable<RequestOf<'getFigures'>['query']>,
  { tell, signal }: { tell?: (counting: Counting) => void; signal?: AbortSignal } = {},
): Promise<Figures> {
  for (;;) {
    signal?.throwIfAborted();
    const { body } = await client.call('getFigures', { query });
    if ('whole' in body) return body;
    if (!signal?.aborted) tell?.(body);
  }
}
