import type { AttachmentContentType } from '../attachments/inspect.ts';
import { acceptedKey } from '../attachments/upload.ts';
import { type AttachmentItem, BY_APPLICANT } from '../registry/attachment-item.ts';
import type { Dossier } from '../registry/dossiers.ts';
import { isId } from '../registry/ids.ts';
import { keys } from '../registry/keys.ts';
import type { App } from './app.ts';
import { table } from './services.ts';

interface Kept {
  key: string;
  fileName: string;
  contentType: AttachmentContentType;
}

const extensions: Record<AttachmentContentType, string> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
};

/**
 * Where one that was accepted is kept, and the name under which it is saved: by its place among them, for its kind may
 * speak of an illness, its own name of a person.
 */
export async function attachmentOf(app: App, { id, state }: Dossier, attachment: string): Promise<Kept | undefined> {
  const index = state.attachments.findIndex((each) => each.id === attachment);
  const item = index < 0 ? undefined : await table(app).find<AttachmentItem>(keys.attachment(id, attachment));
  if (!item) return undefined;
  const number = state.registration?.dossierNumber ?? '档案';
  const { contentType } = item;
  const fileName = `${number}-附件${index + 1}.${extensions[contentType]}`;
  return { key: acceptedKey(id, attachment), fileName, contentType };
}

/** The same of a paper that an applicant sent, which has no number yet; of nothing that the dossier has since. */
export async function paperOf(app: App, id: string, paper: string): Promise<Kept | undefined> {
  const item = isId(paper) ? await table(app).find<AttachmentItem>(keys.attachment(id, paper)) : undefined;
  if (item?.status !== 'accepted' || item.by !== BY_APPLICANT) return undefined;
  const { contentType, slot } = item;
  return { key: acceptedKey(id, paper), fileName: `申请-材料${slot}.${extensions[contentType]}`, contentType };
}
