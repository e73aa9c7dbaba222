import { describe, expect, it } from 'vitest';
import { isUnderstood } from '../form/code-lists/code-list.ts';
import { generations } from '../form/code-lists/generations.ts';
import { codedFields } from '../form/coded-fields.ts';
import { catalogue } from './catalogue.ts';
import { codeOf } from './national-codes.ts';
import { wordsOf } from './report-word.ts';

const named = (name: string) => {
  const found = catalogue.find((each) => each.name === name);
  if (found === undefined) throw new Error(`there is no list ${name}`);
  return found;
};
const standingOf = (name: string) => generations.map((generation) => named(name).standing[generation].status);

describe('选项表的目录', () => {
  it('表上从选项里选的每一栏，都有一张选项表，只有一张', () => {
    const fields = catalogue.flatMap((list) => list.fields);
    expect(new Set(fields).size).toBe(fields.length);
    expect(fields).toEqual(expect.arrayContaining(Object.keys(codedFields)));
    expect(new Set(catalogue.map(({ name }) => name)).size).toBe(catalogue.length);
  });

  it('没有证实的各代都标明', () => {
    for (const name of ['attachmentType', 'employmentType', 'vehicleKind']) {
      expect(standingOf(name), name).toEqual(['unconfirmed', 'unconfirmed']);
    }
    for (const name of ['disabilityGrade', 'relation', 'industry', 'occupationStatus', 'medicalInsurance']) {
      expect(standingOf(name), name).toEqual(['confirmed', 'unconfirmed']);
    }
    for (const name of ['hardshipCause', 'priorityGroup', 'supportTrack', 'program', 'sex', 'ethnicity']) {
      expect(standingOf(name), name).toEqual(['confirmed', 'confirmed']);
    }
  });

  it('依据和缺什么都写了，不写本系统的文件名', () => {
    for (const { name, standing, editions = [] } of catalogue) {
      for (const each of [...Object.values(standing), ...editions.map((edition) => edition.standing)]) {
        const text = each.status === 'confirmed' ? each.source : each.why;
        expect(text, name).toMatch(/\p{Script=Han}/u);
        expect(text, name).not.toMatch(/\.md|\bS\d/);
      }
    }
  });

  it('旧表上的词，今天的表都认得；只有“未知”不收，地方自定的类别不由表填', () => {
    const unread = catalogue.flatMap(({ name, list, editions = [] }) =>
      editions.flatMap(({ words }) =>
        words
          .filter((word) => !generations.some((generation) => isUnderstood(list, generation, word)))
          .map((word) => `${name} ${word}`),
      ),
    );
    expect(unread).toEqual([
      'hardshipCategory 市级辅助档案',
      'hardshipCategory 县级相对困难',
      'hardshipCategory 边缘困难职工',
      'politicalStatus 未知',
    ]);
  });

  it('推断和不并入的理由，说的都是表上有的词，没有写了没人用的', () => {
    for (const list of catalogue) {
      const words = new Set(
        [...generations, ...(list.editions ?? []).map(({ edition }) => edition)].flatMap((from) => wordsOf(list, from)),
      );
      const { inferred = {}, shifted = {}, unmapped = {} } = list;
      for (const word of Object.keys({ ...inferred, ...shifted, ...unmapped })) {
        expect(words.has(word), `${list.name} ${word}`).toBe(true);
        expect(Object.hasOwn(inferred, word) && Object.hasOwn(unmapped, word)).toBe(
          list.name === 'hardshipCategory' && ['应保未保', '享受低保'].includes(word),
        );
      }
    }
  });
});

describe('国家标准的代码', () => {
  const coded = catalogue.flatMap(({ name, list, national }) =>
    national === undefined ? [] : [{ name, list, national }],
  );

  it.each(coded)('$name：代码、字母和词都不重复', ({ national: { rows } }) => {
    for (const column of [rows.map(({ code }) => code), rows.map(({ word }) => word)]) {
      expect(new Set(column).size).toBe(column.length);
    }
    const letters = rows.flatMap((row) => row.letters ?? []);
    expect(new Set(letters).size).toBe(letters.length);
  });

  it('GB/T 3304：五十六个民族，01 至 56，各有两个字母；另有 97、98', () => {
    const rows = named('ethnicity').national?.rows ?? [];
    const numbers = Array.from({ length: 56 }, (_, index) => String(index + 1).padStart(2, '0'));
    expect(rows.map(({ code }) => code)).toEqual([...numbers, '97', '98']);
    for (const { letters } of rows.slice(0, 56)) expect(letters).toMatch(/^[A-Z]{2}$/);
    expect(rows.map(({ word }) => word)).toEqual(named('ethnicity').list.generations['2020'].values);
    expect(rows.find(({ code }) => code === '05')).toEqual({ code: '05', letters: 'UG', word: '维吾尔族' });
  });

  it('GB/T 4761：01 至 99 中有定义的各个，每个词表上都认得，只有本人、户主不收', () => {
    const { national, list } = named('relation');
    // 0 has two, 1 three, 2 to 7 ten each; of 8 and 9 all but 98. 03 (小集体户户主) and 98 (保姆) went in 2008.
    expect(national?.rows).toHaveLength(2 + 3 + 60 + 10 + 9);
    const unread = national?.rows.filter(({ word }) => !isUnderstood(list, '2020', word)).map(({ word }) => word);
    expect(unread).toEqual(['本人', '户主']);
  });

  it('GB/T 4762：01 至 13，全称和简称表上都认得', () => {
    const { national, list } = named('politicalStatus');
    expect(national?.rows.map(({ code }) => Number(code))).toEqual(Array.from({ length: 13 }, (_, index) => index + 1));
    for (const { word, short } of national?.rows ?? []) {
      for (const name of [word, short ?? word]) expect(isUnderstood(list, '2016', name), name).toBe(true);
    }
  });

  it('GB/T 4754：A 至 T 二十个门类，就是新表的选项', () => {
    const { national, list } = named('industry');
    expect(national?.rows.map(({ code }) => code).join('')).toBe('ABCDEFGHIJKLMNOPQRST');
    expect(national?.rows.map(({ word }) => word)).toEqual(list.generations['2020'].values);
  });

  it('表上的说法与国标不同的，也查得到代码；意思不全相同的没有代码', () => {
    const codes = { relation: named('relation').national, politicalStatus: named('politicalStatus').national };
    if (!codes.relation || !codes.politicalStatus) throw new Error('both have national codes');
    expect(
      ['丈夫', '妻子', '儿子', '女儿', '父亲'].map((word) => codes.relation && codeOf(codes.relation, word)),
    ).toEqual(['11', '12', '20', '30', '51']);
    expect(codeOf(codes.politicalStatus, '中共党员')).toBe('01');
    expect(codeOf(codes.politicalStatus, '民主党派')).toBeNull();
    expect(codeOf(codes.politicalStatus, 'constructor')).toBeNull();
  });
});
