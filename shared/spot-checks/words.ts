/** 抽查的两种办法: never mixed. A quota says how many were looked at; only a sample says how many are wrong. */
export const instruments = {
  quota: '覆盖抽查（每年看到几成）',
  sample: '估计抽样（推断差错率）',
} as const;
export type Instrument = keyof typeof instruments;

/** 抽样框: out of which households are drawn, each on the day on which the frame is listed. */
export const frames = {
  onFile: '在册',
  liftedOut: '脱困、解困',
  cancelled: '注销',
  refused: '不予建档',
  margin: '边缘名单',
} as const;
export type Frame = keyof typeof frames;
export const frameCodes = Object.keys(frames) as [Frame, ...Frame[]];

/** 抽查结论 */
export const findings = {
  true: '属实',
  wronglyRegistered: '错评（当时就不符合）',
  overdueExit: '应退未退（已经不再符合）',
  wronglyLeft: '错退',
  shouldRegister: '应建未建',
  mismatch: '信息不符（结论没有错）',
  unverifiable: '无法核实',
} as const;
export type Finding = keyof typeof findings;
export const findingCodes = Object.keys(findings) as [Finding, ...Finding[]];

/** What can be found of a household of each frame. */
export const findingsOf: Record<Frame, readonly Finding[]> = {
  onFile: ['true', 'wronglyRegistered', 'overdueExit', 'mismatch', 'unverifiable'],
  liftedOut: ['true', 'wronglyLeft', 'mismatch', 'unverifiable'],
  cancelled: ['true', 'wronglyLeft', 'mismatch', 'unverifiable'],
  refused: ['true', 'shouldRegister', 'mismatch', 'unverifiable'],
  margin: ['true', 'shouldRegister', 'mismatch', 'unverifiable'],
};

/** What a finding asks of whoever keeps the dossier: nothing where it is true, or nobody could say. */
export const asksToRemedy = (finding: Finding): boolean => finding !== 'true' && finding !== 'unverifiable';

/** 抽查得出的率: out of which frames, and which findings are counted. */
export const rates = {
  wronglyRegistered: { title: '错评率', of: ['onFile'], counts: ['wronglyRegistered'] },
  overdueExit: { title: '漏退率', of: ['onFile'], counts: ['overdueExit'] },
  wronglyLeft: { title: '错退率', of: ['liftedOut', 'cancelled'], counts: ['wronglyLeft'] },
  wronglyRefused: { title: '误拒率', of: ['refused'], counts: ['shouldRegister'] },
  onMargin: { title: '边缘名单应建未建率', of: ['margin'], counts: ['shouldRegister'] },
  right: { title: '综合精准率', of: frameCodes, counts: ['true', 'mismatch'] },
} as const satisfies Record<string, { title: string; of: readonly Frame[]; counts: readonly Finding[] }>;
export type Rate = keyof typeof rates;
export const rateCodes = Object.keys(rates) as Rate[];

/** 看到哪一步: which of the households that were drawn a list is narrowed to. */
export const lookStates = {
  unsettled: '还没有结论',
  disagreed: '两个人不一致，等第三个人',
  toRemedy: '还没有整改',
} as const;
export type LookState = keyof typeof lookStates;

/** Which of the households that a year's 覆盖 counts. */
export const lookedAt = { yes: '看过的', no: '还没有看过的' } as const;
export type LookedAt = keyof typeof lookedAt;
