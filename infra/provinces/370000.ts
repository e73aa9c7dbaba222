import { nationalStandard, nearBeijing, openEnd, provinceForm } from './defaults.ts';
import { marginDisclosure } from './disclosures/margin.ts';
import { confirmed, unconfirmed } from './sheet.ts';
import { binzhou } from './standards/binzhou.ts';
import { firstGeneration } from './standards/first-generation.ts';
import { qingdao } from './standards/qingdao.ts';
import { secondGeneration } from './standards/second-generation.ts';

const replaced = '为鲁会办〔2020〕58号所替代，施行日未见，取上一年末日';

/** 山东省. */
export const sheet = provinceForm('370000', '山东省', {
  region: nearBeijing,
  standards: [
    {
      ...nationalStandard('370000'),
      text: unconfirmed(firstGeneration, '全省的标准未见；青岛 2017 年度摸底通知是这一代'),
      from: unconfirmed('2016-06-06', '取工保字〔2016〕2号的印发日'),
      to: unconfirmed('2019-12-31', replaced),
    },
    {
      ...nationalStandard('370000'),
      text: unconfirmed(binzhou, '口径只见到转载；类别的划分参照云南第七条'),
      divisions: confirmed(['3716'], '滨州市困难职工精准识别建档口径'),
      from: unconfirmed('2018-01-01', '口径用于 2018、2019 两年，起止日未见'),
      to: unconfirmed('2019-12-31', replaced),
    },
    {
      ...nationalStandard('370000'),
      text: unconfirmed(
        secondGeneration,
        '类别出自鲁会办〔2020〕58号（威海 2023、2025 年仍按此执行），办法全文未见；算式取平顶山的认定标准',
      ),
      from: unconfirmed('2020-01-01', '鲁会办〔2020〕58号的施行日未见，取当年首日'),
      to: openEnd,
    },
    {
      ...nationalStandard('370000'),
      text: unconfirmed(qingdao, '青岛的困难职工自测小程序，只见到转载'),
      divisions: confirmed(['3702'], '青岛市困难职工自测小程序'),
      from: unconfirmed('2020-01-01', '随鲁会办〔2020〕58号，施行日未见，取当年首日'),
      to: openEnd,
    },
  ],
  subsistenceLines: unconfirmed('370000.csv', '虚构的，不是民政部门公布的标准'),
  coverage: unconfirmed(['3702'], '样本只有青岛市'),
  checking: {
    sources: unconfirmed(
      ['vehicles', 'business', 'property'],
      '邹城利用部门的大数据查房产、车辆、经商办企业；全省的未见',
    ),
  },
  courses: {
    registration: unconfirmed(
      ['assessment', 'survey', 'checking', 'notice', 'approval'],
      '邹城核对房产、车辆、经商办企业，不符的退档；全省是否核对、在公示以前还是以后未见',
    ),
  },
  notice: {
    officePhone: unconfirmed('0531-00000000', '占位，须换成受理异议的部门的电话'),
  },
  approval: {
    levels: unconfirmed(
      [
        { unionLevel: 'county', workingDays: 5 },
        { unionLevel: 'municipal', workingDays: 5 },
      ],
      '鲁会办〔2020〕58号全文未见；按从严取县级、市级两级，每级几个工作日也未证实',
    ),
  },
  margin: unconfirmed(
    { percent: 50, disclosures: [marginDisclosure] },
    '青岛 2017 年的低保边缘户标准上浮 50%；全省的、困难职工的没有见到，告知书须由本省的法务看过',
  ),
  mail: {
    sender: unconfirmed('noreply@jdlk-sd.example.cn', '占位，须换成本省实际的'),
  },
  signIn: {
    issuer: unconfirmed('https://id.jdlk-sd.example.cn', '占位，须换成本省工会统一登录的地址'),
  },
  web: {
    publicBaseUrl: unconfirmed('https://jdlk-sd.example.cn', '占位，须换成已备案的域名'),
    corsOrigins: unconfirmed(['https://work.jdlk-sd.example.cn'], '占位，须换成办理人员所用网页的地址'),
  },
  alarmEmail: unconfirmed('alarm@jdlk-sd.example.cn', '占位，须换成运维人员的邮箱'),
});
