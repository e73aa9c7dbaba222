import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

/** A list that is longer than this many pages is asked for by place. */
const MOST_PAGES = 60;

/** How many have been read, for whoever waits: nothing is said of none. */
export const soFarInWords = (soFar: number, unit: string): string | undefined =>
  soFar === 0 ? undefined : `正在读取……已经读到 ${soFar} ${unit}`;

/**
 * A list read to its end, page after page, for what has to be seen as a whole. `soFar`: how many there are of it by now,
 * for whoever waits.
 *
 * @param key what is asked for; another key begins anew
 */
export function useWhole<Item>(
  key: readonly unknown[],
  read: (cursor: string | undefined) => Promise<{ items: readonly Item[]; cursor: string | null }>,
  enabled = true,
) {
  const [soFar, setSoFar] = useState(0);
  const whole = useQuery({
    queryKey: key,
    enabled,
    queryFn: async () => {
      const all: Item[] = [];
      let cursor: string | undefined;
      for (let pages = 0; pages < MOST_PAGES; pages++) {
        const page = await read(cursor);
        all.push(...page.items);
        setSoFar(all.length);
        if (page.cursor === null) return all;
        cursor = page.cursor;
      }
      throw new Error('太多了，一次读不完。请先选一个市或一个县。');
    },
  });
  return { ...whole, soFar };
}
