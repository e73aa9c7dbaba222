import * as z from 'zod/mini';
import {
  type ApplicationStanding,
  applicationStandings,
  mostSaid,
  refusalReasons,
} from '../../application/application.ts';
import { mostPapers } from '../../application/content.ts';
import { refusals } from '../../attachments/refusal.ts';
import {
  AnswerBody,
  ApplicantCodeBody,
  ApplicationBody,
  BeginApplicantBody,
  EndApplicantBody,
  ForwardingBody,
  HandInBody,
  OwnCorrectionBody,
  PaperBody,
  paperKind,
  QuestionBody,
  RefusalBody,
  refusalReason,
  ShowApplicationAgainBody,
  ShowApplicationBody,
  StartApplicationBody,
  TakeOverBody,
  WithdrawApplicationBody,
} from '../bodies/application.ts';
import { situation } from '../bodies/self-check.ts';
import type { Exchange } from '../exchange.ts';
import { pageSizes } from '../page-sizes.ts';
import { Cursor, DossierId, Id, IsoDate, IsoInstant, OrgPath, StaffName, UnionName, Version } from '../parts.ts';
import { paperTitles } from '../titles.ts';
import { words } from '../words.ts';

const ApplicationId = Id.check(z.meta({ title: '申请的标识', description: '接收以后就是档案的标识' }));
const Receipt = z
  .string()
  .check(
    z.meta({ title: '申请的回执编号', description: '打电话询问、以后再看，都凭它', examples: ['4T7K-M2QX-9HRC'] }),
  );
const Standing = words<ApplicationStanding>('办到哪里', applicationStandings, {
  id: 'ApplicationStanding',
  title: '办到哪里',
});
const Session = z
  .string()
  .check(z.meta({ title: '这一边持有的', description: '只给要它的这一边；不要存到别处', examples: ['kq0v…'] }));
const Progress = z
  .string()
  .check(z.meta({ title: '办到哪里，给人看的一句话', examples: ['工会正在看，最晚 2026年11月30日答复。'] }));
const Fault = z.strictObject({
  pointer: z.string().check(z.meta({ title: '哪一栏', examples: ['/worker/idNumber'] })),
  message: z.string().check(z.meta({ title: '要改什么' })),
});

const ApplicationTerms = z
  .strictObject({
    divisions: z
      .array(
        z.strictObject({
          name: z.string().check(z.meta({ title: '市（州）' })),
          divisions: z
            .array(
              z.strictObject({
                code: z.string().check(z.meta({ title: '代码' })),
                name: z.string().check(z.meta({ title: '名称' })),
              }),
            )
            .check(z.meta({ title: '县（市、区）', description: '最后一项是市总工会的本级和直属单位' })),
        }),
      )
      .check(z.meta({ title: '可以选的县（市、区）', description: '最后一组是省总工会的本级和直属单位' })),
    unions: z
      .array(z.strictObject({ orgPath: OrgPath, name: UnionName }))
      .check(
        z.maxLength(500),
        z.meta({ title: '这个地方可以选的工会', description: '总工会在前；没有写 division 的为空' }),
      ),
    situations: z
      .array(
        z.strictObject({
          word: situation.check(z.meta({ title: '哪一种' })),
          title: z.string().check(z.meta({ title: '中文名' })),
        }),
      )
      .check(z.meta({ title: '家里的情况' })),
    relations: z.array(z.string()).check(z.meta({ title: '与职工的关系' })),
    papers: z.array(paperKind).check(z.meta({ title: '材料的类型' })),
    mostPapers: z.int().check(z.meta({ title: '至多几份材料', examples: [mostPapers] })),
    codes: z
      .array(words('验证码发到哪里', { mail: '邮箱', message: '手机' }))
      .check(z.meta({ title: '验证码可以发到哪里' })),
    disclosure: z
      .strictObject({
        version: z.string().check(z.meta({ title: '哪一版' })),
        digest: z.string().check(z.meta({ title: '摘要' })),
        sections: z
          .array(
            z.strictObject({
              title: z.string().check(z.meta({ title: '标题' })),
              text: z.string().check(z.meta({ title: '正文' })),
            }),
          )
          .check(z.meta({ title: '告知书的各段' })),
      })
      .check(z.meta({ title: '告知书', description: '提交以前给人看，照原文' })),
    office: z
      .strictObject({
        name: z.string().check(z.meta({ title: '受理的部门' })),
        telephone: z.string().check(z.meta({ title: '电话' })),
      })
      .check(z.meta({ title: '打电话问谁', description: '每一页都显示' })),
  })
  .register(z.globalRegistry, { id: 'ApplicationTerms', title: '申请所需的选项和告知书' });
