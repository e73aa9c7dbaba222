import type { County } from '../../bench/population/places.ts';
import { type Household, type Person, Population } from '../../bench/population/population.ts';
import type { Form, Member } from '../../shared/form/form.ts';
import { demoPeople } from '../../tools/registered.ts';
import type { SignedIn } from '../support/api-event.ts';

/** Who sees to the households of a county; nobody of them has two parts. */
export interface Office {
  registrar: SignedIn;
  surveyor: SignedIn;
  reviewer: SignedIn;
}

function signedIn(role: string, county: string): SignedIn | undefined {
  const found = demoPeople.find(({ roles, orgPath }) => roles.join() === role && orgPath.includes(`/${county}`));
  return found && { sub: found.id, roles: role, orgPath: found.orgPath, email: found.email };
}

/** The counties of 云南 whose unions have everybody in the demonstration, by code. */
export const offices: ReadonlyMap<string, Office> = new Map(
  [...new Set(demoPeople.map(({ orgPath }) => orgPath.split('/')[2] ?? ''))].flatMap((county) => {
    const [registrar, surveyor, reviewer] = ['registrar', 'surveyor', 'reviewer'].map((role) => signedIn(role, county));
    if (!county.startsWith('53') || !registrar || !surveyor || !reviewer) return [];
    return [[county, { registrar, surveyor, reviewer }] as const];
  }),
);

/** The households of bench/population: of the counties that have an office, and young enough to work. */
export class SeedPopulation extends Population {
  /** Each office has as many as the others: in whichever somebody signs in, there is something to see. */
  override county(): County {
    const code = this.chance.pick([...offices.keys()]);
    for (;;) {
      const county = super.county();
      if (county.code === code) return county;
    }
  }

  next(): Household {
    for (;;) {
      const household = this.household();
      if (household.worker.birthDate >= '1972') return household;
    }
  }

  /** A child who is born to a household. */
  child({ worker, place: { county } }: Household): Member {
    const surname = [...worker.name][0] as string;
    const sex = this.chance.is(0.5) ? '男' : '女';
    const { name, birthDate, idNumber } = this.person({ people: 'han', surname, sex, year: 2024, county });
    const relation = sex === '男' ? '儿子' : '女儿';
    return { name, birthDate, sex, relation, health: '良好', ...(idNumber === undefined ? {} : { idNumber }) };
  }

  /** What a household writes down: below the subsistence line, one in eight with an illness of one of its members. */
  form(household: Household): Form {
    const { worker, members } = household;
    const size = 1 + members.length;
    const monthlyIncome = 10_000 * size * (1 + this.chance.below(6));
    const illness = this.chance.is(0.125) ? this.chance.pick(['心血管病', '糖尿病', '癌症', '肝病']) : '良好';
    const { name, idNumber, birthDate, sex, homeAddress, hukouDivision, mobile } = worker;
    return {
      codeLists: '2016',
      worker: {
        ...{ name, idNumber, birthDate, sex, homeAddress, monthlyIncome, health: '良好' },
        ...{ hukouDivision: offices.has(hukouDivision ?? '') ? hukouDivision : household.place.county.code },
        ...(mobile === undefined ? {} : { mobile }),
        ...{
          ethnicity: '汉族',
          politicalStatus: '群众',
          housingType: this.chance.pick(['租房', '自购房', '自建房', '无房']),
        },
        employer: this.chance.pick(['昆明某纺织厂', '某水泥厂', '某机床厂', '某运输公司']),
      },
      household: { otherAnnualIncome: 0, annualHouseholdIncome: monthlyIncome * 12, householdSize: size },
      members: members.map((each, n) => memberOf(each, worker, n === 0 ? illness : '良好')),
      causes: { primaryCause: illness === '良好' ? '下岗失业' : '家庭成员患重大疾病', secondaryCauses: [] },
    } as Form;
  }
}

function memberOf({ name, sex, birthDate, idNumber }: Person, worker: Person, health: string): Member {
  const older = Number(worker.birthDate.slice(0, 4)) - Number(birthDate.slice(0, 4));
  const isMan = sex === '男';
  const [parent, spouse, child] = isMan ? ['父亲', '丈夫', '儿子'] : ['母亲', '妻子', '女儿'];
  const relation = older >= 18 ? parent : older <= -16 ? child : spouse;
  const number = idNumber === undefined ? { noIdNumberReason: '新生儿，户口未办理' } : { idNumber };
  return { name, sex, birthDate, relation, health, monthlyIncome: 0, ...number } as Member;
}
