import { type ReactNode, useState } from 'react';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import { aidKinds } from '../../../shared/ledger/aid.ts';
import { batchStatuses } from '../../../shared/ledger/batch.ts';
import { fundSources } from '../../../shared/ledger/funds.ts';
import { formatFen } from '../../../shared/money/fen.ts';
import { momentInWords } from '../../../shared/pages/dates.ts';
import { CountyPicker } from '../../parts/area.tsx';
import { ListTable } from '../../parts/list-table.tsx';
import { More, usePages } from '../../parts/pages.tsx';
import { Empty, ErrorText, Waiting } from '../../parts/states.tsx';
import { linkTo, paths } from '../../route.ts';
import { useSession } from '../../session.ts';
import { PrepareForm } from './prepare.tsx';

type Summary = AnswerOf<'listBatches'>['batches'][number];

/** 资金发放: the batches of a county, the last first; a new one by whoever may prepare it. */
export function BatchesScreen(): ReactNode {
  const { client, me } = useSession();
  const [org, setOrg] = useState(me.counties[0]?.orgPath ?? me.orgPath);
  const [preparing, setPreparing] = useState(false);
  const pages = usePages(
    ['batches', org],
    async (cursor) => (await client.call('listBatches', { query: { org, cursor } })).body,
  );
  const batches = pages.data?.pages.flatMap((page) => page.batches) ?? [];
  if (preparing)
    return (
      <>
        <h1>报批一批资金发放</h1>
        <PrepareForm onClose={() => setPreparing(false)} />
      </>
    );
  return (
    <>
      <h1>资金发放</h1>
      <div className="filters">
        <CountyPicker value={org} onPick={setOrg} />
        {me.may.includes('prepareBatch') && (
          <button type="button" onClick={() => setPreparing(true)}>
            报批一批
          </button>
        )}
      </div>
      {pages.isLoading && <Waiting />}
      {pages.isError && <ErrorText error={pages.error} again={() => void pages.refetch()} />}
      {pages.data && batches.length === 0 && !pages.hasNextPage && (
        <Empty>
          这里还没有报过资金发放。
          {me.may.includes('prepareBatch') && '按“报批一批”，用表格软件做好的名单报。'}
        </Empty>
      )}
      {batches.length > 0 && <Batches of={batches} />}
      <More {...pages} />
    </>
  );
}

function Batches({ of }: { of: readonly Summary[] }): ReactNode {
  return (
    <ListTable columns={['帮扶项目', '办到哪里', '合计、户数', '由谁报的']}>
      {of.map(({ batch, project, kind, source, status, total, rows, budget, union, byName, at }) => (
        <tr key={batch}>
          <th scope="row">
            <a href={linkTo(paths.batch(batch))}>{project}</a>
            <small>
              {aidKinds[kind]}，{fundSources[source]}
            </small>
          </th>
          <td data-label="办到哪里">{batchStatuses[status]}</td>
          <td data-label="合计、户数">
            {formatFen(total)}
            <small>
              {rows} 户，预算 {formatFen(budget)}
            </small>
          </td>
          <td data-label="由谁报的">
            {byName}，{momentInWords(at)}
            <small>{union}</small>
          </td>
        </tr>
      ))}
    </ListTable>
  );
}
