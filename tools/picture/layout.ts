/** Where each state of the dossier lifecycle stands in its picture, and what people call it. */
export interface Place {
  title: string;
  x: number;
  y: number;
  /** A small box beside the state that it belongs to. */
  small?: true;
}

type Point = readonly [x: number, y: number];

// The course of a matter is read downwards, a stage a row. Every row begins at the left rail, which comes from the hub,
// and what is done goes back to the hub by the right one.
const [first, second, third] = [235, 445, 650];
const [leftRail, rightRail] = [36, 768];
const rowHeight = 122;
const rowOf = (n: number): number => 190 + n * rowHeight;
const hub: Point = [400, 74];
const half = { w: 85, h: 25 };
const small = { w: 58, h: 20 };

/** A stage: what it is called beside its row, and where it leads, which its function and the journal decide. */
export interface Row {
  title: string;
  y: number;
  leads: readonly string[];
}

const stages = [
  [
    '填表',
    '只有年度复核在这里等：报“没有变化” → 下一环节；改为提出退出 → 到此为止。',
    '建档由提交开始一趟，退出由提出开始一趟，都已过了这一环节。',
  ],
  [
    '认定',
    '符合 → 下一环节；建档不符合 → 退回补正，到此为止。',
    '复核：一切照旧 → 办结；类别或级别变了 → 审批；不再符合 → 下一环节。',
  ],
  [
    '入户调查',
    '属实 → 下一环节，有疑似重复的先等裁定。',
    '退回、只缺材料 → 到此为止，补好再交另起一趟；不予（只有建档） → 终结。',
  ],
  ['评议', '通过 → 下一环节（本省有这一环节的才办）。', '没有通过 → 退回补正，到此为止。'],
  [
    '核对',
    '各部门都答复一致，或者说明以后查实 → 下一环节（本省有的才办）。',
    '要改档案表的 → 退回，到此为止；改了再交，重新核对。',
  ],
  ['公示', '没有异议在处理 → 下一环节。', '有 → 异议处理。'],
  ['异议处理', '都不成立 → 下一环节。', '有一条成立 → 不予建档，终结。'],
  [
    '审批',
    '还有上一级 → 再送；都同意 → 办结；退回、只缺材料 → 到此为止。',
    '不同意：建档 → 终结；复核、退出 → 办结，继续在册。',
  ],
  [
    '办结',
    '建档 → 在册。复核 → 继续在册；不再符合的，由规则提出退出，另起一趟。',
    '退出 → 批准的撤档；没有批准的继续在册。',
  ],
] as const;

export const rows: readonly Row[] = stages.map(([title, ...leads], n) => ({ title, y: rowOf(n), leads }));

const planX = 905;
const overdueBelow = 18;

export const places: Record<string, Place> = {
  Stage: { title: '办到哪一环节？', x: hub[0], y: hub[1] },

  AwaitUpdate: { title: '等待复核结果', x: first, y: rowOf(0) },
  UpdateOverdue: { title: '记逾期、提醒', x: second, y: rowOf(0) + overdueBelow, small: true },
  Assess: { title: '按本省标准认定', x: first, y: rowOf(1) },
  AwaitSurvey: { title: '等待入户调查', x: first, y: rowOf(2) },
  SurveyOverdue: { title: '记逾期、提醒', x: second, y: rowOf(2) + overdueBelow, small: true },
  AwaitDeliberation: { title: '等待评议', x: first, y: rowOf(3) },
  DeliberationOverdue: { title: '记逾期、提醒', x: second, y: rowOf(3) + overdueBelow, small: true },
  AwaitChecking: { title: '等待核对', x: first, y: rowOf(4) },
  CheckingOverdue: { title: '记逾期、提醒', x: second, y: rowOf(4) + overdueBelow, small: true },
  OpenNotice: { title: '开始公示', x: first, y: rowOf(5) },
  NoticePeriod: { title: '公示期', x: second, y: rowOf(5) },
  CloseNotice: { title: '公示期满', x: third, y: rowOf(5) },
  AwaitResolutions: { title: '等待异议处理', x: first, y: rowOf(6) },
  ResolutionsOverdue: { title: '记逾期、提醒', x: second, y: rowOf(6) + overdueBelow, small: true },
  RequestApproval: { title: '送审（逐级）', x: first, y: rowOf(7) },
  AwaitDecision: { title: '等待审批决定', x: third, y: rowOf(7) },
  Conclude: { title: '办结', x: first, y: rowOf(8) },

  AwaitSignature: { title: '等待计划签字', x: planX, y: 210 },
  SignatureOverdue: { title: '记逾期、提醒', x: planX + 30, y: 304, small: true },
  IssueCards: { title: '打印并发放联系卡', x: planX, y: 398 },

  Stall: { title: '记停滞、报警', x: planX, y: 646 },
  Stalled: { title: '停在这里', x: planX, y: 740, small: true },
};

/** How a transition is drawn where it is not straight down or straight across. `label` stands at `at`. */
export interface Course {
  through?: readonly Point[];
  label?: string;
  at?: Point;
}

