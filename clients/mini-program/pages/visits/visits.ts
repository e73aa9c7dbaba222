import { dateInWords, momentInWords } from '../../../../shared/pages/dates.ts';
import { sendAll } from '../../lib/outbox.ts';
import { page } from '../../lib/page.ts';
import { ask, now, signedIn } from '../../lib/session.ts';
import * as vault from '../../lib/vault.ts';
import { all, noVisit, save, type Visit, visitOf } from '../../lib/visits.ts';
import { inWords } from '../../lib/words.ts';

interface Listed {
  id: string;
  name: string;
  address: string;
  telephone: string;
  state: string;
  said: string;
  photos: number;
}
interface ToTake {
  dossier: string;
  name: string;
  union: string;
  due: string;
}

/** 入户调查 on this phone: what is being filled in, what waits to be sent, what was sent; and what can be taken along. */
export const visits = page({
  data: {
    locked: true,
    who: '',
    visits: [] as Listed[],
    waiting: 0,
    receipts: [] as { id: string; words: string }[],
    toTake: [] as ToTake[],
    looked: false,
    busy: '',
    said: '',
    fault: '',
  },
  methods: {
    onShow() {
      if (!vault.isOpen()) {
        this.setData({ locked: true, visits: [], receipts: [], toTake: [] });
        return;
      }
      this.refresh();
      if (signedIn() && this.data.waiting > 0) void this.send();
    },
    refresh() {
      const { visits: kept, receipts } = all(now());
      this.setData({
        locked: false,
        who: signedIn()?.name ?? '',
        visits: kept.map(listed),
        waiting: kept.filter(({ standing }) => standing.is === 'waiting').length,
        receipts: receipts.map(({ id, maskedName, standing }) => ({
          id,
          words: `${maskedName}，${momentInWords(standing.at)}已送到`,
        })),
      });
    },
    unlock() {
      wx.navigateTo({ url: '/pages/unlock/unlock' });
    },
    signIn() {
      wx.navigateTo({ url: '/pages/sign-in/sign-in' });
    },
    open(event: WechatMiniprogram.TouchEvent) {
      // A name of this phone alone: it says nothing of the household.
      wx.navigateTo({ url: `/pages/visit/visit?id=${String(event.currentTarget.dataset.id)}` });
    },
    async look() {
      await this.during('正在读……', async () => {
        const kept = new Set(all(now()).visits.map(({ dossier }) => dossier));
        const { tasks } = await ask('listTasks', {});
        const toTake = tasks
          .filter(({ kind, dossier }) => kind === 'survey' && !kept.has(dossier))
          .map(({ dossier, maskedName, union, due, overdue }) => ({
            dossier,
            name: maskedName,
            union,
            due: due === null ? '' : `${dateInWords(due)}以前${overdue ? '（已过期限）' : ''}`,
          }));
        this.setData({ toTake, looked: true });
      });
    },
    async take(event: WechatMiniprogram.TouchEvent) {
      const dossier = String(event.currentTarget.dataset.dossier);
      await this.during('正在带上……', async () => {
        const detail = await ask('getDossier', { params: { id: dossier } });
        const not = noVisit(detail);
        if (not !== undefined) throw new Error(not);
        await save(await visitOf(detail, signedIn()?.name ?? '', now()));
        this.setData({ toTake: this.data.toTake.filter((each) => each.dossier !== dossier) });
      });
    },
    async send() {
      await this.during('正在送……', async () => {
        const { recorded, waits } = await sendAll(now);
        this.setData({ said: recorded > 0 ? `送到了 ${recorded} 户。` : '' });
        if (waits !== undefined) throw new Error(waits);
      });
    },
    async during(busy: string, deed: () => Promise<void>) {
      if (this.data.busy !== '') return;
      this.setData({ busy, fault: '', said: '' });
      const fault = await deed().then(() => '', inWords);
      this.setData({ busy: '', fault });
      if (vault.isOpen()) this.refresh();
      else this.onShow();
    },
  },
});

function listed({ id, household, standing, photos }: Visit): Listed {
  const { name, address, telephone } = household;
  const states = { open: '正在填', waiting: '填完了，等着送出', refused: '没有收下，请打开看', sent: '' };
  return {
    ...{ id, name, address, telephone },
    state: states[standing.is],
    said: standing.is === 'refused' ? standing.said : '',
    photos: photos.length,
  };
}
