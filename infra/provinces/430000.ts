import { nearNingxia, provinceForm } from './defaults.ts';
import { confirmed, unconfirmed } from './sheet.ts';

/** 湖南省. */
export const sheet = provinceForm('430000', '湖南省', {
  region: nearNingxia,
  review: {
    everyMonths: confirmed(12, '湖南省工会困难职工档案管理办法（解读）：每年至少一次集中复核整理'),
  },
  tiers: unconfirmed(['national'], '岳阳 2018 年建档流程写明分级建档，分几级未见'),
  retention: {
    leftYears: confirmed(10, '湖南省工会困难职工档案管理办法（解读）：脱困后至少再保存 10 年'),
  },
});
