/** 经办情况: what an inspector looks at, each with what it counts and what it cannot say. */
export const conductKinds = {
  readWithoutTask: {
    title: '没有事由的查阅',
    says: '看了一户，前后三十天没有办过它的事，当时也没有该他那个职责办的。职责照现在的名册；有人当面来问的，也会算在这里。',
  },
  unread: {
    title: '没有打开就决定',
    says: '作审批决定、裁定疑似重复以前，查阅记录里没有他打开过这一户；查找里见到的不算。',
  },
  fast: {
    title: '一分钟之内接连决定',
    says: '离他上一件决定不到六十秒。成批同意的一批也是这样，要看那一批是不是该批。',
  },
  alike: {
    title: '从来一样的结论',
    says: '同一种决定作了二十件以上，件件一样。真的没有别的，也会这样。',
  },
  backdated: {
    title: '事后补记',
    says: '写的日子比登记的那一天早三十天以上。',
  },
  corrected: {
    title: '事后更正',
    says: '帮扶的更正，包括作废。',
  },
  standIn: {
    title: '代办的审批',
    says: '作决定的不是请的那一位，是替他的。',
  },
  late: {
    title: '接连逾期',
    says: '同一户在这段时间里记过两次以上逾期，或者审批因逾期转请。列的是其中最后一次。',
  },
  sharedContact: {
    title: '一个联系方式核验在几户上',
    says: '这段时间里核验的本人联系方式，还核验在别的户上（全省的都算）。替几位老人收信的，也会这样。',
  },
  staffContact: {
    title: '联系方式是工会人员自己的',
    says: '核验为职工本人的邮箱或手机，与名册里一位工会人员的一样，或者后来登记成了一样。职工本人就在工会做事的，也会这样；名册里没有的邮箱看不出来。',
  },
  manyContacts: {
    title: '一个人核验了许多联系方式',
    says: '这段时间里一个人核验了二十户以上。一个工会只有一位建档人、集中登记的，也会这样。',
  },
} as const;
export type ConductKind = keyof typeof conductKinds;
export const conductKindCodes = Object.keys(conductKinds) as ConductKind[];

/** So many people a line names, and so many entries of each; how many there are it says in full. */
export const mostConductPeople = 50;
export const mostConductEntries = 20;
/** A report is of so many days at the most. */
export const mostConductDays = 92;
