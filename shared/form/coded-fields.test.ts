import { describe, expect, it } from 'vitest';
import { hardshipCauses } from '../standards/input.ts';
import { priorityGroup, program, supportTrack } from './code-lists/assistance.ts';
import { hardshipCause } from './code-lists/causes.ts';
import { listedWord } from './code-lists/code-list.ts';
import { generations } from './code-lists/generations.ts';
import { health } from './code-lists/health.ts';
import { ethnicity, occupationStatus, studentStatuses } from './code-lists/person.ts';
import { codedFields } from './coded-fields.ts';

const lists = Object.entries(codedFields).flatMap(([field, list]) =>
  generations.map((generation) => [field, generation, list] as const),
);

describe('选项表', () => {
  it.each(lists)('%s（%s版）没有重复的选项，别名都指向本版的选项而自己不是选项', (_, generation, list) => {
    const { values, aliases = {} } = list.generations[generation];
    expect(new Set(values).size).toBe(values.length);
    for (const [alias, value] of Object.entries(aliases)) {
      expect(values).toContain(value);
      expect(values).not.toContain(alias);
    }
  });

  it('选项都是NFC、没有空格，否则照抄也填不对', () => {
    for (const [, generation, list] of lists) {
      for (const value of list.generations[generation].values)
        expect(value).toBe(value.normalize('NFC').replace(/\s/g, ''));
    }
  });

  it('五十六个民族，另有其他和外国血统中国籍人士', () => {
    expect(ethnicity.generations['2016'].values).toHaveLength(58);
  });

  it('致困原因十项、重点群体六项、措施五项、计划八项，与通知一致', () => {
    expect(hardshipCause.generations['2016'].values).toEqual(hardshipCauses);
    expect(priorityGroup.generations['2016'].values).toHaveLength(6);
    expect(supportTrack.generations['2016'].values).toHaveLength(5);
    expect(program.generations['2016'].values).toHaveLength(8);
  });

  it('在校生都在家庭成员身份之中', () => {
    for (const status of studentStatuses) expect(listedWord(occupationStatus, '2020', status)).toBe(status);
  });

  it('换了说法的病名两代互认', () => {
    expect(listedWord(health, '2016', '终末期肾病')).toBe('尿毒症');
    expect(listedWord(health, '2020', '尿毒症')).toBe('终末期肾病');
  });

  it('JavaScript对象自带的名字不是选项', () => {
    for (const word of ['constructor', '__proto__', 'toString']) expect(listedWord(health, '2016', word)).toBeNull();
  });
});
