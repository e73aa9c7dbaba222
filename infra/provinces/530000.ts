import type { ProvinceProfile, SubsistenceLine } from '../../shared/province/profile.ts';
import { firstGeneration } from './standards/first-generation.ts';

const sampleLine = (division: string, fen: number): SubsistenceLine => ({
  division,
  from: '2026-01-01',
  to: null,
  fen,
  source: '样本数据：仅供演示，不是民政部门公布的标准',
});

/** 云南省. */
export const profile = {
  code: '530000',
  name: '云南省',
  union: '云南省总工会',
  timeZone: 'Asia/Shanghai',
  region: 'cn-northwest-1',
  standards: [{ ...firstGeneration, from: '2016-06-06', to: null }],
  subsistenceLines: [
    sampleLine('530102', 70_000),
    sampleLine('530103', 70_000),
    sampleLine('530111', 70_000),
    sampleLine('530112', 70_000),
    sampleLine('530114', 70_000),
    sampleLine('530402', 70_000),
    sampleLine('532901', 65_000),
  ],
  notice: { workingDays: 5, officeName: '云南省总工会困难职工帮扶中心', officePhone: '0871-00000000' },
  approval: { levels: [{ tier: 'county', workingDays: 5 }] },
  deadlines: { surveyDays: 20, resolutionDays: 10, planDays: 15, reverificationDays: 30, exitDays: 30 },
  review: { everyMonths: 12 },
  retentionYears: 10,
  mail: { sender: 'noreply@jdlk.example.cn', senderName: '云南省总工会困难职工建档' },
  signIn: { issuer: 'https://id.jdlk.example.cn', audience: 'jiandang-lika' },
  web: { publicBaseUrl: 'https://jdlk.example.cn', corsOrigins: ['https://work.jdlk.example.cn'] },
  waf: { enabled: true, requestsPerFiveMinutes: 2000 },
  throttling: { ratePerSecond: 200, burst: 400 },
  logRetentionDays: 180,
  alarmEmail: 'alarm@jdlk.example.cn',
} satisfies ProvinceProfile;
