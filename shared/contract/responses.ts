import * as z from 'zod';
import { Action } from '../dossier/actions.ts';
import { generations } from '../form/code-lists/generations.ts';
import { unionLevels } from '../organisation/union-level.ts';
import { ObjectionStanding, ShownDuplicate } from './dossier-detail.ts';
import {
  Cursor,
  DossierId,
  DossierTier,
  Id,
  IsoDate,
  IsoInstant,
  OrgPath,
  Outcome,
  recorded,
  Status,
  StatusTitle,
  SurveyQuestion,
} from './parts.ts';

/*
 * What the operations answer, one schema an operation that answers JSON. Strict: an answer with a field that is not
 * described here is a fault of the description. A whole dossier stands in dossier-detail.ts.
 */

/** One thing wrong with one field. */
export const Fault = z.strictObject({
  pointer: z.string().describe('JSON Pointer，指向有误的一项；指整份内容时为空'),
  code: z.int().describe('错误编号'),
  message: z.string().describe('给填写人看的一句话'),
  offer: z.union([z.string(), z.number()]).optional().describe('建议的写法，须由本人核对后采用'),
});

/** RFC 9457. */
export const ProblemBody = z.strictObject({
  type: z.string().describe('urn:jiandang:error:编号'),
  title: z.string().describe('给当事人看的一句话'),
  status: z.int(),
  code: z.int().describe('错误编号'),
  detail: z.string().optional(),
  faults: z.array(Fault).max(100).optional().describe('逐项的错误，一次全部给出，至多 100 项'),
  moreFaults: z.int().optional().describe('没有列出的还有几项'),
});

export const DraftCreated = z.strictObject({ ...recorded, status: Status });
export const FormSaved = z.strictObject({
  ...recorded,
  status: Status,
  form: z.int().min(1).describe('所存档案表的编号，提交时写上'),
  faults: z.array(Fault).describe('提交前还要改的各项；草稿允许有'),
  warnings: z.array(Fault).describe('不妨碍提交，但请看一眼：字库里没有的字、认不出的行政区划'),
});
export const Submitted = z.strictObject({
  ...recorded,
  status: Status,
  round: z.int().min(1).describe('第几次申报'),
  duplicates: z.array(ShownDuplicate).describe('疑似重复，须经裁定才公示'),
});
export const Cleared = z.strictObject({ ...recorded, form: z.int().min(1).describe('可以提交的档案表的编号') });
export const Withdrawn = z.strictObject({ ...recorded, status: Status });

const Summary = z.strictObject({
  id: DossierId,
  status: Status,
  statusTitle: StatusTitle,
  orgPath: OrgPath,
  maskedName: z.string().describe('遮盖后的姓名'),
});
export const DossierList = z.strictObject({
  dossiers: z.array(
    Summary.extend({
      openDuplicates: z.int().min(0).describe('等待裁定的疑似重复有几条'),
      held: z.boolean().describe('已裁定与另一份为同一户，等待合并或撤回'),
      untriaged: z.int().min(0).describe('等待初核的异议有几条'),
      changedAt: IsoInstant,
    }),
  ),
  cursor: Cursor,
});
export const DossiersFound = z.strictObject({
  dossiers: z.array(Summary).describe('只含查询人有权查看的'),
  cursor: Cursor,
  narrow: z.boolean().describe('一个县以上的范围里同名的超过 20 份，一份也不列：请写明县（org），或按身份证号查找'),
});

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Entry = z.strictObject({
  dossierId: DossierId,
  version: z.int().min(1),
  action: Action.describe('记了什么；人写的文字是密文'),
  actor: z.strictObject({ kind: z.enum(['staff', 'approver', 'worker', 'citizen', 'system']), id: z.string() }),
  at: IsoInstant,
  on: IsoDate,
  prevHash: Hash,
  hash: Hash.describe('本条（不含 hash 一项）规范 JSON（RFC 8785）的 SHA-256'),
});
export const Journal = z.strictObject({
  id: DossierId,
  entries: z.array(Entry),
  head: z.strictObject({
    version: z.int().min(1),
    hash: Hash,
    state: z.looseObject({}).describe('由日志推得的全部状态'),
  }),
});

