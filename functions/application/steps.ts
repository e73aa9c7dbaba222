import type { ApplicationContent, ApplicationMember } from '../../shared/application/content.ts';
import { ApplicationBody } from '../../shared/contract/bodies/application.ts';
import { mostPeople } from '../../shared/contract/bodies/self-check.ts';
import { formatFen, formatYuan } from '../../shared/money/fen.ts';
import { choiceName } from '../../shared/organisation/choices.ts';
import { isOwnOf, unionOfDivision } from '../../shared/organisation/org-path.ts';
import type { CheckView, StepField } from '../../shared/pages/apply-step-pages.ts';
import type { Faults } from '../../shared/pages/views.ts';
import type { App } from '../../shared/services/app.ts';
import { unions } from '../../shared/services/services.ts';
import { type Situation, situations } from '../../shared/standards/situations.ts';
import { fenIn, peopleIn, plain } from './amounts.ts';
import { coveredPlaces, isCovered, relations, unionsIn } from './terms.ts';

type Posted = Readonly<Record<string, string>>;
/** What a step makes of what was posted; faults by the names of its fields. */
interface Read {
  content: ApplicationContent;
  faults: Faults<string>;
}

interface Step {
  title: string;
  says?: string;
  /** Whether it is asked at all. */
  asked?(content: ApplicationContent): boolean;
  fields(app: App, content: ApplicationContent, posted: Posted): Promise<readonly StepField[]> | readonly StepField[];
  read(app: App, posted: Posted, content: ApplicationContent): Read;
}

const radio = (value: string | undefined, wanted: readonly string[]) =>
  wanted.includes(value ?? '') ? (value as string) : null;
/** A text of one line; left out where nothing was typed. */
const typed = (posted: Posted, name: string): string | undefined => plain(posted[name] ?? '') || undefined;
const shown = (posted: Posted, name: string, stored: string | undefined): string => posted[name] ?? stored ?? '';
const yuan = (posted: Posted, name: string, stored: number | undefined): string =>
  posted[name] ?? (stored === undefined ? '' : formatYuan(stored).replaceAll(',', '').replace(/\.00$/, ''));
const text = (name: string, label: string, value: string, maxLength: number, more: object = {}): StepField => ({
  ...{ kind: 'text', name, label, value, maxLength },
  ...more,
});
const kin = (value: string, name: string, label: string): StepField => ({
  ...{ kind: 'select', name, label, value, optional: true },
  groups: [{ name: '', options: relations.map((each) => ({ value: each, label: each })) }],
});
/** @param title what is asked for: the faults of a step stand in one list */
const amount = (posted: Posted, name: string, title: string, faults: Faults<string>): number | undefined => {
  const found = fenIn(posted[name] ?? '');
  if (found === undefined || found > 10_000_000_000)
    faults[name] = `${title}${wrong(posted[name])}，请填多少元，例如 3000；没有的填 0`;
  return found;
};
const wrong = (posted = ''): string => (plain(posted) === '' ? '没有填' : `“${plain(posted).slice(0, 20)}”不对`);

