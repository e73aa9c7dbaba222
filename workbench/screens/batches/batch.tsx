import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import { aidKinds } from '../../../shared/ledger/aid.ts';
import { batchStatuses, rowResults } from '../../../shared/ledger/batch.ts';
import { fundSources } from '../../../shared/ledger/funds.ts';
import { formatFen, formatYuan } from '../../../shared/money/fen.ts';
import { dateInWords, momentInWords } from '../../../shared/pages/dates.ts';
import { DeedForm, TextArea } from '../../parts/deed-form.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Empty, Reading } from '../../parts/states.tsx';
import { linkTo, paths } from '../../route.ts';
import { useSession } from '../../session.ts';
import { SettleForm } from './settle.tsx';

export type Batch = AnswerOf<'getBatch'>;

/** One batch: what it pays for, to whom, what the bank said, and what is to be done with it. */
export function BatchScreen({ id }: { id: string }): ReactNode {
  const { client } = useSession();
  const batch = useQuery({
    queryKey: ['batch', id],
    queryFn: async () => (await client.call('getBatch', { params: { batch: id } })).body,
  });
  return (
    <>
      <p>
        <a href={linkTo(paths.batches)}>回到资金发放</a>
      </p>
      <Reading title="一批资金发放" of={batch} />
      {batch.data && <Shown of={batch.data} />}
    </>
  );
}

function Shown({ of }: { of: Batch }): ReactNode {
  const { me } = useSession();
  const { project, status, kind, source, giver, budget, total, rows, reason, breachReason, byName, at, decision } = of;
  const bounced = of.households.filter(({ result }) => result === 'bounced').length;
  const open = of.households.filter(({ result }) => result === null).length;
  return (
    <>
      <h1>{project}</h1>
      <p className="verdict">
        {batchStatuses[status]}：{rows} 户，合计 {formatFen(total)}
        {status === 'approved' && `；银行还没有答复的 ${open} 户，退回的 ${bounced} 户`}。
      </p>
      <Rows
        of={[
          ['帮扶类别', aidKinds[kind]],
          ['资金来源', fundSources[source]],
          ['由谁发放', giver],
          ['归哪个工会', of.union],
          ['预算', formatFen(budget)],
          ['项目申报的理由', reason],
          ['资金不合规定的理由', breachReason],
          ['报批', `${byName}，${momentInWords(at)}`],
          [
            status === 'refused' ? '不予批准' : '批准',
            decision && `${decision.byName}，${momentInWords(decision.at)}：${decision.opinion}`,
          ],
        ]}
      />
      {status === 'prepared' && <Decide of={of} />}
      {status === 'approved' && me.may.includes('settleBatch') && <SettleForm of={of} />}
      {status === 'approved' && !me.may.includes('settleBatch') && (
        <Empty>银行的答复由建档人登记。{bounced > 0 && '退回的重新发放或作罢，也由建档人办。'}</Empty>
      )}
      <h2>各户</h2>
      <Households of={of} />
    </>
  );
}

function Decide({ of }: { of: Batch }): ReactNode {
  const { client, me } = useSession();
  const own = of.by === me.id;
  const decides = me.may.includes('decideBatch');
  const params = { batch: of.batch };
  return (
    <>
      {decides && !own && (
        <DeedForm
          title="批准"
          button={`批准发放 ${formatFen(of.total)}`}
          send={(fields, key) => {
            const body = { digest: of.digest, opinion: String(fields.get('opinion')) };
            return client.call('approveBatch', { params, key, body });
          }}
        >
          <p>批准的就是下面列着的 {of.rows} 户。已经移交、退出的，批准时会说出来。</p>
          <TextArea name="opinion" label="批准的意见" />
        </DeedForm>
      )}
      {own && <Empty>这一批是您报的，须另一个人（审核人）批准。名单不对的，您可以收回。</Empty>}
      {!own && !decides && <Empty>等审核人批准。</Empty>}
      {(own || decides) && (
        <DeedForm
          title={own ? '收回' : '不予批准'}
          isAside
          button={own ? '收回这一批' : '不予批准'}
          send={(fields, key) =>
            client.call('refuseBatch', { params, key, body: { reason: String(fields.get('reason')) } })
          }
        >
          <TextArea name="reason" label={own ? '为什么收回' : '为什么不予批准'} />
        </DeedForm>
      )}
    </>
  );
}

function Households({ of: { households } }: { of: Batch }): ReactNode {
  const { me } = useSession();
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">序号</th>
          <th scope="col">职工</th>
          <th scope="col">金额（元）</th>
          <th scope="col">银行的答复</th>
          <th scope="col">备注</th>
        </tr>
      </thead>
      <tbody>
        {households.map(({ row, dossier, maskedName, amount, result, on, note }) => (
          <tr key={row} className={result === 'bounced' ? 'late' : undefined}>
            <td data-label="序号">{row}</td>
            <th scope="row">
              {me.may.includes('read') ? <a href={linkTo(paths.dossier(dossier))}>{maskedName}</a> : maskedName}
            </th>
            <td data-label="金额（元）">{formatYuan(amount)}</td>
            <td data-label="银行的答复">
              {result === null ? '还没有' : rowResults[result]}
              {on !== null && <small>{dateInWords(on)}</small>}
            </td>
            <td data-label="备注">{note ?? ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
