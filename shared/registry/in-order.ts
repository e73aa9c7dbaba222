import type { Key } from './keys.ts';
import type { Table } from './table.ts';

/** What the places of a list begin with that is kept in the order in which things were handed in. */
export const AT = 'AT#';

/** Whether a page can have ended there: when it was handed in (ISO instant) and its id, as `pageBefore` answers them. */
export const isPlaceInOrder = (place: unknown): place is string =>
  typeof place === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]{5,20}Z#[0-9a-z]{26}$/.test(place);

/** The places of such a list before one of them, the latest first, at most so many: without their beginning, and what lies there. */
export async function pageBefore<T>(
  table: Table,
  pk: string,
  before: string | undefined,
  limit: number,
): Promise<{ place: string; item: Key & T }[]> {
  const to = before === undefined ? `${AT}~` : `${AT}${before}`;
  const found = await table.range<Key & T>(pk, AT, to, { limit: limit + 1, backward: true });
  const earlier = found.filter(({ sk }) => sk !== to).slice(0, limit);
  return earlier.map((item) => ({ place: item.sk.slice(AT.length), item }));
}
