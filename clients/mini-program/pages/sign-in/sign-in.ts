import { page } from '../../lib/page.ts';
import { newDigits, signInBy } from '../../lib/session.ts';
import { inWords } from '../../lib/words.ts';

/** Staff sign in by the code that the workbench shows: scanned from a computer, or pasted from this phone's browser. */
export const signIn = page({
  data: { digits: '', pasted: '', busy: false, fault: '' },
  methods: {
    async onLoad() {
      this.setData({ digits: await newDigits() });
    },
    scan() {
      wx.scanCode({
        onlyFromCamera: true,
        scanType: ['qrCode'],
        success: ({ result }) => void this.finish(result),
        // Closed without scanning: nothing is to be said.
        fail: () => undefined,
      });
    },
    typed(event: WechatMiniprogram.Input) {
      this.setData({ pasted: event.detail.value });
    },
    paste() {
      void this.finish(this.data.pasted);
    },
    async finish(code: string) {
      if (this.data.busy) return;
      this.setData({ busy: true, fault: '' });
      try {
        await signInBy(code, this.data.digits);
        wx.navigateBack();
      } catch (error) {
        // The next try has digits of its own.
        this.setData({ busy: false, fault: inWords(error), digits: await newDigits(), pasted: '' });
      }
    },
  },
});
