import * as z from 'zod/mini';
import { DossierId, StatusTitle } from '../parts.ts';
import { titled } from '../titled.ts';

/** A household behind a number: who it is, as far as it is still the reader's to open (shared/services/seen-households.ts). */
export const seenHousehold = {
  dossier: titled(z.nullable(DossierId.clone()), '哪一份', '已经不归您的工会的为 null'),
  maskedName: titled(z.nullable(z.string()), '遮盖后的姓名', '同上'),
  dossierNumber: titled(z.nullable(z.string()), '职工编号', '同上；没有建档的也为 null'),
  statusTitle: titled(z.nullable(StatusTitle.clone()), '现在的状态', '同上'),
};
