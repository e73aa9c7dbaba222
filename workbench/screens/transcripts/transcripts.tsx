import { type ReactNode, useState } from 'react';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import { transcriptStatuses } from '../../../shared/dossier/transcript.ts';
import { momentInWords } from '../../../shared/pages/dates.ts';
import { CountyPicker } from '../../parts/area.tsx';
import { ListTable } from '../../parts/list-table.tsx';
import { More, usePages } from '../../parts/pages.tsx';
import { Empty, ErrorText, Waiting } from '../../parts/states.tsx';
import { linkTo, paths } from '../../route.ts';
import { useSession } from '../../session.ts';
import { HandIn } from './hand-in.tsx';

type Summary = AnswerOf<'listTranscripts'>['transcripts'][number];

/** 旧档转入: the batches of a county, the last first; a file by whoever may hand one in. */
export function TranscriptsScreen(): ReactNode {
  const { client, me } = useSession();
  const [org, setOrg] = useState(me.counties[0]?.orgPath ?? me.orgPath);
  const [handing, setHanding] = useState(false);
  const pages = usePages(
    ['transcripts', org],
    async (cursor) => (await client.call('listTranscripts', { query: { org, cursor } })).body,
  );
  const all = pages.data?.pages.flatMap((page) => page.transcripts) ?? [];
  if (handing) return <HandIn onClose={() => setHanding(false)} />;
  return (
    <>
      <h1>旧档转入</h1>
      <p>
        用本系统以前已经在册的各户，从一张表转进来：一个人报，另一个人确认，各户随即在册，编号和日期照旧档，不再公示、审批。
      </p>
      <div className="filters">
        <CountyPicker value={org} onPick={setOrg} />
        {me.may.includes('prepareTranscript') && (
          <button type="button" onClick={() => setHanding(true)}>
            选文件，报旧档
          </button>
        )}
      </div>
      {pages.isLoading && <Waiting />}
      {pages.isError && <ErrorText error={pages.error} again={() => void pages.refetch()} />}
      {pages.data && all.length === 0 && !pages.hasNextPage && <Empty>这里还没有报过旧档。</Empty>}
      {all.length > 0 && <Transcripts of={all} />}
      <More {...pages} />
    </>
  );
}

function Transcripts({ of }: { of: readonly Summary[] }): ReactNode {
  return (
    <ListTable columns={['哪一批', '办到哪里', '由谁报的']}>
      {of.map(({ transcript, rows, first, status, done, union, byName, at }) => (
        <tr key={transcript}>
          <th scope="row">
            <a href={linkTo(paths.transcript(transcript))}>
              {rows} 户，从第 {first} 行起
            </a>
            <small>{union}</small>
          </th>
          <td data-label="办到哪里">
            {status === 'confirmed' && done === null ? '确认了，还没有办完' : transcriptStatuses[status]}
            {done && (
              <small>
                转入 {done.taken} 户{done.left > 0 && `，没有转入 ${done.left} 户`}
              </small>
            )}
          </td>
          <td data-label="由谁报的">
            {byName}，{momentInWords(at)}
          </td>
        </tr>
      ))}
    </ListTable>
  );
}