const ApplicantBegun = z
  .strictObject({
    session: Session,
    codeUntil: IsoInstant.check(z.meta({ title: '验证码有效到' })),
  })
  .register(z.globalRegistry, { id: 'ApplicantBegun', title: '要了验证码' });
const ApplicantOpened = z
  .strictObject({
    session: Session.check(z.meta({ description: '当面的给另一个，换成它；其余的不变' })),
    until: IsoInstant.check(z.meta({ title: '打开到', description: '过了要再填验证码；填的都已经存着' })),
  })
  .register(z.globalRegistry, { id: 'ApplicantOpened', title: '验证过了' });
const OwnRow = {
  id: ApplicationId,
  standing: Standing,
  standingTitle: z.string().check(z.meta({ title: '办到哪里的中文名' })),
  inWords: Progress,
  receipt: z.nullable(Receipt).check(z.meta({ description: '没有提交的为 null' })),
  startedOn: IsoDate,
  submittedOn: z.nullable(IsoDate),
};
const OwnApplications = z
  .strictObject({
    applications: z.array(z.strictObject(OwnRow)).check(z.maxLength(20), z.meta({ title: '这个联系方式的各件申请' })),
    files: z
      .array(
        z.strictObject({
          id: DossierId,
          maskedName: z.string().check(z.meta({ title: '遮盖后的姓名', examples: ['李*英'] })),
          union: UnionName,
        }),
      )
      .check(
        z.maxLength(20),
        z.meta({ title: '看得到的档案', description: '建档人当面核验过这个联系方式的；没有核验过的为空' }),
      ),
    moreFiles: z
      .boolean()
      .check(
        z.meta({ title: '还有别的档案没有列出', description: '一个联系方式至多列二十份；其余的带身份证到工会看' }),
      ),
    mayStart: z.boolean().check(z.meta({ title: '可以另开始一件', description: '没有办完的至多三件' })),
  })
  .register(z.globalRegistry, { id: 'OwnApplications', title: '本人的申请' });
const Paper = z
  .strictObject({
    id: Id,
    kind: z.string().check(z.meta({ title: '附件类型' })),
    status: words('办到哪里', paperTitles),
    why: z.nullable(z.string()).check(z.meta({ title: '拒收的原因', examples: [Object.values(refusals)[0]] })),
    size: z.nullable(z.int()).check(z.meta({ title: '字节' })),
  })
  .register(z.globalRegistry, { id: 'ApplicationPaper', title: '申请的一份材料' });
const Said = z
  .strictObject({
    kind: words('哪一种', { question: '工会问', answer: '申请人答', refusal: '工会不接收', withdrawal: '申请人撤回' }),
    on: IsoDate,
    text: z.string().check(z.meta({ title: '写了什么' })),
  })
  .register(z.globalRegistry, { id: 'ApplicationSaid', title: '一条问答' });
const OwnApplication = z
  .strictObject({
    ...OwnRow,
    version: Version.check(z.meta({ title: '申请的版本', description: '保存时写在 If-Match 里' })),
    content: ApplicationBody,
    missing: z
      .array(Fault)
      .check(z.maxLength(60), z.meta({ title: '提交以前还要填的、不对的', description: '逐栏一句话' })),
    papers: z.array(Paper).check(z.maxLength(30), z.meta({ title: '各份材料' })),
    said: z.array(Said).check(z.maxLength(mostSaid + 1), z.meta({ title: '问答' })),
    union: z.nullable(UnionName).check(z.meta({ description: '交给了哪个工会；没有提交的为 null' })),
  })
  .register(z.globalRegistry, { id: 'OwnApplication', title: '本人的一件申请' });
