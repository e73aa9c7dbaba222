import type { Sealed } from '../sealing/sealed.ts';
import type { DossierState } from './state.ts';

// What is asked of 边缘名单, apart from the deeds and their schemas, which whoever only asks need not carry.

/** 边缘名单: a household that just missed agreed to be looked at again when the rules change. ISO dates. */
export interface Margin {
  /** Of the journal entry that holds the consents of its people, to which they are bound. */
  version: number;
  consent: Sealed;
  since: string;
  /** Since when somebody is to ask whether it wants to apply again; null while nobody is. */
  askedOn: string | null;
  /** Digest of the rules by which it was last found that it may be taken: by the same nobody is asked twice. */
  askedUnder: string | null;
}

/** 差一点: the standards do not take it, and would if the subsistence line were as much higher as the province says. */
export const isNearly = ({ matter }: Pick<DossierState, 'matter'>): boolean => matter.assessment?.nearly === true;

export const noMargin = '本省没有边缘名单';

/**
 * Whether it is on the list: with its consent, and no longer than what was applied for has to be kept. A household that
 * applies again has left it.
 */
export const isOnMargin = (state: Pick<DossierState, 'margin' | 'disposal' | 'end'>): boolean =>
  state.margin !== null && state.disposal === null && state.end?.as !== 'merged';
