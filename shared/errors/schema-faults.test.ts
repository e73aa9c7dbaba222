import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { PlanBody } from '../contract/bodies/plan.ts';
import { schemaFaults } from './schema-faults.ts';

const Body = z.strictObject({
  union: z.string().check(z.minLength(1), z.maxLength(5), z.describe('帮扶单位，写全称')),
  outcome: z.enum(['confirmed', 'return']),
  mail: z.optional(z.email().check(z.describe('邮箱'))),
  on: z.iso.date().check(z.describe('日期，Asia/Shanghai')),
  people: z
    .array(z.strictObject({ age: z.int().check(z.maximum(120), z.describe('年龄')) }))
    .check(z.maxLength(2), z.describe('成员')),
});
const right = { union: '总工会', outcome: 'confirmed', on: '2026-09-07', people: [] };

function messages(schema: z.ZodMiniType, value: unknown): string[] {
  const result = schema.safeParse(value);
  if (result.success) return [];
  return schemaFaults(result.error, schema, value).map(({ pointer, message }) => `${pointer} ${message}`);
}

describe('E1004 说是哪一项、错在哪里、可以怎样填', () => {
  it.each<[string, object, string[]]>([
    ['没有填', { union: undefined }, ['/union 帮扶单位（union）必须填写：文字']],
    ['没有选', { outcome: undefined }, ['/outcome “outcome”必须填写：confirmed、return 之一']],
    ['不在选项里', { outcome: 'constructor' }, ['/outcome “outcome”应为confirmed、return 之一，现为“constructor”']],
    ['类型不对', { union: 5 }, ['/union 帮扶单位（union）应为文字，现为5']],
    ['空白', { union: '' }, ['/union 帮扶单位（union）不能是空白']],
    ['太长', { union: '一二三四五六' }, ['/union 帮扶单位（union）最多 5 个字，现有 6 个']],
    ['邮箱不对', { mail: 'zhang' }, ['/mail 邮箱（mail）的写法不对，应如 zhang@example.cn，现为“zhang”']],
    ['日期不对', { on: '2026-9-7' }, ['/on 日期（on）的写法不对，应如 2026-09-07，现为“2026-9-7”']],
    ['列表里的一项', { people: [{ age: 130 }] }, ['/people/0/age 年龄（people.0.age）不能大于 120，现为130']],
    ['列表太长', { people: [{ age: 1 }, { age: 1 }, { age: 1 }] }, ['/people 成员（people）最多 2 项，现有 3 项']],
    ['没有这一项', { nickname: 1 }, ['/nickname 没有“nickname”这一项，可以有：union、outcome、mail、on、people']],
  ])('%s', (_, changes, expected) => {
    expect(messages(Body, { ...right, ...changes })).toEqual(expected);
  });

  it('填了一项就要填另一项的，没有填的只说要填，不说现为什么', () => {
    const Either = z
      .object({ mail: z.optional(z.string()), name: z.optional(z.string().check(z.describe('姓名'))) })
      .check(
        z.refine(({ mail, name }) => mail === undefined || name !== undefined, { path: ['name'], message: '必须填写' }),
      );
    expect(messages(Either, { mail: 'zhang@example.cn' })).toEqual(['/name 姓名（name）必须填写']);
  });

  it('几种写法里只写了一种的，照那一种说；写了两种、一种也没有写的，说有哪几种', () => {
    const also = { own: z.optional(z.boolean()).check(z.describe('只找本级的')) };
    const Asked = z
      .union([
        z.strictObject({ name: z.string().check(z.minLength(1), z.describe('姓名')), ...also }),
        z.strictObject({ mobile: z.string().check(z.regex(/^1\d{10}$/), z.describe('手机号')), ...also }),
      ])
      .check(z.describe('正文：姓名（name）、手机号（mobile），写一个'));
    expect(messages(Asked, { name: '张三', own: 'yes' })).toEqual([
      '/own 只找本级的（own）应为是（true）或否（false），如 true，现为“yes”',
    ]);
    expect(messages(Asked, { name: '', own: 1 })).toHaveLength(2);
    expect(messages(Asked, { mobile: '123' })).toEqual(['/mobile 手机号（mobile）的写法不对，现为“123”']);
    const either = '正文的写法不对：姓名（name）、手机号（mobile），写一个';
    for (const value of [{}, { own: true }, { name: '张三', mobile: '13800000000' }]) {
      expect(messages(Asked, value)).toEqual([` ${either}，现为一个对象`]);
    }
    expect(messages(z.object({ asked: z.array(Asked) }), { asked: [{ name: 5 }] })).toEqual([
      '/asked/0/name 姓名（asked.0.name）应为文字，现为5',
    ]);
    expect(messages(z.union([z.string(), z.boolean()]), 5)).toEqual([' 正文的写法不对，现为5']);
  });

  it('整个正文不是对象', () => {
    expect(messages(Body, [])).toEqual([' 正文应为JSON 对象，如 {}，现为有 0 项的数组']);
  });

  it('证件号写错了地方，应答里不照抄', () => {
    expect(messages(Body, { ...right, outcome: '530102197403120423' }).join('')).not.toContain('530102');
  });

  it('有例子的照例子说', () => {
    expect(messages(z.pick(PlanBody, { dueMonth: true }), { dueMonth: '2027年底' })).toEqual([
      '/dueMonth 底前实现解困脱困的月份（dueMonth）的写法不对，应如 2027-12，现为“2027年底”',
    ]);
  });
});