const ApplicationStarted = z
  .strictObject({ id: ApplicationId, version: Version })
  .register(z.globalRegistry, { id: 'ApplicationStarted', title: '开始的申请' });
const ApplicationSaved = z
  .strictObject({
    id: ApplicationId,
    version: Version,
    missing: z.array(Fault).check(z.maxLength(60), z.meta({ title: '提交以前还要填的、不对的' })),
  })
  .register(z.globalRegistry, { id: 'ApplicationSaved', title: '存下的申请' });
const PaperUpload = z
  .strictObject({
    paper: Id,
    url: z.string().check(z.meta({ title: '往哪里上传', description: '表单上传，文件放在最后一栏 file' })),
    fields: z.record(z.string(), z.string()).check(z.meta({ title: '上传的各栏' })),
    expiresAt: IsoInstant,
  })
  .register(z.globalRegistry, { id: 'PaperUpload', title: '上传一份材料的表单' });
const ApplicationChanged = z
  .strictObject({ id: ApplicationId, version: Version, standing: Standing, inWords: Progress })
  .register(z.globalRegistry, { id: 'ApplicationChanged', title: '办了的申请' });
const ApplicationHandedIn = z
  .strictObject({
    id: ApplicationId,
    receipt: Receipt,
    union: UnionName,
    until: IsoDate.check(z.meta({ title: '工会在这一天以前接收、询问或者不接收' })),
    inWords: Progress,
  })
  .register(z.globalRegistry, { id: 'ApplicationHandedIn', title: '提交了的申请' });

const ApplicationList = z
  .strictObject({
    applications: z
      .array(
        z.strictObject({
          id: ApplicationId,
          maskedName: z.string().check(z.meta({ title: '遮盖后的姓名', examples: ['李*英'] })),
          standing: Standing,
          standingTitle: z.string().check(z.meta({ title: '办到哪里的中文名' })),
          orgPath: OrgPath,
          union: UnionName,
          submittedOn: IsoDate,
          due: z.nullable(IsoDate).check(z.meta({ title: '在这一天以前接收、询问或者不接收' })),
          overdue: z.boolean().check(z.meta({ title: '逾期' })),
        }),
      )
      .check(z.maxLength(pageSizes.dossiers), z.meta({ title: '各件申请' })),
    cursor: Cursor,
  })
  .register(z.globalRegistry, { id: 'ApplicationList', title: '申请的列表' });
const ApplicationRead = z
  .strictObject({
    id: ApplicationId,
    version: Version,
    standing: Standing,
    standingTitle: z.string().check(z.meta({ title: '办到哪里的中文名' })),
    orgPath: z.nullable(OrgPath),
    union: z.nullable(UnionName),
    receipt: z.nullable(Receipt),
    submittedOn: z.nullable(IsoDate),
    due: z.nullable(IsoDate),
    content: ApplicationBody.check(z.meta({ description: '身份证号只留前六位；接收以后在档案里看全的' })),
    divisionName: z.nullable(z.string()).check(z.meta({ title: '县（市、区）的名称' })),
    situationTitles: z.array(z.string()).check(z.meta({ title: '家里的情况，中文' })),
    papers: z.array(Paper).check(z.maxLength(30), z.meta({ title: '各份材料' })),
    said: z
      .array(
        z.extend(Said, {
          by: z.nullable(StaffName),
          shownBy: z
            .nullable(StaffName)
            .check(z.meta({ title: '申请人说的，是谁当面打开给他的', description: '用自己要的验证码打开的为 null' })),
        }),
      )
      .check(z.maxLength(mostSaid + 1), z.meta({ title: '问答' })),
    agreed: z
      .nullable(z.strictObject({ version: z.string().check(z.meta({ title: '哪一版' })), on: IsoDate }))
      .check(z.meta({ title: '申请人同意的是哪一版告知书' })),
    contact: words('怎样联系', { mail: '邮箱', message: '手机', presence: '当面' }),
    may: z
      .array(
        words('您可以办的', {
          ask: '询问',
          forward: '转给别的工会',
          refuse: '不接收',
          takeOver: '接收',
          show: '当面打开',
        }),
      )
      .check(z.meta({ title: '您现在可以办的' })),
    dossier: z.nullable(DossierId).check(z.meta({ title: '接收以后的档案' })),
  })
  .register(z.globalRegistry, { id: 'ApplicationRead', title: '一件申请' });
