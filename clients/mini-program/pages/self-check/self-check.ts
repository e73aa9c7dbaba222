import type { AnswerOf } from '../../../../shared/contract/types.ts';
import { AmountError, parseYuan } from '../../../../shared/money/fen.ts';
import { type Situation, situations } from '../../../../shared/standards/situations.ts';
import { page } from '../../lib/page.ts';
import { askAsAnyone } from '../../lib/session.ts';
import { settings } from '../../lib/settings.ts';
import { inWords } from '../../lib/words.ts';

/** 自测: what a household might be by the province's standards. Nobody is asked who they are, and nothing is kept. */
export const selfCheck = page({
  data: {
    cities: settings.divisions.map(({ name }) => name),
    counties: [] as string[],
    city: -1,
    county: -1,
    people: '',
    income: '',
    spent: '',
    situations: Object.entries(situations).map(([value, title]) => ({ value, title })),
    chosen: [] as string[],
    faults: {} as Record<string, string>,
    fault: '',
    busy: false,
    answer: null as (AnswerOf<'selfCheck'> & { first: string; more: string[] }) | null,
  },
  methods: {
    cityChosen(event: WechatMiniprogram.PickerChange) {
      const city = Number(event.detail.value);
      const counties = settings.divisions[city]?.divisions.map(({ name }) => name) ?? [];
      this.setData({ city, counties, county: counties.length === 1 ? 0 : -1 });
    },
    countyChosen(event: WechatMiniprogram.PickerChange) {
      this.setData({ county: Number(event.detail.value) });
    },
    typed(event: WechatMiniprogram.Input) {
      this.setData({ [String(event.currentTarget.dataset.field)]: event.detail.value });
    },
    chose(event: WechatMiniprogram.CheckboxGroupChange) {
      this.setData({ chosen: event.detail.value });
    },
    async ask() {
      const { city, county, people, income, spent, chosen, busy } = this.data;
      if (busy) return;
      const division = settings.divisions[city]?.divisions[county]?.code;
      const read = {
        people: /^\s*([1-9]|1\d|20)\s*$/.test(people) ? Number(people) : undefined,
        income: fenOf(income),
        spent: spent.trim() === '' ? null : fenOf(spent),
      };
      const faults: Record<string, string> = {
        ...(division === undefined ? { county: '请选户口在哪个县（市、区）。' } : {}),
        ...(read.people === undefined ? { people: '请写 1 至 20 的一个数，例如 3。' } : {}),
        ...(read.income === undefined ? { income: '请写一个数，单位是元，例如 600。' } : {}),
        ...(read.spent === undefined ? { spent: '请写一个数，单位是元；不知道的不填。' } : {}),
      };
      this.setData({ faults, fault: '' });
      if (division === undefined || read.people === undefined || read.income === undefined || read.spent === undefined)
        return;
      this.setData({ busy: true });
      const body = {
        division,
        people: read.people,
        monthlyIncome: read.income,
        ...(read.spent === null ? {} : { spent: read.spent }),
        situations: chosen as Situation[],
      };
      try {
        const answer = await askAsAnyone('selfCheck', { body });
        const [first = '', ...more] = answer.sentences;
        this.setData({ answer: { ...answer, first, more } });
      } catch (error) {
        this.setData({ fault: inWords(error) });
      }
      this.setData({ busy: false });
    },
    again() {
      this.setData({ answer: null });
    },
    call() {
      wx.makePhoneCall({ phoneNumber: this.data.answer?.call.telephone ?? '', fail: () => undefined });
    },
  },
});

function fenOf(yuan: string): number | undefined {
  try {
    return parseYuan(yuan);
  } catch (error) {
    if (error instanceof AmountError) return undefined;
    throw error;
  }
}
