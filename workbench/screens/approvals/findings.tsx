import { type ReactNode, useState } from 'react';
import { objectionTitles, senderTitles } from '../../../shared/contract/titles.ts';
import { dateInWords, momentInWords } from '../../../shared/pages/dates.ts';
import { More, usePages } from '../../parts/pages.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Empty, ErrorText, Waiting } from '../../parts/states.tsx';
import { useSession } from '../../session.ts';

/** 细看: what people wrote on the way, and the papers. It is read when it is opened, and that is recorded. */
export function Findings({ id }: { id: string }): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <details className="approvals-folded" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>调查意见、异议和附件（打开会记下）</summary>
      {open && <Read id={id} />}
    </details>
  );
}

function Read({ id }: { id: string }): ReactNode {
  const { client } = useSession();
  const pages = usePages(['findings', id], async (cursor) => {
    const query = cursor === undefined ? {} : { cursor };
    return (await client.call('getFindings', { params: { id }, query })).body;
  });
  if (pages.isPending) return <Waiting />;
  if (pages.isError) return <ErrorText error={pages.error} again={() => void pages.refetch()} />;
  const [first] = pages.data.pages;
  if (!first) return null;
  const { survey, said, causes, attachments } = first;
  const objections = pages.data.pages.flatMap((page) => page.objections);
  return (
    <>
      <h3>入户调查</h3>
      {survey ? (
        <Rows
          of={[
            ['入户日期', dateInWords(survey.surveyedOn)],
            ['调查人', survey.surveyors.join('、')],
            ...survey.answers.map(({ label, value }) => [label, value] as const),
            ['意见', survey.opinion],
          ]}
        />
      ) : (
        <Empty>没有入户调查。</Empty>
      )}
      <Rows of={[...said, ...causes].map(({ label, value }) => [label, value] as const)} />
      <h3>异议和处理</h3>
      {objections.length === 0 && <Empty>没有收到异议。</Empty>}
      {objections.map(({ objection, sender, outcome, receivedAt, reason, opinion, joined }) => (
        <Rows
          key={objection}
          of={[
            [
              `第 ${objection} 件`,
              `${objectionTitles[outcome]}；${senderTitles[sender]}，${momentInWords(receivedAt)}收到`,
            ],
            ['事由', reason],
            ['并入的', joined > 0 && `${joined} 件`],
            ['处理的意见', opinion],
          ]}
        />
      ))}
      <More {...pages} />
      <h3>附件</h3>
      {attachments.length === 0 ? (
        <Empty>没有附件。</Empty>
      ) : (
        <ul>
          {attachments.map(({ attachment, kind, name }) => (
            <li key={attachment}>
              <Paper dossier={id} attachment={attachment} words={`${name}（${kind}）`} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Asks where a paper is, which is recorded, and opens it in a window of its own. */
function Paper({ dossier, attachment, words }: { dossier: string; attachment: string; words: string }): ReactNode {
  const { client } = useSession();
  const [fault, setFault] = useState<unknown>();
  const open = async () => {
    // Before anything is waited for: later the click no longer counts, and browsers keep windows shut.
    const opened = window.open('about:blank', '_blank');
    try {
      const { body } = await client.call('getFindingsAttachment', { params: { id: dossier, attachment } });
      if (opened) opened.location.replace(body.url);
      else location.assign(body.url);
    } catch (error) {
      opened?.close();
      setFault(error);
    }
  };
  return (
    <>
      <button type="button" className="link" onClick={() => void open()}>
        {words}
      </button>
      {fault !== undefined && <ErrorText error={fault} />}
    </>
  );
}
