import { type CodeList, unchanged } from './code-list.ts';

/** Kinds of home that one bought, by the later list. */
const bought = ['商品房', '经济适用房', '两限房'];
const publicHousing = ['承租单位公房', '政府廉租房'];

export const housingType: CodeList = {
  title: '住房类型',
  source: '困难职工档案表填表说明（两代）',
  generations: {
    '2016': {
      values: [...publicHousing, '自购房', '无房', '租房', '自建房', '其他'],
      aliases: {
        商品房: '自购房',
        经济适用房: '自购房',
        两限房: '自购房',
        自购商品房: '自购房',
        租赁私房: '租房',
      },
      covers: {
        租赁公房: publicHousing,
        自有私房: ['自购房', '自建房'],
        售后公房: ['自购房', '其他'],
        安置商品房: ['自购房', '其他'],
      },
    },
    '2020': {
      values: ['自建房', ...bought, ...publicHousing, '租房', '其他'],
      aliases: { 自购商品房: '商品房', 租赁私房: '租房' },
      covers: {
        自购房: bought,
        // Whoever owns no home lives in someone else's: which kind, the old box did not ask.
        无房: [...publicHousing, '租房', '其他'],
        租赁公房: publicHousing,
        自有私房: ['自建房', ...bought],
        售后公房: ['商品房', '其他'],
        安置商品房: ['商品房', '其他'],
      },
    },
  },
};

/** 建筑面积 in bands of square metres. */
export const floorArea: CodeList = {
  title: '建筑面积',
  source: '困难职工档案表填表说明',
  generations: unchanged(['20以下(含)', '20(不含)至50(含)', '50(不含)至70(含)', '70以上(不含)']),
};
