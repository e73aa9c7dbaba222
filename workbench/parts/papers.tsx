import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { attachmentTitles } from '../../shared/contract/titles.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { useSession } from '../session.ts';
import { FieldFault } from './field-faults.tsx';
import { Finger } from './finger.tsx';
import { ErrorText } from './states.tsx';
import { acceptedTypes, post, refusedBefore, typeOf, type UploadType } from './upload.ts';

type Dossier = Pick<AnswerOf<'getDossier'>, 'id' | 'attachments'>;

/**
 * Which of a dossier's papers, of those that were taken, and a way to add one.
 *
 * @param kinds those that will do; all when left out
 * @param many any number of them; else one
 */
export function PaperField({
  of,
  name,
  label,
  hint,
  kinds,
  many = false,
  required = true,
}: {
  of: Dossier;
  name: string;
  label: string;
  hint?: string;
  kinds?: readonly string[];
  many?: boolean;
  required?: boolean;
}): ReactNode {
  const taken = of.attachments.filter(
    ({ id, state, kind }) => id !== null && state === 'accepted' && (kinds?.includes(kind) ?? true),
  );
  return (
    <fieldset>
      <legend>{label}</legend>
      {hint && <small>{hint}</small>}
      {taken.length === 0 && <p className="soft">还没有收下的{kinds?.join('、') ?? '附件'}。先在下面上传。</p>}
      {taken.map(({ id, kind, name: title }) => (
        <label key={id} className="choice">
          <input type={many ? 'checkbox' : 'radio'} name={name} value={id ?? ''} required={required && !many} />
          {kind}：{title}
        </label>
      ))}
      <FieldFault name={name} />
      <Adding of={of} kinds={kinds ?? ['其他']} />
    </fieldset>
  );
}

/** So often, in ms, it is asked whether a file has been looked at; and so often at the most. */
const LOOKED_AFTER = 3000;
const MOST_LOOKS = 40;

/** Sends a file to the dossier, and looks until the system has looked at it; answers whether it arrived there. */
function useAdding(of: Dossier): {
  words: string;
  fault: unknown;
  send: (kind: string, file: File) => Promise<boolean>;
} {
  const { client } = useSession();
  const queries = useQueryClient();
  const [words, setWords] = useState('');
  const [fault, setFault] = useState<unknown>();
  const send = async (kind: string, file: File) => {
    setFault(undefined);
    const refused = refusedBefore(file);
    if (refused !== undefined) {
      setFault(new Error(refused));
      return false;
    }
    try {
      setWords(`正在上传“${file.name}”……`);
      const body = { kind, name: file.name.slice(0, 100), contentType: typeOf(file) as UploadType };
      const { body: place } = await client.call('requestUpload', { params: { id: of.id }, body });
      await post(place, file, (share) => setWords(`正在上传“${file.name}”，${Math.round(share * 100)}%`));
      setWords('传到了，系统正在检查……');
      for (let looks = 0; looks < MOST_LOOKS; looks++) {
        await new Promise((resolve) => setTimeout(resolve, LOOKED_AFTER));
        const dossier = (await client.call('getDossier', { params: { id: of.id } })).body;
        const found = dossier.attachments.find(({ id }) => id === place.attachment);
        if (found === undefined || found.state === 'awaiting') continue;
        queries.setQueryData(['dossier', of.id], dossier);
        const why = found.reason === null ? '' : `：${found.reason}`;
        setWords(`“${file.name}”${attachmentTitles[found.state]}${why}`);
        return found.state === 'accepted';
      }
      setWords('还在检查，过一会儿再看');
      return true;
    } catch (error) {
      setWords('');
      setFault(error);
      return false;
    }
  };
  return { words, fault, send };
}

function Standing({ words, fault }: { words: string; fault: unknown }): ReactNode {
  return (
    <>
      {words !== '' && <p role="status">{words}</p>}
      {fault !== undefined && <ErrorText error={fault} />}
    </>
  );
}

/** A file that is added to the dossier, and looked at by the system before it counts. */
export function Adding({ of, kinds }: { of: Dossier; kinds: readonly string[] }): ReactNode {
  const { words, fault, send } = useAdding(of);
  const [kind, setKind] = useState(kinds[0] ?? '其他');
  const label = useId();
  return (
    <div className="adding">
      {kinds.length > 1 && (
        <label className="field">
          附件类型
          <select value={kind} onChange={({ target }) => setKind(target.value)}>
            {kinds.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </label>
      )}
      <label className="field" htmlFor={label}>
        上传{kinds.length > 1 ? '' : kind}（PDF、JPEG、PNG，10 MB 以内）
      </label>
      <input
        id={label}
        type="file"
        accept={acceptedTypes}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) void send(kind, file);
          target.value = '';
        }}
      />
      <Standing words={words} fault={fault} />
    </div>
  );
}

/** 手写签名: written with a finger on this screen, and added to the dossier as a picture. */
export function AddingSignature({ of, kind, name }: { of: Dossier; kind: string; name: string }): ReactNode {
  const { words, fault, send } = useAdding(of);
  return (
    <>
      <Finger
        label={kind}
        onSigned={(picture) => send(kind, new File([picture], `${name}.png`, { type: picture.type }))}
      />
      <Standing words={words} fault={fault} />
    </>
  );
}
