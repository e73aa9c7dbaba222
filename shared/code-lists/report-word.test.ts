import { describe, expect, it } from 'vitest';
import { type Generation, generations } from '../form/code-lists/generations.ts';
import { catalogue } from './catalogue.ts';
import { reportWord, wordsOf } from './report-word.ts';

function listed(name: string) {
  const found = catalogue.find((each) => each.name === name);
  if (found === undefined) throw new Error(`there is no list ${name}`);
  return found;
}
const report = (name: string, from: string, value: string, reporting?: Generation) =>
  reportWord(listed(name), from, value, reporting);

/** Every word that may stand on a form, of every list, generation and older edition. */
const everyWord = catalogue.flatMap((list) =>
  [...generations, ...(list.editions ?? []).map(({ edition }) => edition)].flatMap((from) =>
    wordsOf(list, from).map((value) => ({ list, from, value })),
  ),
);

describe('报表用词', () => {
  it('照新表填的，照原词报', () => {
    expect(report('health', '2020', '恶性肿瘤')).toEqual({ word: '恶性肿瘤' });
    expect(report('hardshipCause', '2016', '下岗失业')).toEqual({ word: '下岗失业' });
  });

  it('旧的病名按新名报，并说明是推断', () => {
    expect(report('health', '2016', '癌症')).toMatchObject({ word: '恶性肿瘤', inferred: expect.any(String) });
    expect(report('health', '2016', '尿毒症')).toMatchObject({ word: '终末期肾病', inferred: expect.any(String) });
    expect(report('health', '2016', '尿毒症', '2016')).toEqual({ word: '尿毒症' });
  });

  it('旧词可能是几项的，不猜是哪一项', () => {
    expect(report('housingType', '2016', '自购房')).toEqual({
      word: null,
      why: '可能是商品房、经济适用房、两限房，从这个词看不出是哪一项',
    });
    expect(report('workStatus', '2011', '离退休')).toMatchObject({ word: null });
    expect(report('hardshipCause', '2011', '意外灾害')).toMatchObject({ word: null });
    expect(report('industry', '2016', '煤炭系统')).toMatchObject({ word: null });
  });

  it('残疾不等于没有劳动能力：旧表的三种写法都不并入', () => {
    for (const word of ['残疾', '本人残疾', '家属残疾']) {
      expect(report('hardshipCause', '2016', word)).toMatchObject({ word: null, why: expect.stringContaining('残疾') });
    }
  });

  it('细的并入宽的，宽的不拆细', () => {
    for (const from of generations) expect(report('relation', from, '长子')).toEqual({ word: '儿子' });
    expect(report('relation', '2020', '儿子')).toEqual({ word: '儿子' });
    expect(report('relation', '2020', '女婿')).toEqual({ word: '其他' });
    expect(report('relation', '2020', '配偶')).toMatchObject({ word: null });
    expect(report('politicalStatus', '2016', '九三学社社员')).toEqual({ word: '民主党派' });
  });

  it('两代的困难类别算法不同，不互相换算', () => {
    for (const word of ['低保户', '低保边缘户', '意外致困户', '应保未保']) {
      expect(report('hardshipCategory', '2016', word)).toMatchObject({
        word: null,
        why: expect.stringContaining('重新认定'),
      });
    }
    for (const word of ['深度困难职工', '相对困难职工', '意外致困职工']) {
      expect(report('hardshipCategory', '2020', word)).toEqual({ word });
      expect(report('hardshipCategory', '2020', word, '2016')).toMatchObject({ word: null });
    }
  });

  it('滨州的应保未保是第一代低保户的一种情形；地方自定的类别不进全国的数字', () => {
    expect(report('hardshipCategory', '滨州2018', '应保未保', '2016')).toMatchObject({
      word: '低保户',
      inferred: expect.any(String),
    });
    for (const word of ['市级辅助档案', '县级相对困难', '边缘困难职工']) {
      for (const reporting of generations)
        expect(report('hardshipCategory', '地方', word, reporting)).toMatchObject({ word: null });
    }
  });

  it('同一个词两代意思不全相同的，换代报时说明', () => {
    expect(report('disabilityGrade', '2016', '三级')).toMatchObject({ word: '三级', inferred: expect.any(String) });
    expect(report('disabilityGrade', '2020', '三级')).toEqual({ word: '三级' });
    expect(report('disabilityGrade', '2016', '一级低视力')).toMatchObject({
      word: '三级',
      inferred: expect.any(String),
    });
    expect(report('housingType', '2016', '商品房')).toEqual({ word: '商品房' });
  });

  it('不认得的词、不认得的版本，都不当作什么', () => {
    expect(report('health', '2016', '深度昏迷')).toMatchObject({ word: null, why: '2016版里没有这个词' });
    expect(report('health', '1999', '良好')).toMatchObject({ word: null });
    expect(report('health', '2016', 'constructor')).toMatchObject({ word: null });
  });

  it('每一个词，不是有报表用词，就是说明了为什么没有；报表用词都是报表那一代的选项', () => {
    for (const { list, from, value } of everyWord) {
      for (const reporting of generations) {
        const reported = reportWord(list, from, value, reporting);
        const where = `${list.name} ${from} ${value} → ${reporting}`;
        if (reported.word === null) expect(reported.why, where).toMatch(/\p{Script=Han}{4}/u);
        else expect(list.list.generations[reporting].values, where).toContain(reported.word);
      }
    }
  });

  it('按新一代报时，没有一个旧词只得一句“没有相当的”：每一个都查过', () => {
    const unexplained = everyWord
      .map((each) => ({ ...each, reported: reportWord(each.list, each.from, each.value) }))
      .filter(({ reported }) => reported.word === null && reported.why.includes('没有与它相当'));
    expect(unexplained.map(({ list, from, value }) => `${list.name} ${from} ${value}`)).toEqual([]);
  });

  it('报过一次的再报，不再改变', () => {
    for (const { list, from, value } of everyWord) {
      for (const reporting of generations) {
        const { word } = reportWord(list, from, value, reporting);
        if (word !== null) expect(reportWord(list, reporting, word, reporting)).toEqual({ word });
      }
    }
  });
});
