import { page } from '../../lib/page.ts';
import { settings } from '../../lib/settings.ts';

/** The first page: which of two kinds of people one is. */
export const home = page({
  data: { province: settings.province, union: settings.union },
  methods: {
    toSelfCheck() {
      wx.navigateTo({ url: '/pages/self-check/self-check' });
    },
    toOwn() {
      wx.navigateTo({ url: '/pages/own/own' });
    },
    toVisits() {
      wx.navigateTo({ url: '/pages/visits/visits' });
    },
  },
});
