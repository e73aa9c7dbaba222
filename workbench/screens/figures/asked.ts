import type { AnswerOf } from '../../../shared/contract/types.ts';
import type { CountiesOf } from '../../../shared/history/counties-of.ts';

export type Figures = AnswerOf<'getFigures'>;

/** What figures are asked for: of where, up to which day and since which (ISO dates). */
export interface Asked {
  org: string;
  day: string;
  from: string;
  counties: CountiesOf;
}
