/** Where each state of the dossier lifecycle stands in its picture, and what people call it. */
export interface Place {
  title: string;
  x: number;
  y: number;
  /** A small box beside the state that it belongs to. */
  small?: true;
}

const [registration, approval, reverification] = [240, 580, 920];
const beside = 172;
const row = (n: number): number => 165 + n * 84;

export const places: Record<string, Place> = {
  Phase: { title: '哪个阶段？', x: approval, y: 64 },
  UnknownPhase: { title: '阶段有误', x: reverification + beside, y: 64, small: true },

  Assess: { title: '按本省标准认定', x: registration, y: row(0) },
  Eligible: { title: '符合标准？', x: registration, y: row(1) },
  AwaitSurvey: { title: '等待入户调查', x: registration, y: row(2) },
  SurveyOverdue: { title: '记逾期、提醒', x: registration - beside, y: row(2), small: true },
  Surveyed: { title: '调查属实？', x: registration, y: row(3) },
  OpenNotice: { title: '开始公示', x: registration, y: row(4) },
  NoticePeriod: { title: '公示期', x: registration, y: row(5) },
  CloseNotice: { title: '公示期满', x: registration, y: row(6) },
  Objections: { title: '有异议？', x: registration, y: row(7) },
  AwaitResolutions: { title: '等待异议处理', x: registration, y: row(8) },
  ResolutionsOverdue: { title: '记逾期、提醒', x: registration - beside, y: row(8), small: true },
  Resolved: { title: '异议都不成立？', x: registration, y: row(9) },

  RequestApproval: { title: '送审（逐级）', x: approval, y: row(1) },
  AwaitDecision: { title: '等待审批决定', x: approval, y: row(2) },
  Decision: { title: '决定是什么？', x: approval, y: row(3) },
  Register: { title: '建档，给职工编号', x: approval, y: row(5) },
  AwaitSignature: { title: '等待计划签字', x: approval, y: row(6) },
  SignatureOverdue: { title: '记逾期、提醒', x: approval + beside, y: row(6), small: true },
  IssueCards: { title: '打印并发放联系卡', x: approval, y: row(7) },

  AwaitUpdate: { title: '等待复核结果', x: reverification, y: row(0) },
  UpdateOverdue: { title: '记逾期、提醒', x: reverification + beside, y: row(0), small: true },
  Updated: { title: '复核结果？', x: reverification, y: row(1) },
  Reassess: { title: '按现行标准再认定', x: reverification, y: row(2) },
  StillMeets: { title: '仍符合标准？', x: reverification, y: row(3) },
  BeginExit: { title: '转入退出', x: reverification + beside, y: row(4), small: true },
  SetNextReview: { title: '定下次复核日期', x: reverification, y: row(4) },
  Leave: { title: '撤档', x: reverification, y: row(5) },

  Stall: { title: '记停滞、报警', x: reverification, y: row(7) },
  Stalled: { title: '停在这里', x: reverification + beside, y: row(7), small: true },
};

type Point = readonly [x: number, y: number];

/** How a transition is drawn where it is not straight down or straight across. `label` stands at `at`. */
export interface Course {
  through?: readonly Point[];
  label?: string;
  at?: Point;
}

const half = 85;
const gutter = 440;

