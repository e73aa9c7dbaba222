import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { formDate, validForm } from '../../test/support/form-arbitrary.ts';
import type { Form } from '../form/form.ts';
import { mask } from './mask.ts';
import { audiences } from './table.ts';

const form: Form = {
  codeLists: '2016',
  worker: {
    name: '李秀英',
    ethnicity: '汉族',
    sex: '女',
    politicalStatus: '群众',
    idNumber: '530102197403120423',
    birthDate: '1974-03-12',
    housingType: '租房',
    mobile: '13800138000',
    employer: '李秀英小吃店',
    homeAddress: '昆明市五华区护国街道双龙桥社区12幢3单元402室',
    hukouDivision: '530102',
    health: '良好',
    monthlyIncome: 145_000,
  },
  household: { otherAnnualIncome: 0, annualHouseholdIncome: 1_740_000, householdSize: 3 },
  members: [
    {
      name: '王子涵',
      relation: '女儿',
      sex: '女',
      idNumber: '530102201211240021',
      birthDate: '2012-11-24',
      health: '良好',
      employerOrSchool: '昆明市第十中学',
    },
    {
      name: '王建国',
      relation: '丈夫',
      sex: '男',
      idNumber: '530102197208010317',
      birthDate: '1972-08-01',
      health: '心血管病',
    },
  ],
  causes: { primaryCause: '家庭成员患重大疾病', secondaryCauses: ['下岗失业', '有劳动能力而未就业'] },
  account: { bankName: '中国农业银行', bankAccount: '6228480004579563356' },
};
const record = {
  hardshipCategory: '低保户',
  tier: '县级',
  officerName: '张帮扶',
  officerContact: '13900139000',
  dueMonth: '2027-06',
};
const today = '2026-11-23';

describe('各种看的人看到什么', () => {
  it('公示', () => {
    expect(mask('publicNotice', form, today, record)).toEqual({
      worker: { name: '李*英', employer: '李*英小吃店' },
      household: { householdSize: 3 },
      record: { hardshipCategory: '低保户', tier: '县级' },
    });
  });

  it('审批链接：致困原因只到大类，住址只到街道，成员只有关系', () => {
    const view = mask('approver', form, today, record);
    expect(view.causes).toEqual({ primaryCause: '身体或意外原因', secondaryCauses: ['就业原因'] });
    expect(view.worker.homeAddress).toBe('昆明市五华区护国街道');
    expect(view.members).toEqual([{ relation: '女儿' }, { relation: '丈夫' }]);
  });

  it('责任人存卡：十四周岁以下的子女只写姓', () => {
    const view = mask('officerCard', form, today, record);
    expect(view.members).toEqual([
      { name: '王**', relation: '女儿' },
      { name: '王建国', relation: '丈夫' },
    ]);
    expect(view.worker).toEqual({
      name: '李秀英',
      sex: '女',
      birthDate: '1974年3月',
      mobile: '13800138000',
      employer: '李秀英小吃店',
      homeAddress: '昆明市五华区护国街道双龙桥社区12幢3单元402室',
    });
    // From the fourteenth birthday on it is a name like any other.
    expect(mask('officerCard', form, '2026-11-24').members?.[0]?.name).toBe('王子涵');
  });

  it('责任人存卡：计划里有金秋助学的，写明是哪个孩子；不在校的仍只写姓', () => {
    const baby = { name: '王小宝', relation: '儿子', birthDate: '2024-05-01', health: '良好' };
    const household = { ...form, members: [...form.members, baby] } as Form;
    const { members } = mask('officerCard', household, today, { ...record, programs: ['金秋助学计划'] });
    expect(members?.map(({ name }) => name)).toEqual(['王子涵', '王建国', '王**']);
  });

  it('档案表是存档的一份，十四周岁以下的子女也有全号码和学校；详情里没有', () => {
    const child = { name: '王子涵', idNumber: '530102201211240021', employerOrSchool: '昆明市第十中学' };
    expect(mask('formDocument', form, today).members[0]).toMatchObject(child);
    const detail = mask('detail', form, today).members[0];
    expect(detail).toMatchObject({ name: '王子涵', idNumber: '530102************' });
    expect(detail).not.toHaveProperty('employerOrSchool');
  });

  it('草稿里出生日期不明的成员按儿童对待', () => {
    const view = mask('detail', { members: [{ name: '王子涵', idNumber: '530102201211240021' }] }, today);
    expect(view.members).toEqual([{ name: '王子涵', idNumber: '530102************' }]);
  });

  it('看不到的栏，类型里也没有', () => {
    const view = mask('publicNotice', form, today);
    expectTypeOf(view).not.toHaveProperty('members');
    expectTypeOf(view.worker).not.toHaveProperty('idNumber');
    expectTypeOf(view.worker.name).toEqualTypeOf<string>();
    expectTypeOf(view.household.householdSize).toEqualTypeOf<number>();
    expectTypeOf(mask('approver', form, today).causes.secondaryCauses).toEqualTypeOf<readonly string[] | undefined>();
  });

  it('原表不被改动', () => {
    const before = structuredClone(form);
    for (const audience of audiences) mask(audience, form, today, record);
    expect(form).toEqual(before);
  });
});

describe('任意一户', () => {
  const strings = (value: unknown): string[] =>
    typeof value === 'string'
      ? [value]
      : typeof value === 'object' && value !== null
        ? Object.values(value).flatMap(strings)
        : [];

  it('公示里不完整出现姓名、号码、联系方式、健康，家庭成员、致困原因、账户、附件和说明', () => {
    fc.assert(
      fc.property(validForm, (any) => {
        const shown = JSON.stringify(mask('publicNotice', any, formDate));
        const { name, idNumber, birthDate, mobile, otherContact, postcode, homeAddress } = any.worker;
        const { health, disability, disabilityGrade, occupationStatus, maritalStatus } = any.worker;
        const person = { name, idNumber, birthDate, mobile, otherContact, postcode, homeAddress };
        const circumstances = { health, disability, disabilityGrade, occupationStatus, maritalStatus };
        const { members, causes, account, attachments, remarks } = any;
        const rest = { circumstances, members, causes, account, attachments, remarks };
        // One character (男) may stand in any word; a secret has at least two.
        for (const secret of strings({ person, rest })) {
          if (secret.length > 1) expect(shown, secret).not.toContain(secret);
        }
      }),
    );
  });

  it('列表、审批链接和两张卡上没有任何人的身份证号、银行卡号', () => {
    fc.assert(
      fc.property(validForm, (any) => {
        for (const audience of ['list', 'approver', 'officerCard', 'workerCard'] as const) {
          const shown = JSON.stringify(mask(audience, any, formDate, record));
          for (const { idNumber } of [any.worker, ...any.members]) {
            if (idNumber !== undefined) expect(shown).not.toContain(idNumber);
          }
          expect(shown).not.toContain(any.account?.bankAccount);
        }
      }),
    );
  });
});
