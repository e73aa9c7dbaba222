import type { StandardDocument } from '../sources.ts';

/** What the standards go by (facts.md 1.1 to 1.4), and where each of them holds. */
export const documents = {
  archiveRules: { title: '《困难职工档案管理办法》（总工办〔2016〕36号）', place: '' },
  yunnan: { title: '《云南省困难职工档案管理办法（试行）》', place: '53' },
  shandong: {
    title: '《山东工会困难职工家庭认定、帮扶和档案管理办法（试行）》（鲁会办〔2020〕58号）',
    place: '37',
  },
  qingdaoNotice: { title: '青岛市 2017 年度摸底通知', place: '3702' },
  qingdaoFormula: { title: '青岛市困难职工自测公式', place: '3702' },
  binzhou: { title: '滨州市困难职工精准识别建档口径（2018—2019）', place: '3716' },
  zhengzhou: { title: '郑州市 2017 年困难职工家庭认定口径', place: '4101' },
  pingdingshan: { title: '平顶山市总工会困难职工家庭认定标准', place: '4104' },
  zhuhai: { title: '珠海市困难职工申报表（2023）', place: '4404' },
  tahe: { title: '塔河县总工会相对困难职工信息比对', place: '232722' },
  /** Questions and answers of one city's unions on the national standard; which city is not said. */
  answers: { title: '一市工会的全国级档案认定标准问答', place: null },
  /** The only place that names vehicles for the first generation; it binds nobody outside the college. */
  college: { title: '郑州铁路职业技术学院困难职工档案管理办法（2018）', place: null },
} as const satisfies Record<string, StandardDocument>;
