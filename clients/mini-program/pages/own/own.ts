import { typedCode } from '../../../../shared/pages/code.ts';
import { dateInWords } from '../../../../shared/pages/dates.ts';
import { askOwn, codeTo, isOpened, leave, openBy, openShown, sessionShown } from '../../lib/applicant.ts';
import { page } from '../../lib/page.ts';
import { inWords } from '../../lib/words.ts';

interface Row {
  id: string;
  words: string;
  title: string;
  receipt: string;
}

/** 申请 and how far it is: opened by a code, then everything that was applied for from this mailbox or mobile. */
export const own = page({
  data: {
    opened: false,
    where: '',
    begun: '',
    /** From a QR code that somebody of the union showed, in place of a mailbox. */
    shown: '',
    code: '',
    applications: [] as Row[],
    files: [] as { id: string; title: string }[],
    mayStart: false,
    busy: false,
    fault: '',
  },
  methods: {
    async onShow() {
      this.setData({ opened: isOpened() });
      if (isOpened()) await this.during(() => this.read());
    },
    typed(event: WechatMiniprogram.Input) {
      this.setData({ [String(event.currentTarget.dataset.field)]: event.detail.value });
    },
    askCode() {
      return this.during(async () => {
        if (this.data.where.trim() === '') throw new Error('请填邮箱、手机号或回执编号。');
        this.setData({ begun: await codeTo(this.data.where), shown: '', code: '' });
      });
    },
    scan() {
      wx.scanCode({
        scanType: ['qrCode'],
        success: ({ result }) =>
          this.during(async () => {
            this.setData({ shown: '' });
            this.setData({ shown: sessionShown(result), begun: '', code: '' });
          }),
        fail: () => undefined,
      });
    },
    open() {
      return this.during(async () => {
        const { shown, begun, code } = this.data;
        const digits = typedCode(code);
        if (digits === undefined) throw new Error('验证码是六位数字。');
        if (shown === '') await openBy(begun, digits);
        else await openShown(shown, digits);
        this.setData({ begun: '', shown: '', code: '', where: '' });
        await this.read();
      });
    },
    async read() {
      const { applications, files, mayStart } = await askOwn('listOwnApplications');
      this.setData({
        mayStart,
        files: files.map(({ id, maskedName, union }) => ({ id, title: `${maskedName}的档案，${union}` })),
        applications: applications.map(({ id, inWords: words, standingTitle, receipt, startedOn }) => ({
          id,
          words,
          title: `${dateInWords(startedOn)}开始的：${standingTitle}`,
          receipt: receipt ?? '',
        })),
      });
    },
    start() {
      return this.during(async () => {
        const { id } = await askOwn('startApplication', { body: {} });
        wx.navigateTo({ url: `/pages/application/application?id=${id}` });
      });
    },
    show(event: WechatMiniprogram.TouchEvent) {
      wx.navigateTo({ url: `/pages/application/application?id=${String(event.currentTarget.dataset.id)}` });
    },
    showFile(event: WechatMiniprogram.TouchEvent) {
      wx.navigateTo({ url: `/pages/file/file?id=${String(event.currentTarget.dataset.id)}` });
    },
    leave() {
      return this.during(async () => {
        this.setData({ applications: [], files: [], where: '', code: '' });
        await leave();
      });
    },
    async during(deed: () => Promise<void>) {
      if (this.data.busy) return;
      this.setData({ busy: true, fault: '' });
      const fault = await deed().then(() => '', inWords);
      this.setData({ busy: false, fault, opened: isOpened() });
    },
  },
});
