import type { MatterKind } from '../../../shared/matters/course.ts';
import { momentInWords } from '../../../shared/pages/dates.ts';
import { type CodedLink, type Mail, type Sender, write } from './mail.ts';

/** What every mail to an approver (审批人) says. Instants are ISO, UTC; the name is masked. */
export interface ApprovalMailView {
  sender: Sender;
  /** 陈明 副主席 */
  recipient: string;
  purpose: MatterKind;
  maskedName: string;
  /** Why a household is to leave, in words; null where it is not an exit. */
  reason: string | null;
  /** What a reverification would change, in words; null of any other matter. */
  change: { from: string; to: string } | null;
  /** 县级工会审批 */
  levelName: string;
  deadline: string;
}

const howToDecide = [
  '打开链接只是查看材料，不会作出任何决定；请在页面上填写验证码和决定后提交。',
  '验证码输错 5 次，链接会锁定；过了办理期限，链接会失效。',
];

/** How the matter is named in a subject. */
function matterOf({ purpose }: Pick<ApprovalMailView, 'purpose'>): string {
  return shortNames[purpose];
}

const shortNames: Record<MatterKind, string> = {
  registration: '建档',
  temporary: '临时救助',
  conversion: '临时档案转正',
  amendment: '档案变更',
  reverification: '复核变动',
  exit: '退出',
};

const matterNames: Record<MatterKind, string> = {
  registration: '困难职工建档',
  temporary: '临时救助建档',
  conversion: '临时救助档案转正',
  amendment: '困难职工档案变更',
  reverification: '困难职工类别或级别变动',
  exit: '困难职工档案退出',
};

function factsOf(
  {
    purpose,
    maskedName,
    reason,
    change,
    levelName,
    deadline,
  }: Omit<ApprovalMailView, 'deadline'> & Partial<Pick<ApprovalMailView, 'deadline'>>,
  deadlineTitle = '办理期限',
): [string, string][] {
  return [
    ['事项', `${matterNames[purpose]}，${levelName}`],
    ['职工姓名', maskedName],
    ...(reason === null ? [] : [['退出的原因', reason] as [string, string]]),
    ...(change === null ? [] : [['变动', `由${change.from}改为${change.to}`] as [string, string]]),
    ...(deadline === undefined ? [] : [[deadlineTitle, momentInWords(deadline)] as [string, string]]),
  ];
}

/** 请审批 */
export function approvalRequestMail(view: ApprovalMailView & { link: CodedLink }): Mail {
  return write({
    sender: view.sender,
    subject: `有一份${matterOf(view)}材料请您审批`,
    recipient: view.recipient,
    opening: '下面这份材料已送到您这里审批，请在办理期限前作出决定。',
    facts: factsOf(view),
    link: { ...view.link, label: '打开审批页面' },
    closing: howToDecide,
  });
}

/**
 * 催办，或者补发：带新的链接和验证码，此前的链接随之失效。`late`：期限已经过了，上面没有别人可以转请，再请的还是他；
 * 过了的是哪一个期限，过了几天
 */
export function approvalReminderMail(
  view: ApprovalMailView & { link: CodedLink; late: { since: string; days: number } | null },
): Mail {
  const { late } = view;
  const anew = '请用本邮件的链接和验证码，以前邮件里的已经失效。';
  return write({
    sender: view.sender,
    subject: late
      ? `逾期：有一份${matterOf(view)}材料过了期限还没有审批`
      : `提醒：有一份${matterOf(view)}材料还没有审批`,
    recipient: view.recipient,
    opening: late
      ? `下面这份材料已过办理期限 ${late.days} 天，还没有审批；没有别的审批人可以转请，仍请您尽快作出决定。${anew}`
      : `下面这份材料还没有审批，请在办理期限前作出决定。${anew}`,
    facts: [
      ...factsOf(view, late ? '新的期限' : '办理期限'),
      ...(late ? [['已过的期限', momentInWords(late.since)] as [string, string]] : []),
    ],
    link: { ...view.link, label: '打开审批页面' },
    closing: howToDecide,
  });
}

/** 逾期上提：告知上一级审批人，材料转到他这里 */
export function approvalEscalatedMail(view: ApprovalMailView & { link: CodedLink; overdueSince: string }): Mail {
  return write({
    sender: view.sender,
    subject: `有一份逾期未办的${matterOf(view)}材料转请您审批`,
    recipient: view.recipient,
    opening: `下面这份材料在原审批环节到期（${momentInWords(view.overdueSince)}）没有办理，按规定转到您这里审批。`,
    facts: factsOf(view),
    link: { ...view.link, label: '打开审批页面' },
    closing: howToDecide,
  });
}

const passedOnWords = {
  departed: '下面这份材料原来的审批人已经离任或者调动，按规定转到您这里审批，办理期限重新计算。',
  handled: '下面这一户与另一份档案合并，原来的审批人经手过那一份，按规定回避，转到您这里审批，办理期限重新计算。',
};

/** 转请：原来的审批人离任，或者须回避，材料转到收信的人这里 */
export function approvalPassedOnMail(
  view: ApprovalMailView & { link: CodedLink; because: keyof typeof passedOnWords },
): Mail {
  return write({
    sender: view.sender,
    subject: `有一份${matterOf(view)}材料转请您审批`,
    recipient: view.recipient,
    opening: passedOnWords[view.because],
    facts: factsOf(view),
    link: { ...view.link, label: '打开审批页面' },
    closing: howToDecide,
  });
}

/** 转请：告知还在任、须回避的原审批人，他的链接失效 */
export function approvalTakenBackMail(view: Omit<ApprovalMailView, 'deadline'>): Mail {
  return write({
    sender: view.sender,
    subject: `有一份${matterOf(view)}材料已转请别人审批`,
    recipient: view.recipient,
    opening:
      '下面这一户与另一份档案合并，您经手过那一份，按规定回避，已转请别的审批人办理。您收到的链接已经失效，不需要再办理。',
    facts: factsOf(view),
    closing: ['对此有疑问的，请打下面的电话。'],
  });
}

/** 链接锁定：写给链接的主人，告诉他怎样再要一个 */
export function lockedApprovalMail(view: ApprovalMailView): Mail {
  return write({
    sender: view.sender,
    subject: '您的审批链接已经锁定',
    recipient: view.recipient,
    opening: '下面这份材料的审批链接，验证码输错了 5 次，已经锁定。还没有作出任何决定。',
    facts: factsOf(view),
    closing: [
      '要办理的，请本级及以上工会的审核人或者系统管理员补发一封审批邮件，用新邮件里的链接和验证码；也可以打下面的电话。',
      '不是您本人输错的，请一并告知：可能有人看到了您的邮件。',
    ],
  });
}

/** 逾期：告知原审批人，材料已转请上一级（最上一级的，同一级）的别人，他的链接失效；期限是过了的那一个 */
export function approvalDeadlinePassedMail(view: ApprovalMailView): Mail {
  return write({
    sender: view.sender,
    subject: `有一份${matterOf(view)}材料逾期未办，已转请别人审批`,
    recipient: view.recipient,
    opening: '下面这份材料到期没有办理，已按规定转请别的审批人办理。您收到的链接已经失效，不需要再办理。',
    facts: factsOf(view, '原定期限'),
    closing: ['对此有疑问的，请打下面的电话。'],
  });
}
