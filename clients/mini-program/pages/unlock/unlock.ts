import { page } from '../../lib/page.ts';
import * as sealed from '../../lib/sealed-files.ts';
import * as vault from '../../lib/vault.ts';
import { inWords } from '../../lib/words.ts';

/** The 口令 that opens what lies sealed on this phone: chosen the first time, asked for whenever the mini-program begins. */
export const unlock = page({
  data: { isNew: false, passphrase: '', again: '', busy: false, fault: '', tries: 0, clearing: false },
  methods: {
    onLoad() {
      this.setData({ isNew: !vault.isSetUp() });
    },
    typed(event: WechatMiniprogram.Input) {
      this.setData({ passphrase: event.detail.value });
    },
    typedAgain(event: WechatMiniprogram.Input) {
      this.setData({ again: event.detail.value });
    },
    async done() {
      if (this.data.busy) return;
      this.setData({ busy: true, fault: '' });
      const fault = await this.opened().catch(inWords);
      // Never kept, not even on the screen.
      this.setData({ busy: false, fault: fault ?? '', passphrase: '', again: '' });
      if (fault === undefined) wx.navigateBack();
      else this.setData({ tries: this.data.tries + 1 });
    },
    /** Why it did not open; undefined when it did. */
    async opened(): Promise<string | undefined> {
      const { isNew, passphrase, again } = this.data;
      if (!isNew) return (await vault.open(passphrase)) ? undefined : '口令不对，请再输一次。';
      if (passphrase !== again) return '两次输的不一样，请重新输。';
      await vault.setUp(passphrase);
      return undefined;
    },
    forgotten() {
      this.setData({ clearing: true });
    },
    keep() {
      this.setData({ clearing: false });
    },
    clear() {
      sealed.removeAll();
      vault.destroy();
      this.setData({ clearing: false, isNew: true, fault: '', tries: 0 });
    },
  },
});
