import { describe, expect, it } from 'vitest';
import { hardshipCauses } from '../standards/input.ts';
import { priorityGroup, program, supportTrack } from './code-lists/assistance.ts';
import { hardshipCause } from './code-lists/causes.ts';
import { coveredWords, isUnderstood, listedWord, wordForRules } from './code-lists/code-list.ts';
import { generations } from './code-lists/generations.ts';
import { health } from './code-lists/health.ts';
import { housingType } from './code-lists/housing.ts';
import { industry } from './code-lists/industry.ts';
import { ethnicity, occupationStatus, studentStatuses, workStatus } from './code-lists/person.ts';
import { relation } from './code-lists/relation.ts';
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

  it.each(lists)(
    '%s（%s版）说不清是哪一项的旧词，所列的可能都是本版的选项，自己不是选项也不是别名',
    (_, generation, list) => {
      const { values, covers = {} } = list.generations[generation];
      for (const [word, options] of Object.entries(covers)) {
        expect(listedWord(list, generation, word), word).toBeNull();
        expect(values).toEqual(expect.arrayContaining([...options]));
        expect(options.length, word).not.toBe(1);
      }
    },
  );

  it('选项和别的写法都是NFC、没有空格，否则照抄也填不对', () => {
    for (const [, generation, list] of lists) {
      const { values, aliases = {}, covers = {} } = list.generations[generation];
      for (const value of [...values, ...Object.keys(aliases), ...Object.keys(covers)])
        expect(value).toBe(value.normalize('NFC').replace(/\s/g, ''));
    }
  });

  it('选项和别的写法都不超过表上一栏的长度', () => {
    for (const [field, generation, list] of lists) {
      const { values, aliases = {}, covers = {} } = list.generations[generation];
      const limit = /^(causes|attachments|determination|assets|record)/.test(field) ? 30 : 20;
      for (const word of [...values, ...Object.keys(aliases), ...Object.keys(covers)])
        expect(word.length, word).toBeLessThanOrEqual(limit);
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

  it('改过名的民族，旧名也认得', () => {
    expect(listedWord(ethnicity, '2016', '崩龙族')).toBe('德昂族');
    expect(listedWord(ethnicity, '2020', '毛难族')).toBe('毛南族');
  });

  it('旧表的一个词盖着新表的几项，不替人选一项', () => {
    expect(listedWord(housingType, '2020', '自购房')).toBeNull();
    expect(coveredWords(housingType, '2020', '自购房')).toEqual(['商品房', '经济适用房', '两限房']);
    for (const list of [workStatus, occupationStatus]) {
      expect(listedWord(list, '2016', '离退休')).toBeNull();
      expect(isUnderstood(list, '2016', '离退休')).toBe(true);
    }
    expect(coveredWords(industry, '2020', '军队')).toEqual([]);
  });

  it('国标的家庭关系，在旧表上归入较宽的一项，反过来不细分', () => {
    expect(listedWord(relation, '2016', '长子')).toBe('儿子');
    expect(listedWord(relation, '2016', '女婿')).toBe('其他');
    expect(listedWord(relation, '2020', '长子')).toBe('长子');
    expect(listedWord(relation, '2020', '儿子')).toBe('儿子');
    expect(listedWord(relation, '2016', '配偶')).toBeNull();
  });

  it('成员不能是本人，也不写户主', () => {
    for (const generation of generations) {
      for (const word of ['本人', '户主']) expect(isUnderstood(relation, generation, word)).toBe(false);
    }
  });

  it('规矩要用到的，说不清的旧词按第一种可能', () => {
    expect(wordForRules(hardshipCause, '2016', '意外灾害')).toBe('遭受意外事故');
    expect(wordForRules(hardshipCause, '2016', '本人大病')).toBe('家庭成员患重大疾病');
    expect(wordForRules(hardshipCause, '2016', '没有这个原因')).toBeNull();
    for (const list of [workStatus, occupationStatus]) expect(wordForRules(list, '2016', '离退休')).toBe('离休');
  });

  it('JavaScript对象自带的名字不是选项', () => {
    for (const word of ['constructor', '__proto__', 'toString']) {
      expect(listedWord(health, '2016', word)).toBeNull();
      expect(isUnderstood(hardshipCause, '2016', word)).toBe(false);
    }
  });
});
