import { beforeEach, describe, expect, it, vi } from 'vitest';
import { allAgree } from '../../shared/consent/consents.fixture.ts';
import { countiesOf } from '../../shared/divisions/divisions.ts';
import { GUESSES, GUESSES_WITH_ONE_END, guessOf } from '../../shared/duplicates/guesses.ts';
import type { Form } from '../../shared/form/form.ts';
import { checkCharacter } from '../../shared/identity/id-number.ts';
import { PEOPLE, TOLD, TOLD_IN_UNION } from '../../shared/registry/questions.ts';
import { questions, traces } from '../../shared/services/services.ts';
import { household, idNumberOf, namesake } from '../../test/support/household.ts';
import { type Caller, invoke } from '../../test/support/invoke.ts';
import { memoryApp } from '../../test/support/memory/app.ts';
import { lambda } from './api.ts';

const app = memoryApp();
const handler = lambda(app);

// A morning of its own for each test: what was asked the day before is forgotten.
let day = Date.parse('2026-09-07T09:00:00+08:00');
const tomorrow = () => {
  day += 24 * 3600_000;
  vi.setSystemTime(day);
};
let logged: { message: string; who?: string; union?: string; kind?: string; limit?: boolean; series?: boolean }[] = [];
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  tomorrow();
  logged = [];
  for (const level of ['info', 'warn'] as const)
    vi.spyOn(console, level).mockImplementation((line) => logged.push(line));
  return () => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  };
});

const here = '530000/530100/530102';
const there = '530000/530100/530103';
let clerks = 0;
const clerkIn = (county: string): Caller => ({
  id: `registrar-${++clerks}`,
  roles: 'registrar',
  orgPath: `${county}/U0001`,
});
const reviewerIn = (orgPath: string): Caller => ({ id: `reviewer-${++clerks}`, roles: 'reviewer', orgPath });

interface Draft {
  id: string;
  version: number;
  form: number;
  consents: object[];
}

async function drafted(as: Caller, form: Form): Promise<Draft> {
  const { body } = await invoke<{ id: string }>(handler, 'createDraft', { as, body: { orgPath: as.orgPath } });
  return saved(as, { id: body.id, version: 1 }, form);
}

async function saved(as: Caller, { id, version }: Pick<Draft, 'id' | 'version'>, form: Form): Promise<Draft> {
  const headers = { 'if-match': `"${version}"` };
  const answer = await invoke<Draft>(handler, 'saveForm', { as, params: { id }, headers, body: form });
  expect(answer.status).toBe(200);
  return { ...answer.body, consents: allAgree(form) };
}

const submit = (as: Caller, { id, form, consents }: Draft) =>
  invoke(handler, 'submit', { as, params: { id }, body: { form, consents } });
const ask = async (as: Caller, form: Form) => submit(as, await drafted(as, form));

let households = 400;
const next = () => household(households++);
/** A household on file in this county, which can be found. */
async function onFile(): Promise<Form> {
  const form = next();
  const clerk = clerkIn(here);
  const draft = await drafted(clerk, form);
  expect((await submit(clerk, draft)).status).toBe(202);
  await traces(app).leave(draft.id);
  return form;
}
const divisionsOf = (province: string): string[] =>
  countiesOf(province).flatMap(({ divisions }) => divisions.map(({ code }) => code));
/** Another household with guesses among its members, each of another name. */
function guessing(numbers: readonly string[], birthDate: string): Form {
  const form = next();
  const members = numbers.map((idNumber, i) => ({
    name: `${'欧柳鲍史费岑薛雷贺倪'[i % 10]}${'甲乙丙丁戊己庚辛壬癸'[Math.floor(i / 10)]}${form.worker.name.at(-1)}`,
    relation: '其他',
    sex: Number(idNumber[16]) % 2 === 1 ? '男' : '女',
    birthDate,
    idNumber,
    health: '良好',
    monthlyIncome: 0,
  }));
  return { ...form, household: { ...form.household, householdSize: 1 + members.length }, members };
}

