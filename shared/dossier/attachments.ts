import * as z from 'zod/mini';
import { Sealed } from '../sealing/sealed.ts';
import type { ActionOf } from './actions.ts';
import { decided, deed } from './deed.ts';
import { isRefused, takesAttachments } from './life.ts';
import type { DossierState } from './state.ts';
import { statusOf, statusTitles } from './status.ts';

/** Why a dossier takes no attachments any more; one that is looked at late comes to nothing. */
const closedRefusal = (state: DossierState): string | undefined =>
  takesAttachments(state) ? undefined : `档案现为“${statusTitles[statusOf(state)]}”，不再收附件`;

/** Why somebody does not add one, be they permitted to: of a household that was refused only a 抽查 has anything to add. */
export function uploadRefusal(state: DossierState, isAuditor: boolean): string | undefined {
  return closedRefusal(state) ?? (isRefused(state) && !isAuditor ? '这一户不予建档，只有抽查的人还添照片' : undefined);
}

/** 附件通过检查；kind 为附件类型，诊断证明、残疾证之类说出病情，故为密文 */
export const addAttachment = deed('addAttachment', {
  title: '收下附件',
  says: {
    attachment: z.string(),
    kind: Sealed,
    contentType: z.string(),
    size: z.int(),
    sha256: z.string(),
    /** 照片拍摄的时刻，照相机自己的钟，没有时区 */
    takenAt: z.optional(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/))),
  },
  place: 'anywhere',
  refuse: closedRefusal,
  evolve: (state, { attachment, kind }) => ({ attachments: [...state.attachments, { id: attachment, kind }] }),
});

/** 附件未通过检查 */
export const refuseAttachment = deed('refuseAttachment', {
  title: '拒收附件',
  says: { attachment: z.string(), reason: z.string() },
  place: 'anywhere',
  refuse: closedRefusal,
  evolve: () => ({}),
});

/** What the check of an upload found: what is kept of the file, or why it is not taken. */
export type Checked = Omit<ActionOf<'addAttachment'>, 'type' | 'attachment'> | { reason: string };

export const decideAttachment = (state: DossierState, attachment: string, found: Checked) =>
  'reason' in found
    ? decided(state, refuseAttachment, { attachment, ...found })
    : decided(state, addAttachment, { attachment, ...found });
