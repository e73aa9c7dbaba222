/** Uploads asked for and attachments accepted, together, in one dossier; those that came to nothing count for a day. */
export const MAX_ATTACHMENTS = 30;

/** How long the form for an upload can be used, in seconds. */
export const UPLOAD_SECONDS = 300;

/** What has become of an upload. */
export type UploadStatus = 'awaiting' | 'accepted' | 'refused';

/** What the sealed name of an attachment is bound to. */
export const attachmentContext = (id: string, attachment: string): string => `${id}/attachment/${attachment}`;

/** Where an upload waits for its check. */
export const incomingKey = (id: string, attachment: string): string => `incoming/${id}/${attachment}`;

/** Where an accepted attachment stays. */
export const acceptedKey = (id: string, attachment: string): string => `attachments/${id}/${attachment}`;

/** What an incoming key is of; undefined for a key that this system never signed. */
export function parseIncomingKey(key: string): { dossierId: string; attachment: string } | undefined {
  const match = /^incoming\/([0-9a-z]{26})\/([0-9a-z]{26})$/.exec(key);
  return match?.[1] && match[2] ? { dossierId: match[1], attachment: match[2] } : undefined;
}
