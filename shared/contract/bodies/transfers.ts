import * as z from 'zod/mini';
import { OrgPath } from '../org-path.ts';
import { opinion } from './texts.ts';

const reason = opinion.check(z.describe('为什么；记入档案，对方也看得到'));
const seenTransfer = z.int().check(z.minimum(1), z.describe('看到的是第几次移交：此后又提出了一次的，看过再办'));

export const TransferBody = z
  .strictObject({ to: OrgPath.check(z.describe('移交给哪个工会：本省之内，登记着、没有撤销的')), reason })
  .register(z.globalRegistry, { id: 'TransferBody', title: '提出的移交' });

/** So many that stay where they are one answer names at most. */
export const mostLeft = 200;

const place = z
  .optional(z.string().check(z.maxLength(400)))
  .check(z.describe('上一次应答的 cursor：从那里接着办；不写为从头'));

export const TransferAllBody = z
  .strictObject({
    from: OrgPath.check(z.describe('哪个工会的，连同它以下的：在册的各户')),
    to: OrgPath.check(z.describe('移交给哪个工会：本省之内，登记着、没有撤销的')),
    reason,
    place,
  })
  .register(z.globalRegistry, { id: 'TransferAllBody', title: '整个工会移交' });

export const AcceptAllBody = z
  .strictObject({
    from: OrgPath.check(z.describe('哪个工会移交来的，连同它以下的')),
    to: OrgPath.check(z.describe('接收的工会')),
    place,
  })
  .register(z.globalRegistry, { id: 'AcceptAllBody', title: '成批接收移交' });

export const AcceptTransferBody = z
  .strictObject({ transfer: seenTransfer })
  .register(z.globalRegistry, { id: 'AcceptTransferBody', title: '接收移交' });

export const AnswerTransferBody = z
  .strictObject({ transfer: seenTransfer, reason })
  .register(z.globalRegistry, { id: 'AnswerTransferBody', title: '退回或撤回移交' });
