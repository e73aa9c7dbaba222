import type { Client } from './client.ts';
import type { AnswerOf, RequestOf } from './types.ts';

type Answer = AnswerOf<'getFigures'>;
export type Figures = Extract<Answer, { whole: unknown }>;
/** How far it is: of so many counties so many are counted. */
export type Counting = Exclude<Answer, Figures>;

/** Asks for figures until all counties are counted: a large province takes several calls. @param tell how far it is, after each */
export async function askFigures(
  client: Client,
  query: NonNullable<RequestOf<'getFigures'>['query']>,
  { tell, signal }: { tell?: (counting: Counting) => void; signal?: AbortSignal } = {},
): Promise<Figures> {
  for (;;) {
    const { body } = await client.call('getFigures', { query });
    if ('whole' in body) return body;
    signal?.throwIfAborted();
    tell?.(body);
  }
}
