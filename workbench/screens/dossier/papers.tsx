import type { ReactNode } from 'react';
import { attachmentTitles } from '../../../shared/contract/titles.ts';
import { attachmentType } from '../../../shared/form/code-lists/attachments.ts';
import { momentInWords } from '../../../shared/pages/dates.ts';
import { Adding } from '../../parts/papers.tsx';
import { Empty } from '../../parts/states.tsx';
import type { Detail } from './detail.ts';
import { Opening } from './opening.tsx';

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
