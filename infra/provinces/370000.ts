import type { ProvinceProfile, SubsistenceLine } from '../../shared/province/profile.ts';
import { secondGeneration } from './standards/second-generation.ts';

/** 青岛市的区和县级市. */
const qingdao = ['370202', '370203', '370211', '370212', '370213', '370214', '370215', '370281', '370283', '370285'];

const sampleLine = (division: string): SubsistenceLine => ({
  division,
  from: '2026-01-01',
  to: null,
  fen: 100_000,
  source: '样本数据：仅供演示，不是民政部门公布的标准',
});

/** 山东省. */
export const profile = {
  code: '370000',
  name: '山东省',
  union: '山东省总工会',
  timeZone: 'Asia/Shanghai',
  region: 'cn-north-1',
  standards: [{ ...secondGeneration, from: '2020-01-01', to: null }],
  subsistenceLines: qingdao.map(sampleLine),
  notice: { workingDays: 5, officeName: '山东省总工会困难职工帮扶中心', officePhone: '0531-00000000' },
  approval: {
    levels: [
      { tier: 'county', workingDays: 5 },
      { tier: 'municipal', workingDays: 5 },
    ],
  },
  deadlines: { surveyDays: 20, resolutionDays: 10, planDays: 15, reverificationDays: 30, exitDays: 30 },
  review: { everyMonths: 12 },
  retentionYears: 10,
  mail: { sender: 'noreply@jdlk-sd.example.cn', senderName: '山东省总工会困难职工建档' },
  signIn: { issuer: 'https://id.jdlk-sd.example.cn', audience: 'jiandang-lika' },
  web: { publicBaseUrl: 'https://jdlk-sd.example.cn', corsOrigins: ['https://work.jdlk-sd.example.cn'] },
  waf: { enabled: true, requestsPerFiveMinutes: 2000 },
  throttling: { ratePerSecond: 200, burst: 400 },
  logRetentionDays: 180,
  alarmEmail: 'alarm@jdlk-sd.example.cn',
} satisfies ProvinceProfile;