describe('别的县的建档人不能从登记表里问出一个人的号码', () => {
  it('知道生日和户口所在，一份表里猜三十个：猜没猜中，回答一字不差', async () => {
    const { worker } = await onFile();
    const orders = Array.from({ length: 30 }, (_, i) => (Number(worker.idNumber.slice(14, 17)) + 2 * i) % 1000);
    const numbers = orders.map((order) => idNumberOf(worker.birthDate, order));
    expect(numbers[0]).toBe(worker.idNumber);
    const hit = await ask(clerkIn(there), guessing(numbers, worker.birthDate));
    tomorrow();
    const miss = await ask(clerkIn(there), guessing(numbers.slice(1), worker.birthDate));
    expect(hit).toMatchObject({ status: 409, body: { code: 1311 } });
    expect(hit).toEqual(miss);
  }, 60_000);

  it('知道姓名和生日，写同音的姓名，每猜一个换一个户口所在：猜没猜中，回答一字不差', async () => {
    const { worker } = await onFile();
    const truth = Number(worker.idNumber.slice(14, 17));
    const homophone = worker.name.replace('秀', '绣');
    const guesses = (from: number): Form => {
      const numbers = divisionsOf('530000').slice(from, from + 30);
      const form = guessing(
        numbers.map((division, i) => {
          const body = `${division}${worker.birthDate.replaceAll('-', '')}${String((truth + 2 * (i + from)) % 1000).padStart(3, '0')}`;
          return body + checkCharacter(body);
        }),
        worker.birthDate,
      );
      return { ...form, members: form.members.map((member) => ({ ...member, name: homophone })) };
    };
    const hit = await ask(clerkIn(there), guesses(0));
    tomorrow();
    const miss = await ask(clerkIn(there), guesses(1));
    expect(hit).toMatchObject({ status: 409, body: { code: 1311 } });
    expect(hit).toEqual(miss);
  }, 60_000);

  it('知道姓名、生日和户口所在，把生日的数字挪来挪去试顺序码有哪几个数字：猜中了也看不出', async () => {
    const { worker } = await onFile();
    const digits = [...worker.idNumber.slice(6, 17)];
    const moved = Array.from({ length: 9 }, (_, i) =>
      digits.with(i, digits[i + 1] as string).with(i + 1, digits[i] as string),
    );
    const other = moved.find((each) => {
      const [month, day] = [Number(each.slice(4, 6).join('')), Number(each.slice(6, 8).join(''))];
      return (
        each.slice(0, 4).join('') === digits.slice(0, 4).join('') &&
        month >= 1 &&
        month <= 12 &&
        day >= 1 &&
        day <= 28 &&
        each.slice(0, 8).join('') !== digits.slice(0, 8).join('')
      );
    });
    expect(other).toBeDefined();
    const body = `${worker.idNumber.slice(0, 6)}${(other as string[]).join('')}`;
    const date = `${body.slice(6, 10)}-${body.slice(10, 12)}-${body.slice(12, 14)}`;
    const form = guessing([body + checkCharacter(body)], date);
    const members = form.members.map((member) => ({ ...member, name: worker.name }));
    expect(await ask(clerkIn(there), { ...form, members })).toMatchObject({
      status: 202,
      body: { duplicates: [], version: 3 },
    });
  }, 60_000);

  it('不说是哪一个成员，也不说在别的县的哪个单位', async () => {
    const one = await onFile();
    const clerk = clerkIn(there);
    const asWorker = { ...next(), worker: one.worker };
    const asMember = { ...next(), members: one.members };
    const answers = [await ask(clerk, asWorker), await ask(clerk, asMember)];
    expect(answers[0]).toMatchObject({ status: 409, body: { code: 1303 } });
    expect(answers[0]).toEqual(answers[1]);
    const { detail, faults } = answers[0]?.body ?? {};
    expect(faults).toBeUndefined();
    expect(detail).toContain('五华区总工会');
    expect(detail).not.toContain('U0001');
    expect((await ask(clerkIn(here), asMember)).body.detail).toContain('U0001');
  }, 60_000);
});

/** How often of so many times somebody may ask, or be told. */
async function times(count: number, each: (n: number) => Promise<void>): Promise<number> {
  let allowed = 0;
  for (let n = 0; n < count; n++) {
    const refusal = await each(n).catch((error) => error);
    if (refusal === undefined) allowed++;
    else expect(refusal).toMatchObject({ code: 1311 });
  }
  return allowed;
}

