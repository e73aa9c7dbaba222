import * as z from 'zod';
import { mostTogether, type TogetherKind, togetherTitles } from '../prints.ts';
import { words } from '../words.ts';

const kind = words<TogetherKind>('每一户打印哪几种，照这个先后', togetherTitles);

export const PrintTogetherBody = z
  .strictObject({
    dossiers: z
      .array(
        z
          .string()
          .regex(/^[0-9a-z]{26}$/)
          .describe('档案的标识'),
      )
      .min(1)
      .max(mostTogether)
      .describe('打印哪些户，照这个先后'),
    documents: z
      .array(kind)
      .min(1)
      .max(Object.keys(togetherTitles).length)
      .describe(kind.description ?? ''),
  })
  .meta({ id: 'PrintTogetherBody', title: '一起打印' });