export const UploadPromised = z.strictObject({
  attachment: Id.describe('附件的标识'),
  url: z.url().describe('以 multipart/form-data 把表单发到这里'),
  fields: z.record(z.string(), z.string()).describe('原样照填的各项，文件作为最后一项，名为 file'),
  expiresAt: IsoInstant.describe('五分钟之内有效'),
});

const Part = {
  id: z.string(),
  title: z.string().describe('条文'),
  holds: z.boolean().describe('是否成立；排除情形为是否命中'),
  numbers: z.array(z.string()).describe('代入的数，一句一个；只问健康和致困原因的没有'),
  source: z.string().describe('依据'),
};
const ExplainedStandard = z.strictObject({
  tier: DossierTier,
  tierTitle: z.string(),
  name: z.string(),
  version: z.string(),
  source: z.string(),
  outcome: Outcome,
  category: z.string().nullable(),
  requirements: z.array(z.strictObject(Part)).describe('前提，人人都须满足'),
  clauses: z.array(z.strictObject({ ...Part, category: z.string() })).describe('条款，第一条成立的决定类别'),
  exclusions: z.array(z.strictObject({ ...Part, exemptible: z.boolean(), exempted: z.boolean() })).describe('排除情形'),
});
export const AssessmentShown = z.strictObject({
  outcome: Outcome,
  category: z.string().nullable().describe('困难类别'),
  tier: DossierTier.nullable().describe('档案级别'),
  tierTitle: z.string().nullable(),
  surveyQuestions: z.array(SurveyQuestion).describe('符合的，入户调查还须问明'),
  perCapita: z
    .strictObject({
      fen: z.int(),
      annual: z.int(),
      householdSize: z.int(),
      working: z.string().describe('算式'),
    })
    .describe('家庭月人均收入，分'),
  line: z
    .strictObject({
      division: z.string(),
      name: z.string(),
      fen: z.int(),
      from: IsoDate,
      invented: z.boolean().optional().describe('虚构的，仅供演示'),
    })
    .describe('所用低保标准，分，每人每月'),
  standards: z.array(ExplainedStandard).describe('由全国级往下，问到符合的那一级为止'),
  others: z
    .array(z.strictObject({ tier: DossierTier, category: z.string(), clause: z.string(), needs: z.array(z.string()) }))
    .describe('要归入别的类别，还差什么'),
  explanation: z.array(z.string()).describe('逐条说明，连成句子'),
});
export const Exempted = z.strictObject({ ...recorded, exclusion: z.string() });
export const DuplicateRuled = z.strictObject({ ...recorded, ruling: z.enum(['different', 'same']) });
export const Merged = z.strictObject({ ...recorded, absorbed: DossierId.describe('并入的档案') });
export const Surveyed = z.strictObject({ ...recorded, outcome: z.enum(['confirmed', 'return', 'reject']) });

export const NumbersOpened = z.strictObject({
  form: z.int().min(0).describe('哪一份档案表；还没有保存过的为 0'),
  people: z.array(
    z.strictObject({
      pointer: z.string().describe('表上的谁，如 /members/0'),
      name: z.string(),
      idNumber: z.string().nullable().describe('没有号码的为 null'),
      birthDate: z.string().nullable(),
      employerOrSchool: z.string().nullable(),
    }),
  ),
});

export const NoticeList = z.strictObject({
  notices: z.array(
    z.strictObject({
      id: z.string(),
      maskedName: z.string(),
      workplace: z.string(),
      hardshipCategory: z.string(),
      householdSize: z.int(),
      tier: z.string().describe('拟建档案级别'),
      from: IsoDate,
      until: IsoDate,
    }),
  ),
  cursor: Cursor,
});
const Receipt = z
  .string()
  .regex(/^[2-9A-HJKMNP-TV-Z]{4}(-[2-9A-HJKMNP-TV-Z]{4}){2}$/)
  .describe('回执编号');
