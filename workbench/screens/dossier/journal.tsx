import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { momentInWords } from '../../../shared/pages/dates.ts';
import { Empty, ErrorText, Waiting } from '../../parts/states.tsx';
import { useSession } from '../../session.ts';
import type { Detail } from './detail.ts';

/** What happened, entry by entry, of those that may read it. */
export function JournalTab({ of: { id, version } }: { of: Detail }): ReactNode {
  const { client, me } = useSession();
  const may = me.may.includes('readJournal');
  const journal = useQuery({
    queryKey: ['journal', id, version],
    enabled: may,
    queryFn: async () => (await client.call('getJournal', { params: { id } })).body,
  });
  if (!may) return <Empty>日志不在您的职责之内。</Empty>;
  if (journal.isPending) return <Waiting />;
  if (journal.isError) return <ErrorText error={journal.error} again={() => void journal.refetch()} />;
  return (
    <ol className="journal">
      {journal.data.inWords.map(({ version: number, title, by }, index) => (
        <li key={number}>
          <span className="soft">{momentInWords(journal.data.entries[index]?.at ?? '')}</span>
          <strong>{title}</strong>
          <span>{by}</span>
        </li>
      ))}
    </ol>
  );
}
