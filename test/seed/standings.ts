import type { Chance } from '../../bench/population/chance.ts';
import { Weighted } from '../../bench/population/chance.ts';
import type { Form, Member } from '../../shared/form/form.ts';
import { checkCharacter } from '../../shared/identity/id-number.ts';
import type { LeavingReason } from '../../shared/matters/standing.ts';
import type { SignedIn } from '../support/api-event.ts';
import type { Walk } from './walk.ts';

/** What is at hand for one household. */
interface Given {
  walk: Walk;
  form: Form;
  chance: Chance;
  /** Somebody who is born to it. */
  child(): Member;
  /** A registrar of another union. */
  elsewhere: SignedIn;
  /** Puts the same household down a second time. */
  again(): Walk;
}

/** How a household stands in the end, and since how many days at the most it has been with the office. */
interface Course {
  weight: number;
  days: readonly [from: number, to: number];
  go(given: Given): Promise<void>;
}

/** What waits for somebody's answer has not been waiting for most of a year: such begin later than these. */
const ofAYear = [45, 330] as const;
const onFile = ({ walk, form }: Given) => walk.onFile(form);

const withChild = (given: Given) => (form: Form) => ({
  ...form,
  household: { ...form.household, householdSize: form.household.householdSize + 1 },
  members: [...form.members, given.child()],
});

const left = (reason: LeavingReason, days: Course['days'] = [80, 330]): Course => ({
  weight: 1,
  days,
  go: async (given) => {
    await onFile(given);
    // Six months of an income have to be behind it.
    if (reason === 'betterOff') given.walk.later(200);
    await given.walk.leave(reason);
    await given.walk.through();
  },
});

