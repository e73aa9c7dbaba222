import { expect, it } from 'vitest';
import type * as z from 'zod/mini';
import { ApproverMessage, EntryMessage, LeafMessage, MailMessage } from './messages.ts';

/**
 * Bodies as versions before this one wrote them. Whoever changes what a message looks like adds a row and takes none
 * away: these lie in a queue while a version is deployed, and for fourteen days among the dead letters, and a consumer
 * that cannot read one fails on it for a day and then for good. A row may go a fortnight after nobody writes it any more.
 */
const dossierId = '0123456789abcdefghjkmnpqrs';
const hash = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const written: [string, z.ZodMiniType, string][] = [
  ['一条日志', EntryMessage, `{"dossierId":"${dossierId}","version":3,"action":"submit"}`],
  ['一封信', MailMessage, '{"mailId":"approval-1"}'],
  ['一位离任的', ApproverMessage, '{"person":"approver-530102"}'],
  ['并入的一条', ApproverMessage, `{"dossierId":"${dossierId}","version":9,"action":"absorb"}`],
  ['一片叶', LeafMessage, `{"of":"${dossierId}","version":3,"hash":"${hash}"}`],
];

it.each(written)('%s，部署以前送出的，部署以后照样读得懂', (_, kind, body) => {
  expect(kind.parse(JSON.parse(body))).toEqual(JSON.parse(body));
});
