import type { Detail } from '../dossier/detail.ts';

/** The matters for which a form is filled in, as the form's head calls them. */
export const fillingTitles: Partial<Record<Detail['matter']['kind'], string>> = {
  registration: '申请建档',
  temporary: '申请临时救助',
  conversion: '转正',
  amendment: '变更',
  reverification: '年度复核：有变化的',
};

/** Whether a form is being filled in as the dossier stands. */
export const isFillingIn = ({ matter: { kind, stage, outcome } }: Pick<Detail, 'matter'>): boolean =>
  fillingTitles[kind] !== undefined && stage === 'form' && outcome === null;
