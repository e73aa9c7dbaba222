import type { CodeList } from './code-list.ts';

/**
 * 困难类别: what an assessment answers and a registration keeps; no form posts it. The two generations are different
 * sums, so that no word of one is an alias of a word of the other.
 */
export const hardshipCategory: CodeList = {
  title: '困难类别',
  source: '困难职工档案表填表说明（2009年以后的一套）；各地申报通知（2019年以后的一套）',
  generations: {
    '2016': {
      values: ['低保户', '低保边缘户', '意外致困户'],
      aliases: { 应保未保: '低保户', 享受低保: '低保户' },
      covers: {
        未享受低保: ['低保户', '低保边缘户', '意外致困户'],
        低保线以上: ['低保边缘户', '意外致困户'],
      },
    },
    '2020': { values: ['深度困难职工', '相对困难职工', '意外致困职工'] },
  },
};
