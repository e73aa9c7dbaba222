import { useQuery } from '@tanstack/react-query';
import { useSession } from '../session.ts';

/** What counts where one is: standards, subsistence lines, the calendar, who approves. */
export function useStandards() {
  const { client } = useSession();
  return useQuery({
    queryKey: ['standards'],
    queryFn: async () => (await client.call('getStandards')).body,
  });
}
