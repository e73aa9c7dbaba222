import { type CodeList, unchanged } from './code-list.ts';

export const housingType: CodeList = {
  title: '住房类型',
  source: '困难职工档案表填表说明（两代）',
  generations: {
    '2016': {
      values: ['承租单位公房', '政府廉租房', '自购房', '无房', '租房', '自建房', '其他'],
      aliases: { 商品房: '自购房', 经济适用房: '自购房', 两限房: '自购房' },
    },
    '2020': {
      values: ['自建房', '商品房', '经济适用房', '两限房', '承租单位公房', '政府廉租房', '租房', '其他'],
      aliases: { 自购房: '商品房' },
    },
  },
};

/** 建筑面积 in bands of square metres. */
export const floorArea: CodeList = {
  title: '建筑面积',
  source: '困难职工档案表填表说明',
  generations: unchanged(['20以下(含)', '20(不含)至50(含)', '50(不含)至70(含)', '70以上(不含)']),
};
