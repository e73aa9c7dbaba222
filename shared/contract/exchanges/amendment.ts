import * as z from 'zod/mini';
import {
  AccountBody,
  AccountRulingBody,
  AmendBody,
  ContactBody,
  ConversionBody,
  EntryBody,
  PaperBody,
} from '../bodies/amendment.ts';
import type { Exchange } from '../exchange.ts';
import { DossierId, IsoInstant, recorded, StaffId, StaffName } from '../parts.ts';
import { words } from '../words.ts';

const FormNumber = z.int().check(z.minimum(1), z.meta({ title: '档案表的编号', examples: [2] }));

const ContactUpdated = z
  .strictObject({ ...recorded, form: FormNumber.check(z.meta({ description: '另存的一份，随即据以在册' })) })
  .register(z.globalRegistry, { id: 'ContactUpdated', title: '更新的资料' });

const Shown = z
  .nullable(z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.looseObject({})]))
  .check(z.meta({ description: '按隐私表遮盖后的；没有填的为 null，家庭成员来去的是那一位整个' }));
const FormChanges = z
  .strictObject({
    id: DossierId,
    form: FormNumber,
    before: z
      .nullable(FormNumber)
      .check(z.meta({ title: '与哪一份比', description: '当时据以在册的一份；第一份没有，为 null' })),
    by: StaffId,
    byName: StaffName,
    at: IsoInstant.check(z.meta({ description: '最近一次保存的时刻' })),
    decides: z.boolean().check(z.meta({ title: '有影响认定的变动' })),
    changes: z
      .array(
        z.strictObject({
          pointer: z.string().check(z.meta({ title: '哪一栏', examples: ['/members/0/health'] })),
          title: z.string().check(z.meta({ title: '这一栏的名称', examples: ['第1位家庭成员健康状况'] })),
          decides: z.boolean().check(z.meta({ title: '影响认定' })),
          before: Shown.check(z.meta({ title: '原来的' })),
          after: Shown.check(z.meta({ title: '现在的' })),
        }),
      )
      .check(z.meta({ title: '变了的各栏' })),
  })
  .register(z.globalRegistry, { id: 'FormChanges', title: '变更前后' });

const accountNumber = z.int().check(z.minimum(1), z.meta({ title: '第几次登记的银行账户' }));
const AccountProposed = z
  .strictObject({ ...recorded, account: accountNumber })
  .register(z.globalRegistry, { id: 'AccountProposed', title: '登记的新账户' });
const AccountRuled = z
  .strictObject({
    ...recorded,
    account: accountNumber,
    outcome: words('核对的结果', { confirmed: '已确认，据以在册的就是它', refused: '不采用，原来的不变' }),
  })
  .register(z.globalRegistry, { id: 'AccountRuled', title: '核对过的银行账户' });

const PaperBrought = z
  .strictObject({ ...recorded, form: FormNumber })
  .register(z.globalRegistry, { id: 'PaperBrought', title: '同步的纸质档案' });

const EntryRecorded = z
  .strictObject({
    ...recorded,
    form: FormNumber,
    plan: z.int().check(z.minimum(1), z.meta({ title: '第几版帮扶计划' })),
  })
  .register(z.globalRegistry, { id: 'EntryRecorded', title: '记下的录入' });

const AmendmentOpened = z
  .strictObject({ ...recorded, matter: z.int().check(z.minimum(2), z.meta({ title: '第几件事项' })) })
  .register(z.globalRegistry, { id: 'AmendmentOpened', title: '开始的变更' });

const ConversionOpened = z
  .strictObject({ ...recorded, matter: z.int().check(z.minimum(2), z.meta({ title: '第几件事项' })) })
  .register(z.globalRegistry, { id: 'ConversionOpened', title: '开始的转正' });

export const amendment = {
  openAmendment: {
    summary:
      '开始变更：影响认定的各栏、家庭成员变了。随即读取档案，改好的档案表照建档时保存、提交；类别和级别不变的不用审批，随即生效',
    body: AmendBody,
    example: { matter: 1, reason: '九月添了一个女儿' },
    status: 201,
    answer: AmendmentOpened,
    errors: [1302],
  },
  openConversion: {
    summary:
      '开始转正：临时救助的一户期满以后还要帮扶。随即读取档案，整张档案表照建档时保存、提交，走建档的各个环节；没有获得批准的仍是临时救助',
    body: ConversionBody,
    example: { matter: 1, reason: '灾后房屋没有修好，收入没有恢复' },
    status: 201,
    answer: ConversionOpened,
    errors: [1302],
  },
  paperInStep: {
    summary: '纸质档案已同步：据以在册的一份换了以后，纸质档案照它补好了',
    body: PaperBody,
    example: { form: 2 },
    status: 200,
    answer: PaperBrought,
    errors: [1302],
  },
  recordEntered: {
    summary:
      '已录入工会帮扶工作管理系统：照哪一份档案表、第几版帮扶计划；据以在册的换了一份、换发了联系卡的，又要录一次',
    body: EntryBody,
    example: { form: 1, plan: 1 },
    status: 200,
    answer: EntryRecorded,
    errors: [1302],
  },
  proposeAccount: {
    summary: '更换银行账户：先登记，由另一个人（县级及以上的审核人）确认才算；确认以前，帮扶照原来的账户',
    body: AccountBody,
    example: {
      form: 1,
      account: { bankName: '中国工商银行', bankBranch: '昆明五华支行', bankAccount: '6222021234567890128' },
      reason: '原卡丢失，本人持新卡到窗口，核对过姓名。',
    },
    status: 201,
    answer: AccountProposed,
    errors: [1302],
  },
  ruleAccount: {
    summary: '确认新的银行账户，须由登记的人以外的一位审核人；或者不采用，写明为什么，登记的人也可以自己撤回',
    body: AccountRulingBody,
    example: { account: 1, outcome: 'confirmed' },
    status: 200,
    answer: AccountRuled,
    errors: [1302, 1502, 1503],
  },
  getFormChanges: {
    summary: '变更前后：一份档案表与当时据以在册的一份逐栏比，按隐私表遮盖；是谁、何时改的',
    status: 200,
    answer: FormChanges,
    errors: [1012, 1319],
  },
  updateContact: {
    summary:
      '更新资料：不影响认定的各栏（电话、住址、工作单位等），随即生效，不另认定、不另审批；影响认定的办变更，银行账户另行更换',
    body: ContactBody,
    example: { form: 1, changes: { worker: { mobile: '13900000000', otherContact: null } } },
    status: 200,
    answer: ContactUpdated,
    errors: [1302],
  },
} as const satisfies Record<string, Exchange>;
