import type { Sealed } from '../sealing/sealed.ts';

/** 核验过的联系方式: a code that comes to it opens the worker's own file, as long as the worker and the number are who they were. */
export interface OwnContact {
  /** Of the journal entry that holds it, to which it is bound. */
  version: number;
  by: 'mail' | 'message';
  /** ISO date. */
  on: string;
  /** Who of the staff saw the worker and their ID card. */
  verifiedBy: string;
  contact: Sealed;
}

/** Why one opens nothing any more. */
export const contactRevocations = ['ownWish', 'lost', 'mistaken'] as const;
export type ContactRevocation = (typeof contactRevocations)[number];
export const revocationTitles: Record<ContactRevocation, string> = {
  ownWish: '本人不愿再用',
  lost: '手机或邮箱丢了、换了、借给了别人',
  mistaken: '登记错了',
};
