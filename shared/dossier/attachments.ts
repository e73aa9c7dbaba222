import * as z from 'zod';
import { Sealed } from '../sealing/sealed.ts';
import { deed } from './deed.ts';

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
    takenAt: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/)
      .optional(),
  },
  place: 'anywhere',
  evolve: (state, { attachment, kind }) => ({ attachments: [...state.attachments, { id: attachment, kind }] }),
});

/** 附件未通过检查 */
export const refuseAttachment = deed('refuseAttachment', {
  title: '拒收附件',
  says: { attachment: z.string(), reason: z.string() },
  place: 'anywhere',
  evolve: () => ({}),
});
