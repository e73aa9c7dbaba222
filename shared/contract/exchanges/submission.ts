import * as z from 'zod/mini';
import { mostConsentsAtOnce } from '../../consent/consent.ts';
import { DraftForm } from '../../form/form.ts';
import { paperOccasions } from '../../form/papers.ts';
import {
  ClearBody,
  CreateDraftBody,
  KeepScratchBody,
  RenewConsentBody,
  SubmitBody,
  WithdrawBody,
  WithdrawConsentBody,
} from '../bodies/submission.ts';
import { ShownDuplicate } from '../duplicates.ts';
import { exampleForm } from '../example-form.ts';
import type { Exchange } from '../exchange.ts';
import { IsoInstant, Predecessor, recorded, StaffId, StaffName, Status } from '../parts.ts';
import { Fault } from '../problem.ts';
import { words } from '../words.ts';

const FormNumber = z.int().check(z.minimum(1), z.meta({ title: '档案表的编号', examples: [1] }));

const DraftCreated = z
  .strictObject({ ...recorded, status: Status })
  .register(z.globalRegistry, { id: 'DraftCreated', title: '建立的草稿' });
const FormSaved = z
  .strictObject({
    ...recorded,
    status: Status,
    form: FormNumber.check(z.meta({ description: '提交时写上' })),
    faults: z.array(Fault).check(z.meta({ title: '提交前还要改的各项', description: '草稿允许有' })),
    warnings: z
      .array(Fault)
      .check(z.meta({ title: '请看一眼的各项', description: '不妨碍提交：字库里没有的字、认不出的行政区划' })),
  })
  .register(z.globalRegistry, { id: 'FormSaved', title: '保存的档案表' });
const occasions = Object.fromEntries(Object.entries(paperOccasions).map(([when, { why }]) => [when, why])) as Record<
  keyof typeof paperOccasions,
  string
>;
const Revision = z
  .int()
  .check(
    z.minimum(0),
    z.meta({ title: '暂存到第几次', description: '下一次暂存时写进 If-Match；还没有的为 0', examples: [3] }),
  );
const ScratchKept = z
  .strictObject({ revision: Revision, savedAt: IsoInstant.check(z.meta({ title: '何时存下的' })) })
  .register(z.globalRegistry, { id: 'ScratchKept', title: '存下的暂存' });
const ShownScratch = z
  .strictObject({
    revision: Revision,
    content: z.nullable(KeepScratchBody).check(
      z.meta({
        title: '填着、还没有保存的',
        description: '没有的，和已经保存为档案表的，为 null',
      }),
    ),
    savedAt: z.nullable(IsoInstant).check(z.meta({ title: '何时存下的' })),
    by: z.nullable(StaffId).check(z.meta({ title: '谁最后填的' })),
    byName: z.nullable(StaffName).check(z.meta({ title: '谁最后填的' })),
    papers: z
      .array(
        z.strictObject({
          kind: z.string().check(z.meta({ title: '附件类型', examples: ['收入证明'] })),
          when: words('哪些户要', occasions),
        }),
      )
      .check(z.maxLength(50), z.meta({ title: '本省必须有的材料', description: '缺的提交时是一处错（E1156）' })),
  })
  .register(z.globalRegistry, { id: 'ShownScratch', title: '暂存' });
const withdrawal = z.int().check(z.minimum(1), z.meta({ title: '第几次撤回同意' }));
const ConsentWithdrawn = z
  .strictObject({ ...recorded, withdrawal })
  .register(z.globalRegistry, { id: 'ConsentWithdrawn', title: '记下的撤回同意' });
const ConsentRenewed = z
  .strictObject({
    ...recorded,
    settles: z.array(withdrawal).check(z.maxLength(mostConsentsAtOnce), z.meta({ title: '答复了的各次撤回' })),
  })
  .register(z.globalRegistry, { id: 'ConsentRenewed', title: '重新给的同意' });
const Submitted = z
  .strictObject({
    ...recorded,
    status: Status,
    run: z.int().check(z.minimum(1), z.meta({ title: '第几次提交', examples: [1] })),
    duplicates: z.array(ShownDuplicate).check(z.meta({ title: '疑似重复', description: '须经裁定才公示' })),
    predecessor: z.nullable(Predecessor).check(
      z.meta({
        title: '以前的档案（返困）',
        description: '本人以前在册、已经退出的；从来没有的为 null',
      }),
    ),
  })
  .register(z.globalRegistry, { id: 'Submitted', title: '提交的档案' });
