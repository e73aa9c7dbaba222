import { nationalStandard, nearNingxia, openEnd, provinceForm } from './defaults.ts';
import { marginDisclosure } from './disclosures/margin.ts';
import { confirmed, unconfirmed } from './sheet.ts';
import { firstGeneration } from './standards/first-generation.ts';

/** 云南省. */
export const sheet = provinceForm('530000', '云南省', {
  region: nearNingxia,
  standards: [
    {
      ...nationalStandard('530000'),
      text: unconfirmed(
        firstGeneration,
        '《云南省困难职工档案管理办法（试行）》第七条只见到前三项，第四项据青岛 2017、郑州 2017 补齐；是否已换成深度、相对、意外三类未证实',
      ),
      from: unconfirmed('2016-06-06', '办法的施行日未见，取工保字〔2016〕2号的印发日'),
      to: openEnd,
    },
  ],
  subsistenceLines: unconfirmed('530000.csv', '虚构的，不是民政部门公布的标准'),
  coverage: unconfirmed(
    ['530102', '530103', '530111', '530112', '530114', '530402', '532901'],
    '样本只有昆明五区、红塔区和大理市',
  ),
  notice: {
    officePhone: unconfirmed('0871-00000000', '占位，须换成受理异议的部门的电话'),
  },
  tiers: confirmed(['national', 'provincial'], '《云南省困难职工档案管理办法（试行）》：管全国级、省级两级档案'),
  temporary: unconfirmed(
    {
      causes: ['家庭成员患重大疾病', '遭受自然灾害', '遭受意外事故'],
      months: 6,
      tier: 'county',
      again: { times: 2, months: 24 },
      course: ['assessment', 'survey', 'approval'],
      levels: [{ unionLevel: 'county', workingDays: 3 }],
    },
    '没有见到本省临时救助的规定；困难取突发事件一类，六个月、县级一级审批、按区县级帮扶、两年里第三次要写理由是演示用的',
  ),
  margin: unconfirmed(
    { percent: 30, disclosures: [marginDisclosure] },
    '没有见到本省的规定；低保标准的百分之三十取在民政的低保边缘（上浮至百分之五十）以内，是演示用的；告知书须由本省的法务看过',
  ),
  mail: {
    sender: unconfirmed('noreply@jdlk.example.cn', '占位，须换成本省实际的'),
  },
  signIn: {
    issuer: unconfirmed('https://id.jdlk.example.cn', '占位，须换成本省工会统一登录的地址'),
  },
  web: {
    publicBaseUrl: unconfirmed('https://jdlk.example.cn', '占位，须换成已备案的域名'),
    corsOrigins: unconfirmed(['https://work.jdlk.example.cn'], '占位，须换成办理人员所用网页的地址'),
  },
  alarmEmail: unconfirmed('alarm@jdlk.example.cn', '占位，须换成运维人员的邮箱'),
});
