import type { Disclosure } from '../consent/disclosure.ts';

/** 边缘名单 of a province: who just misses, and what such a household is told before it agrees to be on the list. */
export interface MarginTerms {
  /** By so many percent of the subsistence line a household may have missed it. */
  percent: number;
  /** Each edition from its date on. */
  disclosures: readonly Disclosure[];
}
