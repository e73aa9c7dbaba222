import { Problem } from '../errors/problem.ts';

/** What can be wrong with a standard, a subsistence line or what they are asked: E1201 to E1249. */
const standardErrors = {
  1201: '表达式写法有误',
  1202: '用了不认识的名称',
  1203: '表达式的类型不对',
  1204: '除数可能为 0',
  1205: '名称或编号重复',
  1206: '当日没有现行的困难职工标准',
  1207: '当日有多个现行的困难职工标准',
  1208: '没有适用的低保标准',
  1209: '有多条适用的低保标准',
  1210: '认定所需的数据有误',
  1211: '标准无法算出结果',
  1212: '提交时适用的标准已不在本省配置里',
  1213: '用了不允许的写法',
  1214: '标准的条文与提交时的不一样',
} as const;

export type StandardErrorCode = keyof typeof standardErrors;

/** One thing wrong: its number and a Chinese sentence that names the clause, figure, field or line. */
export interface StandardFault {
  code: StandardErrorCode;
  message: string;
}

/** Thrown by the parts of this folder. The message is all faults, in Chinese, without personal data. */
export class StandardError extends Error {
  /** The number of the first fault. */
  readonly code: StandardErrorCode;
  readonly faults: readonly StandardFault[];

  constructor(faults: readonly [StandardFault, ...StandardFault[]], options?: { cause: unknown }) {
    super(faults.map((fault) => fault.message).join(''), options);
    this.name = 'StandardError';
    this.code = faults[0].code;
    this.faults = faults;
  }
}

/** A fault whose sentence is "subject：what it is（detail）。". */
export function fault(code: StandardErrorCode, subject: string, detail?: string): StandardFault {
  return { code, message: `${subject}：${standardErrors[code]}${detail === undefined ? '' : `（${detail}）`}。` };
}

/** What work answers; a StandardError of it as E1200, with its sentences. */
export function orProblem<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof StandardError) throw new Problem(1200, { detail: error.message, cause: error });
    throw error;
  }
}
