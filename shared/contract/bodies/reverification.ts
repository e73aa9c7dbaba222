import * as z from 'zod';
import { type LeavingReason, leavingReasons } from '../../matters/standing.ts';
import { words } from '../words.ts';
import { seenMatter } from './seen.ts';
import { opinion } from './texts.ts';

export const leavingReason = words<LeavingReason>(
  '退出的原因',
  Object.fromEntries(Object.entries(leavingReasons).map(([reason, { title }]) => [reason, title])) as Record<
    LeavingReason,
    string
  >,
);

export const ReverifyBody = z
  .strictObject({ matter: seenMatter, outcome: words('复核结果', { unchanged: '没有变化' }), opinion })
  .meta({ id: 'ReverifyBody', title: '年度复核的结果', description: '没有变化的；不再符合的，提出退出' });

export const ProposeExitBody = z
  .strictObject({ matter: seenMatter, reason: leavingReason, opinion: opinion.describe('为什么应当退出；记入档案') })
  .meta({ id: 'ProposeExitBody', title: '提出退出' });

export const AbandonBody = z
  .strictObject({ matter: seenMatter, reason: opinion.describe('为什么不再退出、不再变更；记入档案') })
  .meta({ id: 'AbandonBody', title: '取消退出或变更' });
