import { nearBeijing, openEnd, provinceForm } from './defaults.ts';
import { unconfirmed } from './form.ts';
import { secondGeneration } from './standards/second-generation.ts';

/** 山东省. */
export const form = provinceForm('370000', '山东省', {
  region: nearBeijing,
  standards: [
    {
      text: unconfirmed(
        secondGeneration,
        '类别出自鲁会办〔2020〕58号（威海 2023、2025 年仍按此执行），办法全文未见；算式取青岛的困难职工自测小程序',
      ),
      from: unconfirmed('2020-01-01', '鲁会办〔2020〕58号的施行日未见，取当年首日'),
      to: openEnd,
    },
  ],
  subsistenceLines: unconfirmed('370000.csv', '样本数据，不是民政部门公布的标准'),
  coverage: unconfirmed(['3702'], '样本只有青岛市'),
  notice: {
    officePhone: unconfirmed('0531-00000000', '占位，须换成受理异议的部门的电话'),
  },
  approval: {
    levels: unconfirmed(
      [
        { tier: 'county', workingDays: 5 },
        { tier: 'municipal', workingDays: 5 },
      ],
      '鲁会办〔2020〕58号全文未见；按从严取县级、市级两级，每级几个工作日也未证实',
    ),
  },
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
