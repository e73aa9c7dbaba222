import { useQuery } from '@tanstack/react-query';
import { useSession } from '../session.ts';

/** How much there is of what in a county; nothing is asked for where none is named. */
export function useFigures(org: string | undefined) {
  const { client } = useSession();
  return useQuery({
    queryKey: ['figures', org],
    enabled: org !== undefined,
    queryFn: async () => (await client.call('getFigures', { query: { org: org as string } })).body,
  });
}
