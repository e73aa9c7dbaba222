import { useQuery } from '@tanstack/react-query';
import { useSession } from '../session.ts';

/** How much there is of what in a county; nothing is asked for where none is named. */
export function useWorkload(org: string | undefined) {
  const { client } = useSession();
  return useQuery({
    queryKey: ['workload', org],
    enabled: org !== undefined,
    queryFn: async () => (await client.call('getWorkload', { query: { org: org as string } })).body,
  });
}
