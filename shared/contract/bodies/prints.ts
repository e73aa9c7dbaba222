import * as z from 'zod/mini';
import { mostTogether, type TogetherKind, togetherTitles } from '../prints.ts';
import { descriptionOf, words } from '../words.ts';

const kind = words<TogetherKind>('每一户打印哪几种，照这个先后', togetherTitles);

export const PrintTogetherBody = z
  .strictObject({
    dossiers: z
      .array(z.string().check(z.regex(/^[0-9a-z]{26}$/), z.describe('档案的标识')))
      .check(z.minLength(1), z.maxLength(mostTogether), z.describe('打印哪些户，照这个先后')),
    documents: z
      .array(kind)
      .check(z.minLength(1), z.maxLength(Object.keys(togetherTitles).length), z.describe(descriptionOf(kind))),
  })
  .register(z.globalRegistry, { id: 'PrintTogetherBody', title: '一起打印' });