/** From the hub down the left rail and into a row. */
const into = (n: number): Course => ({
  through: [
    [hub[0] - half.w, hub[1]],
    [leftRail, hub[1]],
    [leftRail, rowOf(n)],
    [first - half.w, rowOf(n)],
  ],
});

/** From the last state of a row up the right rail and back to the hub; past a small box it goes above it. */
const back = (column: number, n: number, label: string, raised = 0): Course => ({
  through: [
    [sideOf(column, raised), rowOf(n) - raised],
    [rightRail, rowOf(n) - raised],
    [rightRail, hub[1] + 8],
    [hub[0] + half.w - 4, hub[1] + 8],
  ],
  label,
  at: [sideOf(column, raised) + 12, rowOf(n) - raised - 6],
});

/** The right end of a state that waits, which is round, at a height above or below its middle. */
function sideOf(x: number, height: number): number {
  return x + half.w - half.h + Math.round(Math.sqrt(half.h ** 2 - height ** 2));
}

const raised = 12;
const overdue = (awaits: string, late: string, n: number): Record<string, Course> => ({
  [`${awaits}→${late}`]: {
    through: [
      [sideOf(first, 8), rowOf(n) + 8],
      [second - small.w, rowOf(n) + 8],
    ],
  },
  [`${late}→${awaits}`]: {
    through: [
      [second - small.w, rowOf(n) + 20],
      [sideOf(first, 20) + 1, rowOf(n) + 20],
    ],
  },
});

const toPlan: readonly Point[] = [
  [hub[0] + half.w - 4, hub[1] - 8],
  [planX, hub[1] - 8],
];

export const courses: Record<string, Course> = {
  'Stage→AwaitUpdate': into(0),
  'Stage→Assess': into(1),
  'Stage→AwaitSurvey': into(2),
  'Stage→AwaitDeliberation': into(3),
  'Stage→AwaitChecking': into(4),
  'Stage→OpenNotice': into(5),
  'Stage→AwaitResolutions': into(6),
  'Stage→RequestApproval': into(7),
  'Stage→Conclude': into(8),
  'AwaitUpdate→Stage': back(first, 0, '有了结果', raised),
  'Assess→Stage': back(first, 1, '认定了'),
  'AwaitSurvey→Stage': back(first, 2, '有了结论', raised),
  'AwaitDeliberation→Stage': back(first, 3, '评议了', raised),
  'AwaitChecking→Stage': back(first, 4, '核对完了', raised),
  'CloseNotice→Stage': back(third, 5, ''),
  'AwaitResolutions→Stage': back(first, 6, '处理完了', raised),
  'AwaitDecision→Stage': back(third, 7, ''),
  ...overdue('AwaitUpdate', 'UpdateOverdue', 0),
  ...overdue('AwaitSurvey', 'SurveyOverdue', 2),
  ...overdue('AwaitDeliberation', 'DeliberationOverdue', 3),
  ...overdue('AwaitChecking', 'CheckingOverdue', 4),
  ...overdue('AwaitResolutions', 'ResolutionsOverdue', 6),
  'RequestApproval→AwaitDecision': {
    through: [
      [first + half.w, rowOf(7) - 8],
      [third - half.w + 2, rowOf(7) - 8],
    ],
  },
  'AwaitDecision→RequestApproval': {
    through: [
      [third - half.w + 2, rowOf(7) + 8],
      [first + half.w, rowOf(7) + 8],
    ],
    label: '逾期：上提一级，另送一次',
    at: [362, rowOf(7) + 25],
  },
  'Stage→AwaitSignature': {
    through: [...toPlan, [planX, 185]],
    label: '帮扶计划的一趟',
    at: [planX - 96, hub[1] - 17],
  },
  'Stage→IssueCards': {
    through: [toPlan[0] as Point, [802, hub[1] - 8], [802, 398], [planX - half.w, 398]],
  },
  'AwaitSignature→SignatureOverdue': {
    through: [
      [planX + 20, 235],
      [planX + 20, 284],
    ],
  },
  'SignatureOverdue→AwaitSignature': {
    through: [
      [planX + 48, 284],
      [planX + 48, 235],
    ],
  },
  'AwaitSignature→IssueCards': {
    through: [
      [planX - 45, 235],
      [planX - 45, 373],
    ],
    label: '签了',
    at: [planX - 80, 310],
  },
};

/** Where an execution ends: the mark's place and what it says. */
export interface End {
  from: Point;
  mark: Point;
  label?: string;
}

export const ends: Record<string, End> = {
  Stage: {
    from: [hub[0], hub[1] + half.h],
    mark: [hub[0], hub[1] + half.h + 26],
    label: '退回、终结、被取代：到此为止',
  },
  Conclude: { from: [first + half.w, rowOf(8)], mark: [first + half.w + 40, rowOf(8)] },
  IssueCards: { from: [planX, 423], mark: [planX, 457] },
};