/** One thing a page, in this order. */
const steps = {
  who: {
    title: '谁来申请',
    fields: (_, { by }, posted) => [
      {
        ...{ kind: 'radio', name: 'by', label: '您是' },
        chosen: radio(posted.by ?? by, ['self', 'other']),
        choices: [
          { value: 'self', label: '困难职工本人' },
          { value: 'other', label: '替别人申请：家人、邻居、同事、社区' },
        ],
      },
    ],
    read: (_, { by }, content) =>
      by === 'self' || by === 'other'
        ? { content: { ...content, by, helper: by === 'self' ? undefined : content.helper }, faults: {} }
        : { content, faults: { by: '请选是本人，还是替别人' } },
  },

  helper: {
    title: '您自己',
    says: '替别人申请的，要留下您是谁。工会有事先找您。',
    asked: ({ by }) => by === 'other',
    fields: (_, { helper }, posted) => [
      text('name', '您的姓名', shown(posted, 'name', helper?.name), 50, { required: true }),
      text('relation', '您是职工的什么人', shown(posted, 'relation', helper?.relation), 20, {
        required: true,
        hint: '例如 妻子、邻居、车间主任。',
      }),
      text('telephone', '您的电话', shown(posted, 'telephone', helper?.telephone), 30, { required: true, keys: 'tel' }),
    ],
    read: (_, posted, content) => {
      const [name = '', relation = '', telephone = ''] = [
        typed(posted, 'name'),
        typed(posted, 'relation'),
        typed(posted, 'telephone'),
      ];
      const faults: Faults<string> = {};
      if (name === '') faults.name = '请填写您的姓名';
      if (relation === '') faults.relation = '请填写您是职工的什么人';
      if (!/^[\d+][\d -]{5,19}$/.test(telephone)) faults.telephone = '请填写您的电话，例如 13800000000';
      return { content: { ...content, helper: { name, relation, telephone } }, faults };
    },
  },

  worker: {
    title: '困难职工',
    fields: (_, { worker = {} }, posted) => [
      text('name', '姓名', shown(posted, 'name', worker.name), 50, { required: true, hint: '照身份证写。' }),
      text('idNumber', '身份证号', shown(posted, 'idNumber', worker.idNumber), 40, {
        required: true,
        hint: '18 位，最后一位可能是 X。',
      }),
      text('telephone', '联系电话', shown(posted, 'telephone', worker.telephone), 30, { required: true, keys: 'tel' }),
    ],
    read: (_, posted, content) => {
      const own = {
        name: typed(posted, 'name'),
        idNumber: typed(posted, 'idNumber'),
        telephone: typed(posted, 'telephone'),
      };
      return { content: { ...content, worker: { ...content.worker, ...own } }, faults: {} };
    },
  },

  place: {
    title: '在哪个县（市、区）',
    says: '有工作单位的，选单位所在的；没有单位的，选住的地方。单位的工会由市（州）总工会或者省总工会直接管的，选它的“本级和直属单位”；不清楚的选县（市、区）。',
    fields: (app, { division }, posted) => [
      {
        ...{ kind: 'select', name: 'division', label: '县（市、区）', value: shown(posted, 'division', division) },
        groups: coveredPlaces(app).map(({ name, divisions }) => ({
          name,
          options: divisions.map(({ code, name: label }) => ({ value: code, label })),
        })),
      },
    ],
    read: (app, { division = '' }, content) => {
      if (!isCovered(app, division)) return { content, faults: { division: '请选择县（市、区）' } };
      // A union of another place is none of this one.
      const union =
        content.union !== undefined && isOwnOf(unionOfDivision(division), content.union) ? content.union : undefined;
      return { content: { ...content, division, union }, faults: {} };
    },
  },

  union: {
    title: '交给哪个工会',
    says: '单位有工会的选单位的；没有的选街道、社区的；都不知道的，选排在最前的总工会，由它转给该办的工会。',
    asked: ({ division }) => division !== undefined,
    fields: async (app, { division = '', union }, posted) => [
      {
        ...{
          kind: 'select',
          name: 'union',
          label: '工会',
          value: shown(posted, 'union', union ?? unionOfDivision(division)),
        },
        groups: [
          {
            name: '',
            options: (await unionsIn(app, division)).map(({ orgPath, name }) => ({ value: orgPath, label: name })),
          },
        ],
      },
    ],
    read: (_, { union = '' }, content) => {
      const own = unionOfDivision(content.division ?? '');
      return isOwnOf(own, union)
        ? { content: { ...content, union: union === own ? undefined : union }, faults: {} }
        : { content, faults: { union: '请选择工会；不知道的选排在最前的总工会' } };
    },
  },

  home: {
    title: '住址和单位',
    fields: (_, { worker = {} }, posted) => [
      text('homeAddress', '家庭住址', shown(posted, 'homeAddress', worker.homeAddress), 200, {
        required: true,
        hint: '写到门牌。工会要上门看。',
      }),
      text('employer', '工作单位', shown(posted, 'employer', worker.employer), 100, { hint: '没有单位的不填。' }),
    ],
    read: (_, posted, content) => {
      const own = { homeAddress: typed(posted, 'homeAddress'), employer: typed(posted, 'employer') };
      const faults = own.homeAddress === undefined ? { homeAddress: '请填写家庭住址' } : {};
      return { content: { ...content, worker: { ...content.worker, ...own } }, faults };
    },
  },

  income: {
    title: '人口和收入',
    fields: (_, { people, monthlyIncome, othersIncome }, posted) => [
      text('people', '一起生活的有几口人', shown(posted, 'people', people?.toString()), 10, {
        required: true,
        keys: 'numeric',
        hint: '连职工本人，例如 3。',
      }),
      text('monthlyIncome', '职工本人每月收入多少元', yuan(posted, 'monthlyIncome', monthlyIncome), 20, {
        required: true,
        keys: 'decimal',
        hint: '没有的填 0。',
      }),
      text('othersIncome', '其他人每月收入一共多少元', yuan(posted, 'othersIncome', othersIncome), 20, {
        required: true,
        keys: 'decimal',
        hint: '没有的填 0。',
      }),
    ],
    read: (_, posted, content) => {
      const faults: Faults<string> = {};
      const number = peopleIn(posted.people ?? '');
      if (number < 1 || number > mostPeople) {
        faults.people = `一起生活的有几口人${wrong(posted.people)}，请填 1 至 ${mostPeople} 的数字`;
      }
      const monthlyIncome = amount(posted, 'monthlyIncome', '职工本人每月收入', faults);
      const othersIncome = amount(posted, 'othersIncome', '其他人每月收入', faults);
      return { content: { ...content, people: number, monthlyIncome, othersIncome }, faults };
    },
  },

  family: {
    title: '家里的其他人',
    says: '一起生活的各人；身份证号不知道的可以不填。',
    asked: ({ people = 1 }) => people > 1,
    fields: (_, { people = 1, members = [] }, posted) =>
      Array.from({ length: familyRows(people) }, (_row, index) => {
        const { name, relation, idNumber } = members[index] ?? {};
        const n = index + 1;
        return [
          text(`name-${n}`, `第 ${n} 位的姓名`, shown(posted, `name-${n}`, name), 50),
          kin(shown(posted, `relation-${n}`, relation), `relation-${n}`, `第 ${n} 位是职工的`),
          text(`idNumber-${n}`, `第 ${n} 位的身份证号`, shown(posted, `idNumber-${n}`, idNumber), 40),
        ];
      }).flat(),
    read: (_, posted, content) => {
      const faults: Faults<string> = {};
      const members: ApplicationMember[] = [];
      for (let n = 1; n <= familyRows(content.people ?? 1); n++) {
        const [name, relation, idNumber] = [
          typed(posted, `name-${n}`),
          typed(posted, `relation-${n}`),
          typed(posted, `idNumber-${n}`),
        ];
        if (name === undefined && relation === undefined && idNumber === undefined) continue;
        if (name === undefined) faults[`name-${n}`] = `请填写第 ${n} 位的姓名`;
        if (relation === undefined || !relations.includes(relation))
          faults[`relation-${n}`] = `请选择第 ${n} 位是职工的什么人`;
        members.push({ name: name ?? '', relation: relation ?? '', ...(idNumber === undefined ? {} : { idNumber }) });
      }
      return { content: { ...content, members }, faults };
    },
  },

  hardship: {
    title: '困难在哪里',
    fields: (_, { situations: said = [], statement }, posted) => [
      {
        ...{ kind: 'checks', name: 'situations', label: '有没有这些情况（有的都选上）' },
        choices: (Object.keys(situations) as Situation[]).map((name) => ({
          name,
          label: situations[name],
          checked: posted.statement === undefined ? said.includes(name) : posted[name] === 'yes',
        })),
      },
      {
        kind: 'area',
        name: 'statement',
        label: '用自己的话写',
        hint: '几句就可以。最多 1000 字。',
        value: shown(posted, 'statement', statement),
        maxLength: 1000,
      },
    ],
    read: (_, posted, content) => {
      const said = (Object.keys(situations) as Situation[]).filter((each) => posted[each] === 'yes');
      const statement = (posted.statement ?? '').trim() || undefined;
      const faults =
        said.length === 0 && statement === undefined ? { statement: '请选家里的情况，或者写几句困难在哪里' } : {};
      return { content: { ...content, situations: said, statement }, faults };
    },
  },
} as const satisfies Record<string, Step>;

