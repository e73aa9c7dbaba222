import * as z from 'zod/mini';
import { Sealed } from '../sealing/sealed.ts';
import { decided, deed } from './deed.ts';
import { isNearly, isOnMargin } from './margin-state.ts';
import type { DossierState } from './state.ts';

const notOnIt = '不在边缘名单上';

/** 列入边缘名单：差一点没有符合标准的，全家同意以后 */
export const joinMargin = deed('joinMargin', {
  title: '列入边缘名单',
  says: {
    /** 各人对列入名单的同意 */
    consent: Sealed,
  },
  place: 'anywhere',
  refuse: (state) => {
    if (isOnMargin(state)) return '已经在边缘名单上';
    if (!isNearly(state)) return '最近一次认定不是差一点没有符合，不列入边缘名单';
    if (state.end?.as === 'merged') return '已经并入另一份档案';
    return state.disposal === null ? undefined : '保管期满，已经列入处置清单或者因别的缘由延长保管';
  },
  evolve: ({ version }, { consent }, { on }) => ({
    margin: { version, consent, since: on, askedOn: null, askedUnder: null },
  }),
});

/** 问是否再申请：标准、低保标准变了，名单上的一户现在可能符合 */
export const askMargin = deed('askMargin', {
  title: '边缘名单上的一户可能符合了',
  says: {
    /** 所照的标准和低保标准的摘要 */
    rules: z.string(),
  },
  place: 'anywhere',
  refuse: (state, { rules }) => {
    if (!isOnMargin(state)) return notOnIt;
    if (state.margin?.askedOn !== null) return '已经要人去问';
    return state.margin.askedUnder === rules ? '照同样的标准已经问过' : undefined;
  },
  evolve: ({ margin }, { rules }, { on }) => ({ margin: margin && { ...margin, askedOn: on, askedUnder: rules } }),
});

/** What comes of being on the list: it stays for now, it wishes to be on it no longer, or has applied again elsewhere. */
const marginAnswers = ['notNow', 'ownWish', 'applied'] as const;
export type MarginAnswer = (typeof marginAnswers)[number];

/** 边缘名单的答复：暂不申请；不愿再留在名单上；已经另行申请 */
export const answerMargin = deed('answerMargin', {
  title: '登记边缘名单的答复',
  says: { answer: z.enum(marginAnswers) },
  place: 'anywhere',
  refuse: (state, { answer }) => {
    if (!isOnMargin(state)) return notOnIt;
    return answer === 'notNow' && state.margin?.askedOn === null ? '还没有要问这一户的，不用登记暂不申请' : undefined;
  },
  evolve: ({ margin }, { answer }) => ({
    margin: answer === 'notNow' && margin !== null ? { ...margin, askedOn: null } : null,
  }),
});

export const decideJoiningMargin = (state: DossierState, says: { consent: Sealed }) => decided(state, joinMargin, says);
export const decideAskingMargin = (state: DossierState, says: { rules: string }) => decided(state, askMargin, says);
export const decideMarginAnswer = (state: DossierState, says: { answer: MarginAnswer }) =>
  decided(state, answerMargin, says);
