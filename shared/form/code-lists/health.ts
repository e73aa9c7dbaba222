import type { CodeList } from './code-list.ts';

export const healthy = '良好';
export const minorIllness = '一般疾病';
export const disabled = '残疾';

/** The words for two illnesses changed between the generations; either wording says which illness is meant. */
export const health: CodeList = {
  title: '健康状况',
  source: '困难职工档案表填表说明（2016年以前的一套与2017年以后的一套）',
  generations: {
    '2016': {
      values:
        '良好 癌症 心血管病 脑血管病 尿毒症 精神病 肝病 血液病 糖尿病 肿瘤病 腰颈椎病 高血压病 肺病 一般疾病 残疾'.split(
          ' ',
        ),
      aliases: { 恶性肿瘤: '癌症', 终末期肾病: '尿毒症' },
    },
    '2020': {
      values:
        '良好 恶性肿瘤 心血管病 脑血管病 终末期肾病 精神病 肝病 血液病 糖尿病 肿瘤病 腰颈椎病 高血压病 肺病 一般疾病 深度昏迷 永久瘫痪 严重阿尔茨海默病 严重帕金森病 严重运动神经元病 残疾'.split(
          ' ',
        ),
      aliases: { 癌症: '恶性肿瘤', 尿毒症: '终末期肾病' },
    },
  },
};

const kinds = ['视力残疾', '听力残疾', '言语残疾', '智力残疾', '肢体残疾', '精神残疾', '多重残疾'];

export const disability: CodeList = {
  title: '残疾类别',
  source: '困难职工档案表填表说明',
  generations: { '2016': { values: kinds }, '2020': { values: kinds } },
};

const grades = ['一级', '二级', '三级', '四级'];

/** Before the scale of four grades the blind and those of low vision had two grades each. */
export const disabilityGrade: CodeList = {
  title: '残疾等级',
  source: '困难职工档案表填表说明（旧）；GB/T 26341（四级制）',
  generations: {
    '2016': { values: [...grades, '一级盲', '二级盲', '一级低视力', '二级低视力'] },
    '2020': {
      values: grades,
      aliases: { 一级盲: '一级', 二级盲: '二级', 一级低视力: '三级', 二级低视力: '四级' },
    },
  },
};