export type StepName = keyof typeof steps;
export const stepNames = Object.keys(steps) as StepName[];
export const stepOf = (name: StepName): Step => steps[name];

/** Beside the worker; a tenth and later is written down by the union. */
const familyRows = (people: number): number => Math.min(people - 1, 9);

/** The steps that are asked of somebody who has answered so. */
export const stepsOf = (content: ApplicationContent): StepName[] =>
  stepNames.filter((name) => stepOf(name).asked?.(content) ?? true);

/** Which step asks for what is wrong; by the field's pointer. */
const whereAsked: readonly [RegExp, StepName][] = [
  [/^\/by/, 'who'],
  [/^\/helper/, 'helper'],
  [/^\/worker\/(homeAddress|employer)/, 'home'],
  [/^\/worker/, 'worker'],
  [/^\/division/, 'place'],
  [/^\/union/, 'union'],
  [/^\/(people|monthlyIncome|othersIncome)/, 'income'],
  [/^\/members/, 'family'],
];
export const stepAsking = (pointer: string): StepName =>
  whereAsked.find(([pattern]) => pattern.test(pointer))?.[1] ?? 'hardship';

/** What a content's schema says of it that the steps did not, each at its step's first field: a text too long, a sign that nobody sees. */
export function schemaFaultsOf(content: ApplicationContent, step: StepName): string | undefined {
  const { error } = ApplicationBody.safeParse(JSON.parse(JSON.stringify(content)));
  const own = error?.issues.find(({ path }) => stepAsking(`/${path.join('/')}`) === step);
  return own && '有的太长，或者含有不能使用的符号，请改写';
}