const ApplicationShown = z
  .strictObject({
    id: ApplicationId,
    url: z.url().check(
      z.meta({
        title: '申请页的链接',
        description: '只给申请人；半小时有效',
        examples: ['https://example.cn/apply-here/x'],
      }),
    ),
    qrCode: z.string().check(z.meta({ title: '链接的二维码', description: 'SVG，申请人用手机扫' })),
    code: z.string().check(z.meta({ title: '验证码', description: '六位数字，念给申请人', examples: ['402718'] })),
    expiresAt: IsoInstant.check(z.meta({ title: '链接有效到' })),
  })
  .register(z.globalRegistry, { id: 'ApplicationShown', title: '出示的申请链接' });
const TakenOver = z
  .strictObject({ id: DossierId, version: Version, form: z.int().check(z.meta({ title: '填好了的是第几份档案表' })) })
  .register(z.globalRegistry, { id: 'TakenOver', title: '接收的申请，已是草稿' });

const StepEntry = z
  .object({
    by: z.optional(words('谁来申请', { self: '本人', other: '代别人申请' })),
    name: z.optional(z.string()).check(z.meta({ title: '姓名' })),
    relation: z.optional(z.string()).check(z.meta({ title: '与职工的关系' })),
    telephone: z.optional(z.string()).check(z.meta({ title: '电话' })),
    idNumber: z.optional(z.string()).check(z.meta({ title: '身份证号' })),
    division: z.optional(z.string()).check(z.meta({ title: '县（市、区），最后是市总工会的本级和直属单位' })),
    union: z.optional(z.string()).check(z.meta({ title: '工会' })),
    homeAddress: z.optional(z.string()).check(z.meta({ title: '家庭住址' })),
    employer: z.optional(z.string()).check(z.meta({ title: '工作单位' })),
    people: z.optional(z.string()).check(z.meta({ title: '几口人' })),
    monthlyIncome: z.optional(z.string()).check(z.meta({ title: '本人每月收入，元' })),
    othersIncome: z.optional(z.string()).check(z.meta({ title: '其他人每月收入，元' })),
    statement: z.optional(z.string()).check(z.meta({ title: '困难在哪里' })),
    kind: z.optional(z.string()).check(z.meta({ title: '材料的类型' })),
    agreed: z.optional(z.literal('yes')).check(z.meta({ title: '同意' })),
    sensitive: z.optional(z.literal('yes')).check(z.meta({ title: '单独同意' })),
    text: z.optional(z.string()).check(z.meta({ title: '答复、更正、撤回的话' })),
  })
  .register(z.globalRegistry, {
    id: 'ApplicationStepEntry',
    title: '申请页一步上填的',
    description: '各步只用自己的几栏；家庭成员的各栏后面是第几位',
  });
const ContactEntry = z
  .object({
    contact: z.optional(z.string()).check(z.meta({ title: '邮箱、手机号或回执编号' })),
    start: z.optional(z.literal('yes')).check(z.meta({ title: '开始一件' })),
    requestKey: z
      .optional(z.string())
      .check(z.meta({ title: '页面的键', description: '开始一件的页面给出的，原样交回；交两次仍是一件' })),
  })
  .register(z.globalRegistry, { id: 'ApplicationContactEntry', title: '申请页上填的联系方式' });
const ApplicationCodeEntry = z
  .object({ code: z.string().check(z.meta({ title: '验证码', examples: ['402718'] })) })
  .register(z.globalRegistry, { id: 'ApplicationCodeEntry', title: '申请页上填的验证码' });

const session = [1361] as const;
const own = [1361, 1363] as const;

