import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';

/** A list that the API answers page by page. `key`: what is asked for; another key begins anew. */
export function usePages<P extends { cursor: string | null }>(
  key: readonly unknown[],
  read: (cursor: string | undefined) => Promise<P>,
  enabled = true,
) {
  return useInfiniteQuery({
    queryKey: key,
    enabled,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }) => cursor ?? undefined,
  });
}

/** More of a list, as long as there is more. */
export function More({
  hasNextPage,
  isFetchingNextPage,
  fetchNextPage,
}: Pick<ReturnType<typeof usePages>, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>): ReactNode {
  if (!hasNextPage) return null;
  return (
    <button type="button" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
      {isFetchingNextPage ? '正在读取……' : '再看后面的'}
    </button>
  );
}
