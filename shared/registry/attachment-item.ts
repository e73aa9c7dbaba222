import type { AttachmentContentType } from '../attachments/inspect.ts';
import type { Refusal } from '../attachments/refusal.ts';
import type { UploadStatus } from '../attachments/upload.ts';
import type { Sealed } from '../sealing/sealed.ts';
import type { Key } from './keys.ts';

/** Whoever sends papers with their own application stands in no directory. */
export const BY_APPLICANT = 'applicant';

/** An upload that was asked for, with what was promised of it. */
export interface AttachmentItem extends Key {
  status: UploadStatus;
  /** 附件类型, a word of the code list: it may tell of an illness. */
  kind: Sealed;
  /** 附件名称 as the clerk gave it: a file's name often has a person's name in it. */
  name: Sealed;
  contentType: AttachmentContentType;
  /** Nobody has promised of which type it is: its first bytes say so, and `contentType` once it was accepted. */
  anyType?: true;
  /** Of a paper of an application, accepted before there is a journal to say it: its digest, and when a photo was taken. */
  sha256?: string;
  takenAt?: string;
  /** Somebody of the staff, or `BY_APPLICANT`. */
  by: string;
  /** ISO instant. */
  at: string;
  /** Bytes, once accepted. */
  size?: number;
  /** Why it was refused: a key of `refusals`. */
  reason?: Refusal;
  /** Which of the dossier's `MAX_ATTACHMENTS` slots it takes. */
  slot: number;
  /** The version of the incoming object that counts: the first one that came. */
  claim?: string;
  /** Only while nothing has come of it: an accepted attachment has none. */
  ttl?: number;
}
