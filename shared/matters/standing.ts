/**
 * 在册情况: `left` was once on file, `ended` never was; `temporary` 临时救助 is on file until a day, and counted apart. A
 * report counts by it, so none is ever mixed with another.
 */
export const standings = ['applying', 'onFile', 'temporary', 'left', 'ended'] as const;
export type Standing = (typeof standings)[number];

/** 未建档而终结: the ways in which an application ends without a household ever being on file. */
export const endings = ['rejected', 'withdrawn', 'abandoned', 'merged'] as const;
/** 退出的去向 */
export const leavings = ['liftedOut', 'relieved', 'cancelled'] as const;

/** How a dossier's life ended; each way has a retention of its own. A dossier on file can be merged, too. */
export const ends = [...endings, ...leavings] as const;
export type End = (typeof ends)[number];

/** In which months after its leaving a household is to be followed up, for each way in which it can leave. */
export type FollowUpMonths = Readonly<Record<(typeof leavings)[number], readonly number[]>>;

/**
 * 退出的原因 and where each leads to. The national code list is not public (facts 1.9.8): the words are those of the
 * sources. Only a better income is 脱困; a standard or a line that changed, or an exclusion, is not (facts 1.9.1, 1.9.2).
 */
export const leavingReasons = {
  betterOff: { as: 'liftedOut', title: '收入超过标准，稳定脱困' },
  difficultyOver: { as: 'relieved', title: '困难已经解除，达到当地解困条件' },
  excluded: { as: 'cancelled', title: '命中不予建档的情形' },
  standardChanged: { as: 'cancelled', title: '家庭情况没有变化，标准变了，不再符合' },
  lineChanged: { as: 'cancelled', title: '家庭情况没有变化，低保标准变了，不再符合' },
  notACase: { as: 'cancelled', title: '经核查不符合建档条件' },
  falseStatement: { as: 'cancelled', title: '弄虚作假' },
  death: { as: 'cancelled', title: '职工死亡' },
  retired: { as: 'cancelled', title: '职工退休' },
  moved: { as: 'cancelled', title: '职工调离或迁出' },
  ownWish: { as: 'cancelled', title: '本人放弃' },
  temporaryOver: { as: 'cancelled', title: '临时救助期满或困难已经过去' },
} as const satisfies Record<string, { as: (typeof leavings)[number]; title: string }>;
/** So many attachments bear out one exit. */
export const mostExitEvidence = 10;
export type LeavingReason = keyof typeof leavingReasons;
export const leavingReasonCodes = Object.keys(leavingReasons) as [LeavingReason, ...LeavingReason[]];

/** 临时档案注销: why a household leaves that was taken in for a time. It was never in need by the standards, and is not lifted out. */
export const temporaryReasons = [
  'temporaryOver',
  'notACase',
  'falseStatement',
  'death',
  'retired',
  'moved',
  'ownWish',
] as const satisfies readonly LeavingReason[];
