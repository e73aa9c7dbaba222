import { timeInShanghai } from '../../../../shared/calendar/dates.ts';
import { Refused } from '../../../../shared/contract/client.ts';
import { dateInWords } from '../../../../shared/pages/dates.ts';
import { askOwn, isOpened, type OwnApplication, type Terms } from '../../lib/applicant.ts';
import { type Boxes, boxesOf, contentOf } from '../../lib/application-form.ts';
import { page } from '../../lib/page.ts';
import { takePhotos } from '../../lib/photos.ts';
import { newKey } from '../../lib/random.ts';
import { askAsAnyone, now } from '../../lib/session.ts';
import { typeOf, upload } from '../../lib/upload.ts';
import { inWords } from '../../lib/words.ts';

/** Of the application that is open; a page's `data` is for what is shown. */
let version = 0;
let terms: Terms | undefined;
let later: ReturnType<typeof setTimeout> | undefined;
/** Whether something stands in the boxes that the API has not kept yet. */
let unsaved = false;
let saving: Promise<unknown> = Promise.resolve();
/** Photos that got no answer, each with the key under which it is asked for. */
let unsent: { kind: string; content: Uint8Array; key: string }[] = [];

/** Milliseconds after the last key until what is typed is saved. */
const PAUSE = 1500;

const saidTitles = { question: '工会问', answer: '您答', refusal: '工会不接收', withdrawal: '您撤回' };
const paperTitles = { awaiting: '正在检查', accepted: '收下了', refused: '没有收下' };

