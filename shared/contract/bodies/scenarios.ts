import * as z from 'zod/mini';
import { type Tier, tierTitles } from '../../standards/tiers.ts';
import { OrgPath } from '../org-path.ts';
import { words } from '../words.ts';
import { line, text } from './texts.ts';

/** So much of each one scenario changes at the most. */
export const mostLines = 200;
export const mostTexts = 20;
export const mostRates = 40;

/** Of a schema that is made here, and nowhere else spoken of. */
function said<T extends z.core.$ZodType>(schema: T, description: string): T {
  z.globalRegistry.add(schema, { description });
  return schema;
}

export const ScenarioLine = z.strictObject({
  division: said(
    z.string().check(z.regex(/^\d{2}(\d{2}){0,2}$/)),
    '行政区划代码，两位、四位或六位：省、市、县；写得长的算数',
  ),
  fen: said(z.int().check(z.minimum(1), z.maximum(10_000_000)), '低保标准，每人每月，分'),
});

export const ScenarioText = z.strictObject({
  standard: said(line(60), '哪个标准，它的版本'),
  part: said(line(60), '标准里的哪一条：中间数的名称，前提、条款、排除情形的编号'),
  cel: said(text(2000), '改成什么条文'),
});

export const ScenarioRate = z.strictObject({
  category: said(line(40), '困难类别'),
  tier: words<Tier>('档案级别', tierTitles),
  fen: said(z.int().check(z.minimum(0), z.maximum(100_000_000)), '这一类一户一年帮扶多少，分'),
});

export const OpenScenarioBody = z
  .strictObject({
    name: said(line(60), '这一次叫什么，如“2027 年低保标准提到 750 元”'),
    orgPath: OrgPath.check(z.describe('测算哪里的：省、市、县，或县里的一个工会')),
    on: z.exactOptional(said(z.iso.date(), '按哪一天的规矩比：今天起、两年以内；不写为今天')),
    lines: z.exactOptional(
      said(z.array(ScenarioLine).check(z.maxLength(mostLines)), '改哪些地方的低保标准；没有写明的照 linePercent'),
    ),
    linePercent: z.exactOptional(
      said(z.int().check(z.minimum(-50), z.maximum(200)), '其余各地的低保标准提高百分之几，降低的写负数'),
    ),
    texts: z.exactOptional(
      said(z.array(ScenarioText).check(z.maxLength(mostTexts)), '改标准的哪几条：一份草案，或一个门槛'),
    ),
    rates: z.exactOptional(
      said(z.array(ScenarioRate).check(z.maxLength(mostRates)), '各类一户一年帮扶多少，用来算要多少钱；没有写的算零'),
    ),
  })
  .register(z.globalRegistry, { id: 'OpenScenarioBody', title: '情景测算' });
