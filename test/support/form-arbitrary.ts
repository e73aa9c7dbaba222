import fc from 'fast-check';
import { vehicleKind } from '../../shared/form/code-lists/assets.ts';
import { attachmentType } from '../../shared/form/code-lists/attachments.ts';
import { hardshipCause } from '../../shared/form/code-lists/causes.ts';
import type { CodeList } from '../../shared/form/code-lists/code-list.ts';
import { type Generation, generations } from '../../shared/form/code-lists/generations.ts';
import { disability, health } from '../../shared/form/code-lists/health.ts';
import { floorArea, housingType } from '../../shared/form/code-lists/housing.ts';
import { industry } from '../../shared/form/code-lists/industry.ts';
import {
  employerNature,
  ethnicity,
  hukouType,
  maritalStatus,
  modelWorkerType,
  occupationStatus,
  politicalStatus,
  workStatus,
} from '../../shared/form/code-lists/person.ts';
import { relation } from '../../shared/form/code-lists/relation.ts';
import type { Form, Member, Worker } from '../../shared/form/form.ts';
import { checkCharacter } from '../../shared/identity/id-number.ts';

/** The date for which the forms below are valid. */
export const formDate = '2026-11-23';

const divisions = ['530102', '530111', '532901', '370203', '653101', '370205', '530121'];
const livingDivisions = ['530102', '530111', '532901', '370203', '653101'];
const surnames = [...'李王张刘陈杨赵黄周吴段普马龚欧阳'];
const givenNames = [...'秀英建国丽华志强雨桐文博䶮㛃玉兰'];

const pick = (list: CodeList, generation: Generation) => fc.constantFrom(...list.generations[generation].values);
/** Nothing, or an amount in fen that nobody would ask about: from `min` to `max` yuan. */
const money = (max: number, min = 100) => fc.oneof(fc.constant(0), fc.integer({ min: min * 100, max: max * 100 }));

const hanName = fc
  .tuple(fc.constantFrom(...surnames), fc.array(fc.constantFrom(...givenNames), { minLength: 1, maxLength: 3 }))
  .map(([surname, given]) => surname + given.join(''));
const dottedName = fc
  .array(fc.constantFrom('阿卜杜拉', '买买提江', '古丽娜尔', '艾合买提', '穆合塔尔'), { minLength: 2, maxLength: 3 })
  .map((parts) => parts.join('·'));
/** Names of two characters and more: Han, and longer ones with `·`. */
export const personName = fc.oneof({ arbitrary: hanName, weight: 4 }, { arbitrary: dottedName, weight: 1 });

interface Identity {
  idNumber: string;
  birthDate: string;
  sex: string;
}

/** A valid ID number with what it says, for someone born between two dates. */
export function identity(from: string, to: string): fc.Arbitrary<Identity> {
  const date = fc.date({ min: new Date(`${from}T00:00:00Z`), max: new Date(`${to}T00:00:00Z`), noInvalidDate: true });
  return fc
    .tuple(fc.constantFrom(...divisions), date, fc.integer({ min: 1, max: 999 }))
    .map(([division, born, order]) => {
      const birthDate = born.toISOString().slice(0, 10);
      const body = division + birthDate.replaceAll('-', '') + String(order).padStart(3, '0');
      return { idNumber: body + checkCharacter(body), birthDate, sex: order % 2 === 1 ? '男' : '女' };
    });
}

