import { senderTitles } from '../../../shared/dossier/objection-list.ts';
import type { MatterKind } from '../../../shared/matters/course.ts';
import { dateInWords, momentInWords } from '../../../shared/pages/dates.ts';
import { type Mail, type Sender, write } from './mail.ts';

/** What every mail about a piece of work says. Dates are ISO dates; the name is masked. */
export interface WorkMailView {
  sender: Sender;
  recipient: string;
  maskedName: string;
  /** The dossier's identifier, by which staff find it. */
  dossierId: string;
}

/** Several people are written to: whoever comes first does it. */
export const shared = ['这封信写给每一位可以办的人，有一位办了即可。'];

export function factsOf({ maskedName, dossierId }: WorkMailView): [string, string][] {
  return [
    ['职工姓名', maskedName],
    ['档案标识', dossierId],
  ];
}

const returnedWords: Record<MatterKind, { subject: string; opening: string; closing: string }> = {
  registration: {
    subject: '有一份档案被退回，请补正',
    opening: '下面这份档案被退回，请按所列原因补正后重新提交，并告知职工本人。',
    closing: '经核实不能补正的，请撤回申请，并向职工本人说明。',
  },
  temporary: {
    subject: '有一份临时救助的申请被退回，请补正',
    opening: '下面这份临时救助的申请被退回，请按所列原因补正后重新提交，并告知职工本人。',
    closing: '经核实不能补正的，请撤回申请，并向职工本人说明。',
  },
  conversion: {
    subject: '有一户的转正被退回，请补正',
    opening: '下面这一户的转正被退回，请按所列原因补正后重新提交。期满以前，这一户仍是临时救助。',
    closing: '不能补正的，请取消转正；期满以后由您提出注销。',
  },
  amendment: {
    subject: '有一户的变更被退回，请补正',
    opening: '下面这一户的变更被退回，请按所列原因补正后重新提交。这一户仍然在册，仍按原来的档案表。',
    closing: '不应当变更的，请取消变更。',
  },
  reverification: {
    subject: '有一户的复核被退回，请补正',
    opening: '下面这一户的复核被退回，请按所列原因核实后重新登记复核结果。这一户仍然在册。',
    closing: '应当退出的，请提出退出。',
  },
  exit: {
    subject: '有一户的退出被退回，请补正',
    opening: '下面这一户的退出被退回，请按所列原因补正后再次提出。这一户仍然在册，帮扶照常继续。',
    closing: '不应当退出的，请取消退出，下次复核照原定的日期。',
  },
};

/** 退回补正：写给建档人，逐条说明原因 */
export function returnedMail(
  view: WorkMailView & { purpose: MatterKind; why: string | null; reasons: readonly string[] },
): Mail {
  const { subject, opening, closing } = returnedWords[view.purpose];
  return write({
    sender: view.sender,
    subject,
    recipient: view.recipient,
    opening,
    facts: [...factsOf(view), ...(view.why === null ? [] : [['退出的原因', view.why] as [string, string]])],
    points: view.reasons,
    closing: [closing],
  });
}

/** 建档：写给建档人，接下来是帮扶计划 */
export function registeredMail(view: WorkMailView & { planBy: string }): Mail {
  return write({
    sender: view.sender,
    subject: '有一户已经建档，请制定帮扶计划',
    recipient: view.recipient,
    opening: '下面这一户经审批同意，已经建档。请与帮扶单位、困难职工商定帮扶计划，登记到系统，由职工签字确认。',
    facts: [...factsOf(view), ['签字期限', dateInWords(view.planBy)]],
    closing: ['签字以后，系统打印联系卡。'],
  });
}

/** 复核、变更按标准认定不再符合，由规则提出退出：写给建档人。有的省先入户，所以不说已经送审 */
export function exitProposedMail(view: WorkMailView & { why: string }): Mail {
  return write({
    sender: view.sender,
    subject: '有一户按标准认定不再符合，已提出退出',
    recipient: view.recipient,
    opening:
      '下面这一户经年度复核或变更，按标准认定不再符合，系统已提出退出，退不退由审批人决定。审批同意之前，这一户仍然在册，帮扶照常继续。',
    facts: [...factsOf(view), ['原因', view.why]],
    closing: [
      '认为认定有误的，请登录系统查看逐条说明，并告诉审批人：审批人不同意退出，这一户就继续在册。标准或者低保标准录错了的，请审批人退回补正；更正以后取消退出，当夜再复核一次。',
    ],
  });
}

