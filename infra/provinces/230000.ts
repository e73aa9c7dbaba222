import { nationalStandard, nearBeijing, openEnd, provinceForm } from './defaults.ts';
import { confirmed, unconfirmed } from './sheet.ts';
import { taheRelative } from './standards/local.ts';
import { secondGeneration } from './standards/second-generation.ts';

/** 黑龙江省. */
export const sheet = provinceForm('230000', '黑龙江省', {
  region: nearBeijing,
  standards: [
    {
      ...nationalStandard('230000'),
      text: unconfirmed(secondGeneration, '没有见到本省的困难职工标准，暂用这一代'),
      from: unconfirmed('2020-01-01', '各地 2018 至 2020 年间陆续采用，本省的生效日未证实'),
      to: openEnd,
    },
    {
      text: unconfirmed(taheRelative, '塔河县总工会的报道只说 2 至 3 倍的相对困难另行建档，认定办法全文未见'),
      tier: confirmed('county', '塔河县总工会相对困难职工信息比对：地方级，与全国级分开'),
      divisions: confirmed(['232722'], '塔河县总工会相对困难职工信息比对'),
      from: unconfirmed('2020-01-01', '施行日未见，取第二代标准的起日'),
      to: openEnd,
    },
  ],
  subsistenceLines: unconfirmed('230000.csv', '虚构的，不是民政部门公布的标准'),
  coverage: unconfirmed(['232722'], '样本只有塔河县'),
  tiers: unconfirmed(['national', 'county'], '塔河县对收入在低保标准 2 至 3 倍之间的另建地方档案；全省分几级未证实'),
});
