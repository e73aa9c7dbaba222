import type { StandardText } from '../sheet.ts';
import type { Source } from '../sources.ts';

/** 困难农民工: in the union, with a contract or factual employment of a year or more (facts.md 1.1.5). */
export const migrantWorker = (source: Source): StandardText['requirements'][number] => ({
  id: 'migrant-worker',
  title: '困难农民工须加入工会，并有一年以上劳动合同或一年以上事实劳动关系',
  cel: '!migrantWorker || (unionMember && (contractYears >= 1.0 || openEndedContract || factualEmploymentYears >= 1.0))',
  source,
});
