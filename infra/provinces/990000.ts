import type { ProvinceProfile } from '../../shared/province/profile.ts';
import { secondGeneration } from './standards/second-generation.ts';

/** 演示: no province, but a region outside China, where the same stack must synthesise too. */
export const profile = {
  code: '990000',
  name: '演示',
  union: '演示工会',
  timeZone: 'Asia/Shanghai',
  region: 'ap-southeast-1',
  standards: [{ ...secondGeneration, from: '2020-01-01', to: null }],
  subsistenceLines: [
    {
      division: '990101',
      from: '2026-01-01',
      to: null,
      fen: 80_000,
      source: '样本数据：仅供演示',
    },
  ],
  notice: { workingDays: 5, officeName: '演示工会困难职工帮扶中心', officePhone: '000-00000000' },
  approval: { levels: [{ tier: 'county', workingDays: 5 }] },
  deadlines: { surveyDays: 20, resolutionDays: 10, planDays: 15, reverificationDays: 30, exitDays: 30 },
  review: { everyMonths: 12 },
  retentionYears: 10,
  mail: { sender: 'noreply@jdlk-demo.example.com', senderName: '困难职工建档（演示）' },
  signIn: { issuer: 'https://id.jdlk-demo.example.com', audience: 'jiandang-lika' },
  web: { publicBaseUrl: 'https://jdlk-demo.example.com', corsOrigins: ['https://work.jdlk-demo.example.com'] },
  waf: { enabled: false, requestsPerFiveMinutes: 2000 },
  throttling: { ratePerSecond: 50, burst: 100 },
  logRetentionDays: 30,
  alarmEmail: null,
} satisfies ProvinceProfile;