/** One application: filled in and handed in; then how far it is, what the union asks, and what one may still say. */
export const application = page({
  data: {
    id: '',
    loaded: false,
    standing: '' as OwnApplication['standing'] | '',
    progress: '',
    receipt: '',
    union: '',
    boxes: boxesOf({}) as Boxes,
    situations: [] as { word: string; title: string; chosen: boolean }[],
    relations: [] as string[],
    cities: [] as string[],
    counties: [] as string[],
    city: -1,
    county: -1,
    unions: [] as string[],
    unionAt: 0,
    papers: [] as { id: string; words: string; why: string }[],
    kinds: [] as string[],
    unsent: 0,
    said: [] as { words: string; text: string }[],
    missing: {} as Record<string, string>,
    faults: {} as Record<string, string>,
    checked: false,
    disclosure: [] as Terms['disclosure']['sections'],
    agreed: false,
    sensitive: false,
    text: '',
    office: '',
    saved: '',
    elsewhere: false,
    fault: '',
    done: '',
    busy: '',
  },
  methods: {
    onLoad(query: { id?: string }) {
      unsent = [];
      unsaved = false;
      this.setData({ id: query.id ?? '' });
    },
    async onShow() {
      if (isOpened()) await this.during('正在读……', () => this.read());
      else wx.navigateBack();
    },
    onHide() {
      void this.save();
    },
    onUnload() {
      void this.save();
    },
    async read() {
      const own = await askOwn('getOwnApplication', { params: { id: this.data.id } });
      const { division } = own.content;
      terms = await askAsAnyone('getApplicationTerms', { query: { division } });
      version = own.version;
      const { office } = terms;
      const city = terms.divisions.findIndex((each) => each.divisions.some(({ code }) => code === division));
      const counties = terms.divisions[city]?.divisions ?? [];
      this.setData({
        loaded: true,
        elsewhere: false,
        standing: own.standing,
        progress: own.inWords,
        receipt: own.receipt ?? '',
        union: own.union ?? '',
        // What was typed meanwhile stays.
        boxes: unsaved ? this.data.boxes : boxesOf(own.content),
        situations: terms.situations.map((each) => ({
          ...each,
          chosen: own.content.situations?.includes(each.word) ?? false,
        })),
        relations: terms.relations,
        cities: terms.divisions.map(({ name }) => name),
        counties: counties.map(({ name }) => name),
        city,
        county: counties.findIndex(({ code }) => code === division),
        unions: unionsIn(terms),
        unionAt: 1 + terms.unions.findIndex(({ orgPath }) => orgPath === own.content.union),
        papers: papersOf(own),
        kinds: terms.papers,
        said: own.said.map(({ kind, on, text }) => ({ words: `${dateInWords(on)} ${saidTitles[kind]}`, text })),
        missing: named(own.missing),
        disclosure: terms.disclosure.sections,
        office: `${office.name}，电话 ${office.telephone}`,
      });
    },
    typed(event: WechatMiniprogram.Input) {
      this.change({ [String(event.currentTarget.dataset.field)]: event.detail.value });
    },
    byChosen(event: WechatMiniprogram.RadioGroupChange) {
      this.change({ by: event.detail.value as Boxes['by'] });
    },
    situationsChosen(event: WechatMiniprogram.CheckboxGroupChange) {
      this.change({ situations: event.detail.value });
    },
    cityChosen(event: WechatMiniprogram.PickerChange) {
      const city = Number(event.detail.value);
      const counties = terms?.divisions[city]?.divisions.map(({ name }) => name) ?? [];
      this.setData({ city, counties, county: -1, unionAt: 0 });
      this.change({ division: '', union: '' });
    },
    async countyChosen(event: WechatMiniprogram.PickerChange) {
      const county = Number(event.detail.value);
      const division = terms?.divisions[this.data.city]?.divisions[county]?.code ?? '';
      this.setData({ county, unionAt: 0 });
      this.change({ division, union: '' });
      await this.during('正在读……', async () => {
        terms = await askAsAnyone('getApplicationTerms', { query: { division } });
        this.setData({ unions: unionsIn(terms) });
      });
    },
    unionChosen(event: WechatMiniprogram.PickerChange) {
      const unionAt = Number(event.detail.value);
      this.setData({ unionAt });
      this.change({ union: terms?.unions[unionAt - 1]?.orgPath ?? '' });
    },
    addMember() {
      this.change({ members: [...this.data.boxes.members, { name: '', relation: '', idNumber: '' }] });
    },
    dropMember(event: WechatMiniprogram.TouchEvent) {
      const nth = Number(event.currentTarget.dataset.nth);
      this.change({ members: this.data.boxes.members.filter((_, at) => at !== nth) });
    },
    memberTyped(event: WechatMiniprogram.Input) {
      const { nth, field } = event.currentTarget.dataset;
      this.changeMember(Number(nth), { [String(field)]: event.detail.value });
    },
    relationChosen(event: WechatMiniprogram.PickerChange) {
      const relation = this.data.relations[Number(event.detail.value)] ?? '';
      this.changeMember(Number(event.currentTarget.dataset.nth), { relation });
    },
    changeMember(nth: number, part: object) {
      this.change({ members: this.data.boxes.members.map((each, at) => (at === nth ? { ...each, ...part } : each)) });
    },
    change(part: Partial<Boxes>) {
      // What was missing may be what is being typed: the next save says what still is.
      const { _worker_idNumber: before, ...others } = this.data.missing;
      const missing = part.idNumber === undefined || before === undefined ? this.data.missing : others;
      this.setData({ boxes: { ...this.data.boxes, ...part }, missing, done: '' });
      unsaved = true;
      clearTimeout(later);
      later = setTimeout(() => void this.save(), PAUSE);
    },
    /** One after the other. Answers whether all that stands here is kept by the API. */
    async save(): Promise<boolean> {
      clearTimeout(later);
      const next = saving.then(() => (unsaved ? this.saveNow() : undefined));
      saving = next;
      await next;
      return !unsaved;
    },
    async saveNow() {
      const { id, boxes, standing } = this.data;
      if (standing !== 'draft' || !isOpened()) return;
      const { content, faults } = contentOf(boxes);
      this.setData({ faults });
      unsaved = false;
      try {
        const saved = await askOwn('saveApplication', { params: { id }, body: content, version });
        version = saved.version;
        const at = timeInShanghai(now().toISOString());
        this.setData({ missing: named(saved.missing), saved: `${at} 已存` });
      } catch (error) {
        unsaved = true;
        const elsewhere = error instanceof Refused && error.status === 412;
        this.setData({ elsewhere, saved: '', fault: elsewhere ? '' : `没有存上，填的还在这一页上。${inWords(error)}` });
      }
    },
    /** What stands here is kept, over what was saved from elsewhere. */
    keepMine() {
      return this.during('正在存……', async () => {
        version = (await askOwn('getOwnApplication', { params: { id: this.data.id } })).version;
        this.setData({ elsewhere: false });
        await this.save();
      });
    },
    takeTheirs() {
      unsaved = false;
      return this.during('正在读……', () => this.read());
    },
    saveAgain() {
      return this.during('正在存……', () => this.saved());
    },
    photograph(event: WechatMiniprogram.PickerChange) {
      const kind = this.data.kinds[Number(event.detail.value)] ?? '其他';
      return this.during('正在传照片……', async () => {
        for (const content of await takePhotos()) unsent.push({ kind, content, key: await newKey() });
        await this.sendPhotos();
      });
    },
    sendAgain() {
      return this.during('正在传照片……', () => this.sendPhotos());
    },
    /** Each goes off the list when the bucket has it: what got no answer is tried again under the same key. */
    async sendPhotos() {
      const { id } = this.data;
      this.setData({ unsent: unsent.length });
      for (const photo of [...unsent]) {
        const contentType = typeOf(photo.content);
        if (contentType !== undefined) {
          const body = { kind: photo.kind };
          await upload(await askOwn('addPaper', { params: { id }, body, key: photo.key }), photo.content);
        }
        unsent = unsent.filter((each) => each !== photo);
        this.setData({ unsent: unsent.length });
      }
      await this.readPapers();
    },
    async readPapers() {
      this.setData({ papers: papersOf(await askOwn('getOwnApplication', { params: { id: this.data.id } })) });
    },
    dropPaper(event: WechatMiniprogram.TouchEvent) {
      const params = { id: this.data.id, paper: String(event.currentTarget.dataset.paper) };
      return this.during('正在去掉……', async () => {
        await askOwn('removePaper', { params });
        await this.readPapers();
      });
    },
    agree(event: WechatMiniprogram.CheckboxGroupChange) {
      const { value } = event.detail;
      this.setData({ agreed: value.includes('agreed'), sensitive: value.includes('sensitive') });
    },
    handIn() {
      return this.during('正在提交……', async () => {
        await this.saved();
        this.setData({ checked: true });
        const { id, missing, faults, agreed, sensitive } = this.data;
        const left = Object.keys({ ...missing, ...faults }).length;
        if (left > 0) throw new Error(`还有 ${left} 处要填、要改，写在各栏下面。`);
        if (!agreed || !sensitive) throw new Error('请看过告知书，两处都勾上。');
        if (!terms) return;
        const { version: disclosure, digest } = terms.disclosure;
        const body = { disclosure, digest, agreed: true as const, sensitive: true as const };
        const { receipt } = await askOwn('handInApplication', { params: { id }, body });
        await this.read();
        this.setData({ done: `已经提交。回执编号 ${receipt}，请记下来，打电话问、以后再看都凭它。` });
      });
    },
    textTyped(event: WechatMiniprogram.Input) {
      this.setData({ text: event.detail.value });
    },
    answer() {
      return this.say('答复送到了。', 'answerApplication', { text: this.data.text.trim() });
    },
    withdraw() {
      const reason = this.data.text.trim();
      return this.say('已经撤回。', 'withdrawApplication', reason === '' ? {} : { reason });
    },
    correct() {
      return this.say('送到了，工会会答复您。', 'correctApplication', { statement: this.data.text.trim() });
    },
    say(done: string, operation: 'answerApplication' | 'withdrawApplication' | 'correctApplication', body: object) {
      return this.during('正在送……', async () => {
        if (Object.values(body).includes('')) throw new Error('请先写要说的话。');
        await askOwn(operation, { params: { id: this.data.id }, body });
        await this.read();
        this.setData({ done, text: '' });
      });
    },
    /** @throws Error where something could not be kept: nothing is done over it */
    async saved() {
      if (!(await this.save())) throw new Error(this.data.fault || '填的还没有存上，请再存一次。');
    },
    async during(busy: string, deed: () => Promise<void>) {
      if (this.data.busy !== '') return;
      this.setData({ busy, fault: '' });
      const fault = await deed().then(() => '', inWords);
      this.setData({ busy: '', fault, unsent: unsent.length });
    },
  },
});

/** The first takes in whatever nobody knows a union for. */
const unionsIn = ({ unions }: Terms): string[] => [
  `不知道，交给${unions[0]?.name ?? '总工会'}`,
  ...unions.map(({ name }) => name),
];

const papersOf = ({ papers }: OwnApplication) =>
  papers.map(({ id, kind, status, why }) => ({ id, words: `${kind}：${paperTitles[status]}`, why: why ?? '' }));

/** Faults by their fields, as WXML can name them: `/worker/name` is `_worker_name`. */
const named = (faults: readonly { pointer: string; message: string }[]): Record<string, string> =>
  Object.fromEntries(faults.map(({ pointer, message }) => [pointer.replace(/\//g, '_'), message]));