describe('一天问得到多少', () => {
  const ask = (
    asker: Caller,
    { parts = [], people = [] }: { parts?: string[]; people?: Parameters<typeof guessOf>[0][] },
  ) => questions(app).ask(asker, { parts, guesses: people.map(guessOf) }, new Date());
  const tell = (asker: Caller, ...parts: string[]) =>
    questions(app).tell(asker, { parts, guesses: [] }, 'number', new Date());
  const { idNumber, birthDate } = household(1).worker;

  it.each([
    ['只有末四位不同的号码，六个', GUESSES, (n: number) => `${idNumber.slice(0, 14)}${1000 + n}`],
    [
      '只有生日不同的号码，十个',
      GUESSES_WITH_ONE_END,
      (n: number) => `${idNumber.slice(0, 6)}197501${10 + n}${idNumber.slice(14)}`,
    ],
  ])(
    '%s，一个县的人合起来；同一个再问不算；别的县不受影响',
    async (_, most, guess) => {
      tomorrow();
      // None of these names sounds like another.
      const named = (n: number) => `${'赵钱孙李周吴郑王冯陈褚卫'[n]}某`;
      const asked = (county: string, by: (n: number) => number) =>
        times(most + 1, (n) =>
          ask(clerkIn(county), { people: [{ idNumber: guess(by(n)), name: named(n), birthDate }] }),
        );
      expect(await asked(here, () => 0)).toBe(most + 1);
      expect(await asked(here, (n) => n)).toBe(most);
      expect(await asked(there, (n) => n)).toBe(most);
    },
    60_000,
  );

  it('同音或少一字的姓名，号码里年份、月日、顺序码有一段相同的，也是六个', async () => {
    const names = ['王秀英', '王绣莹', '王英', '王秀', '王英秀'];
    const at = (n: number) => String(n).padStart(2, '0');
    const guesses: ((n: number) => string)[] = [
      (n) => `5301${at(n)}1974${at(1 + (n % 12))}11${100 + n}1`,
      (n) => `5301${at(n)}19${40 + n}0312${100 + n}1`,
      (n) => `5301${at(n)}19${40 + n}${at(1 + (n % 12))}110421`,
    ];
    for (const guess of guesses) {
      tomorrow();
      const asked = (n: number, name: string) =>
        ask(clerkIn(here), { people: [{ idNumber: guess(n), name, birthDate }] });
      // Each of the names meets 王英, or is met by it.
      expect(await times(names.length * 4, (n) => asked(n, names[n % 3] as string))).toBe(GUESSES);
      expect(await times(20, (n) => asked(20 + n, `赵${'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉'[n]}`))).toBe(20);
    }
  }, 60_000);

  it('不写号码，只一天一天地猜一个姓名的生日，也是六个', async () => {
    tomorrow();
    const born = (n: number, name: string) =>
      ask(clerkIn(here), { people: [{ name, birthDate: `19${40 + n}-03-12` }] });
    expect(await times(12, (n) => born(n, n % 2 ? '王秀英' : '王绣莹'))).toBe(GUESSES);
    expect(await times(20, (n) => born(n, `赵${'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉'[n]}`))).toBe(20);
  });

  it('自己到了上限的人，不用掉全县的数', async () => {
    tomorrow();
    const clerk = clerkIn(here);
    const people = (n: number) => [{ idNumber: `${idNumber.slice(0, 14)}${1000 + n}`, name: `某${n}`, birthDate }];
    const parts = Array.from({ length: PEOPLE.max + 1 }, (_, i) => `somebody ${i}`);
    expect(await times(GUESSES + 1, (n) => ask(clerk, { parts, people: people(n) }))).toBe(0);
    expect(await times(GUESSES + 1, (n) => ask(clerkIn(here), { people: people(20 + n) }))).toBe(GUESSES);
  });

  it('一户四口，各人的号码和姓名一起数：一处一个户口所在，一处一个姓', async () => {
    tomorrow();
    const { worker, members } = household(2);
    const child = { name: `${worker.name[0]}小龙`, idNumber: idNumberOf('2009-05-04', 871), birthDate: '2009-05-04' };
    const before = app.dynamoDb.changes.length;
    await ask(clerkIn(here), { people: [worker, ...members, child] });
    const counted = app.dynamoDb.changes.slice(before).map(({ after }) => after?.pk?.S ?? '');
    const surnames = new Set([worker, ...members].map(({ name }) => name[0]));
    expect(counted.filter((pk) => pk.startsWith('TRIES#guesses#'))).toHaveLength(1 + surnames.size);
  });

  it('一个人问得到的人数有上限；同一个人再问不算', async () => {
    const people = Array.from({ length: PEOPLE.max }, (_, i) => `somebody ${i}`);
    const clerk = clerkIn(here);
    expect(await times(3, () => ask(clerk, { parts: people }))).toBe(3);
    expect(await times(1, () => ask(clerk, { parts: ['one more'] }))).toBe(0);
    expect(await times(1, () => ask(clerkIn(here), { parts: ['one more'] }))).toBe(1);
  });

  it('一个人得知十户在档以后，在不在档都不再查；全县的人合起来四十户；同一户再问不算；第二天从头数', async () => {
    const clerk = clerkIn(here);
    expect(await times(TOLD.max + 2, () => tell(clerk, 'the worker', 'the husband'))).toBe(TOLD.max + 2);
    expect(await times(1, () => tell(clerk, 'the husband', 'the worker'))).toBe(1);
    expect(await times(TOLD.max + 2, (n) => tell(clerk, `${n}`))).toBe(TOLD.max - 1);
    expect(await times(1, () => ask(clerk, { parts: ['anybody'] }))).toBe(0);
    expect(await times(1, () => ask(clerkIn(here), { parts: ['anybody'] }))).toBe(1);
    const colleagues = Array.from({ length: TOLD_IN_UNION.max }, () => clerkIn(here));
    expect(await times(colleagues.length, (n) => tell(colleagues[n] as Caller, `by ${n}`))).toBe(
      TOLD_IN_UNION.max - TOLD.max,
    );
    expect(await times(1, () => ask(clerkIn(here), { parts: ['anybody'] }))).toBe(0);
    expect(await times(1, () => ask(clerkIn(there), { parts: ['anybody'] }))).toBe(1);
    tomorrow();
    expect(await times(1, () => ask(clerk, { parts: ['anybody'] }))).toBe(1);
  }, 60_000);
});