/** Every standing that a household can be seen in, by its name in the progress display. */
const courses: Readonly<Record<string, Course>> = {
  草稿: {
    weight: 2,
    days: [0.2, 20],
    go: async ({ walk, form, chance }) => {
      await walk.draft();
      if (chance.is(0.7)) await walk.fillIn(() => form);
    },
  },
  // Where it stands is where the present meets it: submitted, to be surveyed, on notice, before an approver.
  申请中: { weight: 14, days: [0.2, 22], go: onFile },
  退回补正: {
    weight: 2,
    days: [30, 60],
    go: async ({ walk, form }) => {
      await walk.draft();
      await walk.submit(await walk.fillIn(() => form));
      await walk.through('form', 'return');
    },
  },
  有异议: {
    weight: 1,
    days: [12, 30],
    go: async ({ walk, form, chance }) => {
      await walk.draft();
      await walk.submit(await walk.fillIn(() => form));
      await walk.through('notice');
      await walk.objected(chance.is(0.5));
      await walk.through();
    },
  },
  核对不一致: {
    weight: 2,
    days: [12, 60],
    go: ({ walk, form }) => walk.checkedOtherwise(form),
  },
  边缘名单: {
    weight: 2,
    days: [5, 200],
    go: ({ walk, form }) => walk.justMissed(form),
  },
  不予建档: {
    weight: 4,
    days: [30, 330],
    go: async ({ walk, form }) => {
      await walk.draft();
      await walk.submit(await walk.fillIn(() => form));
      await walk.through(undefined, 'reject');
    },
  },
  撤回: {
    weight: 3,
    days: [10, 330],
    go: async ({ walk, form, chance }) => {
      await walk.draft();
      await walk.submit(await walk.fillIn(() => form));
      await walk.through(chance.is(0.5) ? 'survey' : 'notice');
      await walk.asks('registrar', 'withdraw', { reason: '本人不再申请' });
    },
  },
  在册: { weight: 22, days: ofAYear, go: onFile },
  在册有走访: {
    weight: 4,
    days: ofAYear,
    go: async (given) => {
      await onFile(given);
      for (let n = 0; n < 3; n++) await given.walk.visit();
    },
  },
  在册有帮扶: {
    weight: 12,
    days: ofAYear,
    go: async (given) => {
      await onFile(given);
      for (let n = 1 + given.chance.below(4); n > 0; n--) await given.walk.aid();
    },
  },
  计划没有签: {
    weight: 5,
    days: [30, 70],
    go: async (given) => {
      await onFile(given);
      await given.walk.plan(false);
    },
  },
  计划签了: {
    weight: 2,
    days: [40, 200],
    go: async (given) => {
      await onFile(given);
      await given.walk.plan(true);
    },
  },
  换了帮扶责任人: {
    weight: 2,
    days: [60, 200],
    go: async (given) => {
      await onFile(given);
      await given.walk.plan(true);
      given.walk.later(20);
      const officer = { name: '史接任', post: '干部', contact: '0871-63100009' };
      await given.walk.plan(true, { officer, reason: '原来的帮扶责任人调走了。' });
    },
  },
  成批发放过: {
    weight: 4,
    days: ofAYear,
    go: async (given) => {
      await onFile(given);
      await given.walk.paidInBatch(given.form);
    },
  },
  变更过: {
    weight: 6,
    days: [60, 330],
    go: async (given) => {
      await onFile(given);
      await given.walk.amend(withChild(given));
      await given.walk.through();
    },
  },
  正在变更: {
    weight: 2,
    days: [60, 100],
    go: async (given) => {
      await onFile(given);
      given.walk.later(10);
      await given.walk.about('openAmendment', { reason: '家里的情况变了。' });
    },
  },
  等着复核: {
    weight: 6,
    days: [391, 410],
    go: async (given) => {
      await onFile(given);
      await given.walk.review();
    },
  },
  复核过: {
    weight: 6,
    days: [410, 500],
    go: async (given) => {
      await onFile(given);
      await given.walk.review();
      given.walk.later(4);
      await given.walk.about('reverify', { outcome: 'unchanged', opinion: '走访过，没有变化。' });
      await given.walk.through();
    },
  },
  '复核过：有变化': {
    weight: 2,
    days: [410, 500],
    go: async (given) => {
      await onFile(given);
      await given.walk.review();
      given.walk.later(4);
      const changed = await given.walk.fillIn((form) => withChild(given)(form as Form));
      await given.walk.submit(changed, { opinion: '走访过，家里添了人。' });
      await given.walk.through();
    },
  },
  提出退出: {
    weight: 3,
    days: [60, 100],
    go: async (given) => {
      await onFile(given);
      await given.walk.leave('difficultyOver');
    },
  },
  退出没有获准: {
    weight: 2,
    days: [80, 330],
    go: async (given) => {
      await onFile(given);
      await given.walk.leave('difficultyOver');
      await given.walk.through(undefined, 'reject');
    },
  },
  '退出：收入好了': left('betterOff', [290, 330]),
  '退出：困难解除': left('difficultyOver'),
  '退出：不符合': left('notACase'),
  '退出：弄虚作假': left('falseStatement'),
  '退出：死亡': left('death'),
  '退出：退休': left('retired'),
  '退出：迁出': left('moved'),
  '退出：自愿': left('ownWish'),
  返困: {
    weight: 2,
    days: [150, 330],
    go: async (given) => {
      await onFile(given);
      await given.walk.leave('ownWish');
      await given.walk.through();
      given.walk.later(20);
      await given.again().onFile(given.form);
    },
  },
  临时救助: { weight: 3, days: [30, 150], go: ({ walk, form }) => walk.takenIn(form) },
  临时救助到期: {
    weight: 1,
    days: [215, 260],
    go: async ({ walk, form }) => {
      await walk.takenIn(form);
      await walk.expired();
    },
  },
  临时救助转正: {
    weight: 2,
    days: [120, 200],
    go: async ({ walk, form }) => {
      await walk.takenIn(form);
      await walk.converted();
    },
  },
  处置了: {
    weight: 1,
    // Three years after it was withdrawn.
    days: [1_150, 1_200],
    go: async ({ walk, form }) => {
      await walk.draft();
      await walk.fillIn(() => form);
      await walk.asks('registrar', 'withdraw', { reason: '本人不再申请' });
      walk.later(1_100);
      await walk.disposed();
    },
  },
  正在移交: {
    weight: 1,
    days: [50, 80],
    go: async (given) => {
      await onFile(given);
      given.walk.later(3);
      await given.walk.asks('registrar', 'proposeTransfer', { to: given.elsewhere.orgPath, reason: '转到那边的单位' });
    },
  },
  移交了: {
    weight: 2,
    days: [60, 330],
    go: async (given) => {
      await onFile(given);
      given.walk.later(3);
      await given.walk.asks('registrar', 'proposeTransfer', { to: given.elsewhere.orgPath, reason: '转到那边的单位' });
      given.walk.later(2);
      await given.walk.asks(given.elsewhere, 'acceptTransfer', { transfer: 1 });
    },
  },
  合并: {
    weight: 1,
    days: [60, 330],
    go: async (given) => {
      await given.walk.draft();
      await given.walk.submit(await given.walk.fillIn(() => given.form));
      await given.walk.through('survey');
      const other = given.again();
      await other.draft();
      // The same person, one digit of the number off: likely the same household, and put down by another clerk.
      await other.submit(await other.fillIn(() => misread(given.form)));
      await other.through('survey');
      given.walk.later(1);
      const body = { ruling: 'same', reason: '是同一户，写错了一位。' };
      await other.asks('reviewer', 'ruleDuplicate', body, { other: given.walk.id });
      await given.walk.asks('reviewer', 'merge', { other: other.id, reason: '裁定为同一户。' });
    },
  },
};

/** A namesake of the worker, born on the same day, alone: nothing else of the household is written down again. */
function misread(form: Form): Form {
  const { name, birthDate, sex } = form.worker;
  const order = Number(form.worker.idNumber.slice(14, 17));
  const body = `${form.worker.idNumber.slice(0, 14)}${String((order + 420) % 1000).padStart(3, '0')}`;
  const { mobile: _, ...worker } = { ...form.worker, name, birthDate, sex, homeAddress: '住址待核', idNumber: body };
  return {
    ...form,
    worker: { ...worker, idNumber: body + checkCharacter(body) },
    household: { ...form.household, householdSize: 1 },
    members: [],
  } as Form;
}

const all = new Weighted(
  Object.entries(courses).map(([name, course]) => [{ name, ...course }, course.weight] as const),
);

export const draw = (chance: Chance) => all.draw(chance);
