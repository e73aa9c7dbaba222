import * as z from 'zod/mini';
import { type KeepingReason, keepingReasons } from '../../dossier/disposal-state.ts';
import { words } from '../words.ts';
import { opinion } from './texts.ts';

/** So many are confirmed or released in one call. */
export const mostDisposedAtOnce = 100;

export const keepingReason = words<KeepingReason>('为什么延长保管', keepingReasons);

const dossier = z.string().check(z.regex(/^[0-9a-z]{26}$/));

export const DisposeBody = z
  .strictObject({
    dossiers: z
      .array(dossier)
      .check(
        z.minLength(1),
        z.maxLength(mostDisposedAtOnce),
        z.describe(`哪几份，至多 ${mostDisposedAtOnce} 份；一份不成，不耽误别的`),
      ),
  })
  .register(z.globalRegistry, { id: 'DisposeBody', title: '确认或批准处置的各份' });

export const KeepLongerBody = z
  .strictObject({
    until: z.iso.date().check(z.describe('保管到哪一天为止：晚于今天，至多三十年；早于原来期限的，照原来的期限')),
    because: keepingReason,
    reason: opinion.check(z.describe('为什么延长；记入档案')),
  })
  .register(z.globalRegistry, { id: 'KeepLongerBody', title: '延长保管' });