const bankAccount = fc.stringMatching(/^6228[0-9]{14}$/).map((body) => {
  const sum = [...body].reduceRight((total, digit, index) => {
    const doubled = (body.length - index) % 2 === 1 ? Number(digit) * 2 : Number(digit);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
});

const mobile = fc.stringMatching(/^1[3-9][0-9]{9}$/);
const address = fc
  .tuple(
    fc.constantFrom('护国街道', '关上街道', '下关街道'),
    fc.integer({ min: 1, max: 99 }),
    fc.integer({ min: 101, max: 999 }),
  )
  .map(([town, house, room]) => `昆明市五华区${town}人民路${house}号${room}室`);

function worker(generation: Generation): fc.Arbitrary<Worker> {
  return fc
    .record({
      person: identity('1955-01-01', '2005-12-31'),
      name: personName,
      ethnicity: pick(ethnicity, generation),
      politicalStatus: pick(politicalStatus, generation),
      housingType: pick(housingType, generation),
      floorArea: pick(floorArea, generation),
      mobile,
      employer: fc.constantFrom('昆明某纺织厂', '大理某水泥厂', '青岛某橡胶公司'),
      ownShop: fc.boolean(),
      homeAddress: address,
      hukouDivision: fc.constantFrom(...livingDivisions),
      health: pick(health, generation),
      disability: pick(disability, generation),
      monthlyIncome: money(5000),
      fuller: fc.record(
        {
          occupationStatus: pick(workStatus, generation),
          industry: pick(industry, generation),
          maritalStatus: pick(maritalStatus, generation),
          hukouType: pick(hukouType, generation),
          medicalInsurance: fc.boolean(),
          modelWorkerType: pick(modelWorkerType, generation),
          employerNature: pick(employerNature, generation),
        },
        { requiredKeys: [] },
      ),
    })
    .map(({ person, ownShop, disability: kind, fuller, ...rest }) => ({
      ...rest,
      ...fuller,
      ...person,
      // Some employers carry the name of the person: what hides the name must hide it there too.
      employer: ownShop ? `${rest.name}小吃店` : rest.employer,
      ...(rest.health === '残疾' ? { disability: kind } : {}),
    }));
}

function member(generation: Generation): fc.Arbitrary<Member> {
  return fc
    .record({
      person: identity('1940-01-01', '2026-10-31'),
      name: personName,
      relation: pick(relation, generation),
      politicalStatus: pick(politicalStatus, generation),
      health: pick(health, generation),
      monthlyIncome: fc.oneof(fc.constant(0), money(5000)),
      occupationStatus: pick(occupationStatus, generation),
      employerOrSchool: fc.constantFrom('云南大学', '下关一中', '昆明市第十中学'),
      newborn: fc.boolean(),
    })
    .map(({ person, newborn, ...rest }) => {
      const unnumbered = newborn && person.birthDate > '2026-01-01';
      const { idNumber, ...known } = person;
      return { ...rest, ...known, ...(unnumbered ? { noIdNumberReason: '新生儿，户口未办理' } : { idNumber }) };
    });
}

/** Forms that `checkForm` passes on `formDate`. */
export const validForm: fc.Arbitrary<Form> = fc
  .constantFrom(...generations)
  .chain((generation) =>
    fc.record({
      codeLists: fc.constant(generation),
      worker: worker(generation),
      members: fc.array(member(generation), { maxLength: 4 }),
      causes: fc.uniqueArray(pick(hardshipCause, generation), { minLength: 1, maxLength: 4 }),
      otherAnnualIncome: money(20_000),
      bankAccount,
      attachments: fc.array(pick(attachmentType, generation), { maxLength: 3 }),
      rigidExpenses: fc.record({ medical: money(80_000), education: money(20_000) }, { requiredKeys: [] }),
      assets: fc.record(
        {
          homes: fc.nat({ max: 3 }),
          vehicles: fc.array(pick(vehicleKind, generation), { maxLength: 2 }),
          savings: money(50_000),
        },
        { requiredKeys: [] },
      ),
      remarks: fc.constantFrom('腿脚不便，请上门', '妻子住院，联系女儿'),
    }),
  )
  .filter(({ worker: { idNumber }, members }) => {
    const numbers = [idNumber, ...members.flatMap((one) => one.idNumber ?? [])];
    return new Set(numbers).size === numbers.length;
  })
  // A household that lives on less than 1,200 yuan a year, and on something, would be asked about.
  .filter(
    ({ worker: { monthlyIncome }, members, otherAnnualIncome }) =>
      otherAnnualIncome === 0 ||
      otherAnnualIncome >= 120_000 ||
      monthlyIncome > 0 ||
      members.some((one) => (one.monthlyIncome ?? 0) > 0),
  )
  .map(({ causes, otherAnnualIncome, bankAccount: account, attachments, ...form }) => ({
    ...form,
    household: {
      otherAnnualIncome,
      annualHouseholdIncome:
        form.members.reduce((sum, one) => sum + (one.monthlyIncome ?? 0), form.worker.monthlyIncome) * 12 +
        otherAnnualIncome,
      householdSize: 1 + form.members.length,
    },
    causes: {
      primaryCause: causes[0] ?? '下岗失业',
      secondaryCauses: causes.slice(1),
      ...(causes.includes('其他') ? { causeNote: '房屋失火，家当尽毁' } : {}),
    },
    account: { bankName: '中国农业银行', bankBranch: '昆明城东支行', bankAccount: account },
    attachments: attachments.map((type) => ({ type, name: `${form.worker.name}的${type}` })),
  }));
