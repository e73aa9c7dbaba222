import type { Standard } from '../../../shared/province/profile.ts';

/** 困难农民工: in the union, with a contract of a year or more, by the line of the place of work (facts.md 1.1.5). */
export const migrantWorker = (source: string): Standard['requirements'][number] => ({
  id: 'migrant-worker',
  title: '困难农民工须加入工会并签订一年以上劳动合同',
  cel: '!migrantWorker || (unionMember && contractYears >= 1.0)',
  source,
});
