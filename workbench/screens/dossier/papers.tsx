import type { ReactNode } from 'react';
import { attachmentTitles } from '../../../shared/contract/titles.ts';
import { attachmentType } from '../../../shared/form/code-lists/attachments.ts';
import { momentInWords } from '../../../shared/pages/dates.ts';
import { Adding } from '../../parts/papers.tsx';
import { Empty } from '../../parts/states.tsx';
import { useSession } from '../../session.ts';
import type { Detail } from './detail.ts';
import { Opening, OpeningOf } from './opening.tsx';

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

/** What was printed for the household, and what is printed anew each time; what was replaced says so when it is opened. */
export function DocumentsTab({ of }: { of: Detail }): ReactNode {
  const { id, documents, replacedDocuments } = of;
  const all = [...documents, ...replacedDocuments];
  return (
    <>
      {all.length === 0 && <Empty>档案表和联系卡还没有：建档、签了计划以后，系统印出。</Empty>}
      <ul>
        {all.map((kind) => (
          <li key={kind}>
            <Opening dossier={id} kind={kind} words={titleOf(kind)} />
          </li>
        ))}
      </ul>
      <h3>照现在的样子印</h3>
      <Sheets of={of} />
    </>
  );
}

/** Sheets that are printed when they are asked for; each says when there is nothing on it yet. */
function Sheets({ of: { id, form, registration, authorizations, disposal } }: { of: Detail }): ReactNode {
  const { me } = useSession();
  const params = { id };
  const sheets = [
    form && (['告知同意书（各人签字用）', 'printConsent'] as const),
    form && authorizations.length > 0 && (['核对授权书（各人签字用）', 'printAuthorization'] as const),
    registration && (['帮扶台账', 'printLedger'] as const),
    disposal?.stage === 'dark' && me.may.includes('readDisposals') && (['处置证明', 'printDisposal'] as const),
  ].flatMap((each) => (each ? [each] : []));
  if (sheets.length === 0) return <Empty>填了档案表以后，这里印告知同意书。</Empty>;
  return (
    <ul>
      {sheets.map(([words, operation]) => (
        <li key={operation}>
          <OpeningOf words={words} ask={async (client) => (await client.call(operation, { params })).body.url} />
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
