import type { ProvinceProfile } from '../../shared/province/profile.ts';

/** A province of no consequence: infrastructure reads only what stands here, never the standard itself. */
export const fixture: ProvinceProfile = {
  code: '990000',
  name: '试验省',
  union: '试验省总工会',
  timeZone: 'Asia/Shanghai',
  region: 'cn-northwest-1',
  standards: [],
  subsistenceLines: [],
  notice: { workingDays: 5, officeName: '试验省总工会', officePhone: '010-00000000' },
  approval: { levels: [{ tier: 'county', workingDays: 5 }] },
  deadlines: { surveyDays: 10, resolutionDays: 10, planDays: 10, reverificationDays: 30, exitDays: 10 },
  review: { everyMonths: 12 },
  retentionYears: 10,
  mail: { sender: 'jdlk@example.cn', senderName: '试验省总工会' },
  signIn: { issuer: 'https://signin.example.cn', audience: 'jdlk' },
  web: { publicBaseUrl: 'https://jdlk.example.cn', corsOrigins: ['https://clerk.example.cn'] },
  waf: { enabled: true, requestsPerFiveMinutes: 2000 },
  throttling: { ratePerSecond: 50, burst: 100 },
  logRetentionDays: 180,
  alarmEmail: 'ops@example.cn',
};
