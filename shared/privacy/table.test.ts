import { describe, expect, it } from 'vitest';
import { type FieldPath, fieldLabels } from '../form/fields.ts';
import { type Audience, audiences, childFields, fields } from './table.ts';

const fieldPaths = Object.keys(fieldLabels) as FieldPath[];
const shows = (path: FieldPath, audience: Audience) => fields[path].mask[audience];
const visible = (audience: Audience) => fieldPaths.filter((path) => shows(path, audience) !== 'hide');

describe('去标识化：一张表决定一切', () => {
  it('公示只有姓名（隐去）、单位、家庭人口、困难类别、建档层级', () => {
    expect(visible('publicNotice').map((path) => [path, shows(path, 'publicNotice')])).toEqual([
      ['worker.name', 'name'],
      ['worker.employer', 'employer'],
      ['household.householdSize', 'full'],
      ['record.hardshipCategory', 'full'],
      ['record.tier', 'full'],
    ]);
  });

  it('职工存的联系卡只有表上有的栏：没有号码、住址、收入、致困原因、家庭成员', () => {
    expect(visible('workerCard')).toEqual([
      'worker.name',
      'worker.sex',
      'worker.birthDate',
      'record.assistingOrganization',
      'record.officerName',
      'record.officerPost',
      'record.officerContact',
      'record.liaisonName',
      'record.liaisonPost',
      'record.liaisonContact',
      'record.supportTracks',
      'record.supportTrackNote',
      'record.programs',
      'record.programNote',
      'record.cardRemarks',
    ]);
    expect(shows('worker.birthDate', 'workerCard')).toBe('month');
  });

  it('责任人存的联系卡只有附件2的各栏', () => {
    expect(visible('officerCard')).toEqual([
      'worker.name',
      'worker.sex',
      'worker.birthDate',
      'worker.mobile',
      'worker.otherContact',
      'worker.employer',
      'worker.homeAddress',
      'members[].name',
      'members[].relation',
      'causes.primaryCause',
      'causes.secondaryCauses',
      'causes.causeNote',
      'record.dossierNumber',
      'record.hardshipCategory',
      'record.assistingOrganization',
      'record.officerName',
      'record.dueMonth',
    ]);
    expect(shows('worker.birthDate', 'officerCard')).toBe('month');
  });

  it.each(audiences.filter((audience) => !['formDocument', 'detail', 'workbook'].includes(audience)))(
    '%s看不到身份证号、账户、健康和残疾',
    (audience) => {
      for (const path of fieldPaths) {
        if (/idNumber|account\.|health|disability|medical|noIdNumber/i.test(path)) {
          expect(shows(path, audience), path).toBe('hide');
        }
      }
    },
  );

  it.each(['publicNotice', 'list', 'approver'] as const)(
    '%s看不到任何人的完整姓名、电话、门牌、成员姓名',
    (audience) => {
      for (const path of fieldPaths) {
        if (
          /^(worker\.(name|mobile|otherContact|homeAddress|postcode)|members\[\]\.(name|employerOrSchool|birthDate))$/.test(
            path,
          )
        ) {
          expect(shows(path, audience), path).not.toBe('full');
        }
      }
      expect(shows('members[].name', audience)).toBe('hide');
    },
  );

  it('导出的表格只有认得出是哪一户的几栏：姓名、号码、单位、卡号都不全', () => {
    expect(visible('workbook').map((path) => [path, shows(path, 'workbook')])).toEqual([
      ['worker.name', 'name'],
      ['worker.sex', 'full'],
      ['worker.idNumber', 'idNumber'],
      ['worker.employer', 'employer'],
      ['household.householdSize', 'full'],
      ['account.bankName', 'full'],
      ['account.bankAccount', 'account'],
    ]);
  });

  it('银行卡号除档案表外都不全显示', () => {
    for (const audience of audiences) {
      if (audience !== 'formDocument') expect(shows('account.bankAccount', audience)).not.toBe('full');
    }
  });

  it('不满十四周岁的成员只会显示得更少', () => {
    const openness = ['hide', 'givenName', 'idNumber', 'occupation', 'full'];
    for (const [path, overrides] of Object.entries(childFields)) {
      expect(path.startsWith('members[].'), path).toBe(true);
      for (const [audience, child] of Object.entries(overrides)) {
        const adult = shows(path as FieldPath, audience as Audience);
        expect(openness.indexOf(child), `${path} ${audience}`).toBeLessThan(openness.indexOf(adult));
      }
    }
  });
});
