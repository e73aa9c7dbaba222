import { useQuery } from '@tanstack/react-query';
import { type DragEvent, type ReactNode, useEffect, useState } from 'react';
import { attachmentTitles } from '../../../shared/contract/titles.ts';
import { attachmentType } from '../../../shared/form/code-lists/attachments.ts';
import { paperOccasions } from '../../../shared/form/papers.ts';
import { ErrorText } from '../../parts/states.tsx';
import { acceptedTypes, post, refusedBefore, typeOf, type UploadType } from '../../parts/upload.ts';
import { useSession } from '../../session.ts';
import type { Detail } from '../dossier/detail.ts';
import { useForm, useOfForm } from './context.ts';
import { idOf } from './field.tsx';
import type { Scratch } from './kept.tsx';

type Listed = Detail['attachments'][number];

/** While a file waits for its check it is looked at so often, in ms. */
const LOOKED_AFTER = 3000;

/** 附件: a row a kind, on which files are dropped or chosen; what the province requires and is missing stands on its row. */
export function Papers({ of, required }: { of: Detail; required: Scratch['papers'] }): ReactNode {
  const { client } = useSession();
  const store = useForm();
  const { id } = of;
  const listed = useQuery({
    queryKey: ['attachments', id],
    initialData: of.attachments,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => (await client.call('getDossier', { params: { id } })).body.attachments,
    refetchInterval: ({ state }) => (state.data?.some(({ state: each }) => each === 'awaiting') ? LOOKED_AFTER : false),
  });
  const attachments = listed.data;
  useEffect(() => {
    const accepted = attachments.filter(({ state }) => state === 'accepted').map(({ kind }) => kind);
    store.setPapers(required, accepted);
  }, [store, required, attachments]);
  const [added, setAdded] = useState<readonly string[]>([]);
  const kinds = [...new Set([...required.map(({ kind }) => kind), ...attachments.map(({ kind }) => kind), ...added])];
  const generation = useOfForm(({ form }) => form.codeLists ?? '2020');
  const others = attachmentType.generations[generation].values.filter((kind) => !kinds.includes(kind));
  return (
    <>
      <h3 id={idOf('/attachments')} tabIndex={-1}>
        附件
      </h3>
      <p className="soft">PDF、JPEG 或 PNG，每个不超过 10 MB。拖到那一行上，或者点“选文件”。系统检查通过的才算。</p>
      {kinds.map((kind) => (
        <Row
          key={kind}
          dossier={id}
          kind={kind}
          why={required.filter((each) => each.kind === kind).map(({ when }) => paperOccasions[when].why)}
          of={attachments.filter((each) => each.kind === kind)}
          onSent={() => void listed.refetch()}
        />
      ))}
      <label className="field">
        添别的材料
        <select value="" onChange={({ target }) => setAdded([...added, target.value])}>
          <option value="">（选一种）</option>
          {others.map((kind) => (
            <option key={kind} value={kind}>
              {kind}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}

interface Sending {
  name: string;
  share: number;
}

function Row({
  dossier,
  kind,
  why,
  of,
  onSent,
}: {
  dossier: string;
  kind: string;
  why: readonly string[];
  of: readonly Listed[];
  onSent: () => void;
}): ReactNode {
  const { client } = useSession();
  const missing = useOfForm((store) =>
    store.faults.find(({ code, message }) => code === 1156 && message.includes(kind)),
  );
  const [sending, setSending] = useState<Sending | undefined>();
  const [faults, setFaults] = useState<readonly unknown[]>([]);
  const [isOver, setOver] = useState(false);
  const send = async (files: readonly File[]) => {
    const refused = files.flatMap((file) => refusedBefore(file) ?? []);
    setFaults(refused.map((words) => new Error(words)));
    for (const file of files.filter((each) => refusedBefore(each) === undefined)) {
      setSending({ name: file.name, share: 0 });
      try {
        const body = { kind, name: nameOf(file.name), contentType: typeOf(file) as UploadType };
        const { body: place } = await client.call('requestUpload', { params: { id: dossier }, body });
        await post(place, file, (share) => setSending({ name: file.name, share }));
        onSent();
      } catch (fault) {
        setFaults((before) => [...before, fault]);
      }
    }
    setSending(undefined);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void send([...event.dataTransfer.files]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button inside is for everybody.
    <div
      className={isOver ? 'form-paper-row form-over' : 'form-paper-row'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p className="form-paper-kind">
        <strong>{kind}</strong>
        {why.length > 0 && <small>{why.join('；')}</small>}
      </p>
      <div>
        {missing && <p className="form-fault">还缺：{missing.message}</p>}
        <ul>
          {of.map(({ id, name, state, reason }) => (
            <li key={id ?? name}>
              {name}：{attachmentTitles[state]}
              {reason !== null && <span className="form-fault">，{reason}</span>}
            </li>
          ))}
        </ul>
        {sending && (
          <p role="status">
            正在上传“{sending.name}”<progress max={1} value={sending.share} aria-label={`${sending.name}上传了多少`} />
            {Math.round(sending.share * 100)}%
          </p>
        )}
        {faults.map((fault) => (
          <ErrorText key={String(fault)} error={fault} />
        ))}
      </div>
      <label className="form-choose">
        选文件<span className="form-unseen">：{kind}</span>
        <input
          className="form-file"
          type="file"
          multiple
          accept={acceptedTypes}
          disabled={sending !== undefined}
          onChange={({ target }) => {
            void send([...(target.files ?? [])]);
            target.value = '';
          }}
        />
      </label>
    </div>
  );
}

/** What the file is called, without its ending, as short as the API takes it. */
const nameOf = (file: string): string =>
  file
    .replace(/\.[^.]*$/, '')
    .trim()
    .slice(0, 100) || '附件';
