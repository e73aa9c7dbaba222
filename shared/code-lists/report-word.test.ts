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
  it.each([
    ['hardshipCause', '2011', '本人大病', '家庭成员患重大疾病'],
    ['hardshipCause', '2011', '供养直系亲属大病', '家庭成员患重大疾病'],
    ['hardshipCause', '2011', '意外灾害', null],
    ['hardshipCause', '2011', '残疾', null],
    ['hardshipCause', '2011', '收入低无法维持基本生活', '其他'],
    ['hardshipCause', '2011', '下岗失业', '下岗失业'],
    ['hardshipCause', '2011', '子女上学', '子女上学'],
    ['hardshipCause', '珠海', '家属下岗失业', '下岗失业'],
    ['hardshipCause', '珠海', '收入低', '其他'],
    ['hardshipCause', '珠海', '自然灾害', '遭受自然灾害'],
    ['hardshipCause', '珠海', '重大意外事故', '遭受意外事故'],
    ['hardshipCause', '2016附件2', '无劳动能力', '家庭成员无劳动能力'],
    ['hardshipCause', '2016附件2', '患重特大疾病', '家庭成员患重大疾病'],
    ['workStatus', '2009', '农民工', null],
    ['workStatus', '2011', '离退休', null],
    ['workStatus', '2011教育', '在职', '在岗'],
    ['workStatus', '2011教育', '临时聘用', '在岗'],
    ['workStatus', '2011教育', '离休', '离休'],
    ['workStatus', '珠海', '失业', '失(无)业'],
    ['occupationStatus', '2016', '农民工', '农民工'],
    ['housingType', '2016', '无房', null],
    ['housingType', '2016', '承租单位公房', '承租单位公房'],
    ['housingType', '上海2011', '租赁私房', '租房'],
    ['housingType', '上海2011', '自购商品房', '商品房'],
    ['housingType', '上海2011', '售后公房', null],
    ['industry', '2016', '农、林、牧、渔业', '农、林、牧、渔业'],
    ['industry', '2016', '金融保险业', '金融业'],
    ['industry', '2016', '教育', '教育'],
    ['industry', '2016', '科技', '科学研究和技术服务业'],
    ['industry', '2016', '文化', '文化、体育和娱乐业'],
    ['industry', '2016', '体育', '文化、体育和娱乐业'],
    ['industry', '2016', '医疗卫生', '卫生和社会工作'],
    ['industry', '2016', '国家机关', '公共管理、社会保障和社会组织'],
    ['industry', '2016', '宗教', '公共管理、社会保障和社会组织'],
    ['industry', '2016', '社会服务业', null],
    ['industry', '2016', '纺织系统', null],
    ['industry', '2016', '军队', null],
    ['industry', '2016', '其他', null],
    ['politicalStatus', '2011', '未知', null],
    ['politicalStatus', '2016', '中共预备党员', '中共党员'],
    ['politicalStatus', '2016', '台湾民主自治同盟盟员', '民主党派'],
    ['politicalStatus', '2016', '无党派民主人士', null],
    ['ethnicity', '2016', '崩龙族', '德昂族'],
    ['maritalStatus', '2016', '离婚', '离异'],
    ['maritalStatus', '2016', '再婚', '已婚'],
    ['employmentType', '2016', '城镇困难职工', '城镇职工'],
    ['relation', '2016', '夫', '丈夫'],
    ['relation', '2020', '妻', '妻子'],
    ['relation', '2020', '养女或继女', '女儿'],
    ['relation', '2020', '继父或养父', '父亲'],
    ['relation', '2020', '岳母', '其他'],
    ['relation', '2020', '非亲属', '其他'],
    ['relation', '2020', '父母', null],
  ])('%s，%s 的“%s”按新一代报作 %s', (name, from, value, word) => {
    expect(report(name, from, value).word).toBe(word);
  });

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
