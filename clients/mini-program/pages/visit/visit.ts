import { dateInShanghai, timeInShanghai } from '../../../../shared/calendar/dates.ts';
import { type Finger, fingerOn } from '../../lib/finger.ts';
import { lookAgain, sendAll } from '../../lib/outbox.ts';
import { page } from '../../lib/page.ts';
import { takePhotos } from '../../lib/photos.ts';
import { newKey } from '../../lib/random.ts';
import { now, signedIn } from '../../lib/session.ts';
import * as vault from '../../lib/vault.ts';
import * as kept from '../../lib/visits.ts';
import { inWords } from '../../lib/words.ts';

/** Of the visit that is open; a page's `data` is for what is shown. */
let current: kept.Visit | undefined;
let later: ReturnType<typeof setTimeout> | undefined;
/** What is being written on the page that is shown. */
let finger: Finger | undefined;

/** Milliseconds after the last key until what is typed is sealed. */
const PAUSE = 300;

/** 入户调查 of one household, filled in with a network or without. */
export const visit = page({
  data: {
    id: '',
    gone: false,
    household: null as kept.Visit['household'] | null,
    questions: [] as { asks: string; question: string; answer: string }[],
    outcomes: kept.outcomes.map(([value, title]) => ({ value, title })),
    kinds: kept.photoKinds as readonly string[],
    surveyedOn: '',
    today: '',
    surveyors: '',
    outcome: '',
    opinion: '',
    photos: [] as { name: string; title: string; kind: string }[],
    shown: { name: '', source: '' },
    written: false,
    waiting: false,
    refused: '',
    changed: false,
    saved: '',
    faults: {} as Partial<Record<kept.Fault['field'], string>>,
    fault: '',
    said: '',
    busy: '',
    discarding: false,
  },
  methods: {
    onLoad(query: { id?: string }) {
      this.setData({ id: query.id ?? '' });
    },
    onShow() {
      finger = undefined;
      if (!vault.isOpen()) {
        current = undefined;
        this.setData({ household: null, photos: [], opinion: '', shown: { name: '', source: '' } });
        wx.navigateTo({ url: '/pages/unlock/unlock' });
        return;
      }
      current = kept.find(this.data.id);
      this.show();
    },
    onHide() {
      void this.save();
    },
    onUnload() {
      void this.save();
      current = undefined;
    },
    show() {
      if (!current) {
        this.setData({ gone: true });
        return;
      }
      const { household, questions, typed, photos, standing } = current;
      const refused = standing.is === 'refused' ? standing : { said: '', changed: false };
      this.setData({
        gone: false,
        household,
        today: dateInShanghai(now()),
        surveyedOn: typed.surveyedOn,
        surveyors: typed.surveyors,
        outcome: typed.outcome,
        opinion: typed.opinion,
        questions: questions.map(({ asks, question }) => ({
          asks,
          question,
          answer: typed.answers[asks] === undefined ? '' : typed.answers[asks] ? 'yes' : 'no',
        })),
        photos: photos.map(({ name, title, kind }) => ({ name, title, kind })),
        waiting: standing.is === 'waiting',
        refused: refused.said,
        changed: refused.changed,
      });
    },
    typedDay(event: WechatMiniprogram.PickerChange) {
      this.change({ surveyedOn: String(event.detail.value) });
    },
    typedSurveyors(event: WechatMiniprogram.Input) {
      this.change({ surveyors: event.detail.value });
    },
    typedOpinion(event: WechatMiniprogram.Input) {
      this.change({ opinion: event.detail.value });
    },
    chosen(event: WechatMiniprogram.RadioGroupChange) {
      this.change({ outcome: event.detail.value as kept.Visit['typed']['outcome'] });
    },
    answered(event: WechatMiniprogram.RadioGroupChange) {
      if (!current) return;
      const asks = String(event.currentTarget.dataset.asks);
      this.change({ answers: { ...current.typed.answers, [asks]: event.detail.value === 'yes' } });
    },
    /** What is typed is sealed a moment later, and when the page is left. */
    change(typed: Partial<kept.Visit['typed']>) {
      if (!current) return;
      current = { ...current, typed: { ...current.typed, ...typed } };
      this.setData({ ...shownOf(typed), faults: {} });
      clearTimeout(later);
      later = setTimeout(() => void this.save(), PAUSE);
    },
    async save() {
      clearTimeout(later);
      later = undefined;
      if (!current || !vault.isOpen()) return;
      try {
        await kept.save(current);
        this.setData({ saved: `${timeInShanghai(now().toISOString())} 已存在手机里` });
      } catch (error) {
        this.setData({ fault: inWords(error) });
      }
    },
    async photograph() {
      await this.during('正在存照片……', async () => {
        if (!current) return;
        for (const content of await takePhotos()) current = await kept.addPhoto(current, content);
      });
    },
    async penDown({ touches: [at] }: WechatMiniprogram.TouchCanvas) {
      finger ??= await fingerOn(this, '#finger');
      if (at) finger?.down(at);
      this.setData({ written: finger?.isWritten ?? false });
    },
    penMoves({ touches: [at] }: WechatMiniprogram.TouchCanvas) {
      if (at) finger?.move(at);
    },
    penAgain() {
      finger?.clear();
      this.setData({ written: false });
    },
    async keepSignature() {
      await this.during('正在存签名……', async () => {
        if (!current || !finger?.isWritten) return;
        current = await kept.addPhoto(current, finger.picture(), kept.signature);
        this.penAgain();
      });
    },
    async kindChosen(event: WechatMiniprogram.PickerChange) {
      const name = String(event.currentTarget.dataset.name);
      const kind = kept.photoKinds[Number(event.detail.value)];
      if (!current || kind === undefined) return;
      current = {
        ...current,
        photos: current.photos.map((photo) => (photo.name === name ? { ...photo, kind } : photo)),
      };
      await this.save();
      this.show();
    },
    look(event: WechatMiniprogram.TouchEvent) {
      const name = String(event.currentTarget.dataset.name);
      const content = this.data.shown.name === name ? undefined : kept.photoIn(name);
      this.setData({ shown: content ? { name, source: sourceOf(content) } : { name: '', source: '' } });
    },
    async dropPhoto(event: WechatMiniprogram.TouchEvent) {
      if (!current) return;
      current = await kept.removePhoto(current, String(event.currentTarget.dataset.name));
      this.show();
    },
    /** Filled in: it waits for the network, and goes at once where there is one. */
    async finish() {
      if (!current) return;
      const faults = kept.faultsOf(current, dateInShanghai(now()));
      if (faults.length > 0) {
        this.setData({ faults: Object.fromEntries(faults.map(({ field, message }) => [field, message])) });
        return;
      }
      await this.during('正在送……', async () => {
        if (!current) return;
        // Another content, another key: the API holds a key to what came with it first.
        const key = current.standing.is === 'open' ? current.key : await newKey();
        current = { ...current, key, standing: { is: 'waiting', since: now().toISOString() } };
        await kept.save(current);
        if (!signedIn()) throw new Error('已经存好，等着送出。登录以后再送。');
        const { waits } = await sendAll(now);
        if (waits !== undefined) throw new Error(`已经存好，等着送出。${waits}`);
      });
      if (!current) this.setData({ gone: false, said: '已经送到，手机里的内容和照片清掉了。' });
    },
    /** Back to filling it in, before it has been sent. */
    async reopen() {
      if (!current) return;
      current = { ...current, standing: { is: 'open' }, key: await newKey() };
      await kept.save(current);
      this.show();
    },
    async lookAgain() {
      await this.during('正在读……', async () => {
        if (current) await lookAgain(current);
      });
    },
    askDiscard() {
      this.setData({ discarding: true });
    },
    keep() {
      this.setData({ discarding: false });
    },
    discard() {
      if (current) kept.discard(current);
      current = undefined;
      wx.navigateBack();
    },
    async during(busy: string, deed: () => Promise<void>) {
      if (this.data.busy !== '') return;
      this.setData({ busy, fault: '' });
      await this.save();
      const fault = await deed().then(() => '', inWords);
      this.setData({ busy: '', fault });
      current = vault.isOpen() ? kept.find(this.data.id) : undefined;
      this.show();
    },
  },
});

const sourceOf = (content: Uint8Array): string =>
  `data:image/jpeg;base64,${wx.arrayBufferToBase64(content.slice().buffer as ArrayBuffer)}`;

/** What of it the page shows as it was typed; an answer to a question stands with its question. */
const shownOf = ({ answers: _, ...typed }: Partial<kept.Visit['typed']>) => typed;