export const application = {
  getApplicationTerms: {
    summary: '申请所需的：县、工会、各项的选项、告知书',
    status: 200,
    answer: ApplicationTerms,
    errors: [],
  },
  beginApplicant: {
    summary: '申请：要一个验证码，发到邮箱或者手机；也可以凭回执编号要',
    body: BeginApplicantBody,
    example: { mail: 'li@example.cn' },
    status: 201,
    answer: ApplicantBegun,
    errors: [],
  },
  openApplicant: {
    summary: '申请：填验证码，打开四小时',
    body: ApplicantCodeBody,
    example: { code: '402718' },
    status: 200,
    answer: ApplicantOpened,
    errors: [1361, 1602, 1604, 1605],
  },
  openShownApplicant: {
    summary: '申请：填工会人员当面念的验证码；session 是二维码里的最后一段',
    body: ApplicantCodeBody,
    example: { code: '402718' },
    status: 200,
    answer: ApplicantOpened,
    errors: [1361, 1602, 1604, 1605],
  },
  endApplicant: {
    summary: '申请：退出；别人在这部手机上什么也看不到',
    body: EndApplicantBody,
    example: {},
    status: 200,
    answer: z
      .strictObject({ ended: z.literal(true).check(z.meta({ title: '退出了' })) })
      .register(z.globalRegistry, { id: 'ApplicantEnded', title: '退出了' }),
    errors: session,
  },
  listOwnApplications: {
    summary: '申请：这个联系方式的各件，办到哪里',
    status: 200,
    answer: OwnApplications,
    errors: session,
  },
  startApplication: {
    summary: '申请：开始一件',
    body: StartApplicationBody,
    example: {},
    status: 201,
    answer: ApplicationStarted,
    errors: [1361, 1362],
  },
  getOwnApplication: { summary: '申请：一件，连同还要填什么、问答', status: 200, answer: OwnApplication, errors: own },
  saveApplication: {
    summary: '申请：存下填的；整份存，没有写的就是没有填',
    body: ApplicationBody,
    example: { by: 'self', worker: { name: '李秀英', telephone: '13800000000' }, division: '530102' },
    ifMatch: true,
    status: 200,
    answer: ApplicationSaved,
    errors: [...own, 1362],
  },
  addPaper: {
    summary: '申请：要一个上传材料照片的表单；JPEG、PNG、PDF，10 MB 以内，检查通过的收下',
    body: PaperBody,
    example: { kind: '诊断证明复印件' },
    status: 201,
    answer: PaperUpload,
    errors: [...own, 1362, 1701],
  },
  removePaper: {
    summary: '申请：提交以前去掉一份材料',
    status: 200,
    answer: z.strictObject({ paper: Id }).register(z.globalRegistry, { id: 'PaperRemoved', title: '去掉的材料' }),
    errors: [...own, 1362, 1401],
  },
  handInApplication: {
    summary: '申请：看过告知书、同意，提交给工会',
    body: HandInBody,
    example: { disclosure: '2026-1', digest: '…', agreed: true, sensitive: true },
    status: 201,
    answer: ApplicationHandedIn,
    errors: [...own, 1362],
  },
  answerApplication: {
    summary: '申请：答复工会的询问',
    body: AnswerBody,
    example: { text: '租的房子，每月 600 元。' },
    status: 200,
    answer: ApplicationChanged,
    errors: [...own, 1362],
  },
  withdrawApplication: {
    summary: '申请：接收以前撤回',
    body: WithdrawApplicationBody,
    example: { reason: '找到工作了' },
    status: 200,
    answer: ApplicationChanged,
    errors: [...own, 1362],
  },
  correctApplication: {
    summary: '申请：工会接收以后，请求更正或者请求撤回，成为建档人的待办',
    body: OwnCorrectionBody,
    example: { statement: '家里是四口人，去年添了一个孩子' },
    status: 201,
    answer: z
      .strictObject({ id: DossierId, correction: z.int().check(z.minimum(1), z.meta({ title: '第几件更正请求' })) })
      .register(z.globalRegistry, { id: 'OwnCorrectionAsked', title: '请求了的更正' }),
    errors: [...own, 1302, 1362],
  },
  applyPage: { summary: '申请的页面：填联系方式，或者本人的各件', status: 200, answer: 'page', errors: [] },
  beginByPage: {
    summary: '在网页上要验证码，或者开始一件申请',
    body: ContactEntry,
    example: { contact: 'li@example.cn' },
    status: 303,
    answer: 'page',
    entry: true,
    errors: session,
  },
  codePage: { summary: '填验证码的页面', status: [200, 303], answer: 'page', errors: session },
  codeByPage: {
    summary: '在网页上填验证码',
    body: ApplicationCodeEntry,
    example: { code: '402718' },
    status: 303,
    answer: 'page',
    entry: true,
    errors: [1361, 1602, 1604, 1605],
  },
  leavePage: { summary: '退出的页面', status: 200, answer: 'page', errors: [] },
  leaveByPage: { summary: '在网页上退出', status: 200, answer: 'page', errors: [] },
  shownApplyPage: { summary: '当面申请的页面：填工会人员念的验证码', status: 200, answer: 'page', errors: [] },
  openShownByPage: {
    summary: '在网页上填当面念的验证码',
    body: ApplicationCodeEntry,
    example: { code: '402718' },
    status: 303,
    answer: 'page',
    entry: true,
    errors: [1361, 1602, 1604, 1605],
  },
  applyStepPage: {
    summary: '申请的一步：填的各步、材料、再看一遍、告知书、办到哪里',
    status: [200, 303],
    answer: 'page',
    errors: own,
  },
  saveStepByPage: {
    summary: '在网页上存一步，或者提交、答复、撤回',
    body: StepEntry,
    example: { by: 'self' },
    status: [200, 303],
    answer: 'page',
    entry: true,
    errors: [...own, 1302, 1362, 1401, 1701],
  },
  listApplications: {
    summary: '职工自己的申请，先提交的在前；姓名遮盖',
    status: 200,
    answer: ApplicationList,
    errors: [1012],
  },
  showApplication: {
    summary: '当面开始一件申请：出示链接和二维码，验证码念给申请人，不用邮箱',
    body: ShowApplicationBody,
    example: { orgPath: '530000/530100/530102/U0001' },
    status: 201,
    answer: ApplicationShown,
    errors: [],
  },
  getApplication: {
    summary: '一件申请的全部，身份证号遮盖；记作查阅',
    status: 200,
    answer: ApplicationRead,
    errors: [1012, 1363],
  },
  getPaper: {
    summary: '申请的一份材料：五分钟内有效的下载地址；记作查阅',
    status: 200,
    answer: z
      .strictObject({
        url: z.url().check(z.meta({ title: '地址' })),
        fileName: z.string().check(z.meta({ title: '存为' })),
      })
      .register(z.globalRegistry, { id: 'PaperLink', title: '材料的下载地址' }),
    errors: [1012, 1363, 1401],
  },
  showApplicationAgain: {
    summary: '申请人在场：出示一件申请的链接和二维码，接着填或者看办到哪里',
    body: ShowApplicationAgainBody,
    example: {},
    status: 201,
    answer: ApplicationShown,
    errors: [1362, 1363],
  },
  askApplicant: {
    summary: '询问申请人：写信告诉他有话要问，问什么在申请页上看',
    body: QuestionBody,
    example: { text: '请问现在住的房子是租的还是自己的？' },
    status: 200,
    answer: ApplicationChanged,
    errors: [1362, 1363],
  },
  forwardApplication: {
    summary: '把申请转给别的工会',
    body: ForwardingBody,
    example: { orgPath: '530000/530100/530102/U0001' },
    status: 200,
    answer: ApplicationChanged,
    errors: [1362, 1363],
  },
  refuseApplication: {
    summary: '不接收一件申请，写明原因；不说是不是建过档',
    body: RefusalBody,
    example: { reason: refusalReason.options[0], words: `${refusalReasons.notReached}，请打电话来。` },
    status: 200,
    answer: ApplicationChanged,
    errors: [1362, 1363],
  },
  takeOverApplication: {
    summary: '接收一件申请：成为同一个标识的草稿，档案表照申请填好，同意和材料都带过去',
    body: TakeOverBody,
    example: {},
    status: 201,
    answer: TakenOver,
    errors: [1302, 1362, 1363],
  },
} as const satisfies Record<string, Exchange>;