/** 撤档：写给建档人，由其向本人说明；本人死亡的，告知家属 */
export function hasLeftMail(view: WorkMailView & { as: string; why: string; died: boolean }): Mail {
  return write({
    sender: view.sender,
    subject: '有一户已经撤档',
    recipient: view.recipient,
    opening: `下面这一户的退出经审批同意，已经撤档。${
      view.died ? '请告知家属。' : '请向职工本人说明，并告知以后又有困难的可以再次申请。'
    }`,
    facts: [...factsOf(view), ['去向', view.as], ['原因', view.why]],
    closing: [view.died ? '家属符合其他帮扶或救助条件的，请协助办理。' : '符合其他帮扶或救助条件的，请协助办理。'],
  });
}

/** What happened at the moment from which the days count. */
function momentTitle({ taken, by }: { taken: boolean; by: keyof typeof senderTitles }): string {
  if (!taken) return '收到时间';
  return by === 'verified' ? '验证时间' : '受理时间';
}

/** 收到异议：写给没有经手过的审核人；异议内容只在系统里看 */
export function objectionReceivedMail(
  view: WorkMailView & {
    number: number;
    by: keyof typeof senderTitles;
    taken: boolean;
    /** When it came to be owed: received, verified or taken up. */
    since: string;
    until: string;
  },
): Mail {
  const { taken } = view;
  return write({
    sender: view.sender,
    subject: taken ? '公示收到异议，请处理' : '公示收到异议，请初核',
    recipient: view.recipient,
    opening: taken
      ? '下面这一户有异议须处理，请在期限内核实。处理完之前，不得审批同意。'
      : '下面这一户在公示期内收到没有验证的异议，请在期限内初核，决定是否受理。以后再有的不另发信，请登录系统查看。',
    facts: [
      ...factsOf(view),
      ['异议编号', String(view.number)],
      ['异议的来源', senderTitles[view.by]],
      [momentTitle(view), momentInWords(view.since)],
      [taken ? '处理期限' : '初核期限', dateInWords(view.until)],
    ],
    closing: ['异议内容和反映人的情况请登录系统查看，并注意保密。', ...shared],
  });
}

/** 公示期满还有没有初核的异议：写给审核人 */
export function objectionsLeftMail(view: WorkMailView & { count: number }): Mail {
  return write({
    sender: view.sender,
    subject: '公示期满，还有异议没有初核',
    recipient: view.recipient,
    opening:
      '下面这一户公示期满，收到过的异议有的没有验证，等您初核，请尽快办理。它们不妨碍审批，件数已告知审批人；审批通过之前受理的，处理完才能同意。',
    facts: [...factsOf(view), ['没有初核的', `${view.count} 件`]],
    closing: ['异议内容请登录系统查看，并注意保密。', ...shared],
  });
}

/** 不予建档：写给建档人，由其向本人说明 */
export function rejectedMail(view: WorkMailView): Mail {
  return write({
    sender: view.sender,
    subject: '有一份申请不予建档',
    recipient: view.recipient,
    opening:
      '下面这份申请经调查、公示或审批，不予建档。请登录系统查看理由，向职工本人说明，并告知情况变化后可以再次申请。',
    facts: factsOf(view),
    closing: ['符合其他帮扶或救助条件的，请协助办理。'],
  });
}

/** 退出没有获得批准：写给建档人；这一户照旧在册，不能读成不予建档 */
export function exitRefusedMail(view: WorkMailView & { why: string }): Mail {
  return write({
    sender: view.sender,
    subject: '有一户的退出没有获得批准',
    recipient: view.recipient,
    opening:
      '下面这一户的退出，审批人没有同意。这一户仍然在册，帮扶照常继续。请登录系统查看审批意见，职工知道这件事的，向本人说明。',
    facts: [...factsOf(view), ['原因', view.why]],
    closing: ['情况有变、认为应当退出的，可以再次提出；下次复核的日期请登录系统查看。'],
  });
}

/** 类别、级别的变动获得批准：写给建档人，由其向本人说明 */
export function changedMail(view: WorkMailView & { from: string; to: string }): Mail {
  return write({
    sender: view.sender,
    subject: '有一户的类别或级别已经变动',
    recipient: view.recipient,
    opening: '下面这一户复核或变更认定的类别或级别有变动，审批人已经同意，自此按新的办理。请向职工本人说明。',
    facts: [...factsOf(view), ['变动', `由${view.from}改为${view.to}`]],
    closing: ['帮扶计划要不要随之改，请与帮扶单位商定。'],
  });
}

