import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { checkHouseholdStates, checkStatuses } from '../../../shared/checking/batch.ts';
import { checkSources } from '../../../shared/checking/sources.ts';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import { dateInWords, momentInWords } from '../../../shared/pages/dates.ts';
import { Rows } from '../../parts/rows.tsx';
import { Empty, Reading } from '../../parts/states.tsx';
import { linkTo, paths } from '../../route.ts';
import { useSession } from '../../session.ts';
import { CancelForm, ExportForm, GoOnCancelling, ReceiptForm } from './hand-over.tsx';
import { ResultsForm } from './results.tsx';

export type Check = AnswerOf<'getCheck'>;

/** One batch: which households, what was handed over to whom, what came back. */
export function CheckScreen({ id }: { id: string }): ReactNode {
  const { client } = useSession();
  const check = useQuery({
    queryKey: ['check', id],
    queryFn: async () => (await client.call('getCheck', { params: { check: id } })).body,
  });
  return (
    <>
      <p>
        <a href={linkTo(paths.checks)}>回到核对</a>
      </p>
      <Reading title="一批核对" of={check} />
      {check.data && <Shown of={check.data} />}
    </>
  );
}

function Shown({ of }: { of: Check }): ReactNode {
  const { me } = useSession();
  const { number, source, status, households, rows, byName, at, file, receipt, cancelReason, people, union } = of;
  const counts = Object.entries(checkHouseholdStates)
    .map(([state, title]) => ({ title, count: people.filter((each) => each.state === state).length }))
    .filter(({ count }) => count > 0);
  const sends = me.may.includes('sendCheck');
  const held = people.filter(({ state }) => state === 'asked').length;
  return (
    <>
      <h1>
        {number}：{checkSources[source]}
      </h1>
      <p className="verdict">
        {checkStatuses[status]}：{households} 户，{rows} 人。
      </p>
      <Rows
        of={[
          ['归哪个工会', union],
          ['备的人', `${byName}，${momentInWords(at)}`],
          ['最近一次取的文件', file && `${momentInWords(file.at)}，${file.households} 户，${file.rows} 行`],
          [
            '回执',
            receipt &&
              `${dateInWords(receipt.on)}交给${receipt.office}，收件编号 ${receipt.number}，${receipt.rows} 行（${receipt.byName}登记）`,
          ],
          ['为什么作废', cancelReason],
          ['各户', counts.map(({ title, count }) => `${title} ${count} 户`).join('；')],
        ]}
      />
      {!sends && status !== 'cancelled' && <Empty>取文件、登记回执和答复由审核人办。</Empty>}
      {sends && status !== 'cancelled' && (
        <>
          <ExportForm of={of} />
          {file && status === 'prepared' && <ReceiptForm of={of} digest={file.digest} />}
          {status === 'handedOver' && <ResultsForm of={of} />}
          <CancelForm of={of} />
        </>
      )}
      {sends && status === 'cancelled' && held > 0 && <GoOnCancelling of={of} held={held} />}
      <h2>各户</h2>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">职工</th>
            <th scope="col">序号</th>
            <th scope="col">到了哪里</th>
          </tr>
        </thead>
        <tbody>
          {people.map(({ dossier, maskedName, rows: numbers, state }) => (
            <tr key={dossier} className={state === 'differs' || state === 'notFound' ? 'late' : undefined}>
              <th scope="row">
                <a href={linkTo(paths.dossier(dossier))}>{maskedName}</a>
              </th>
              <td data-label="序号">{numbers.join('、')}</td>
              <td data-label="到了哪里">{checkHouseholdStates[state]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
