import { describe, expect, it } from 'vitest';
import { national } from '../../infra/provinces/disclosures/national.ts';
import { household, idNumberOf, withDaughter } from '../../test/support/household.ts';
import type { Form } from '../form/form.ts';
import { type Consent, consentFaults, consentsOf, missingConsents, withConsents } from './consent.ts';
import { allAgree } from './consents.fixture.ts';
import { blanks, blanksIn, disclosureOn, disclosureRead, versionsThatCount } from './disclosure.ts';

const form = withDaughter(household(3));
const today = '2026-11-23';
const disclosures = [national];
const of = { form: 1, disclosure: { version: national.version, digest: 'd' }, by: 'registrar-1' };
const all: Consent[] = withConsents([], allAgree(form), form, of);
const missing = (one: Form, consents: readonly Consent[], on = today, editions = disclosures) =>
  missingConsents(one, consents, { today: on, disclosures: editions }).map(({ pointer, message }) => [
    pointer,
    message,
  ]);
const faults = (given: Parameters<typeof consentFaults>[0], one = form) =>
  consentFaults(given, one, { today, disclosures, papers: new Set(['p1']) }).map(({ pointer, message }) => [
    pointer,
    message,
  ]);

describe('谁的告知同意还没有', () => {
  it('一个也没有的，逐人说：本人、成员；孩子由监护人', () => {
    expect(missing(form, [])).toEqual([
      ['/worker', '缺少困难职工本人的告知同意：须先告知，本人同意'],
      ['/members/0', '缺少第1位家庭成员的告知同意：须先告知，本人同意'],
      ['/members/1', '缺少第2位家庭成员的告知同意：不满 14 周岁，须由监护人同意'],
    ]);
    expect(missing(form, all)).toEqual([]);
  });

  it('改过姓名或号码的还是那个人，另来的人另要', () => {
    const [husband, daughter] = form.members as [Form['members'][number], Form['members'][number]];
    const renamed = {
      ...form,
      members: [
        { ...husband, name: '王建军' },
        { ...daughter, idNumber: idNumberOf('2024-10-01', 8) },
      ],
    };
    expect(missing(renamed, all)).toEqual([]);
    const mother = {
      ...husband,
      name: '李桂芬',
      relation: '母亲',
      sex: '女',
      idNumber: idNumberOf('1950-01-02', 22),
      birthDate: '1950-01-02',
    };
    expect(missing({ ...form, members: [mother, husband, daughter] }, all)).toEqual([
      ['/members/0', '缺少第1位家庭成员的告知同意：须先告知，本人同意'],
    ]);
  });

  it('监护人替孩子的同意，到孩子满十四周岁为止；写明不能表达的原因的，成年了也算', () => {
    expect(missing(form, all, '2038-09-30')).toEqual([]);
    expect(missing(form, all, '2038-10-01')).toEqual([
      ['/members/1', '缺少第2位家庭成员的告知同意：已满 14 周岁，须由本人同意'],
    ]);
    const unable = all.map((each) =>
      each.guardian ? { ...each, guardian: { ...each.guardian, because: '智力残疾一级' } } : each,
    );
    expect(missing(form, unable, '2038-10-01')).toEqual([]);
  });

  it('告知书换了一版：说的多了的重新要，没有的照旧算', () => {
    const next = { ...national, version: '2027-1', from: '2026-11-23' };
    expect(missing(form, all, today, [national, next])).toEqual([]);
    const again = missing(form, all, today, [national, { ...next, asksAgain: true }]);
    expect(again.map(([, message]) => message)).toEqual([
      '缺少困难职工本人的告知同意：告知书有了须重新同意的一版',
      '缺少第1位家庭成员的告知同意：告知书有了须重新同意的一版',
      '缺少第2位家庭成员的告知同意：告知书有了须重新同意的一版',
    ]);
    expect(missing(form, all, '2026-11-22', [national, { ...next, asksAgain: true }])).toEqual([]);
  });

  it('同一个人后来又说的，代替以前的；别人的不动', () => {
    const later = withConsents(all, [{ person: '/worker', way: 'signed', on: today, paper: 'p1' }], form, {
      ...of,
      form: 2,
    });
    expect(later).toHaveLength(3);
    expect(consentsOf(form, later).map(({ consent }) => [consent?.form, consent?.way])).toEqual([
      [2, 'signed'],
      [1, 'inPerson'],
      [1, 'inPerson'],
    ]);
  });
});