/** 类别、级别的变动没有获得批准：写给建档人；这一户照旧在册 */
export function changeRefusedMail(view: WorkMailView & { change: { from: string; to: string } | null }): Mail {
  return write({
    sender: view.sender,
    subject: '有一户的类别或级别变动没有获得批准',
    recipient: view.recipient,
    opening:
      '下面这一户复核或变更认定的类别或级别有变动，审批人没有同意。这一户仍然在册，仍按原来的类别和级别；变更的，仍按原来的档案表。',
    facts: [
      ...factsOf(view),
      ...(view.change === null
        ? []
        : [['没有同意的变动', `由${view.change.from}改为${view.change.to}`] as [string, string]]),
    ],
    closing: ['审批意见请登录系统查看。'],
  });
}

/** 疑似重复：写给没有经手过的审核人；像在哪里，只有裁定的人看得到 */
export function duplicateFoundMail(view: WorkMailView): Mail {
  return write({
    sender: view.sender,
    subject: '有一户疑似重复建档，等待裁定',
    recipient: view.recipient,
    opening: '下面这一户与另一份在办或在册的档案相像，请裁定是不是同一户。入户调查可以先办，裁定之前不公示。',
    facts: factsOf(view),
    closing: ['像在哪里请登录系统查看；裁定为同一户的，合并档案；还在申请的，也可以由建档人撤回。', ...shared],
  });
}

const merged = '由审核人合并两份档案';
/** What settles that two dossiers are one household's, by what is under way. */
const waysToSettle: Record<MatterKind, string> = {
  registration: `${merged}，或撤回这一份申请`,
  temporary: `${merged}，或撤回这一份申请`,
  amendment: `取消这一次变更，再${merged}`,
  conversion: `取消转正，再${merged}`,
  reverification: `${merged}（复核报告了变化的，先由入户调查人退回，请您改报没有变化，办结以后再合并）`,
  exit: `退出办结以前不能合并；取消退出的，${merged}`,
};

/** 裁定为同一户：写给建档人；另一份是谁的，由审核人掌握 */
export function ruledSameMail(
  view: WorkMailView & {
    isOnFile: boolean;
    /** Null when nothing is under way. */
    kind: MatterKind | null;
  },
): Mail {
  const { isOnFile, kind } = view;
  return write({
    sender: view.sender,
    subject: `有一户已裁定为重复建档，请${isOnFile ? '与审核人商定' : '合并或撤回'}`,
    recipient: view.recipient,
    opening: `下面这一户经审核人裁定，与另一份在办或在册的档案为同一户，${isOnFile ? '须合并或改裁。这一户仍然在册。' : '不再往下办理。'}`,
    facts: factsOf(view),
    closing: [
      `请与审核人商定：${kind === null ? merged : waysToSettle[kind]}；认为裁定有误的，或者另一份已经终结的，请审核人改裁为不是一户。`,
    ],
  });
}

/** 合并：写给并入一方的建档人，由留下的一方接着办 */
export function mergedIntoMail(view: WorkMailView & { union: string }): Mail {
  return write({
    sender: view.sender,
    subject: '有一份档案已并入另一份档案',
    recipient: view.recipient,
    opening: '下面这份档案经审核与另一份为同一户，已经并入那一份，自此终结，由管理那一份的工会接着办。',
    facts: [...factsOf(view), ['接着办的工会', view.union]],
    closing: ['请告知职工本人；认为合并有误的，请与该工会或共同的上级工会联系。'],
  });
}

/** 逾期：某一步过了期限还没有办；写给该办的人 */
export function stepOverdueMail(view: WorkMailView & { what: string; until: string | null; by: string }): Mail {
  return write({
    sender: view.sender,
    subject: '有一户的办理已经逾期',
    recipient: view.recipient,
    opening: `下面这一户的${view.what}已过期限，请尽快办理，并登记到系统；不由您办的，请催促该办的人。`,
    facts: [
      ...factsOf(view),
      ...(view.until === null ? [] : [['期限', dateInWords(view.until)] as [string, string]]),
      ['由谁办', view.by],
    ],
    closing: ['地址、电话等信息请登录系统查看。'],
  });
}

/** 审批过了最上面的期限，没有更上一级可转：写给等着的人，办的是审批人 */
export function approvalOverdueMail(view: WorkMailView & { approver: string; until: string }): Mail {
  return write({
    sender: view.sender,
    subject: '有一户的审批已经逾期',
    recipient: view.recipient,
    opening: '下面这一户的审批过了期限还没有办理，上面没有再高一级的审批人，已再请审批人办理。',
    facts: [...factsOf(view), ['审批人', view.approver], ['现在的期限', dateInWords(view.until)]],
    closing: ['您可以催问这位审批人；不用再提交，也不用登记什么。'],
  });
}