/** What was answered, step by step, as it is read before it is handed in. ID numbers whole: they are the reader's own to check. */
export async function answersOf(app: App, content: ApplicationContent): Promise<CheckView['answers']> {
  const { by, helper, worker = {}, division, union, people, monthlyIncome, othersIncome, members = [] } = content;
  const row = (label: string, value: string | undefined) => ({ label, value: value ?? '没有填' });
  const fen = (value: number | undefined) => (value === undefined ? undefined : formatFen(value));
  const said: Record<StepName, { label: string; value: string; lines?: boolean }[]> = {
    who: [row('谁来申请', by && (by === 'self' ? '本人' : '替别人'))],
    helper: [row('姓名', helper?.name), row('是职工的', helper?.relation), row('电话', helper?.telephone)],
    worker: [row('姓名', worker.name), row('身份证号', worker.idNumber), row('电话', worker.telephone)],
    place: [row('县（市、区）', division === undefined ? undefined : (choiceName(division) ?? division))],
    union: [
      row('工会', division === undefined ? undefined : await unions(app).name(union ?? unionOfDivision(division))),
    ],
    home: [row('家庭住址', worker.homeAddress), row('工作单位', worker.employer)],
    income: [
      row('几口人', people?.toString()),
      row('本人每月', fen(monthlyIncome)),
      row('其他人每月', fen(othersIncome)),
    ],
    family: members.map(({ name, relation, idNumber }) =>
      row(relation, idNumber === undefined ? name : `${name}，${idNumber}`),
    ),
    hardship: [
      row('情况', (content.situations ?? []).map((each) => situations[each]).join('；') || undefined),
      { ...row('自己写的', content.statement), lines: true },
    ],
  };
  return stepsOf(content).map((step) => ({ title: steps[step].title, step, rows: said[step] }));
}