describe('看过放行', () => {
  it('县里没有经手过的审核人看过这一份表，就照常回答；照原样再存一遍不算改，改了表要再看', async () => {
    const { worker } = await onFile();
    const numbers = Array.from({ length: GUESSES + 1 }, (_, i) => idNumberOf(worker.birthDate, 500 + 2 * i));
    const clerk = clerkIn(there);
    const form = guessing(numbers, worker.birthDate);
    let draft = await drafted(clerk, form);
    expect((await submit(clerk, draft)).body.code).toBe(1311);
    const clear = (as: Caller, form = draft.form) =>
      invoke(handler, 'clear', {
        as,
        params: { id: draft.id },
        body: { form, opinion: '核对过七人的身份证和户口本' },
      });
    expect((await clear(clerk)).body.code).toBe(1502);
    expect((await clear({ ...clerk, roles: 'registrar reviewer', orgPath: there })).body.code).toBe(1503);
    expect((await clear(reviewerIn(`${there}/U0001`))).body.code).toBe(1502);
    expect((await clear(reviewerIn(here))).body.code).toBe(1304);
    expect((await clear(reviewerIn(there), draft.form + 1)).body.code).toBe(1302);
    const cleared = await clear(reviewerIn(there));
    expect(cleared).toMatchObject({ status: 200, body: { form: draft.form } });
    // Looked over once more on the way to handing it in, and saved as it was.
    const { version } = draft;
    draft = await saved(clerk, { ...draft, version: version + 1 }, form);
    expect(draft.version).toBe(version + 1);
    draft = await saved(clerk, draft, { ...form, worker: { ...form.worker, employer: '昆明另一家纺织厂' } });
    expect((await submit(clerk, draft)).body.code).toBe(1311);
    expect((await clear(reviewerIn('530000/530100'))).status).toBe(200);
    expect((await submit(clerk, draft)).status).toBe(202);
  }, 60_000);
});

it('每一次告知、每一次不再告知，都记下是谁、哪个工会、问到什么，没有个人信息', async () => {
  const one = await onFile();
  const clerk = clerkIn(there);
  logged = [];
  await ask(clerk, { ...next(), members: one.members });
  const form = next();
  await ask(clerk, { ...form, worker: { ...form.worker, ...namesake(one.worker) } });
  await ask(
    clerk,
    guessing(
      Array.from({ length: 9 }, (_, i) => idNumberOf(one.worker.birthDate, 100 + 2 * i)),
      one.worker.birthDate,
    ),
  );
  await ask(clerk, next());
  const common = { message: 'asked who is on file', who: clerk.id, union: there, series: false };
  expect(logged).toEqual([
    { ...common, kind: 'number', limit: false },
    { ...common, kind: 'possible', limit: false },
    { ...common, kind: 'submission', limit: true },
  ]);
}, 60_000);

it('一个人问的户户在册，写下这是一连串', async () => {
  const clerk = clerkIn(there);
  const known: Form[] = [];
  for (let n = 0; n < TOLD.max; n++) known.push(await onFile());
  logged = [];
  for (const one of known) await ask(clerk, { ...next(), members: one.members });
  const series = logged.filter(({ who }) => who === clerk.id).map((line) => line.series);
  expect(series).toHaveLength(TOLD.max);
  expect(series.slice(0, 5)).toEqual([false, false, false, false, false]);
  expect(series.at(-1)).toBe(true);
}, 60_000);
