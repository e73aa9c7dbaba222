import type { Form } from '../../shared/form/form.ts';
import { checkCharacter } from '../../shared/identity/id-number.ts';

const surnames = [...'李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧'];
const lastCharacters = [...'英国芳伟敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂香月莺玉萍红娥'];

/** An ID number of 五华区 with the right check character; an odd order is a man's, an even one a woman's. */
export function idNumberOf(birthDate: string, order: number): string {
  const body = `530102${birthDate.replaceAll('-', '')}${String(order).padStart(3, '0')}`;
  return body + checkCharacter(body);
}

function day(from: string, n: number): string {
  return new Date(Date.parse(from) + n * 24 * 3600 * 1000).toISOString().slice(0, 10);
}

/**
 * The n-th household: a woman of 五华区 and her husband, below the subsistence line, whose form is right in every box.
 * No two of the first 900 share an ID number, a worker's name or a worker's masked name.
 */
export function household(n: number): Form {
  const surname = surnames[n % surnames.length] as string;
  const last = lastCharacters[Math.floor(n / surnames.length) % lastCharacters.length] as string;
  const [born, husbandBorn] = [day('1974-03-12', n), day('1972-08-01', n)];
  return {
    codeLists: '2016',
    worker: {
      name: `${surname}秀${last}`,
      ethnicity: '汉族',
      sex: '女',
      politicalStatus: '群众',
      idNumber: idNumberOf(born, (42 + 74 * n) % 1000),
      birthDate: born,
      housingType: '租房',
      mobile: `138${String(10_000_000 + n)}`,
      employer: '昆明某纺织厂',
      homeAddress: `昆明市五华区护国街道双龙桥社区${n + 1}幢3单元402室`,
      hukouDivision: '530102',
      health: '良好',
      monthlyIncome: 100_000,
    },
    household: { otherAnnualIncome: 0, annualHouseholdIncome: 1_200_000, householdSize: 2 },
    members: [
      {
        name: `${surnames[(n + 7) % surnames.length]}建${last}`,
        relation: '丈夫',
        sex: '男',
        idNumber: idNumberOf(husbandBorn, (31 + 106 * n) % 1000),
        birthDate: husbandBorn,
        health: '心血管病',
        monthlyIncome: 0,
      },
    ],
    causes: { primaryCause: '下岗失业', secondaryCauses: [] },
  };
}

/** The same household when its worker earns so much: fen a month. */
export function earning(form: Form, monthlyIncome: number): Form {
  return {
    ...form,
    worker: { ...form.worker, monthlyIncome },
    household: { ...form.household, annualHouseholdIncome: monthlyIncome * 12 },
  };
}

/** A daughter is born, and counted. */
export function withDaughter(form: Form, n = 0): Form {
  const birthDate = '2024-10-01';
  const daughter = {
    name: `${[...form.worker.name][0]}小${'满雨禾宁'[n % 4]}`,
    relation: '女儿',
    sex: '女',
    idNumber: idNumberOf(birthDate, 2 + 2 * n),
    birthDate,
    health: '良好',
  };
  return {
    ...form,
    household: { ...form.household, householdSize: form.household.householdSize + 1 },
    members: [...form.members, daughter],
  };
}

/** The worker's name as lists, notices and mails show it: 李*英. */
export function maskedNameOf({ worker: { name } }: Form): string {
  const characters = [...name];
  return `${characters[0]}*${characters.at(-1)}`;
}

/** What no answer, page or mail may show of a household to somebody else. */
export function secretsOf({ worker, members }: Form): string[] {
  return [worker.name, worker.idNumber, worker.mobile, worker.homeAddress, members[0]?.idNumber].filter(
    (secret) => secret !== undefined,
  );
}

type Worker = Form['worker'];

/** Somebody of the same name, born on the same day in another county: another person, or the same one misread. */
export function namesake({ name, birthDate }: Worker): Pick<Worker, 'name' | 'birthDate' | 'idNumber'> {
  const body = `530103${birthDate.replaceAll('-', '')}668`;
  return { name, birthDate, idNumber: body + checkCharacter(body) };
}

/** A namesake behind the very same door: certainly the same household. */
export function namesakeAtHome(worker: Worker): Pick<Worker, 'name' | 'birthDate' | 'idNumber' | 'homeAddress'> {
  return { ...namesake(worker), homeAddress: worker.homeAddress };
}

/** The same number but for one digit, with the right check character. */
export function oneDigitOff({ name, birthDate, idNumber }: Worker): Pick<Worker, 'name' | 'birthDate' | 'idNumber'> {
  const order = idNumber.slice(14, 17);
  // Four more, so that it stays odd for a man and even for a woman.
  return {
    name,
    birthDate,
    idNumber: idNumberOf(birthDate, Number(order.slice(0, 2)) * 10 + ((Number(order[2]) + 4) % 10)),
  };
}