export const ObjectionRaised = z.strictObject({
  receipt: Receipt,
  received: z.boolean().describe('收下没有；为 false 的，未经验证的已经收满，填对验证码才收下'),
  codeSent: z.boolean().describe('有没有往邮箱里发验证码'),
  receivedAt: IsoInstant,
  until: IsoDate.describe('在这一天以前初核'),
});
export const ObjectionVerified = z.strictObject({ receipt: Receipt, until: IsoDate.describe('在这一天以前处理') });
export const ObjectionList = z.strictObject({
  id: DossierId,
  objections: z.array(
    ObjectionStanding.extend({
      statement: z
        .strictObject({
          receipt: Receipt,
          reason: z.string(),
          name: z.string().optional(),
          contact: z.string().optional(),
          mail: z.string().optional(),
        })
        .optional()
        .describe('只给处理异议的人'),
      opinion: z.string().optional().describe('初核或处理的意见'),
      closedOn: IsoDate.optional(),
    }),
  ),
  cursor: Cursor,
});
export const ObjectionsTriaged = z.strictObject({
  ...recorded,
  outcome: z.enum(['takenUp', 'setAside']),
  objections: z.array(z.int().min(1)),
});
export const ObjectionResolved = z.strictObject({ ...recorded, outcome: z.enum(['dismissed', 'upheld']) });

const approver = { id: z.string(), unionLevel: z.enum(unionLevels), orgPath: z.string(), active: z.boolean() };
export const ApproverStored = z.strictObject(approver);
export const ApproverList = z.strictObject({
  approvers: z.array(
    z.strictObject({
      ...approver,
      staffId: z.string().nullable(),
      name: z.string(),
      post: z.string(),
      email: z.string(),
    }),
  ),
});
export const ApprovalResent = z.strictObject({ id: DossierId, request: z.int().min(1) });
export const PlanMade = z.strictObject({ ...recorded, plan: z.int().min(1).describe('第几版计划') });
export const Reverified = z.strictObject({ ...recorded, outcome: z.enum(['unchanged', 'leave']) });
export const Resumed = z.strictObject(recorded);
export const DocumentLink = z.strictObject({ url: z.url(), expiresAt: IsoInstant });

const Standing = {
  confirmed: z.boolean(),
  basis: z.string().describe('证实的，依据；没有证实的，缺什么'),
};
export const CodeLists = z.strictObject({
  reporting: z.enum(generations).describe('报表用哪一代的词'),
  lists: z.array(
    z.strictObject({
      name: z.string().describe('选项表的英文名'),
      title: z.string(),
      fields: z.array(z.string()).describe('表上从这张选项表里选的各栏'),
      note: z.string().optional(),
      generations: z.array(
        z.strictObject({
          generation: z.enum(generations),
          ...Standing,
          words: z
            .array(z.strictObject({ word: z.string(), code: z.string().optional().describe('国标代码，不填在表上') }))
            .describe('选项，照印在表上的次序；下拉框用它'),
          aliases: z.record(z.string(), z.string()).describe('也收的写法，和它算作的选项'),
          covers: z
            .record(z.string(), z.array(z.string()))
            .describe('也收、但看不出是哪一项的旧词，和可能的各项；照写保存'),
        }),
      ),
      editions: z
        .array(z.strictObject({ edition: z.string(), ...Standing, words: z.array(z.string()) }))
        .describe('更早的和地方的选项'),
      national: z
        .strictObject({
          standard: z.string(),
          source: z.string(),
          codes: z.array(
            z.strictObject({
              code: z.string(),
              word: z.string(),
              letters: z.string().optional(),
              short: z.string().optional().describe('简称'),
            }),
          ),
        })
        .nullable()
        .describe('国家标准的代码，供报表和导出'),
      reports: z
        .array(
          z.strictObject({
            from: z.string().describe('哪一代，或哪一种旧表'),
            value: z.string(),
            word: z.string().nullable().describe('报表里算作；null 是不并入哪一项'),
            inferred: z.string().optional().describe('没有文件规定的，由什么推断'),
            why: z.string().optional().describe('为什么不并入哪一项'),
          }),
        )
        .describe('报表用词与原词不同的各项；没有列出的照原词'),
    }),
  ),
});
