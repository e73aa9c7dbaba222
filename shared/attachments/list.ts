import { attachmentType } from '../form/code-lists/attachments.ts';
import { type CodeList, listedWord } from '../form/code-lists/code-list.ts';
import { generations } from '../form/code-lists/generations.ts';
import type { DraftForm } from '../form/form.ts';
import { type Refusal, refusals } from './refusal.ts';
import { MAX_ATTACHMENTS, type UploadStatus } from './upload.ts';

/** What a form may name and a dossier may hold, together. */
export const MAX_LISTED = 50 + MAX_ATTACHMENTS;

/** An upload with its sealed words opened. */
export interface Upload {
  id: string;
  status: UploadStatus;
  /** Account of who asked for it. */
  by: string;
  /** When they did, ISO instant. */
  at: string;
  kind: string;
  name: string;
  /** Bytes, once accepted. */
  size?: number;
  reason?: Refusal;
}

/** One entry of a dossier's attachments: named on the form, uploaded, or both. */
export interface ListedAttachment {
  /** null as long as it is only named. */
  id: string | null;
  kind: string;
  name: string;
  /** Bytes that are kept, once accepted. */
  size: number | null;
  /** Account of who asked for the upload. */
  by: string | null;
  /** When they did, ISO instant. */
  at: string | null;
  state: 'named' | UploadStatus;
  /** Why it was refused, in Chinese. */
  reason: string | null;
}

/** Of two uploads that could be what the form names, the one that has come further. */
const rank = { accepted: 0, awaiting: 1, refused: 2 };

/**
 * What the form names and what was uploaded, as one list: what the form names in its order, each with its upload, then
 * the other uploads in the order in which they were asked for. An upload is what the form names when its kind is the
 * same; where several are, those of the same name find each other first. A row of a draft that names nothing is left
 * out. At most `MAX_LISTED` entries.
 */
export function attachmentList(
  named: NonNullable<DraftForm['attachments']>,
  uploads: readonly Upload[],
): ListedAttachment[] {
  const rows = named.flatMap(({ type = '', name = '' }) => (type === '' && name === '' ? [] : [{ kind: type, name }]));
  const left = [...uploads].sort((a, b) => rank[a.status] - rank[b.status] || inTime(a, b));
  const take = (isIt: (upload: Upload) => boolean): Upload | undefined => {
    const index = left.findIndex(isIt);
    return index < 0 ? undefined : left.splice(index, 1)[0];
  };
  const isKind = (row: { kind: string }, upload: Upload) => wordOf(row.kind) === wordOf(upload.kind);
  const sameName = rows.map((row) => take((upload) => isKind(row, upload) && upload.name === row.name));
  const matched = rows.map((row, index) => sameName[index] ?? take((upload) => isKind(row, upload)));
  return [
    ...rows.map((row, index) => {
      const upload = matched[index];
      return upload ? uploaded(upload) : onlyNamed(row);
    }),
    ...left.sort(inTime).map(uploaded),
  ];
}

/** The option that a kind stands for; itself where it is none. */
export function wordOf(kind: string, list: CodeList = attachmentType): string {
  return generations.map((generation) => listedWord(list, generation, kind)).find((word) => word !== null) ?? kind;
}

function inTime(a: Upload, b: Upload): number {
  return a.at < b.at || (a.at === b.at && a.id < b.id) ? -1 : 1;
}

function onlyNamed(row: { kind: string; name: string }): ListedAttachment {
  return { id: null, ...row, size: null, by: null, at: null, state: 'named', reason: null };
}

function uploaded({ id, kind, name, size, by, at, status, reason }: Upload): ListedAttachment {
  return {
    id,
    kind,
    name,
    size: size ?? null,
    by,
    at,
    state: status,
    reason: reason === undefined ? null : `${refusals[reason]}。`,
  };
}
