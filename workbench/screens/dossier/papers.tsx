import { type ReactNode, useState } from 'react';
import { attachmentTitles } from '../../../shared/contract/titles.ts';
import { attachmentType } from '../../../shared/form/code-lists/attachments.ts';
import { momentInWords } from '../../../shared/pages/dates.ts';
import { Adding } from '../../parts/papers.tsx';
import { Empty, ErrorText } from '../../parts/states.tsx';
import { useSession } from '../../session.ts';
import type { Detail } from './detail.ts';

export function AttachmentsTab({ of }: { of: Detail }): ReactNode {
  const { id: dossier, attachments } = of;
  const adds = of.actions.find(({ action }) => action === 'requestUpload')?.denied;
  return (
    <>
      {attachments.length === 0 && <Empty>没有附件。</Empty>}
      {attachments.length > 0 && (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">附件</th>
              <th scope="col">类型</th>
              <th scope="col">大小</th>
              <th scope="col">状态</th>
              <th scope="col">谁上传的</th>
            </tr>
          </thead>
          <tbody>
            {attachments.map(({ id, kind, name, size, state, reason, byName, at }) => (
              <tr key={id ?? `${kind}${name}`}>
                <th scope="row">
                  {id !== null && state === 'accepted' ? (
                    <Opening dossier={dossier} kind={`attachment-${id}`} words={name} />
                  ) : (
                    name
                  )}
                </th>
                <td data-label="类型">{kind}</td>
                <td data-label="大小">{size === null ? '' : sizeInWords(size)}</td>
                <td data-label="状态">
                  {attachmentTitles[state]}
                  {reason !== null && <small>{reason}</small>}
                </td>
                <td data-label="谁上传的">
                  {byName}
                  {at !== null && <small>{momentInWords(at)}</small>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h3>添加附件</h3>
      {adds ? <Empty>{adds.reason}</Empty> : <Adding of={of} kinds={attachmentType.generations['2020'].values} />}
    </>
  );
}

const sizeInWords = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** What was printed for the household; what was replaced says so when it is opened. */
export function DocumentsTab({ of: { id, documents, replacedDocuments } }: { of: Detail }): ReactNode {
  const all = [...documents, ...replacedDocuments];
  if (all.length === 0) return <Empty>还没有可以打印的文件。建档以后，系统印出档案表和联系卡。</Empty>;
  return (
    <ul>
      {all.map((kind) => (
        <li key={kind}>
          <Opening dossier={id} kind={kind} words={titleOf(kind)} />
        </li>
      ))}
    </ul>
  );
}

const titles: Readonly<Record<string, string>> = {
  officerCard: '联系卡（帮扶责任人存）',
  workerCard: '联系卡（困难职工存）',
  bothCards: '联系卡（两联，沿虚线裁开）',
  dossierForm: '困难职工档案表',
};

function titleOf(kind: string): string {
  const [name = '', plan] = kind.split('-');
  return `${titles[name] ?? name}${plan === undefined ? '' : `，第 ${plan} 版计划的，已换发`}`;
}

/** Asks where a file is, which is recorded, and opens it in a window of its own. */
function Opening({ dossier, kind, words }: { dossier: string; kind: string; words: string }): ReactNode {
  const { client } = useSession();
  const [fault, setFault] = useState<unknown>();
  const open = async () => {
    // Before anything is waited for: later the click no longer counts, and browsers keep windows shut.
    const opened = window.open('about:blank', '_blank');
    try {
      const { body } = await client.call('getDocument', { params: { id: dossier, kind } });
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