export const Disclosure = z
  .strictObject({
    version: z.string().check(z.meta({ title: '哪一版告知书', examples: ['2026-1'] })),
    digest: z.string().check(z.meta({ title: '正文的 SHA-256', description: '同意的记录里记的是它' })),
    sections: z
      .array(
        z.strictObject({
          title: z.string().check(z.meta({ title: '标题' })),
          text: z.string().check(z.meta({ title: '正文' })),
        }),
      )
      .check(z.meta({ title: '各段' })),
  })
  .register(z.globalRegistry, { id: 'Disclosure', title: '告知书' });
const Cleared = z
  .strictObject({ ...recorded, form: FormNumber })
  .register(z.globalRegistry, { id: 'Cleared', title: '看过放行的档案' });
const Withdrawn = z
  .strictObject({ ...recorded, status: Status })
  .register(z.globalRegistry, { id: 'Withdrawn', title: '撤回的申请' });

export const submission = {
  createDraft: {
    summary: '建立草稿',
    body: CreateDraftBody,
    example: { orgPath: '530000/530100/530102/U0001' },
    status: 201,
    etag: true,
    answer: DraftCreated,
    errors: [1302],
  },
  saveForm: {
    summary: '保存困难职工档案表；草稿可以不完整，已提交的表不再改动，另存为新的一份',
    body: DraftForm,
    judged: true,
    example: exampleForm,
    status: 200,
    ifMatch: true,
    etag: true,
    answer: FormSaved,
    errors: [1302],
  },
  getScratch: {
    summary: '读取暂存：填着、还没有保存的；另一台电脑上接着填',
    status: 200,
    answer: ShownScratch,
    errors: [1302],
  },
  keepScratch: {
    summary: '暂存填着的：随填随存，不核对，不记日志；保存为档案表才算数。别人也在填而先存了的得到 E1301',
    body: KeepScratchBody,
    example: { form: exampleForm, unread: [], consents: [], opinion: '' },
    status: 200,
    ifMatch: true,
    answer: ScratchKept,
    errors: [1302],
  },
  submit: {
    summary: '提交档案表，申请建档；各人的告知同意随表交来；一户只能有一份在办或在册的档案，疑似重复的须经裁定才公示',
    body: SubmitBody,
    example: {
      form: 1,
      consents: [
        { person: '/worker', way: 'signed', on: '2026-11-20', paper: '3k9f0v7q2m8x5c1b6n4z0r7tpe' },
        { person: '/members/0', way: 'inPerson', on: '2026-11-20' },
      ],
    },
    status: 202,
    etag: true,
    answer: Submitted,
    errors: [1100, 1200, 1302, 1303, 1309, 1311],
  },
  getDisclosure: {
    summary: '现在用的告知书：收集什么、为什么、给谁看、保存多久，念给各人听，同意了才提交',
    status: 200,
    answer: Disclosure,
    errors: [],
  },
  clear: {
    summary:
      '看过放行：当天问得太多（E1311）的，由没有经手过的县级及以上审核人看过这一份表和证件，准予提交；改了表要再看',
    body: ClearBody,
    example: { form: 1, opinion: '已看过户口本和身份证，确是这一户' },
    status: 200,
    answer: Cleared,
    errors: [1302, 1503],
  },
  withdrawConsent: {
    summary:
      '撤回同意（个人信息保护法 15）：谁、哪一天、由谁受理。没有建档的就此终结（撤回）；在册的停止核对，由建档人办理退出、变更，或重新征得同意',
    body: WithdrawConsentBody,
    example: {
      form: 1,
      person: '/members/0',
      withdrawnOn: '2026-11-01',
      toldOn: '2026-11-01',
      statement: '到窗口说的，不愿意再提供自己的信息。',
    },
    status: 201,
    answer: ConsentWithdrawn,
    errors: [1302],
  },
  renewConsent: {
    summary: '重新同意：撤回了同意的人，在册期间又同意了；没有人撤回过的不用登记',
    body: RenewConsentBody,
    example: { form: 1, consents: [{ person: '/members/0', way: 'inPerson', on: '2026-11-01' }] },
    status: 200,
    answer: ConsentRenewed,
    errors: [1302],
  },
  withdraw: {
    summary: '撤回尚未建档的申请',
    body: WithdrawBody,
    example: { reason: '本人不再申请' },
    status: 200,
    answer: Withdrawn,
    errors: [1302],
  },
} as const satisfies Record<string, Exchange>;
