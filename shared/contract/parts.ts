import * as z from 'zod/mini';
import { type Status as DossierStatus, statusTitles } from '../dossier/status.ts';
import type { SurveyFact } from '../standards/input.ts';
import { type Tier, tierTitles } from '../standards/tiers.ts';
import { leavingReason } from './bodies/reverification.ts';
import { outcomeTitles } from './titles.ts';
import { words } from './words.ts';

/** What several answers have in common. Named: each is one component of the API description. */

const id = z.string().check(z.regex(/^[0-9a-z]{26}$/));
export const Id = id
  .clone()
  .register(z.globalRegistry, { id: 'Id', title: '标识', examples: ['3k9f0v7q2m8x5c1b6n4z0r7tpe'] });
export const DossierId = id
  .clone()
  .register(z.globalRegistry, { id: 'DossierId', title: '档案的标识', examples: ['7h2w9d4s0k5r8t1v3m6p2x7qzc'] });
export const Version = z
  .int()
  .check(z.minimum(1))
  .register(z.globalRegistry, {
    id: 'Version',
    title: '档案的版本',
    description: '每记一条加一；也是 ETag',
    examples: [7],
  });
export const Status = words<DossierStatus>('档案状态', statusTitles, {
  id: 'Status',
  title: '档案状态',
});
export const StatusTitle = z.string().check(z.meta({ title: '状态的中文名', examples: [statusTitles.underNotice] }));
export const Stalled = z
  .strictObject({
    step: z.string().check(z.meta({ title: '哪一步' })),
    error: z.string().check(z.meta({ title: '错误' })),
    inWords: z.string().check(z.meta({ title: '停在哪里，由谁排除', description: '给人看的一句话' })),
  })
  .register(z.globalRegistry, { id: 'Stalled', title: '停滞' });
export const IsoDate = z.iso.date().register(z.globalRegistry, {
  id: 'IsoDate',
  title: '日期',
  description: '北京时间的日期',
  'x-zone': 'Asia/Shanghai',
  examples: ['2026-11-23'],
});
export const IsoInstant = z.iso.datetime().register(z.globalRegistry, {
  id: 'IsoInstant',
  title: '时刻',
  description: 'UTC 的时刻',
  'x-zone': 'UTC',
  examples: ['2026-11-23T01:30:00.000Z'],
});
/** A sum of money. */
export const Fen = z.int().register(z.globalRegistry, {
  id: 'Fen',
  title: '金额',
  description: '人民币，以分为单位',
  'x-unit': 'fen',
  examples: [70_000],
});
export const OrgPath = z.string().register(z.globalRegistry, {
  id: 'OrgPath',
  title: '工会组织路径',
  description: '省/市/县/单位',
  examples: ['530000/530100/530102/U0001'],
});
export const Cursor = z.nullable(z.string()).register(z.globalRegistry, {
  id: 'Cursor',
  title: '翻页标记',
  description: '下一页从这里开始；没有下一页时为 null',
});
export const LeavingReason = leavingReason
  .clone()
  .register(z.globalRegistry, { id: 'LeavingReason', title: '退出的原因' });
export const Outcome = words('认定的结果', outcomeTitles, {
  id: 'Outcome',
  title: '认定的结果',
});
export const Category = z
  .string()
  .register(z.globalRegistry, { id: 'HardshipCategory', title: '困难类别', examples: ['深度困难职工'] });
export const DossierTier = words<Tier>('档案级别', tierTitles, {
  id: 'DossierTier',
  title: '档案级别',
});
/** What the survey must answer before the clause that decided counts. */
export const SurveyQuestion = z
  .strictObject({
    asks: words<SurveyFact>('在 answers 里的名字', { sixMonthsBelowLine: '是否已连续六个月低于低保标准' }),
    question: z.string().check(z.meta({ title: '所问的', description: '答是或否' })),
  })
  .register(z.globalRegistry, { id: 'SurveyQuestion', title: '调查所问' });
/** Who did something, as their login says. */
export const StaffId = z
  .string()
  .check(z.meta({ title: '谁', description: '登录标识', examples: ['registrar-530102-1'] }));
export const UnionName = z
  .string()
  .check(z.meta({ title: '工会的名称', description: '给人看的', examples: ['五华区护国片区工会联合会'] }));
/** 返困: the dossier under which the household was on file before. */
export const Predecessor = z
  .strictObject({
    dossier: z.nullable(DossierId).check(z.meta({ title: '哪一份', description: '不归您的工会的为 null' })),
    union: UnionName.check(z.meta({ description: '由哪个工会管理；别的县的只说县' })),
    endedOn: IsoDate.check(z.meta({ title: '退出的日期' })),
  })
  .register(z.globalRegistry, { id: 'Predecessor', title: '以前的档案' });
/** What they are called: what people are shown. */
export const StaffName = z
  .string()
  .check(z.meta({ title: '谁', description: '姓名，给人看的；没有登记的写“未登记姓名”', examples: ['何静'] }));
export const recorded = { id: DossierId, version: Version };
