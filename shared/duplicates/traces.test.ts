import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validForm } from '../../test/support/form-arbitrary.ts';
import { anyHousehold } from './households.fixture.ts';
import { crowdOf, keysAmong, type TraceKind, textOfMobile, traces } from './traces.ts';

const household = {
  worker: {
    name: '李秀英',
    idNumber: '530102197403120423',
    birthDate: '1974-03-12',
    homeAddress: '昆明市五华区人民路12号5栋301室',
    hukouDivision: '530102',
  },
  members: [
    { name: '王建国', idNumber: '530102197208010317', birthDate: '1972-08-01' },
    { name: '王子涵', birthDate: '2026-05-01' },
  ],
};
const texts = (kind: TraceKind, from: Parameters<typeof traces>[0] = household) =>
  traces(from)
    .filter((trace) => trace.kind === kind)
    .map(({ text }) => text.slice(kind.length + 1));

describe('一户留下的痕迹', () => {
  it('十五位旧号、十八位号、校验位有误的号，留下同一个痕迹', () => {
    const number = (idNumber: string) => texts('number', { members: [], worker: { ...household.worker, idNumber } })[0];
    expect(number('530102740312042')).toBe('53010219740312042');
    expect(number('530102197403120423')).toBe('53010219740312042');
    expect(number('530102197403120424')).toBe('53010219740312042');
    expect(number('５３０１０２ 19740312 042x')).toBe('53010219740312042');
    expect(number('53010219740312042312')).toBeUndefined();
    expect(number('1530102197403120423')).toBeUndefined();
  });

  it('没有身份证号的成员仍有姓名和出生日期', () => {
    expect(texts('nameAndBirthDate')).toEqual(['李秀英 1974-03-12', '王建国 1972-08-01', '王子涵 2026-05-01']);
    expect(texts('soundAndBirthDate').at(-1)).toBe('wang zi han 2026-05-01');
    expect(traces(household).filter(({ person }) => person === 2)).toHaveLength(2);
  });

  it('住址一个，与户内每个姓各一个', () => {
    expect(texts('door')).toEqual(['5301 人民路12-5-301']);
    expect(texts('doorAndSurname')).toEqual(['5301 人民路12-5-301 李', '5301 人民路12-5-301 王']);
  });

  it('村里的门牌，另留一个不写组的；户里姓名读不出来的人，没有姓可留', () => {
    const inVillage = { ...household, worker: { ...household.worker, homeAddress: '石头村3组12号' } };
    const nameless = { ...inVillage, members: [{ name: '··', birthDate: '2026-05-01' }] };
    expect(texts('door', inVillage)).toEqual(['5301 石头村3组12']);
    const group = traces(inVillage).filter(({ kind }) => kind === 'doorWithoutGroup');
    expect(group.map(({ text }) => text)).toEqual(['door 5301 石头村12']);
    expect(texts('doorAndSurname', nameless)).toEqual(['5301 石头村3组12 李']);
    expect(traces(household).map(({ kind }) => kind)).not.toContain('doorWithoutGroup');
  });

  it('务工人员的住址，按务工地算', () => {
    const worker = { ...household.worker, homeAddress: '人民路12号', workDivision: '532901' };
    expect(texts('doorAndSurname', { ...household, worker })[0]).toBe('532901 人民路12 李');
  });

  it('手机号怎样写都是一个线索；座机、不完整的不是', () => {
    const of = (mobile?: string, otherContact?: string) =>
      texts('telephone', { ...household, worker: { ...household.worker, mobile, otherContact } });
    expect(of('138 1234-5678')).toEqual(['13812345678']);
    const worker = { ...household.worker, mobile: '138 1234-5678' };
    expect(traces({ worker, members: [] }).map(({ text }) => text)).toContain(textOfMobile('13812345678'));
    expect(of('138 - 1234 - 5678')).toEqual(['13812345678']);
    expect(of('8613812345678')).toEqual(['13812345678']);
    expect(of('13812345678', '13912345678，13712345678')).toEqual(['13812345678', '13912345678']);
    expect(of('+86 13812345678', '妻 １３９１２３４５６７８')).toEqual(['13812345678', '13912345678']);
    expect(of('13812345678', '13812345678；8613812345678')).toEqual(['13812345678']);
    expect(of('0871-65101234', '1381234567')).toEqual([]);
    expect(of()).toEqual([]);
  });

  it('身份证号、姓名读不出来的，不留痕迹，也不报错', () => {
    const worker = { ...household.worker, name: '··', idNumber: '无', homeAddress: '不详' };
    expect(traces({ worker, members: [] })).toEqual([]);
  });

  it('一人至多七个查找的键，一户每个姓再加一个，门牌、电话另加四个，各不相同', () => {
    fc.assert(
      fc.property(anyHousehold, (each) => {
        const people = 1 + each.members.length;
        const keys = keysAmong(traces(each));
        expect(keys.filter(({ person }) => person !== null).length).toBeLessThanOrEqual(7 * people);
        expect(keys.filter(({ person }) => person === null).length).toBeLessThanOrEqual(people + 4);
        expect(new Set(keys.map(({ text }) => text)).size).toBe(keys.length);
      }),
      { seed: 1 },
    );
  });

  it('凡是可以提交的档案表，每个人都找得到', () => {
    fc.assert(
      fc.property(validForm, (form) => {
        const all = traces(form);
        const keys = new Set(keysAmong(all).map(({ text }) => text));
        for (let person = 0; person <= form.members.length; person++) {
          const own = all.filter((trace) => trace.person === person);
          expect(own.some(({ text }) => keys.has(text))).toBe(true);
        }
      }),
      { seed: 1 },
    );
  });
});

describe('多少户共有一个键，这个键就不说明什么', () => {
  it('夫妻共用一个手机号，三户共用的就是村干部或者单位的', () => {
    expect(crowdOf('telephone')).toBe(1);
  });

  it('一个门牌先后住过、合租过的，至多再有两户', () => {
    for (const kind of ['door', 'doorWithoutGroup', 'doorAndSurname'] as const) expect(crowdOf(kind), kind).toBe(2);
  });

  it('凭人来找的键，许多户也还说明什么', () => {
    for (const kind of ['number', 'soundAndBirthDate', 'dateAndOrder'] as const) {
      expect(crowdOf(kind), kind).toBeGreaterThan(crowdOf('door'));
    }
  });
});
