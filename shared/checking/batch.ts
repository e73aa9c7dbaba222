/** So many households one batch asks about, and so many people: an office answers some hundreds at once (facts 4.3.6). */
export const mostCheckHouseholds = 200;
export const mostCheckRows = 1000;

/**
 * One household of a batch, and its people by the number of their row. Nobody's name: a batch is kept under the
 * province's key, and outlives the household's.
 */
export interface CheckHousehold {
  dossier: string;
  orgPath: string;
  /** The form whose people are asked about: of another there is another batch. */
  form: number;
  rows: { row: number; person: string }[];
}

/** What is sealed of a batch. */
export interface CheckContent {
  households: CheckHousehold[];
}

/** The file as it was taken out last: of whom, and the SHA-256 of its bytes. */
export interface CheckFile {
  digest: string;
  at: string;
  by: string;
  households: string[];
  rows: number;
}

/** 回执: when and to whom the file was handed over, and under which number that office took it. */
export interface CheckReceipt {
  /** ISO date. */
  on: string;
  office: string;
  number: string;
  digest: string;
  rows: number;
}

export const checkStatuses = { prepared: '等待送出', handedOver: '已送出', cancelled: '已作废' } as const;
export type CheckStatus = keyof typeof checkStatuses;

/** 批号, as the office's file has it: no spreadsheet takes it for a number. */
export const batchNumber = (id: string): string => `核${id.slice(0, 8).toUpperCase()}`;

/** How far a household of a batch is. */
export const checkHouseholdStates = {
  waiting: '还没有取文件',
  asked: '等待答复',
  consistent: '一致',
  differs: '不一致',
  notFound: '查无此人',
  waived: '逾期没有答复，不等',
  gone: '不在核对了（退回、撤回或办结），答复不记',
} as const;
