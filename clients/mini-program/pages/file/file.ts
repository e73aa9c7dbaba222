import type { AnswerOf } from '../../../../shared/contract/types.ts';
import { correctionAnswers } from '../../../../shared/matters/outcomes.ts';
import { dateInWords, momentInWords } from '../../../../shared/pages/dates.ts';
import { askOwn } from '../../lib/applicant.ts';
import { page } from '../../lib/page.ts';
import { inWords } from '../../lib/words.ts';

type Wish = 'correction' | 'withdrawal';
type Row = { label: string; value: string };

/** 本人的档案: of whoever was seen with their ID card. What is read is on this page alone, and kept nowhere. */
export const file = page({
  data: {
    id: '',
    title: '',
    facts: [] as Row[],
    sections: [] as { title: string; rows: Row[] }[],
    readings: [] as Row[],
    corrections: [] as Row[],
    wish: 'correction' as Wish,
    statement: '',
    done: '',
    busy: false,
    fault: '',
  },
  methods: {
    async onLoad({ id = '' }: Record<string, string | undefined>) {
      this.setData({ id });
      await this.during(() => this.read());
    },
    async read() {
      const own = await askOwn('getOwnFile', { params: { id: this.data.id } });
      this.setData({
        title: `本人的档案：${own.maskedName}`,
        facts: [
          { label: '现在的状态', value: own.statusTitle },
          { label: '建档工会', value: own.union },
          ...own.decisions,
        ],
        sections: own.sections.map(({ title, rows }) => ({ title, rows: [...rows] })),
        readings: own.readings.map(({ at, by, what }) => ({ label: momentInWords(at), value: `${by}：${what}` })),
        corrections: own.corrections.map(asked),
      });
    },
    wishChosen(event: WechatMiniprogram.CustomEvent<{ value: Wish }>) {
      this.setData({ wish: event.detail.value });
    },
    typed(event: WechatMiniprogram.Input) {
      this.setData({ statement: event.detail.value });
    },
    send() {
      return this.during(async () => {
        const { id, wish, statement } = this.data;
        if (statement.trim() === '') throw new Error('请写几句。');
        await askOwn('requestOwnCorrection', { params: { id }, body: { wish, statement } });
        this.setData({ statement: '', done: '已经记下，工会会答复您。' });
        await this.read();
      });
    },
    async during(deed: () => Promise<void>) {
      if (this.data.busy) return;
      this.setData({ busy: true, fault: '', done: '' });
      const fault = await deed().then(() => '', inWords);
      this.setData({ busy: false, fault });
    },
  },
});

function asked({ on, statement, outcome, answer }: AnswerOf<'getOwnFile'>['corrections'][number]): Row {
  const answered = outcome === null ? '还在核对' : `${correctionAnswers[outcome]}。${answer ?? ''}`;
  return { label: `${dateInWords(on)}提的`, value: `${statement}（${answered}）` };
}
