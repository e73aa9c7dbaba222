import * as z from 'zod';
import { statuses } from '../dossier/status.ts';
import { surveyFacts } from '../standards/input.ts';
import { tiers } from '../standards/tiers.ts';

/** What several answers have in common. */

export const Id = z.string().regex(/^[0-9a-z]{26}$/);
export const DossierId = Id.describe('档案的标识');
export const Version = z.int().min(1).describe('档案的版本，每记一条加一；也是 ETag');
export const Status = z.enum(statuses).describe('档案状态');
export const StatusTitle = z.string().describe('状态的中文名');
export const IsoDate = z.iso.date();
export const IsoInstant = z.iso.datetime();
export const OrgPath = z.string().describe('工会组织路径：省/市/县/单位');
export const Cursor = z.string().nullable().describe('下一页从这里开始；没有下一页时为 null');
export const LeaveAs = z.enum(['liftedOut', 'relieved', 'closed']);
export const Outcome = z.enum(['eligible', 'ineligible', 'excluded']);
/** What the survey must answer before the clause that decided counts. */
export const SurveyQuestion = z.strictObject({
  asks: z.enum(surveyFacts).describe('在 answers 里的名字'),
  question: z.string().describe('所问的，答是或否'),
});
export const recorded = { id: DossierId, version: Version };
export const DossierTier = z.enum(tiers).describe('档案级别：全国级、省级、地市级、区县级、基层');
