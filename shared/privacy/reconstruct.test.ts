import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formDate, validForm } from '../../test/support/form-arbitrary.ts';
import { household } from '../../test/support/household.ts';
import { idNumbersLeft, nameGivenAway, type ShownPerson, wellTwin } from '../../test/support/reconstruct.ts';
import type { Form } from '../form/form.ts';
import { mask } from './mask.ts';
import { audiences } from './table.ts';

/** All order numbers of one sex: of the last four characters nothing is given away. */
const nothingOfTheEnd = 500;

const record = { hardshipCategory: '相对困难职工', tier: '全国级', programs: ['金秋助学计划'] };
/** The archive's own copy, and nobody else's. */
const withoutWholeNumbers = audiences.filter((audience) => audience !== 'formDocument');

interface Shown {
  worker?: ShownPerson & { name?: string; hukouDivision?: string };
  members?: (ShownPerson & { name?: string })[];
}

describe('遮住的，从同一页上别的内容也拼不回来', () => {
  it.each(withoutWholeNumbers)('%s：没有写全的身份证号，至少还剩五百个可能', (audience) => {
    fc.assert(
      fc.property(validForm, (form) => {
        const { worker = {}, members = [] } = mask(audience, form, formDate, record) as Shown;
        const division = worker.hukouDivision === undefined ? {} : { division: worker.hukouDivision };
        const numbers = new Set([form.worker, ...form.members].map(({ idNumber }) => idNumber));
        for (const person of [worker, ...members]) {
          if (person.idNumber !== undefined && numbers.has(person.idNumber)) continue;
          expect(idNumbersLeft({ ...division, ...person })).toBeGreaterThanOrEqual(nothingOfTheEnd);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('不满十四周岁的，只有档案表上有全号码', () => {
    fc.assert(
      fc.property(validForm, (form) => {
        const children = form.members.filter(({ birthDate }) => birthDate > '2012-11-23');
        for (const audience of withoutWholeNumbers) {
          const shown = JSON.stringify(mask(audience, form, formDate, record));
          for (const { idNumber } of children) if (idNumber) expect(shown, audience).not.toContain(idNumber);
        }
        const document = JSON.stringify(mask('formDocument', form, formDate, record));
        for (const { idNumber } of children) if (idNumber) expect(document).toContain(idNumber);
      }),
    );
  });

  it.each(['publicNotice', 'list', 'approver'] as const)('%s：遮住的姓名，单位和别的栏里也没有它', (audience) => {
    fc.assert(
      fc.property(validForm, fc.constantFrom('', '小吃店', '便民超市'), (any, shop) => {
        const { name } = any.worker;
        const form = shop === '' ? any : { ...any, worker: { ...any.worker, employer: `${name.slice(1)}${shop}` } };
        expect(nameGivenAway(name, mask(audience, form, formDate, record))).toBe(false);
      }),
    );
  });

  it('责任人卡：遮住名字的孩子，谁写的话里也没有它', () => {
    fc.assert(
      fc.property(
        validForm,
        fc.constantFrom('王小宝', '阿依古丽·买买提', '欧阳明珠'),
        fc.constantFrom('', ' ', '　'),
        (any, name, gap) => {
          const child = { name, relation: '子', sex: '男', birthDate: '2020-05-01', health: '恶性肿瘤' };
          const written = `儿子${[...name].join(gap)}患病，${name.slice(1)}在家`;
          const form = {
            ...any,
            members: [child],
            worker: {
              ...any.worker,
              name: '张建国',
              employer: `${name}小吃店`,
              otherContact: written,
              homeAddress: written,
            },
            causes: { ...any.causes, causeNote: written },
          } as Form;
          const shown = mask('officerCard', form, formDate, { hardshipCategory: '相对困难职工' });
          expect(nameGivenAway(name, shown), JSON.stringify(shown)).toBe(false);
          expect(shown.causes?.causeNote).toContain('患病');
        },
      ),
    );
  });

  it.each(['publicNotice', 'list', 'approver'] as const)('%s：单位里的电话、证件号码和隔开写的名字也遮', (audience) => {
    const form = (employer: string) =>
      ({ ...household(1), worker: { ...household(1).worker, name: '李秀英', employer } }) as Form;
    for (const employer of [
      '李　秀　英小吃店',
      '个体13800138000',
      '５３０１０２１９７４０３１２０４２３个体',
      '个体 138-0013-8000',
      '53010219740312042X店',
    ]) {
      const { worker } = mask(audience, form(employer), formDate, record);
      expect(worker?.employer).not.toMatch(/秀|\d{5}|\d-\d{3}/);
    }
    expect(mask(audience, form('第5719厂930研究所'), formDate, record).worker?.employer).toBe('第5719厂930研究所');
  });

  it.each(['publicNotice', 'list', 'approver', 'workerCard'] as const)(
    '%s：有人患病、残疾的一户，和同样情形而无人患病的一户，看上去一样',
    (audience) => {
      fc.assert(
        fc.property(validForm, (form) => {
          const ill = { ...form, members: form.members.map((member) => ({ ...member, occupationStatus: '病休' })) };
          for (const each of [form, ill] as Form[]) {
            expect(mask(audience, each, formDate, record)).toEqual(mask(audience, wellTwin(each), formDate, record));
          }
        }),
      );
    },
  );
});
