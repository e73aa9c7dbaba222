import * as z from 'zod';
import { OrgPath } from '../org-path.ts';
import { opinion } from './texts.ts';

const reason = opinion.describe('为什么；记入档案，对方也看得到');
const seenTransfer = z.int().min(1).describe('看到的是第几次移交：此后又提出了一次的，看过再办');

export const TransferBody = z
  .strictObject({ to: OrgPath.describe('移交给哪个工会：本省之内，登记着、没有撤销的'), reason })
  .meta({ id: 'TransferBody', title: '提出的移交' });

export const AcceptTransferBody = z
  .strictObject({ transfer: seenTransfer })
  .meta({ id: 'AcceptTransferBody', title: '接收移交' });

export const AnswerTransferBody = z
  .strictObject({ transfer: seenTransfer, reason })
  .meta({ id: 'AnswerTransferBody', title: '退回或撤回移交' });
