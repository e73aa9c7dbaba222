import * as z from 'zod/mini';
import { Sealed } from '../sealing/sealed.ts';
import { decided, deed } from './deed.ts';
import { ownRefusal } from './own.ts';
import { contactRevocations, type OwnContact } from './own-contact-state.ts';
import type { DossierState } from './state.ts';

/** 核验联系方式：建档人见过本人、看过身份证，说明这个邮箱或手机是本人的 */
export const verifyContact = deed('verifyContact', {
  title: '核验联系方式',
  says: {
    by: z.enum(['mail', 'message']),
    /** 联系方式和当时看的是谁的身份证 */
    contact: Sealed,
  },
  place: 'alive',
  refuse: (state) => ownRefusal(state),
  evolve: ({ version }, { by, contact }, { actor, on }): { ownContact: OwnContact } => ({
    ownContact: { version, by, on, verifiedBy: actor.id, contact },
  }),
});

/** 停用核验过的联系方式：从此要当面查询 */
export const revokeContact = deed('revokeContact', {
  title: '停用联系方式',
  says: { because: z.enum(contactRevocations) },
  place: 'alive',
  refuse: ({ ownContact }) => (ownContact === null ? '没有核验过的联系方式' : undefined),
  evolve: () => ({ ownContact: null }),
});

export const decideContactVerification = (state: DossierState, says: { by: 'mail' | 'message'; contact: Sealed }) =>
  decided(state, verifyContact, says);
export const decideContactRevocation = (state: DossierState, says: { because: (typeof contactRevocations)[number] }) =>
  decided(state, revokeContact, says);
