import type { ReactNode } from 'react';
import { objectionTitles, senderTitles } from '../../../shared/contract/titles.ts';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import { dateInWords, momentInWords } from '../../../shared/pages/dates.ts';
import { Choice, DeedForm, TextArea } from '../../parts/deed-form.tsx';
import { KeptAbout } from '../../parts/kept-fields.ts';
import { More, usePages } from '../../parts/pages.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Empty, ErrorText, Waiting } from '../../parts/states.tsx';
import { useSession } from '../../session.ts';
import type { Detail } from './detail.ts';

type Objection = AnswerOf<'listObjections'>['objections'][number];

/** 公示 and what was objected to it. What somebody wrote is shown to whoever has to answer it, and that it was read is recorded. */
export function NoticeTab({ of: { id, notice, objections } }: { of: Detail }): ReactNode {
  if (!notice) return <Empty>还没有公示。</Empty>;
  return (
    <>
      <Rows
        of={[
          ['公示', `${dateInWords(notice.from)}至${dateInWords(notice.until)}${notice.closed ? '，已经结束' : ''}`],
          [
            '公示的网页',
            <a key="page" href={`notices/${notice.id}`} target="_blank" rel="noreferrer">
              打开
            </a>,
          ],
        ]}
      />
      <h3>异议</h3>
      {objections.length === 0 ? <Empty>没有收到异议。</Empty> : <Objections id={id} />}
    </>
  );
}

function Objections({ id }: { id: string }): ReactNode {
  const { client } = useSession();
  const pages = usePages(['objections', id], async (cursor) => {
    const query = cursor === undefined ? {} : { cursor };
    return (await client.call('listObjections', { params: { id }, query })).body;
  });
  if (pages.isPending) return <Waiting />;
  if (pages.isError) return <ErrorText error={pages.error} again={() => void pages.refetch()} />;
  return (
    <>
      {pages.data.pages
        .flatMap(({ objections }) => objections)
        .map((objection) => (
          <OneObjection key={`${objection.objection}-${objection.receivedAt}`} dossier={id} of={objection} />
        ))}
      <More {...pages} />
    </>
  );
}

function OneObjection({ dossier, of }: { dossier: string; of: Objection }): ReactNode {
  const { me } = useSession();
  const { objection, sender, outcome, statement, receivedAt, until, opinion } = of;
  const answers = me.may.includes('resolveObjection');
  return (
    <article className="card">
      <h4>
        第 {objection} 条：{objectionTitles[outcome]}
      </h4>
      <Rows
        of={[
          ['来源', `${senderTitles[sender]}，${momentInWords(receivedAt)}收到`],
          ['异议事由', statement?.reason],
          ['姓名', statement?.name],
          ['联系方式', statement?.contact],
          ['请在这一天以前办', until && dateInWords(until)],
          ['意见', opinion],
        ]}
      />
      <KeptAbout value={`${dossier} ${objection}`}>
        {answers && outcome === 'untriaged' && <Triage dossier={dossier} objection={objection} />}
        {answers && outcome === 'open' && <Resolution dossier={dossier} of={of} />}
      </KeptAbout>
    </article>
  );
}

function Triage({ dossier, objection }: { dossier: string; objection: number }): ReactNode {
  const { client } = useSession();
  const send = (fields: FormData, key: string) =>
    client.call('triageObjections', {
      params: { id: dossier },
      key,
      body: {
        objections: [objection],
        outcome: fields.get('outcome') === 'takenUp' ? 'takenUp' : 'setAside',
        opinion: String(fields.get('opinion')),
      },
    });
  return (
    <DeedForm title="初核" button="记下初核结果" send={send}>
      <Choice
        name="outcome"
        label="初核结果"
        of={[
          ['takenUp', '受理，核实后处理'],
          ['setAside', '不予受理'],
        ]}
      />
      <TextArea name="opinion" label="意见" hint="请勿写身份证号、银行卡号" />
    </DeedForm>
  );
}

function Resolution({ dossier, of: { objection, joined } }: { dossier: string; of: Objection }): ReactNode {
  const { client } = useSession();
  const send = (fields: FormData, key: string) =>
    client.call('resolveObjection', {
      params: { id: dossier, n: String(objection) },
      key,
      body: {
        outcome: fields.get('outcome') === 'upheld' ? 'upheld' : 'dismissed',
        opinion: String(fields.get('opinion')),
        ...(joined > 0 ? { joined } : {}),
      },
    });
  return (
    <DeedForm title="处理" button="记下处理结果" send={send}>
      <Choice
        name="outcome"
        label="处理结果"
        of={[
          ['dismissed', '不成立，照常办理'],
          ['upheld', '成立，不予建档'],
        ]}
      />
      <TextArea name="opinion" label="意见" hint="怎样核实的，依据是什么；请勿写身份证号、银行卡号" />
    </DeedForm>
  );
}
