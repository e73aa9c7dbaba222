import * as z from 'zod/mini';
import { Leaf } from '../anchors/anchor.ts';

// What the table's stream tells is handed on as identifiers alone: whoever acts on it reads the rest as it is by then.

/**
 * What of the stream a consumer is handed: new entries of which the workflow is to be told (shared/dossier/carried.ts), those
 * that may be reported (shared/history/unreported.ts), those after which a dossier is found by other traces or by none; every
 * leaf, every new mail; and by what somebody may have been asked who can decide no more: a departure, a merger, and the
 * asking itself.
 */
export type Told = 'carried' | 'reported' | 'traces' | 'leaf' | 'mail' | 'approver';

/** A consumer, as the dispatcher knows it: the setting CONSUMERS holds a list of them as JSON. */
export interface Subscription {
  /** URL of its queue. */
  queue: string;
  takes: Told;
}

/** A new entry of a journal, be it one that ends the dossier's life or not; `action` is its type. */
export const EntryMessage = z.strictObject({
  dossierId: z.string(),
  version: z.int().check(z.positive()),
  action: z.string(),
});
export type EntryMessage = z.infer<typeof EntryMessage>;

/** A mail that waits to be sent. */
export const MailMessage = z.strictObject({ mailId: z.string() });
export type MailMessage = z.infer<typeof MailMessage>;

/** Somebody of the directory who decides no more where they did, or an entry after which whoever is asked may not. */
const PersonMessage = z.strictObject({ person: z.string() });
export type PersonMessage = z.infer<typeof PersonMessage>;
export const ApproverMessage = z.union([PersonMessage, EntryMessage]);

/** A new entry as it is to be anchored: with its hash as the stream brought it, not as the table may say later. */
export const LeafMessage = Leaf;
export type LeafMessage = Leaf;