export const courses: Record<string, Course> = {
  'Phase→Assess': {
    through: [
      [approval - half, 64],
      [registration, 64],
      [registration, row(0) - 25],
    ],
    label: '登记（提交之后）',
    at: [300, 54],
  },
  'Phase→RequestApproval': {
    through: [
      [approval, 89],
      [approval, row(1) - 25],
    ],
    label: '退出',
    at: [590, 170],
  },
  'Phase→AwaitUpdate': {
    through: [
      [approval + half, 56],
      [reverification, 56],
      [reverification, row(0) - 25],
    ],
    label: '年度复核',
    at: [735, 46],
  },
  'Phase→UnknownPhase': {
    through: [
      [approval + half, 76],
      [reverification + beside - 56, 76],
    ],
  },
  'Eligible→AwaitSurvey': { label: '是' },
  'Surveyed→OpenNotice': { label: '是' },
  'Objections→AwaitResolutions': { label: '有' },
  'Objections→RequestApproval': {
    through: [
      [registration + half, row(7)],
      [gutter, row(7)],
      [gutter, row(1) + 6],
      [approval - half, row(1) + 6],
    ],
    label: '没有',
    at: [334, row(7) - 8],
  },
  'Resolved→RequestApproval': {
    through: [
      [registration + half, row(9)],
      [gutter, row(9)],
      [gutter, row(1) + 6],
      [approval - half, row(1) + 6],
    ],
    label: '是',
    at: [334, row(9) - 8],
  },
  'AwaitDecision→RequestApproval': {
    through: [
      [approval + half, row(2)],
      [692, row(2)],
      [692, row(1)],
      [approval + half, row(1)],
    ],
    label: '逾期上提一级',
    at: [700, (row(1) + row(2)) / 2 + 4],
  },
  'Decision→RequestApproval': {
    through: [
      [approval - half, row(3)],
      [468, row(3)],
      [468, row(1) - 8],
      [approval - half, row(1) - 8],
    ],
    label: '还有上一级',
    at: [476, row(3) - 38],
  },
  'Decision→Register': { label: '通过（登记）' },
  'Decision→SetNextReview': {
    through: [
      [approval + half, row(3) - 8],
      [726, row(3) - 8],
      [726, row(4)],
      [reverification - half, row(4)],
    ],
    label: '退出未获批准',
    at: [734, row(4) - 8],
  },
  'Decision→Leave': {
    through: [
      [approval + half, row(3) + 8],
      [706, row(3) + 8],
      [706, row(5)],
      [reverification - half, row(5)],
    ],
    label: '退出获批准',
    at: [714, row(5) - 8],
  },
  'Updated→Reassess': { label: '没有变化' },
  'StillMeets→SetNextReview': { label: '是' },
  'StillMeets→BeginExit': {
    through: [
      [reverification + half, row(3)],
      [reverification + beside, row(3)],
      [reverification + beside, row(4) - 20],
    ],
    label: '否',
    at: [reverification + half + 10, row(3) - 8],
  },
};

/** Where a way to the end leaves the picture: the mark's place and what it says. */
export interface End {
  from: Point;
  mark: Point;
  label?: string;
}

const toTheRight = (column: number, n: number, label?: string): End => ({
  from: [column + half, row(n)],
  mark: [column + half + 34, row(n)],
  ...(label ? { label } : {}),
});
const below = (x: number, y: number, label?: string): End => ({
  from: [x, y],
  mark: [x, y + 28],
  ...(label ? { label } : {}),
});

export const ends: Record<string, End> = {
  Eligible: toTheRight(registration, 1, '否，退回补正'),
  Surveyed: toTheRight(registration, 3, '退回、不予'),
  Objections: {
    from: [registration - half, row(7)],
    mark: [registration - half - 34, row(7)],
    label: '成立或已撤回',
  },
  Resolved: { from: [registration - half, row(9)], mark: [registration - half - 34, row(9)], label: '否，不予建档' },
  Decision: below(620, row(3) + 25, '退回、不予'),
  IssueCards: below(approval, row(7) + 25, '在册'),
  Updated: {
    from: [reverification + half, row(1)],
    mark: [reverification + half + 34, row(1)],
    label: '转入退出',
  },
  StillMeets: { from: [reverification - half, row(3)], mark: [reverification - half - 26, row(3)], label: '已结束' },
  BeginExit: below(reverification + beside, row(4) + 20, '转入退出'),
  SetNextReview: { from: [reverification - 50, row(4) + 25], mark: [reverification - 50, row(4) + 43] },
  Leave: below(reverification, row(5) + 25, '脱困、解困或注销'),
};