describe('写下的同意有错的，一次说全，各指一栏', () => {
  const plain = { way: 'inPerson', on: today } as const;

  it.each([
    [{ ...plain, person: '/members/9' }, 'person', /没有“\/members\/9”，可写 \/worker、\/members\/0、\/members\/1/],
    [{ ...plain, person: '/worker', on: '2026-11-24' }, 'on', /2026-11-24 晚于今天 2026-11-23/],
    [{ ...plain, person: '/worker', on: '2021-10-31' }, 'on', /早于告知书 2026-1 版施行的 2021-11-01/],
    [{ ...plain, person: '/worker', paper: 'p1' }, 'paper', /当面同意的，不写签字的附件/],
    [{ person: '/worker', way: 'signed', on: today }, 'paper', /须写明签字的附件（类型“告知同意书”）/],
    [{ person: '/worker', way: 'signed', on: today, paper: 'p2' }, 'paper', /通过检查的“告知同意书”，没有“p2”/],
    [{ ...plain, person: '/members/1' }, 'guardian', /第2位家庭成员不满 14 周岁，须由监护人同意/],
    [
      { ...plain, person: '/worker', guardian: { name: '王建国', relation: '丈夫' } },
      'guardian',
      /已满 14 周岁，由本人同意/,
    ],
    [
      { ...plain, person: '/members/1', guardian: { name: form.members[1]?.name ?? '', relation: '本人' } },
      'guardian',
      /监护人须年满 18 周岁/,
    ],
    [
      {
        ...plain,
        person: '/members/1',
        guardian: { name: [...(form.members[1]?.name ?? '')].join('\u3000'), relation: '本人' },
      },
      'guardian',
      /监护人须年满 18 周岁/,
    ],
    [
      {
        ...plain,
        person: '/members/1',
        on: '2024-09-30',
        guardian: { name: form.worker.name, relation: '母亲' },
      },
      'on',
      /2024-09-30 早于第2位家庭成员出生的 2024-10-01/,
    ],
    [
      { ...plain, person: '/worker', guardian: { name: form.worker.name, relation: '本人', because: '卧床' } },
      'guardian',
      /本人不是自己的监护人/,
    ],
  ] as const)('%j', (one, field, message) => {
    expect(faults([one])).toEqual([[`/consents/0/${field}`, expect.stringMatching(message)]]);
  });

  it('写了两次的、几处都错的', () => {
    const twice = { person: '/worker', way: 'signed', on: '2030-01-01' } as const;
    expect(faults([twice, twice]).map(([pointer]) => pointer)).toEqual([
      '/consents/0/on',
      '/consents/0/paper',
      '/consents/1/person',
      '/consents/1/on',
      '/consents/1/paper',
    ]);
    expect(faults(allAgree(form))).toEqual([]);
  });
});

describe('告知书', () => {
  it('哪一天用哪一版；须重新同意的一版以前的不再算', () => {
    const versions = ['a', 'b', 'c', 'd'].map((version, n) => ({
      ...national,
      version,
      from: `202${n + 2}-01-01`,
      asksAgain: version === 'c',
    }));
    expect(disclosureOn({ disclosures: versions }, '2023-06-01').version).toBe('b');
    expect(versionsThatCount({ disclosures: versions }, '2023-06-01')).toEqual(['a', 'b']);
    expect(versionsThatCount({ disclosures: versions }, '2025-06-01')).toEqual(['c', 'd']);
  });

  it('正文里的空都填上了本省的，年数、电话不一样，摘要也不一样', () => {
    const figures = {
      union: '云南省总工会',
      notice: { officeName: '困难职工帮扶中心', officePhone: '12351', workingDays: 5 },
      retention: { leftYears: 10, rejectedYears: 10, withdrawnYears: 3 },
    };
    const read = disclosureRead(figures, national);
    const text = read.sections.map((section) => section.text).join('');
    expect(blanksIn(text)).toEqual([]);
    for (const [name, of] of Object.entries(blanks)) expect(text, name).toContain(String(of(figures)));
    const other = disclosureRead({ ...figures, retention: { ...figures.retention, leftYears: 15 } }, national);
    expect(other.digest).not.toBe(read.digest);
  });
});
