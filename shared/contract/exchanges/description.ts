import * as z from 'zod/mini';
import { generations } from '../../form/code-lists/generations.ts';
import type { Exchange } from '../exchange.ts';

const Standing = {
  confirmed: z.boolean().check(z.meta({ title: '是否证实' })),
  basis: z.string().check(z.meta({ title: '依据', description: '没有证实的，缺什么' })),
};
const Generation = z.enum(generations).register(z.globalRegistry, {
  id: 'Generation',
  title: '选项表的年代',
  titles: { 2016: '二〇一六年的选项', 2020: '二〇二〇年前后的选项' },
});
const word = z.string().check(z.meta({ title: '选项', examples: ['深度困难职工'] }));
const code = z.string().check(z.meta({ title: '国标代码', description: '不填在表上' }));
const CodeList = z
  .strictObject({
    name: z.string().check(z.meta({ title: '选项表的英文名', examples: ['hardshipCategory'] })),
    title: z.string().check(z.meta({ title: '选项表的名称', examples: ['困难类别'] })),
    fields: z.array(z.string()).check(z.meta({ title: '表上从这张选项表里选的各栏' })),
    note: z.optional(z.string()).check(z.meta({ title: '说明' })),
    generations: z
      .array(
        z.strictObject({
          generation: Generation,
          ...Standing,
          words: z
            .array(z.strictObject({ word, code: z.optional(code) }))
            .check(z.meta({ title: '各个选项', description: '照印在表上的次序；下拉框用它' })),
          aliases: z
            .record(z.string(), z.string())
            .check(z.meta({ title: '也收的写法', description: '和它算作的选项' })),
          covers: z
            .record(z.string(), z.array(z.string()))
            .check(z.meta({ title: '也收的旧词', description: '看不出是哪一项的，和可能的各项；照写保存' })),
        }),
      )
      .check(z.meta({ title: '各年代' })),
    editions: z
      .array(
        z.strictObject({
          edition: z.string().check(z.meta({ title: '哪一种旧表' })),
          ...Standing,
          words: z.array(z.string()).check(z.meta({ title: '各个选项' })),
        }),
      )
      .check(z.meta({ title: '更早的和地方的选项' })),
    national: z
      .nullable(
        z.strictObject({
          standard: z.string().check(z.meta({ title: '国家标准', examples: ['GB/T 2261.2'] })),
          source: z.string().check(z.meta({ title: '依据' })),
          codes: z
            .array(
              z.strictObject({
                code,
                word,
                letters: z.optional(z.string()).check(z.meta({ title: '字母代码' })),
                short: z.optional(z.string()).check(z.meta({ title: '简称' })),
              }),
            )
            .check(z.meta({ title: '各个代码' })),
        }),
      )
      .check(z.meta({ title: '国家标准的代码', description: '供报表和导出' })),
    reports: z
      .array(
        z.strictObject({
          from: z.string().check(z.meta({ title: '哪一代，或哪一种旧表' })),
          value: z.string().check(z.meta({ title: '原词' })),
          word: z.nullable(z.string()).check(z.meta({ title: '报表里算作', description: 'null 是不并入哪一项' })),
          inferred: z.optional(z.string()).check(z.meta({ title: '由什么推断', description: '没有文件规定的' })),
          why: z.optional(z.string()).check(z.meta({ title: '为什么不并入哪一项' })),
        }),
      )
      .check(z.meta({ title: '报表用词与原词不同的各项', description: '没有列出的照原词' })),
  })
  .register(z.globalRegistry, { id: 'CodeList', title: '一张选项表' });
export const CodeLists = z
  .strictObject({
    reporting: Generation.check(z.meta({ title: '报表用哪一代的词' })),
    lists: z.array(CodeList).check(z.meta({ title: '各张选项表' })),
  })
  .register(z.globalRegistry, { id: 'CodeLists', title: '全部选项表' });
export type CodeLists = z.infer<typeof CodeLists>;

export const description = {
  workbenchPage: {
    summary: '工会人员的工作台；登录以后也回到这里',
    status: 200,
    answer: 'page',
    errors: [],
  },
  workbenchFile: {
    summary: '工作台的脚本、样式和地图；名称随内容变，可以一直留着',
    status: 200,
    answer: 'file',
    errors: [1005],
  },
  listCodeLists: {
    summary: '全部选项表：各代的词、来源和是否证实、旧词和国标代码、报表用词；不用登录，可以缓存',
    status: 200,
    cached: true,
    answer: CodeLists,
    errors: [],
  },
  describeApi: { summary: '本说明，OpenAPI 3.1', status: 200, cached: true, answer: 'description', errors: [] },
} as const satisfies Record<string, Exchange>;
