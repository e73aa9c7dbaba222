import type { Sealed } from '../dossier/actions.ts';
import { liveStatuses, type Status } from '../dossier/status.ts';
import type { Key } from '../registry/keys.ts';
import type { AttachmentContentType } from './inspect.ts';
import type { Refusal } from './refusal.ts';

/** Uploads asked for and attachments accepted, together, in one dossier; those that came to nothing count for a day. */
export const MAX_ATTACHMENTS = 30;

/** How long the form for an upload can be used, in seconds. */
export const UPLOAD_SECONDS = 300;

/** An upload that was asked for, with what was promised of it. */
export interface AttachmentItem extends Key {
  status: 'awaiting' | 'accepted' | 'refused';
  /** 附件类型, a word of the code list: it may tell of an illness. */
  kind: Sealed;
  /** 附件名称 as the clerk gave it: a file's name often has a person's name in it. */
  name: Sealed;
  contentType: AttachmentContentType;
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

/** What the sealed name of an attachment is bound to. */
export const attachmentAbout = (id: string, attachment: string): string => `${id}/attachment/${attachment}`;

/** Whether a dossier takes attachments: not when its life has ended. */
export function takesAttachments(status: Status): boolean {
  return status === 'draft' || liveStatuses.has(status);
}

/** Where an upload waits for its check. */
export const incomingKey = (id: string, attachment: string): string => `incoming/${id}/${attachment}`;

/** Where an accepted attachment stays. */
export const acceptedKey = (id: string, attachment: string): string => `attachments/${id}/${attachment}`;

/** What an incoming key is of; undefined for a key that this system never signed. */
export function parseIncomingKey(key: string): { dossierId: string; attachment: string } | undefined {
  const match = /^incoming\/([0-9a-z]{26})\/([0-9a-z]{26})$/.exec(key);
  return match?.[1] && match[2] ? { dossierId: match[1], attachment: match[2] } : undefined;
}
